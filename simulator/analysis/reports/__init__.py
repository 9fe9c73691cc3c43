"""What a report says, before it has a form: the same content for every format."""

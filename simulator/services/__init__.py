"""What stands, what is available, who needs it: stocks of every family of services."""

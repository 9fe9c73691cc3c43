"""What the user writes: files, parameters, plans and scenarios, checked and made frozen."""

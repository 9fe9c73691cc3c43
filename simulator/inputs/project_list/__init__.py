"""The list of the project reserve as planners keep it: a sheet or a CSV, read and written."""

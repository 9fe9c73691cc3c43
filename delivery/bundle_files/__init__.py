"""Files that stand in the folder as they are."""

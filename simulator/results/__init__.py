"""What a run leaves behind: tables, manifest and the store that keeps them."""

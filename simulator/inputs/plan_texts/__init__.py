"""What the text and the boxes of a plan say beyond its table, with the line of each print."""

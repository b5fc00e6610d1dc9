"""What judges a whole page at once."""

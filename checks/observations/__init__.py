"""What is done to a page and measured, once for all checks that judge it."""

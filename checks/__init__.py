"""What is tested on a page, and how."""

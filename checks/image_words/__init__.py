"""What pictures say: words read in them, by a program of the extra `pictures` in an OS process of its own."""

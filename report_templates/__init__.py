"""Records -> HTML, in the languages of the readers."""

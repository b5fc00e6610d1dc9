"""The one SQLite file: opening it, its schema, and keeping it whole."""

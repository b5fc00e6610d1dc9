"""The verbs of `wadmon`, a module a group; `crawler/cli.py` puts them together."""

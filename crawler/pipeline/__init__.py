"""The stages of a crawl: the only package, beside the command line, that knows every folder."""

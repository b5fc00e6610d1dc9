"""What web pages say, by the language they say it in: the names of pages, notices in front of a site, the wording of
accessibility statements, what links, fields and buttons are called.

The words are data (one TOML file a subject); `fold` is the one way to compare texts, `phrases` the one way to look for
the words in them. Used by crawler and checks; scripts in pages are handed the words, folded.
"""

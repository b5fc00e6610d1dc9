"""Links to a document say which type it is, so that nobody lands in another program unprepared.

No criterion demands it (the examples of WCAG 2.4.4 advise it, as do national guidelines): a best practice, for a person
to weigh. Fonts and backgrounds that draw an icon cannot be read, so this never fails.
"""

from checks.check import DomCheck

# Words, folded, any of which tells the type; and the endings of addresses they tell of.
_TYPES = (
    (("pdf", "acrobat"), ("pdf",)),
    (("doc", "docx", "word", "odt", "rtf"), ("doc", "docx", "dot", "dotx", "odt", "rtf")),
    (
        ("xls", "xlsx", "excel", "ods", "csv", "spreadsheet", "rekenblad", "tableur", "tabelle"),
        ("xls", "xlsx", "xlsm", "ods"),
    ),
    (
        ("ppt", "pptx", "powerpoint", "odp", "presentation", "presentatie", "prasentation"),
        ("ppt", "pptx", "pps", "ppsx", "odp"),
    ),
    (("epub",), ("epub",)),
    (("zip",), ("zip",)),
)

CHECK = DomCheck(
    "link-document-type",
    (),
    {"words": {ending: words for words, endings in _TYPES for ending in endings}},
    only_asks=True,
)

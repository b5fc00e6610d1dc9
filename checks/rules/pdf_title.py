"""A PDF document has a title, and readers show it (WCAG 2.4.2; EN 301 549 V3.2.1, 10.2.4.2; technique PDF18)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome
from results.page_words.fold import folded, folded_words
from results.page_words.phrases import plain_words

# What programs put there by themselves.
_FILE_NAME = re.compile(
    r"microsoft (word|powerpoint|excel) - .*|.*\.(docx?|pptx?|xlsx?|od[tps]|indd|pdf|qxd|rtf)"
    r"|(document|presentatie|presentation|folie|slide|dia|diapositive) ?\d*"
)
# The title a program gives every document: it names none.
_DEFAULT = re.compile(r"powerpoint[ -]?(presentation|presentatie|prasentation)|presentation powerpoint")
_UNTITLED = frozenset(plain_words("titles", "untitled"))


def judge(document: PdfFacts) -> Iterator[Found]:
    """No title fails, and so does a program's own. A file's name, or a title that is not shown, is for a person."""
    if not document.title:
        yield Found(document.fault, message="the document has no title")
    elif _DEFAULT.fullmatch(folded(document.title)):
        yield Found(document.fault, measured={"title": document.title}, message="the title is the program's own")
    elif _FILE_NAME.fullmatch(folded(document.title)) or folded_words(document.title) in _UNTITLED:
        yield Found(Outcome.CANNOT_TELL, measured={"title": document.title}, message="the title looks like a file name")
    elif not document.title_shown:
        yield Found(
            Outcome.CANNOT_TELL,
            measured={"title": document.title},
            message="the document does not ask readers to show its title",
        )
    else:
        yield Found(Outcome.PASSED, measured={"title": document.title})


CHECK = DocumentCheck("pdf-title", ("2.4.2",), judge)

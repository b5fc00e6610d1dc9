"""A PDF document has a structure (tags): without it, headings, lists, tables and reading order are lost.

WCAG 1.3.1 as EN 301 549 V3.2.1, 10.1.3.1, asks it of documents; techniques PDF9 and PDF6 build on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome


def judge(document: PdfFacts) -> Iterator[Found]:
    """A scan is another check's: it needs text before it can have a structure. A logo or a drawing has none."""
    if document.textless_pages == document.pages_looked_at:
        return
    measured = {"pages": document.pages}
    if document.tagged:
        yield Found(Outcome.PASSED, measured=measured)
    else:
        yield Found(document.fault, measured=measured, message="the document has no tags")


CHECK = DocumentCheck("pdf-tagged", ("1.3.1",), judge)

"""A PDF document says in which language it is (WCAG 3.1.1; EN 301 549 V3.2.1, 10.3.1.1; technique PDF16)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome


def judge(document: PdfFacts) -> Iterator[Found]:
    """What has no text is in no language."""
    if document.textless_pages == document.pages_looked_at:
        return
    if document.language:
        yield Found(Outcome.PASSED)
    else:
        yield Found(document.fault, message="the document states no language")


CHECK = DocumentCheck("pdf-language", ("3.1.1",), judge)

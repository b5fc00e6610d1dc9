"""The permissions of a PDF document let assistive technology read it (WCAG 4.1.2; EN 301 549 V3.2.1, 10.4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome


def judge(document: PdfFacts) -> Iterator[Found]:
    """Screen readers that are recognised may pass the lock, others not; so a person has the last word."""
    if document.locked_for_assistive_technology:
        yield Found(Outcome.CANNOT_TELL, message="the permissions refuse access for assistive technology")
    else:
        yield Found(Outcome.PASSED)


CHECK = DocumentCheck("pdf-permissions", ("4.1.2",), judge, only_asks=True)

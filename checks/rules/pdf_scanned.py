"""A PDF document has text, not only pictures of text (WCAG 1.1.1; EN 301 549 V3.2.1, 10.1.1.1; technique PDF7)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome

# One page may be a photograph, a map or a poster with its text elsewhere.
_SURELY_SCANNED = 2


def judge(document: PdfFacts) -> Iterator[Found]:
    if not document.pages_looked_at:
        return
    measured = {"pages": document.pages_looked_at, "without text": document.scanned_pages}
    if document.scanned_pages == document.pages_looked_at >= _SURELY_SCANNED and not document.tagged:
        yield Found(document.fault, measured=measured, message="no page has text that can be read out")
    elif document.scanned_pages:
        yield Found(Outcome.CANNOT_TELL, measured=measured, message="pages without text that can be read out")
    else:
        yield Found(Outcome.PASSED, measured=measured)


CHECK = DocumentCheck("pdf-scanned", ("1.1.1",), judge)

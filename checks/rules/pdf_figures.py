"""Figures of a tagged PDF document have a text alternative (WCAG 1.1.1; EN 301 549 V3.2.1, 10.1.1.1; technique PDF1).

Decoration is not tagged as a figure but marked as an artefact, so a figure without text is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import DocumentCheck, Found
from checks.documents.pdf_facts import PdfFacts
from results.model import Outcome


def judge(document: PdfFacts) -> Iterator[Found]:
    if not document.tagged or not document.figures:
        return
    measured = {"figures": document.figures, "without text": document.figures_without_text}
    if document.figures_without_text:
        yield Found(document.fault, measured=measured, message="figures without a text alternative")
    else:
        yield Found(Outcome.PASSED, measured=measured)


CHECK = DocumentCheck("pdf-figures", ("1.1.1",), judge)

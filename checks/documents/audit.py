"""One document of the sample in, one PageAudit out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from checks.check import Check, DocumentCheck
from checks.documents.fetch import DocumentFetcher, NotFetched
from checks.documents.pdf import PdfFacts, UnreadablePdf, read_pdf
from checks.engines.own_checks import outcomes_of
from checks.storable import storable
from results.model import CheckOutcome, PageAudit, PlannedPage, Reason

_DETAIL = 300


class DocumentAuditor:
    """Looks into the PDF documents of a sample with the checks that are about documents."""

    def __init__(self, fetcher: DocumentFetcher, checks: Iterable[Check], elements_per_check: int = 20) -> None:
        self._checks = [check for check in checks if isinstance(check, DocumentCheck)]
        self._fetcher = fetcher
        self._cap = elements_per_check

    async def audit(self, planned: PlannedPage) -> PageAudit:
        """Whatever the document holds, a value."""
        audit = PageAudit(url=planned.url, audited_at=datetime.now(UTC).isoformat(timespec="seconds"))
        started = time.monotonic()
        try:
            fetched = await self._fetcher.fetch(planned.url)
        except NotFetched as error:
            return replace(audit, reason=error.reason, detail=_line(error), http_status=error.status)
        audit = replace(
            audit,
            final_url=storable(fetched.final_url),
            http_status=fetched.status,
            load_seconds=round(time.monotonic() - started, 3),
        )
        try:
            facts = await asyncio.to_thread(read_pdf, planned.url, fetched.data)
        except UnreadablePdf as error:
            return replace(audit, reason=Reason.UNREADABLE_DOCUMENT, detail=_line(error))
        return replace(audit, title=facts.title, language=facts.language[:35], outcomes=tuple(self._judge(facts)))

    def _judge(self, facts: PdfFacts) -> Iterable[CheckOutcome]:
        for check in self._checks:
            found = [replace(one, selector="document") for one in check.judge(facts)]
            yield from outcomes_of(check.id, check.criteria, found, self._cap)


def _line(error: Exception) -> str:
    return storable(str(error))[:_DETAIL]

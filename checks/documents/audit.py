"""One document of the sample in, one PageAudit out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from checks.check import Check, DocumentCheck
from checks.documents.fetch import DocumentFetcher, Fetched, NotFetched
from checks.documents.pdf import UnreadablePdf, read_pdf
from checks.documents.pdf_facts import PdfFacts
from checks.engines.own_checks import outcomes_of
from checks.seen_files import deciding, validators
from checks.storable import storable
from results.model import NOTHING_SEEN, CheckOutcome, PageAudit, PlannedPage, Reason, SeenFile, SeenFiles
from results.model.carrying import file_digest

_DETAIL = 300


class DocumentAuditor:
    """Looks into the PDF documents of a sample with the checks that are about documents."""

    def __init__(self, fetcher: DocumentFetcher, checks: Iterable[Check], elements_per_check: int = 20) -> None:
        self._checks = [check for check in checks if isinstance(check, DocumentCheck)]
        self._fetcher = fetcher
        self._cap = elements_per_check

    async def audit(self, planned: PlannedPage) -> tuple[PageAudit, SeenFiles]:
        """Whatever the document holds, a value; and the file."""
        audit = PageAudit(url=planned.url, audited_at=datetime.now(UTC).isoformat(timespec="seconds"))
        started = time.monotonic()
        try:
            fetched = await self._fetcher.fetch(planned.url)
        except NotFetched as error:
            return replace(audit, reason=error.reason, detail=_line(error), http_status=error.status), NOTHING_SEEN
        audit = replace(
            audit,
            final_url=storable(fetched.final_url),
            http_status=fetched.status,
            load_seconds=round(time.monotonic() - started, 3),
        )
        try:
            facts = await asyncio.to_thread(read_pdf, planned.url, fetched.data)
        except UnreadablePdf as error:
            return replace(audit, reason=Reason.UNREADABLE_DOCUMENT, detail=_line(error)), NOTHING_SEEN
        outcomes = tuple(self._judge(facts))
        audit = replace(audit, title=facts.title, language=facts.language[:35], outcomes=outcomes)
        return audit, self._seen(planned.url, fetched)

    def _seen(self, url: str, fetched: Fetched) -> SeenFiles:
        if fetched.final_url != url:
            return SeenFiles(unprovable="behind a redirect")
        etag, last_modified = validators(fetched.headers)
        sent = (("user-agent", self._fetcher.user_agent),)
        file = SeenFile(
            url, fetched.status, file_digest(fetched.data), etag, last_modified, deciding(fetched.headers), sent
        )
        return SeenFiles((file,))

    def _judge(self, facts: PdfFacts) -> Iterable[CheckOutcome]:
        for check in self._checks:
            found = [replace(one, selector="document") for one in check.judge(facts)]
            yield from outcomes_of(check.id, check.criteria, found, self._cap)


def _line(error: Exception) -> str:
    return storable(str(error))[:_DETAIL]

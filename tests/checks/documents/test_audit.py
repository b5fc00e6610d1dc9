"""Documents fetched from a real server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checks.documents.audit import DocumentAuditor
from checks.documents.fetch import DocumentFetcher
from checks.rules import own_checks
from results.model import Outcome, PageAudit, PlannedPage, Reason

HOST = "http://documents.test"
PDF = "application/pdf"

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def look(web: Any) -> Callable[..., Any]:
    async def look(url: str, **caps: Any) -> PageAudit:
        fetcher = DocumentFetcher("test-monitor", web.proxy, **{"seconds": 2.0} | caps)
        audit, _ = await DocumentAuditor(fetcher, own_checks()).audit(PlannedPage(url, "document", "e"))
        return audit

    return look


async def test_a_document_is_fetched_once_under_our_name_and_judged(web: Any, look: Any, make_pdf: Any) -> None:
    url = web.put(f"{HOST}/report.pdf", make_pdf(tagged=False), type=PDF)
    audit = await look(url)
    assert (audit.reason, audit.http_status, audit.final_url) == (None, 200, url)
    assert (audit.title, audit.language) == ("Jaarverslag 2025", "nl-BE")
    failures = {(o.check, o.outcome, o.criteria, o.count) for o in audit.outcomes if o.outcome is Outcome.FAILED}
    assert failures == {("pdf-tagged", Outcome.FAILED, ("1.3.1",), 1)}
    assert [headers["user-agent"] for headers in web.requests(url)] == ["test-monitor"]


async def test_a_redirect_is_followed_and_reported(web: Any, look: Any, make_pdf: Any) -> None:
    target = web.put(f"{HOST}/new.pdf", make_pdf(), type=PDF)
    url = web.put(f"{HOST}/old.pdf", status=301, headers={"Location": target})
    assert (await look(url)).final_url == target


@pytest.mark.parametrize(
    ("answer", "reason", "detail"),
    [
        ({"status": 404}, Reason.HTTP_ERROR, "HTTP 404"),
        ({"body": "<p>No longer here</p>"}, Reason.UNREADABLE_DOCUMENT, "cannot be read"),
        ({"body": b"x" * 2000, "type": PDF}, Reason.TOO_LARGE, "over 1000 bytes"),
        ({"reset": True}, Reason.UNREACHABLE, ""),
        ({"seconds": 3.0}, Reason.TIMEOUT, "no answer within 0.5 s"),
        ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, Reason.HTTP_ERROR, "HTTP 302"),
        ({"status": 302, "headers": {"Location": "ftp://a.example/b.pdf"}}, Reason.HTTP_ERROR, ""),
    ],
    ids=str,
)
async def test_what_cannot_be_fetched_or_read_is_untested_with_the_reason(
    web: Any, look: Any, answer: dict[str, Any], reason: Reason, detail: str
) -> None:
    url = web.put(f"{HOST}/bad.pdf", **answer)
    audit = await look(url, most_bytes=1000, seconds=0.5)
    assert (audit.reason, audit.outcomes) == (reason, ())
    assert audit.detail.startswith(detail)


async def test_a_document_that_leads_to_another_site_is_not_judged(
    web: Any, auditor: Any, context: Any, make_pdf: Any
) -> None:
    url = web.put(f"{HOST}/elsewhere.pdf", make_pdf(tagged=False), type=PDF)
    audit = (await auditor.visit(context, PlannedPage(url, "document", "e"), lambda _: Reason.OUT_OF_SCOPE)).audit
    assert (audit.reason, audit.outcomes) == (Reason.OUT_OF_SCOPE, ())

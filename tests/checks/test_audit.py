"""What one visit to one page gives, whatever the page does."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil
import pytest

from checks.audit import Auditor
from checks.browser import RecyclingBrowser
from checks.browsers.chromium import chromium
from checks.browsers.options import BrowserOptions
from checks.rules import own_checks
from results.model import Outcome, PageAudit, PlannedPage, Reason

pytestmark = pytest.mark.asyncio(loop_scope="session")

IMAGE = '<img src="/image.png">'
LONG = "<p>" + "A sentence of five words. " * 60 + "</p>"


async def test_an_ordinary_page_is_tested_with_exact_outcomes(web: Any, visit_for_links: Any, told: Any) -> None:
    url = web.page("http://plain.test/", f"<p>{IMAGE * 7}</p><p><a href='/x'></a></p>", title="Plain")
    visited = await visit_for_links(url)
    audit = visited.audit

    assert told(audit) == [("focus-on-hidden", "cantTell", 1), ("image-alt", "failed", 7), ("link-name", "failed", 1)]
    seen = dataclasses.asdict(audit)
    assert {name: seen[name] for name in ("url", "reason", "detail", "final_url", "http_status", "title")} == {
        "url": url,
        "reason": None,
        "detail": "",
        "final_url": url,
        "http_status": 200,
        "title": "Plain",
    }
    assert (audit.language, audit.settled, audit.parts_not_tested) == ("en", "quiet", ())
    assert visited.links == (("http://plain.test/x", ""),)


async def test_no_check_has_both_passed_and_another_outcome(web: Any, visit: Any) -> None:
    audit = await visit(web.page("http://plain.test/both", f'{IMAGE}<img src="/image.png" alt="A tree">'))
    assert [o.outcome for o in audit.outcomes if o.check == "image-alt"] == [Outcome.FAILED]


async def test_the_same_page_audited_twice_gives_equal_outcomes(web: Any, visit: Any) -> None:
    url = web.page("http://plain.test/twice", f"{IMAGE}<p style='color:#999'>Grey</p><iframe src='/twice'></iframe>")
    first, second = await visit(url), await visit(url)
    assert first.outcomes == second.outcomes != ()


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.LOGIN),
        (403, Reason.ACCESS_DENIED),
        (404, Reason.HTTP_ERROR),
        (410, Reason.HTTP_ERROR),
        (500, Reason.HTTP_ERROR),
        (502, Reason.UNREACHABLE),
        (504, Reason.UNREACHABLE),
    ],
)
async def test_a_page_behind_an_error_status_is_not_judged(web: Any, visit: Any, status: int, reason: Reason) -> None:
    audit = await visit(web.page(f"http://status.test/{status}", IMAGE + LONG, status=status))
    assert (audit.reason, audit.http_status, audit.outcomes) == (reason, status, ())
    assert audit.detail == f"HTTP {status} text/html"


async def test_a_busy_server_is_asked_once_more_after_the_wait_it_names(web: Any, visit: Any) -> None:
    busy = {"status": 429, "headers": {"Retry-After": "1"}}
    url = web.put_in_turn("http://busy.test/", busy, {"body": "<h1>Open</h1>"})
    started = time.monotonic()
    audit = await visit(url)
    assert (audit.reason, audit.http_status, len(web.requests(url))) == (None, 200, 2)
    assert time.monotonic() - started > 1


@pytest.mark.parametrize(("wait", "requests"), [("0", 2), ("3600", 1)])
async def test_a_server_that_stays_busy_is_not_judged_and_not_asked_again_too_early(
    web: Any, visit: Any, wait: str, requests: int
) -> None:
    url = web.put(f"http://busy.test/{wait}", IMAGE, status=503, headers={"Retry-After": wait})
    audit = await visit(url)
    assert (audit.reason, len(web.requests(url))) == (Reason.HTTP_ERROR, requests)


@pytest.mark.parametrize("wait", ["soon", "²", "Wed, 21 Oct 2015 07:28:00 GMT"])
async def test_a_wait_that_is_no_number_is_five_seconds(web: Any, visit: Any, wait: str) -> None:
    url = web.put("http://busy.test/odd", status=503, headers={"Retry-After": wait.encode().decode("latin-1")})
    before = len(web.requests(url))
    audit = await visit(url, back_off=4)  # less than five: not asked again
    assert (audit.reason, len(web.requests(url)) - before) == (Reason.HTTP_ERROR, 1)


async def test_a_broken_connection_is_unreachable(web: Any, visit: Any) -> None:
    audit = await visit(web.put("http://reset.test/", reset=True))
    assert (audit.reason, audit.http_status) == (Reason.UNREACHABLE, None)
    assert audit.detail.endswith("net::ERR_CONNECTION_RESET at http://reset.test/")


async def test_a_host_without_an_address_is_unreachable(browser_options: BrowserOptions, auditor: Auditor) -> None:
    options = dataclasses.replace(browser_options, proxy="")
    async with chromium(options) as engine:
        direct = RecyclingBrowser(engine, options)
        async with direct.site_context("en") as context:
            without_proxy = dataclasses.replace(auditor, browser=direct, through_proxy=False)
            planned = PlannedPage("http://nowhere.invalid/", "home")
            audit = (await without_proxy.visit(context, planned, lambda _: None)).audit
        await direct.close()
    assert audit.reason is Reason.UNREACHABLE


async def test_a_page_that_does_not_come_ends_at_the_document_limit(web: Any, visit: Any) -> None:
    audit = await visit(web.put("http://slow.test/", seconds=30), document=0.5)
    assert (audit.reason, audit.detail) == (Reason.TIMEOUT, "Page.goto: Timeout 500ms exceeded.")


async def test_an_image_that_does_not_come_is_noted_and_the_page_judged(web: Any, visit: Any, told: Any) -> None:
    web.put("http://slow.test/image.png", seconds=30)
    audit = await visit(web.page("http://slow.test/page", IMAGE), load=0.5)
    assert (told(audit), audit.parts_not_tested) == ([("image-alt", "failed", 1)], ("load-event",))


async def test_a_page_that_never_stops_changing_is_judged_at_the_limit(web: Any, visit: Any, told: Any) -> None:
    ticker = "<p id=t>0</p><script>setInterval(() => { t.textContent++ }, 20)</script>"
    audit = await visit(web.page("http://busy.test/ticker", IMAGE + ticker), settle=0.6)
    assert (told(audit), audit.settled) == ([("image-alt", "failed", 1)], "limit")
    assert 0.6 <= audit.settle_seconds < 2


LATE = f"document.querySelector('main').insertAdjacentHTML('beforeend', '{IMAGE}')"


@pytest.mark.parametrize(
    "script",
    [
        f"setTimeout(() => {LATE}, 150)",
        f"onload = () => setTimeout(() => {LATE}, 150)",
        f"fetch('/late/data').then(() => setTimeout(() => {LATE}, 50))",
        "document.head.append(Object.assign(document.createElement('script'), {src: '/late/script'}))",
    ],
)
async def test_what_is_drawn_late_is_judged(web: Any, visit: Any, told: Any, script: str) -> None:
    web.put("http://late.test/late/data", "x", type="text/plain", seconds=0.5)
    web.put("http://late.test/late/script", LATE, type="text/javascript", seconds=0.5)
    web.put("http://late.test/slow.css", "", type="text/css", seconds=0.4)
    head = '<link rel="stylesheet" href="/slow.css" media="print">'
    audit = await visit(web.page("http://late.test/", f"<script>{script}</script>", head=head), settle=3, quiet=0.2)
    assert (told(audit), audit.settled) == ([("image-alt", "failed", 1)], "quiet")


async def test_a_request_that_is_never_answered_does_not_hold_the_page(web: Any, visit: Any, told: Any) -> None:
    web.put("http://late.test/poll", seconds=30)
    url = web.page("http://late.test/polls", f"{IMAGE}<script>fetch('/poll')</script>")
    audit = await visit(url, settle=1)
    assert (told(audit), audit.settle_seconds < 2) == ([("image-alt", "failed", 1)], True)


@pytest.mark.parametrize(
    "move",
    [
        "<script>location = '/end'</script>",
        "<script>onload = () => setTimeout(() => { location = '/end' }, 0)</script>",
        "<meta http-equiv=refresh content='0; url=/end'>",
        "<script>location = '/second'</script>",
    ],
)
async def test_a_page_that_moves_itself_on_is_judged_where_it_ends(web: Any, visit: Any, told: Any, move: str) -> None:
    web.page("http://moves.test/second", "<script>location = '/end'</script>")
    web.page("http://moves.test/end", IMAGE, title="End", seconds=0.5)
    audit = await visit(web.page("http://moves.test/", move))
    assert (audit.final_url, audit.title) == ("http://moves.test/end", "End")
    assert told(audit) == [("image-alt", "failed", 1)]


async def test_a_page_that_moves_itself_on_to_an_error_page_is_not_judged(web: Any, visit: Any) -> None:
    web.page("http://moves.test/gone", LONG, status=404)
    audit = await visit(web.page("http://moves.test/away", "<script>location = '/gone'</script>"))
    assert (audit.reason, audit.http_status, audit.final_url) == (
        Reason.HTTP_ERROR,
        404,
        "http://moves.test/gone",
    )


async def test_a_page_that_never_stays_is_not_judged(web: Any, visit: Any) -> None:
    audit = await visit(web.page("http://moves.test/again", "<script>setTimeout(() => location.reload(), 20)</script>"))
    assert (audit.reason, audit.outcomes) == (Reason.CHECKS_FAILED, ())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("download", {"headers": {"Content-Disposition": 'attachment; filename="a.html"'}}),
        ("pdf", {"type": "application/pdf"}),
        ("svg", {"type": "image/svg+xml"}),
        ("text", {"type": "text/plain; charset=utf-8"}),
        ("feed", {"type": "application/rss+xml"}),
    ],
)
async def test_what_is_no_page_is_not_judged(web: Any, visit: Any, name: str, answer: dict[str, Any]) -> None:
    audit = await visit(web.put(f"http://files.test/{name}", "<svg xmlns='http://www.w3.org/2000/svg'/>", **answer))
    assert (audit.reason, audit.outcomes) == (Reason.NOT_HTML, ())


async def test_dialogs_and_popups_do_not_stop_a_visit(web: Any, visit: Any, told: Any, context: Any) -> None:
    web.page("http://pushy.test/popup", "<script>alert(1); window.open('/leaf')</script>")
    web.page("http://pushy.test/leaf", "")
    script = (
        "alert(1); confirm(2); prompt(3); onbeforeunload = (e) => { e.preventDefault(); return 'stay' };"
        "for (let i = 0; i < 3; i++) window.open('/popup')"
    )
    audit = await visit(web.page("http://pushy.test/", f"{IMAGE}<script>{script}</script>"))
    assert told(audit) == [("image-alt", "failed", 1)]


@pytest.mark.parametrize("script", ["while (true);", "onload = () => { while (true); }", "while (true) alert('!')"])
async def test_a_script_that_never_ends_costs_one_page_only(web: Any, visit: Any, script: str) -> None:
    started = time.monotonic()
    audit = await visit(
        web.page("http://loop.test/", f"<script>{script}</script>"), document=0.5, load=0.3, settle=0.5, page=3
    )
    assert audit.reason is Reason.TIMEOUT
    assert time.monotonic() - started < 8
    after = await visit(web.page("http://loop.test/next", IMAGE))
    assert after.reason is None


async def test_the_whole_visit_ends_at_the_page_limit(web: Any, visit: Any) -> None:
    audit = await visit(web.put("http://slow.test/all", seconds=30), document=9, page=0.4)
    assert (audit.reason, audit.detail) == (Reason.TIMEOUT, "no result within 0.4 s")


async def test_a_page_too_large_to_check_in_time_is_not_judged(web: Any, visit: Any) -> None:
    page = web.page("http://large.test/", "<p>Text <a href=/>link</a></p>" * 30_000)
    audit = await visit(page, document=30, checks=0.5, page=60)
    assert (audit.reason, audit.detail) == (Reason.CHECKS_FAILED, "the checks took over 0.5 s")


def kill(kind: str) -> Callable[[], None]:
    """Kills the browser's processes of a kind, as the kernel does when memory runs out."""

    def now() -> None:
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # ended since, as those of other tests do
                command = " ".join(process.cmdline())
                is_renderer = "--type=renderer" in command
                if "headless" in command and (is_renderer if kind == "renderer" else "--type=" not in command):
                    process.kill()

    return now


@pytest.mark.parametrize("kind", ["renderer", "browser"])
async def test_a_crash_costs_one_page_and_the_next_context_works(
    web: Any, browser_options: BrowserOptions, auditor: Auditor, kind: str
) -> None:
    web.put("http://crash.test/image.png", then=kill(kind), seconds=0.2)
    web.page("http://crash.test/", IMAGE)
    web.page("http://crash.test/next", "<p>Fine</p>")
    async with chromium(browser_options) as engine:
        own = RecyclingBrowser(engine, browser_options)
        victim = dataclasses.replace(auditor, browser=own)
        audits = []
        for path in ("", "next"):
            async with own.site_context("en") as context:
                planned = PlannedPage(f"http://crash.test/{path}", "home")
                audits.append((await victim.visit(context, planned, lambda _: None)).audit)
        await own.close()
    assert [audit.reason for audit in audits] == [Reason.CRASHED, None]


LOGIN = "<form><label>Name <input></label><label>Password <input type=password></label><button>Sign in</button></form>"


@pytest.mark.parametrize(
    ("name", "role", "body", "reason"),
    [
        ("wall", "random", LOGIN, Reason.LOGIN),
        ("planned", "login", LOGIN, None),
        ("named", "named", LOGIN, None),
        ("box", "random", LOGIN + LONG, None),
        ("hidden", "random", f"<div style='display:none'>{LOGIN}</div>", None),
    ],
)
async def test_a_sign_in_form_is_judged_only_where_it_is_the_content(
    web: Any, visit: Any, name: str, role: str, body: str, reason: Reason | None
) -> None:
    assert (await visit(web.page(f"http://login.test/{name}", body), role)).reason is reason


@pytest.mark.parametrize(
    ("title", "status", "reason"),
    [
        ("Access denied", 200, Reason.ACCESS_DENIED),
        ("Pagina niet gevonden", 200, Reason.ERROR_PAGE),
        ("Just a moment...", 200, Reason.CHALLENGE),
        ("Just a moment...", 403, Reason.CHALLENGE),
        ("Opening hours", 200, None),
    ],
)
async def test_a_notice_in_place_of_the_page_is_not_judged(
    web: Any, visit: Any, title: str, status: int, reason: Reason | None
) -> None:
    audit = await visit(web.page("http://notice.test/", "", title=title, status=status))
    assert audit.reason is reason
    assert bool(audit.outcomes) is (reason is None)


async def test_a_parked_domain_is_not_judged(web: Any, visit: Any) -> None:
    assert (await visit(web.page("http://parked.test/", "This domain is for sale."))).reason is Reason.PARKED


async def test_a_page_that_draws_all_it_has_in_shadow_roots_is_not_empty(web: Any, visit: Any) -> None:
    script = """<my-page></my-page><script>
      const root = document.querySelector("my-page").attachShadow({ mode: "open" });
      root.innerHTML = "<style>p { color: #aaa }</style><p>Pale text</p>";</script>"""
    audit = await visit(web.put("http://shadow.test/", f"<!doctype html><html lang=en><title></title>{script}"))
    assert audit.reason is None
    contrast = [outcome for outcome in audit.outcomes if outcome.check == "color-contrast"]
    assert [(outcome.outcome, outcome.findings[0].selector) for outcome in contrast] == [
        (Outcome.FAILED, "my-page >>> p")
    ]


@pytest.mark.parametrize(
    ("name", "html", "reason"),
    [
        ("blank", "<!doctype html><title>Blank</title>", Reason.EMPTY),
        ("tracker", "<!doctype html><iframe src=/x width=1 height=1></iframe>", Reason.EMPTY),
        ("frameset", "<frameset cols=50%,50%><frame src=/x><frame src=/x></frameset>", None),
        ("srcdoc", "<!doctype html><iframe srcdoc='<p>Text</p>'></iframe>", None),
        ("embed", "<!doctype html><embed src=/x>", None),
    ],
)
async def test_a_page_is_empty_when_it_shows_nothing(
    web: Any, visit: Any, name: str, html: str, reason: Reason | None
) -> None:
    web.put("http://empty.test/x", "<p>Text</p>")
    assert (await visit(web.put(f"http://empty.test/{name}", html))).reason is reason


async def test_a_page_of_another_site_is_not_judged(web: Any, auditor: Auditor, context: Any) -> None:
    web.page("http://elsewhere.test/", "")
    url = web.put("http://home.test/", status=302, headers={"Location": "http://elsewhere.test/"})
    asked: list[str] = []

    def belongs(final: str) -> Reason | None:
        asked.append(final)
        return Reason.OTHER_SITE

    audit = (await auditor.visit(context, PlannedPage(url, "home"), belongs)).audit
    assert (audit.reason, audit.detail) == (Reason.OTHER_SITE, "ended at http://elsewhere.test/")
    assert asked == ["http://elsewhere.test/"]


@pytest.mark.parametrize("name", ["title", "body", "documentElement", "links", "fonts", "querySelectorAll"])
async def test_a_form_named_as_a_part_of_the_document_confuses_nothing(
    web: Any, visit_for_links: Any, name: str
) -> None:
    body = f'<form name="{name}"></form><a href="/x">Link</a>'
    visited = await visit_for_links(web.page("http://clobber.test/", body, title="True"))
    audit = visited.audit
    assert (audit.title, audit.language) == ("True", "en")
    assert (audit.reason, visited.links) == (None, (("http://clobber.test/x", "Link"),))


async def test_halves_of_characters_are_stored_as_replacement_characters(web: Any, visit: Any) -> None:
    # The snippet is cut in the middle of one of the tree's two halves.
    script = 'document.title = "a\\ud800"; document.querySelector("img").id = "\\udc00"'
    trees = "".join(f'<img src="{"x" * n}{"🌲" * 250}">' for n in range(2))
    audit: PageAudit = await visit(web.page("http://halves.test/", f"{trees}<script>{script}</script>"))
    assert audit.title == "a�"
    assert str(dataclasses.asdict(audit)).encode("utf-8")


async def test_title_and_language_are_bounded_and_never_take_long_to_read(web: Any, visit: Any) -> None:
    script = "document.title = 'Lange titel. '.repeat(1e5); document.documentElement.lang = 'l'.repeat(1e6)"
    audit = await visit(web.page("http://long.test/", f"<script>{script}</script>"), checks=30)
    assert audit.reason is None
    assert (len(audit.title), len(audit.language)) == (300, 35)


async def test_links_are_those_of_the_drawn_page_up_to_a_limit(web: Any, visit_for_links: Any) -> None:
    script = "document.write('<a href=/drawn aria-label=Drawn></a><svg><a href=/svg><text>S</text></a></svg>')"
    body = f"<script>{script}</script>" + "".join(f"<a href=/{n}>Page {n}</a> " for n in range(9))
    visited = await visit_for_links(web.page("http://links.test/", body), links=3)
    assert visited.links == (
        ("http://links.test/drawn", "Drawn"),
        ("http://links.test/0", "Page 0"),
        ("http://links.test/1", "Page 1"),
    )


async def test_no_page_is_left_open_after_a_visit(web: Any, visit: Any, context: Any) -> None:
    await visit(web.page("http://plain.test/left", ""))
    await visit(web.put("http://reset.test/left", reset=True))
    assert context.playwright.pages == []


async def test_form_fields_named_like_parts_of_the_dom_keep_no_check_from_ending(web: Any, visit: Any) -> None:
    # One named "parentNode" makes axe-core itself go round for ever; such a page ends untested, in its time.
    names = ("parentElement", "closest", "children", "id", "matches", "attributes", "querySelectorAll", "contains")
    fields = "".join(f'<label>{name} <input name="{name}"></label>' for name in names)
    audit = await visit(web.page("http://clobbered.test/", f'<form action="/x">{fields}<a href="/y">Help</a></form>'))
    assert audit.reason is None
    own = {check.id for check in own_checks()}
    answered = {o.check for o in audit.outcomes if o.check in own and o.outcome is not Outcome.UNTESTED}
    assert len(answered) > len(own) / 2

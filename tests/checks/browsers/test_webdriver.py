"""Firefox under WebDriver: what pages see of it, what they are refused, what the checks find in it, and its end."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio

from checks.audit import AuditLimits, Auditor
from checks.browser import RecyclingBrowser
from checks.browsers.engine import BrowserUnavailable, PageError, Window
from checks.browsers.options import BrowserOptions
from checks.browsers.webdriver import WebDriverContext, webdriver
from checks.documents.audit import DocumentAuditor
from checks.documents.fetch import DocumentFetcher
from checks.engines.axe_core import AxeCore, load_axe
from checks.engines.own_checks import OwnChecks
from checks.rules import own_checks
from results.model import Outcome, PageAudit, PlannedPage, Reason

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGES = Path(__file__).resolve().parents[2] / "pages"
LIMITS = AuditLimits(document=5, load=2, quiet=0.1, settle=1, checks=20, page=30, back_off=1)
Visit = Callable[..., Awaitable[PageAudit]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def firefox_axe(firefox: RecyclingBrowser, firefox_context: WebDriverContext, axe_source: str) -> AxeCore:
    async with firefox.page(firefox_context) as tab:
        return dataclasses.replace(await load_axe(tab.page, axe_source, elements_per_check=50), frame_seconds=2)


@pytest.fixture
def audit(firefox: RecyclingBrowser, firefox_axe: AxeCore, firefox_context: WebDriverContext, web: Any) -> Visit:
    """Audits one URL in Firefox, with those of our checks that are named."""

    async def audit(url: str, *checks: str, **limits: float) -> PageAudit:
        own = OwnChecks([check for check in own_checks() if check.id in checks], 50)
        documents = DocumentAuditor(DocumentFetcher("", web.proxy, seconds=2), ())
        auditor = Auditor(
            firefox, firefox_axe, own, documents, dataclasses.replace(LIMITS, **limits), through_proxy=True
        )
        return (await auditor.visit(firefox_context, PlannedPage(url, "random"), lambda _: None)).audit

    return audit


async def test_it_speaks_the_sites_language_names_the_monitor_and_shows_the_same_screen_without_motion(
    web: Any, firefox: RecyclingBrowser, firefox_context: WebDriverContext
) -> None:
    url = web.page("http://firefox.test/", "")
    async with firefox.page(firefox_context) as tab:
        await tab.page.open(url, 5)
        seen = await tab.page.run(
            "[navigator.userAgent, navigator.language, innerWidth, innerHeight, devicePixelRatio,"
            " matchMedia('(prefers-reduced-motion: reduce)').matches]"
        )
    headers = web.requests(url)[-1]
    assert firefox.version.startswith("Firefox ")
    assert headers["user-agent"] == seen[0]
    assert seen[0].endswith(" test-monitor (+http://monitor.test)")
    assert headers["accept-language"].startswith("nl-BE")
    assert seen[1:] == ["nl-BE", 1280, 900, 1, True]


async def test_a_window_becomes_as_narrow_as_a_telephone(
    web: Any, firefox: RecyclingBrowser, firefox_context: WebDriverContext
) -> None:
    async with firefox.page(firefox_context) as tab:
        await tab.page.open(web.page("http://narrow.test/", ""), 5)
        await tab.page.resize(Window(320, 256))
        narrow = await tab.page.run("[innerWidth, innerHeight]")
        await tab.page.resize(Window(1280, 900))
    assert narrow == [320, 256]


async def test_permissions_service_workers_dialogs_and_popups_are_refused(
    web: Any, firefox: RecyclingBrowser, firefox_context: WebDriverContext
) -> None:
    url = web.page("http://secure.localhost/", "<script>alert('stay'); open('/popup');</script>")
    web.page("http://secure.localhost/popup", "")
    web.put("http://secure.localhost/worker.js", "", type="text/javascript")
    async with firefox.page(firefox_context) as tab:
        await tab.page.open(url, 5)
        refused = await tab.page.run(
            """async () => {
              const within = (promise) => Promise.race([promise, new Promise((r) => setTimeout(r, 500, "waiting"))]);
              const place = new Promise((done) =>
                navigator.geolocation.getCurrentPosition(() => done("granted"), () => done("refused")));
              const camera = navigator.mediaDevices?.getUserMedia({video: true}).then(() => "granted", () => "refused");
              return [typeof navigator.serviceWorker, await Notification.requestPermission() === "granted",
                await within(place), await within(camera ?? "refused"), typeof RTCPeerConnection];
            }"""
        )
        await tab.page.open(web.page("http://next.localhost/", ""), 5)
        windows = len(tab.page._driver.window_handles)
    assert refused == ["undefined", False, "refused", "refused", "undefined"]
    assert windows == 2, "the first of the session, and the page"


async def test_loopback_is_asked_through_the_proxy_too(web: Any, audit: Visit) -> None:
    url = web.page("http://127.0.0.1:8765/", "")
    assert (await audit(url)).tested
    assert web.requests(url)


async def test_a_download_is_no_page_and_leaves_nothing_on_the_disk(
    web: Any, audit: Visit, firefox_context: WebDriverContext
) -> None:
    folder = firefox_context._folder
    url = web.put(
        "http://download.test/file", b"\0" * 100, type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="wadmon-download.bin"'},
    )  # fmt: skip
    assert (await audit(url, document=3)).reason in (Reason.NOT_HTML, Reason.TIMEOUT, Reason.CHECKS_FAILED)
    assert not [*folder.rglob("wadmon-download*"), *Path.home().rglob("Downloads/wadmon-download*")]
    assert (await audit(web.page("http://download.test/", ""))).tested, "and the next page is tested"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://nobody-here.test/", Reason.HTTP_ERROR),  # the proxy's own answer
        ("http://slow.test/", Reason.TIMEOUT),
        ("http://firefox-errors.test/missing", Reason.HTTP_ERROR),
        ("http://firefox-errors.test/plain", Reason.NOT_HTML),
    ],
)
async def test_a_page_that_cannot_be_tested_has_its_reason(web: Any, audit: Visit, url: str, reason: Reason) -> None:
    web.page("http://slow.test/", "", seconds=30)
    web.put("http://firefox-errors.test/plain", "text", type="text/plain")
    audited = await audit(url, document=1)
    assert audited.reason is reason or (reason is Reason.HTTP_ERROR and audited.reason is Reason.UNREACHABLE)


async def test_axe_core_looks_into_frames_of_other_hosts(web: Any, audit: Visit) -> None:
    web.page("http://other.test/frame", '<img src="/x.png">')
    url = web.page(
        "http://frames.test/", '<iframe title="One" src="http://other.test/frame"></iframe><iframe title="Two"'
        " srcdoc=\"<html lang=en><main><img src='/y.png'></main>\"></iframe>",
    )  # fmt: skip
    audited = await audit(url)
    [images] = [each for each in audited.outcomes if each.check == "image-alt" and each.outcome is Outcome.FAILED]
    assert images.count == 2
    assert audited.parts_not_tested == ()


class _Marks(HTMLParser):
    """check -> how many elements of a page are marked as failing it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.failing: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for check in (dict(attrs).get("data-failed") or "").split():
            self.failing[check] = self.failing.get(check, 0) + 1


# One for each way a check asks the page: listeners, the keyboard, what the page tells, the mouse, windows, pictures.
@pytest.mark.parametrize(
    "check",
    ["click-not-keyboard", "keyboard-trap", "focus-change-context", "hover-content", "reflow",
     "text-contrast"],
)  # fmt: skip
async def test_a_check_finds_in_firefox_what_its_page_says(web: Any, audit: Visit, check: str) -> None:
    html = (PAGES / f"{check}.html").read_text("utf-8")
    for file in PAGES.glob("*.png"):
        web.put(f"http://marked.test/{file.name}", file.read_bytes(), type="image/png")
    audited = await audit(web.put(f"http://marked.test/{check}.html", html), check)
    found = {each.check: each.count for each in audited.outcomes if each.outcome is Outcome.FAILED}
    assert found.get(check) == _Marks(html).failing[check]


def _running(folder: Path) -> list[psutil.Process]:
    """Programs started for an engine that writes there."""
    return [
        process
        for process in psutil.Process().children(recursive=True)
        if process.status() != psutil.STATUS_ZOMBIE and str(folder) in " ".join(process.cmdline())
    ]


async def test_a_browser_that_dies_costs_its_page_and_at_the_end_no_program_and_no_folder_is_left(
    web: Any, firefox_options: BrowserOptions
) -> None:
    url = web.page("http://dies.test/", "")
    async with webdriver(firefox_options) as engine:
        dead = await engine.new_context("nl")
        folder = dead._folder
        page = await dead.new_page()
        await page.open(url, 5)
        for process in _running(folder):
            process.kill()
        with pytest.raises(PageError) as caught:
            await page.run("1")
        assert caught.value.reason is Reason.CRASHED
        another = await engine.new_context("nl")
        page = await another.new_page()
        await page.open(url, 5)
        assert await page.run("document.title") == "A page"
        assert _running(folder)
    assert not _running(folder)
    assert not folder.exists()


@pytest.mark.parametrize("grid", ["", "http://127.0.0.1:9"])
async def test_a_browser_or_grid_that_does_not_start_is_said_in_one_line(
    firefox_path: Path, tmp_path: Path, grid: str
) -> None:
    options = BrowserOptions(executable=tmp_path / "no-such-browser", engine="webdriver", grid=grid)
    async with webdriver(options) as engine:
        with pytest.raises(BrowserUnavailable) as caught:
            await engine.start()
    assert "\n" not in str(caught.value)
    assert (grid or "no-such-browser") in str(caught.value)

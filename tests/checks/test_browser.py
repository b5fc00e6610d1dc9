"""The browser: what pages see of it, what they are refused, and its end."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest

from checks.browser import RecyclingBrowser, TriedBrowser, running_browser
from checks.browsers.chromium import chromium
from checks.browsers.engine import BrowserUnavailable
from checks.browsers.options import BrowserOptions

pytestmark = pytest.mark.asyncio(loop_scope="session")

SUFFIX = "test-monitor (+http://monitor.test)"


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("nl-BE", "nl-BE"), ("fr", "fr"), ("", "en"), ("nederlands", "en"), ("nl\r\nX-Injected: 1", "en")],
)
async def test_the_browser_speaks_the_sites_language_and_names_the_monitor(
    web: Any, browser: RecyclingBrowser, language: str, spoken: str
) -> None:
    url = web.page("http://language.test/", "")
    async with browser.site_context(language) as context, browser.page(context) as tab:
        await tab.page.open(url, 5)
        seen = await tab.page.playwright.evaluate("[navigator.language, navigator.userAgent]")
    headers = web.requests(url)[-1]
    assert seen == [spoken, headers["user-agent"]]
    assert headers["accept-language"] == spoken
    assert seen[1].startswith("Mozilla/5.0 ")
    assert seen[1].endswith(SUFFIX)


async def test_a_page_sees_the_same_screen_each_time_without_motion(web: Any, browser: RecyclingBrowser) -> None:
    async with browser.site_context("nl") as context, browser.page(context) as tab:
        await tab.page.open(web.page("http://screen.test/", ""), 5)
        seen = await tab.page.playwright.evaluate(
            "[innerWidth, innerHeight, devicePixelRatio, matchMedia('(prefers-reduced-motion: reduce)').matches]"
        )
    assert seen == [1280, 900, 1, True]


async def test_permissions_and_service_workers_are_refused(web: Any, browser: RecyclingBrowser) -> None:
    # A "secure" host is needed to ask at all: Chromium takes *.localhost for one.
    url = web.page("http://secure.localhost/", "")
    web.put("http://secure.localhost/worker.js", "", type="text/javascript")
    async with browser.site_context("nl") as context, browser.page(context) as tab:
        await tab.page.open(url, 5)
        refused = await tab.page.playwright.evaluate(
            """async () => {
              const within = (promise) => Promise.race([promise, new Promise((r) => setTimeout(r, 500, "waiting"))]);
              const place = new Promise((done) =>
                navigator.geolocation.getCurrentPosition(() => done("granted"), () => done("refused")));
              const worker = navigator.serviceWorker.register("/worker.js").then((it) => it ? "granted" : "refused");
              const camera = navigator.mediaDevices.getUserMedia({video: true}).then(() => "granted", () => "refused");
              return [isSecureContext, await Notification.requestPermission() === "granted", await within(place),
                await within(worker.catch(() => "refused")), await within(camera)];
            }"""
        )
    assert refused == [True, False, "refused", "refused", "refused"]


async def test_the_version_names_the_browser(browser: RecyclingBrowser) -> None:
    name, _, version = browser.version.partition(" ")
    assert name == "Chromium"
    assert all(part.isdigit() for part in version.split("."))


async def test_there_is_no_version_before_the_start(browser_options: BrowserOptions) -> None:
    async with chromium(browser_options) as engine:
        with pytest.raises(RuntimeError, match="browser not started"):
            _ = RecyclingBrowser(engine, browser_options).version


@pytest.mark.parametrize(
    "limit", [{"recycle_pages": 2}, {"recycle_minutes": 0.0}, {"recycle_mebibytes": 1}, {"recycle_pages": 3}]
)
async def test_a_worn_browser_is_replaced_between_two_sites_only(
    browser_options: BrowserOptions, limit: dict[str, Any]
) -> None:
    async with running_browser(dataclasses.replace(browser_options, **limit)) as browser:
        async with browser.site_context("en") as context:
            first = context.playwright.browser
            for _ in range(2):
                async with browser.page(context):
                    assert context.playwright.browser.is_connected()
        async with browser.site_context("en") as context:
            second = context.playwright.browser
    kept = limit == {"recycle_pages": 3}
    assert (first is second) is kept


async def test_a_browser_that_died_is_replaced_for_the_next_site(browser_options: BrowserOptions) -> None:
    async with running_browser(browser_options) as browser:
        async with browser.site_context("en") as context:
            await context.playwright.browser.close()
            assert not browser.is_alive
        async with browser.site_context("en") as context, browser.page(context) as tab:
            assert await tab.page.playwright.evaluate("1 + 1") == 2


async def test_the_browser_that_was_tried_is_for_the_first_who_asks_and_whoever_asks_later_has_one_of_their_own(
    browser_options: BrowserOptions,
) -> None:
    async with running_browser(browser_options) as running:
        tried = TriedBrowser(running, browser_options)
        async with tried.browser() as first, tried.browser() as second:
            assert first is running
            assert second is not running
            assert (first.is_alive, second.is_alive) == (True, True)
        assert (first.is_alive, second.is_alive) == (False, False)
        async with tried.browser() as third:
            assert third.is_alive
            assert third is not running


async def test_the_browser_that_was_tried_is_closed_where_no_one_will_ask_and_whoever_asks_still_has_one(
    browser_options: BrowserOptions,
) -> None:
    async with running_browser(browser_options) as running:
        tried = TriedBrowser(running, browser_options)
        await tried.close()
        assert not running.is_alive
        async with tried.browser() as later:
            assert later.is_alive
            await tried.close()
            assert later.is_alive


async def test_contexts_and_pages_are_closed(browser: RecyclingBrowser) -> None:
    async with browser.site_context("en") as context:
        async with browser.page(context):
            assert len(context.playwright.pages) == 1
        assert context.playwright.pages == []
        chromium = context.playwright.browser
        before = len(chromium.contexts)
    assert len(chromium.contexts) == before - 1


async def test_a_page_left_in_order_is_used_again_blank_and_a_page_left_otherwise_is_not(
    web: Any, browser: RecyclingBrowser
) -> None:
    url = web.page("http://again.test/", "<script>setInterval(() => { location.hash = Math.random() }, 1)</script>")
    async with browser.site_context("en") as context:
        async with browser.page(context) as tab:
            first = tab.page
            await first.open(url, 5)
            tab.in_order = True
        async with browser.page(context) as tab:
            assert tab.page is first
            assert tab.page.url == "about:blank"
            await tab.page.open(url, 5)
        async with browser.page(context) as tab:
            assert tab.page is not first
            assert first.is_closed


async def test_a_page_that_asks_before_it_is_left_is_left(web: Any, browser: RecyclingBrowser) -> None:
    url = web.page("http://leave.test/", "<script>onbeforeunload = (event) => { event.preventDefault() }</script>")
    async with browser.site_context("en") as context:
        async with browser.page(context) as tab:
            await tab.page.open(url, 5)
            await tab.page.playwright.mouse.click(5, 5)  # browsers ask only after a visitor did something
            tab.in_order = True
            first = tab.page
        async with browser.page(context) as tab:
            assert tab.page is first


async def test_popups_are_closed_with_their_own_popups(web: Any, browser: RecyclingBrowser) -> None:
    web.page("http://popup.test/leaf", "")
    web.page("http://popup.test/popup", "<script>window.open('/leaf')</script>")
    url = web.page("http://popup.test/", "<script>window.open('/popup'); window.open('/leaf', '', 'noopener')</script>")
    async with browser.site_context("en") as context, browser.page(context) as tab:
        await tab.page.open(url, 5)
        for _ in range(40):
            await asyncio.sleep(0.05)
            if context.playwright.pages == [tab.page.playwright]:
                break
        assert context.playwright.pages == [tab.page.playwright]


@pytest.mark.parametrize("content", [None, "#!/bin/sh\nexit 3\n", "not a program"])
async def test_a_browser_that_does_not_start_is_reported_in_one_line(tmp_path: Path, content: str | None) -> None:
    executable = tmp_path / "chromium"
    if content is not None:
        executable.write_text(content)
        executable.chmod(0o755)
    with pytest.raises(BrowserUnavailable) as raised:
        async with running_browser(BrowserOptions(executable)):
            pass
    assert str(raised.value).startswith(f"the browser {executable} does not start: ")
    assert "\n" not in str(raised.value)

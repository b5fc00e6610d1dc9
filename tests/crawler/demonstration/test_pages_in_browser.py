"""Every page in a real browser with the real axe-core alone: exactly what is written down for it fails."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Response

from checks.rules import own_checks
from crawler.demonstration import DemonstrationServer, expected_doubts, expected_elements
from crawler.demonstration.content import Behaviour, sites

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_RUN = """async tags => {
  const results = await axe.run({runOnly: tags, resultTypes: ["violations", "incomplete"]});
  const count = rules => Object.fromEntries(rules.map(rule => [rule.id, rule.nodes.length]));
  return [count(results.violations), count(results.incomplete)];
}"""


async def _open(browser: Browser, server: DemonstrationServer, **options: Any) -> BrowserContext:
    proxy = {"server": server.proxy_url}
    return await browser.new_context(proxy=proxy, reduced_motion="reduce", service_workers="block", **options)


async def _visit(page: Page, url: str) -> Response | None:
    response = await page.goto(url)
    await page.wait_for_selector("h1")
    return response


async def _on_each_page(
    context: BrowserContext, urls: Iterable[str], look: Callable[[Page], Coroutine[Any, Any, Any]]
) -> Mapping[str, Any]:
    """What `look` sees on each page; two tabs share the work."""
    waiting = iter(urls)
    seen = {}

    async def work() -> None:
        page = await context.new_page()
        for url in waiting:
            await _visit(page, url)
            seen[url] = await look(page)

    await asyncio.gather(work(), work())
    return seen


async def test_each_page_fails_exactly_the_checks_written_down_beside_it(
    browser: Browser, axe_source: str, server: DemonstrationServer
) -> None:
    async def audit(page: Page) -> Any:
        return await page.evaluate(_RUN, _TAGS)

    context = await _open(browser, server, viewport={"width": 1280, "height": 900})
    await context.add_init_script(axe_source)  # in frames too
    found = await _on_each_page(context, expected_elements(), audit)

    own = {check.id for check in own_checks()}
    assert {url: failed for url, (failed, _) in found.items()} == {
        url: {check: count for check, count in elements.items() if check not in own}
        for url, elements in expected_elements().items()
    }
    doubts = {url: frozenset(doubtful) for url, (_, doubtful) in found.items() if doubtful}
    assert doubts == expected_doubts()


async def test_no_page_scrolls_sideways_on_a_narrow_screen(browser: Browser, server: DemonstrationServer) -> None:
    async def overflow(page: Page) -> int:
        return await page.evaluate("document.documentElement.scrollWidth - innerWidth")

    clean = [url for url, failed in expected_elements().items() if not failed]
    context = await _open(browser, server, viewport={"width": 320, "height": 640})
    found = await _on_each_page(context, clean, overflow)

    assert {url: pixels for url, pixels in found.items() if pixels > 0} == {}


async def test_the_site_made_by_javascript_has_no_link_before_and_its_menu_after_drawing(
    browser: Browser, server: DemonstrationServer
) -> None:
    site = next(site for site in sites() if site.behaviour is Behaviour.SCRIPT)
    context = await _open(browser, server)
    page = await context.new_page()

    response = await _visit(page, site.url)
    menu = await page.eval_on_selector_all("nav a", "links => links.map(link => link.getAttribute('href'))")

    assert response is not None
    assert "<a " not in await response.text()
    assert menu == ["/", "/stadtbus", "/radwege", "/baustellen", "/kontakt"]


async def test_the_site_with_a_login_shows_a_password_field_instead_of_its_home_page(
    browser: Browser, server: DemonstrationServer
) -> None:
    context = await _open(browser, server)
    page = await context.new_page()

    await _visit(page, "http://loket.stad-oosterdam.example/")

    assert page.url == "http://loket.stad-oosterdam.example/login"
    assert await page.locator("input[type=password]").count() == 1

"""A script is sent to a page once, and runs in its later documents and frames as if it were sent to each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from checks.browsers.chromium import ChromiumContext
from checks.browsers.chromium_page import ChromiumPage
from checks.browsers.chromium_scripts import SHORT, StayingScripts, did_not_stay
from checks.browsers.engine import PageError

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = f"(given) => {{ /* {'x' * SHORT} */ return [document.title, given]; }}"
SOURCE = f"/* {'x' * SHORT} */\nglobalThis.loaded = (globalThis.loaded ?? 0) + 1;"


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: ChromiumContext) -> AsyncIterator[ChromiumPage]:
    opened = await context.new_page()
    yield opened
    await opened.close()


async def test_a_long_script_answers_in_the_document_it_was_sent_to_and_in_those_that_follow(
    page: ChromiumPage, web: Any
) -> None:
    answers = []
    for name in ("first.test", "second.test", "second.test/again"):
        address = web.page(f"http://{name}{'' if '/' in name else '/'}", "", title=name)
        await page.open(address, 5)
        answers += [await page.run(LONG, 1), await page.run(LONG, 2)]
    assert answers == [[name, n] for name in ("first.test", "second.test", "second.test/again") for n in (1, 2)]


async def test_a_script_is_sent_once_however_often_and_by_however_many_it_is_asked_for(page: ChromiumPage) -> None:
    sent: list[str] = []

    async def send(method: str, **_: Any) -> dict[str, Any]:
        sent.append(method)
        return {}

    scripts = StayingScripts(send, "world")
    places = [await scripts.place(source) for source in (LONG, LONG, SOURCE, LONG)]
    assert places[0] == places[1] == places[3] != places[2]
    assert sent == ["Page.enable", *["Page.addScriptToEvaluateOnNewDocument"] * 2]


async def test_where_a_script_did_not_stay_it_is_sent_again(page: ChromiumPage, web: Any) -> None:
    await page.open(web.page("http://lost.test/", "", title="lost"), 5)
    assert await page.run(LONG, 1) == ["lost", 1]
    await page.run("delete globalThis.wadMonitorScripts")
    assert await page.run(LONG, 2) == ["lost", 2]
    await page.load(SOURCE, 1)
    await page.run("delete globalThis.wadMonitorScripts")
    await page.load(SOURCE, 1)
    assert await page.run("loaded") == 2


async def test_what_a_script_throws_is_not_taken_for_a_script_that_did_not_stay(page: ChromiumPage) -> None:
    with pytest.raises(PageError, match="mine") as raised:
        await page.run(f"() => {{ /* {'x' * SHORT} */ throw new Error('mine'); }}")
    assert not did_not_stay(raised.value)
    with pytest.raises(PageError, match="of the source"):
        await page.load(f"/* {'x' * SHORT} */ throw new Error('of the source');", 1)


async def test_a_script_runs_once_in_each_frame_it_is_loaded_in(page: ChromiumPage, web: Any) -> None:
    web.page("http://frames.test/in", "", title="in")
    frames = "".join(
        f"<iframe {attributes}></iframe>"
        for attributes in ("src=/in", "srcdoc='<title>written</title>'", "src=about:blank", "sandbox src=/in")
    )
    for place in ("/", "/later"):
        await page.open(web.page(f"http://frames.test{place}", frames), 5)
        await page.wait_for_load(5)
        assert await page.load(SOURCE, 1) == 4
        assert await page.run("loaded") == 1
        worlds = "[0, 1, 2, 3].map((at) => { try { return frames[at].loaded ?? 0 } catch { return 'other' } })"
        assert await page.run(worlds) == [1, 1, 1, "other"]

"""A fault is shown as it stands on the page, with a line around it, and nothing that stands in a field is."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from checks.browser import RecyclingBrowser
from checks.browsers.chromium import ChromiumContext
from checks.pictures import Picture, take_pictures
from results.model import Finding, Outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINE, GREEN, WHITE = (194, 0, 122), (0, 128, 0), (255, 255, 255)
BLOCK = '<p id="{id}" style="background: green; width: 200px; height: 100px; margin: 0 0 {below}px"></p>'


@pytest.fixture
def pictures_of(web: Any, browser: RecyclingBrowser, context: ChromiumContext) -> Any:
    """The pictures of groups of (selector, HTML) on a page with this body."""

    async def take(body: str, *groups: list[tuple[str, str]], url: str = "http://pictures.test/") -> list[Picture]:
        web.page("http://pictures.test/", body)
        async with browser.page(context) as tab:
            await tab.page.open("http://pictures.test/", 5)
            await tab.page.wait_for_load(5)  # its frames too
            asked = [[Finding("a-check", Outcome.FAILED, *one) for one in group] for group in groups]
            return list(await take_pictures(tab.page, url, asked))

    return take


def colours(picture: Picture) -> set[tuple[int, int, int]]:
    """Those a person would tell apart: WebP changes each a little."""
    shown = Image.open(io.BytesIO(picture.image)).convert("RGB")
    known = (LINE, GREEN, WHITE, (0, 0, 0))
    pixels = {shown.getpixel((x, y)) for x in range(shown.width) for y in range(shown.height)}
    return {
        one for one in known if any(max(abs(a - b) for a, b in zip(one, pixel, strict=True)) < 24 for pixel in pixels)
    }


async def test_a_picture_shows_the_element_with_a_line_around_it_and_some_of_the_page(pictures_of: Any) -> None:
    body = f"<h2>Above</h2>{BLOCK.format(id='block', below=600)}"
    [picture] = await pictures_of(body, [("#block", "<p>")])
    shown = Image.open(io.BytesIO(picture.image))
    assert (shown.format, shown.size, shown.size) == ("WEBP", (360, 196), (picture.width, picture.height))
    assert shown.getexif() == {}
    assert {LINE, GREEN, WHITE} <= colours(picture)
    across = [shown.convert("RGB").getpixel((x, 98)) for x in range(360)]
    inside = [x for x, pixel in enumerate(across) if pixel[1] > 90 > pixel[0]]
    assert abs(len(inside) - 200) <= 4


async def test_a_group_has_one_picture_and_it_is_of_the_first_element_that_can_be_seen(pictures_of: Any) -> None:
    hidden = '<p id="hidden" style="display: none">x</p><p id="empty" style="height: 0"></p>'
    body = hidden + BLOCK.format(id="one", below=0) + BLOCK.format(id="two", below=0)
    group = [("#gone", "<p>"), ("#hidden", "<p>"), ("#empty", "<p>"), ("#[", "<p>"), ("#one", "<p>"), ("#two", "<p>")]
    pictures = await pictures_of(body, group, [("#hidden", "<p>")], [("#two", "<p>")])
    assert [picture.finding.selector for picture in pictures] == ["#one", "#two"]


async def test_an_element_that_is_another_by_now_or_lies_under_something_is_not_shown(pictures_of: Any) -> None:
    over = '<div style="position: fixed; inset: 0; background: white">We use cookies</div>'
    block = BLOCK.format(id="one", below=0)
    assert await pictures_of(block, [("#one", "<img>")], [("html", "<html>")]) == []
    assert await pictures_of(block + over, [("#one", "<p>")]) == []


async def test_elements_far_apart_and_in_frames_and_shadow_roots_are_shown(pictures_of: Any, web: Any) -> None:
    web.page("http://pictures.test/inside", BLOCK.format(id="inner", below=0))
    shadow = (
        "<script>document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML = "
        f"`{BLOCK.format(id='deep', below=0)}`</script>"
    )
    body = (
        f"{BLOCK.format(id='high', below=3000)}<iframe src='/inside' title='A frame' width='600' height='400'></iframe>"
        f"<div id='host'></div>{shadow}"
    )
    groups = ([("#high", "<p>")], [("iframe >>> #inner", "<p>")], [("#host >>> #deep", "<p>")])
    pictures = await pictures_of(body, *groups)
    assert [picture.finding.selector for picture in pictures] == ["#high", "iframe >>> #inner", "#host >>> #deep"]
    assert all({LINE, GREEN} <= colours(picture) for picture in pictures)


async def test_a_large_element_is_shown_from_its_beginning_and_the_picture_stays_small(pictures_of: Any) -> None:
    body = '<div id="large" style="background: green; height: 20000px">x</div>'
    [picture] = await pictures_of(body, [("#large", "<div>")])
    assert (picture.width <= 640, picture.height <= 420, len(picture.image) < 30_000) == (True, True, True)
    assert LINE in colours(picture)


FILLED = {
    "password": '<input class="field" type="password" value="MMMMMMMM">',
    "e-mail": '<input class="field" type="email" value="an@example.test">',
    "text with a suggestion": '<input class="field" value="MMMMMMMM" placeholder="Name">',
    "number": '<input class="field" type="number" value="88888888">',
    "lines": '<textarea class="field">MMMMMMMM</textarea>',
    "edited in place": '<div class="field" contenteditable role="textbox">MMMM<b>MMMM</b></div>',
}
FIELD_STYLE = "<style>.field { font: 40px serif; color: black; border: 0; outline: 0; background: white }</style>"


def _is_blank(picture: Picture) -> bool:
    return (0, 0, 0) not in colours(picture)


@pytest.mark.parametrize("field", FILLED.values(), ids=FILLED)
async def test_what_stands_in_a_field_is_not_on_the_picture(pictures_of: Any, field: str) -> None:
    body = f'{FIELD_STYLE}<div id="around" style="margin: 300px 0">{field}</div>'
    [picture] = await pictures_of(body, [("#around", "<div>")])
    assert _is_blank(picture)


async def test_what_stands_in_a_field_of_a_frame_or_a_shadow_root_is_not_either(pictures_of: Any, web: Any) -> None:
    inner = FIELD_STYLE + FILLED["e-mail"]
    for host in ("pictures.test", "another.test"):
        web.put(f"http://{host}/inside", f"<!doctype html><title>x</title>{inner}")
    frames = "".join(
        f'<div id="{name}" style="margin: 300px 0"><iframe src="http://{name}.test/inside" style="border: 0"'
        ' title="Form" width="500" height="100"></iframe></div>'
        for name in ("pictures", "another")
    )
    shadow = (
        "<div id='host' style='margin: 300px 0'></div><script>document.querySelector('#host')"
        f".attachShadow({{mode: 'open'}}).innerHTML = `{inner}`</script>"
    )
    groups = [[("#pictures", "<div>")], [("#another", "<div>")], [("#host", "<div>")]]
    pictures = await pictures_of(frames + shadow, *groups)
    assert [(picture.finding.selector, _is_blank(picture)) for picture in pictures] == [
        ("#pictures", True),
        ("#another", True),
        ("#host", True),
    ]


async def test_what_a_button_says_and_what_a_field_suggests_stay(pictures_of: Any) -> None:
    for field in ('<input class="field" type="submit" value="MMMM">', '<input class="field" placeholder="MMMM">'):
        style = FIELD_STYLE + "<style>::placeholder { color: black; opacity: 1 }</style>"
        body = f'{style}<div id="around" style="margin: 300px 0">{field}</div>'
        [picture] = await pictures_of(body, [("#around", "<div>")])
        assert not _is_blank(picture)


async def test_a_page_that_was_asked_for_with_a_name_and_a_password_is_not_photographed(pictures_of: Any) -> None:
    body, group = BLOCK.format(id="one", below=0), [("#one", "<p>")]
    assert await pictures_of(body, group, url="http://an:secret@pictures.test/") == []


async def test_a_page_that_cannot_answer_any_more_has_no_pictures(
    web: Any, browser: RecyclingBrowser, context: ChromiumContext
) -> None:
    web.page("http://pictures.test/", BLOCK.format(id="one", below=0))
    async with browser.page(context) as tab:
        await tab.page.open("http://pictures.test/", 5)
        await tab.page.close()
        assert (
            await take_pictures(tab.page, "http://pictures.test/", [[Finding("a", Outcome.FAILED, "p", "<p>")]]) == ()
        )

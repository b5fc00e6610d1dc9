"""Where the pictures of a page stand, and what is said of those that cannot be read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from checks.audit import Auditor
from checks.browsers.chromium import ChromiumContext
from checks.check import LoadedPage
from checks.image_words.site_images import SiteImages
from checks.observations import images as observing
from checks.observations.images import IMAGES, ReadImages
from results.model import ImageLine, ImageReading, Outcome, PageAudit, PlannedPage
from tests.checks.drawn_pictures import PICTURES as DRAWN

HOST = "http://placed.test"
pytestmark = pytest.mark.asyncio(loop_scope="session")
Look = Callable[..., Awaitable[ReadImages]]


class Knowing:
    """Reads "closed today" in every picture, and remembers how often it was asked."""

    def __init__(self, seconds: float = 0.0, unread: str = "") -> None:
        self.asked = 0
        self._seconds, self._unread = seconds, unread

    async def read(self, data: bytes) -> ImageReading:
        self.asked += 1
        await asyncio.sleep(self._seconds)
        return ImageReading(600, 160, (ImageLine("closed today", 1.0, 0, 0, 1, 0.5),), unread=self._unread)


@pytest.fixture(autouse=True, scope="module")
def served(web: object) -> None:
    for name, data in DRAWN.items():
        web.put(f"{HOST}/{name}", data, type="image/png")


@pytest.fixture
def look(auditor: Auditor, context: ChromiumContext, web: object) -> Look:
    """What is seen of a body; with the readings of a site when given."""

    async def look(body: str, pictures: SiteImages | None = None, path: str = "/") -> ReadImages:
        url = web.page(f"{HOST}{path}", body)
        async with auditor.browser.page(context) as tab:
            with tab.page.follow() as traffic:
                await tab.page.open(url, 5)
                await tab.page.wait_for_load(5)
                await auditor.axe.run(tab.page)
                return await IMAGES.observe(LoadedPage(tab.page, traffic.files, pictures))

    return look


def site(reader: Knowing, most: int = 50) -> SiteImages:
    return SiteImages(reader, {}, most)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "label", "leads"),
    [
        ('<h2><img src="heading.png" alt="Hours"></h2>', "heading", ""),
        ('<h2><img src="heading.png" alt=""> Hours</h2>', "", ""),
        ('<div role="heading" aria-level="2"><img src="heading.png" alt="Hours"></div>', "heading", ""),
        ('<button><img src="apply.png" alt="Apply"></button>', "button", ""),
        ('<button><img src="apply.png" alt=""> Apply</button>', "", ""),
        ('<nav><a href="/a"><img src="residents.png" alt="A"></a></nav>', "menu", ""),
        ('<p><a href="/a"><img src="residents.png" alt="A"></a></p>', "", ""),
        ('<p><a href="/"><img src="emblem.png" alt="A"></a></p>', "", "home"),
        ('<p><a href="/nl/"><img src="emblem.png" alt="A"></a></p>', "", "home"),
        ('<p><a href="http://other.test/"><img src="emblem.png" alt="A"></a></p>', "", "elsewhere"),
        ('<p><a href="/?page=2"><img src="emblem.png" alt="A"></a></p>', "", ""),
    ],
)
async def test_a_picture_is_known_by_what_it_is_alone_in_and_where_it_leads(
    look: Look, body: str, label: str, leads: str
) -> None:
    [picture] = (await look(body, site(Knowing()))).images
    assert (picture.at.label, picture.at.leads) == (label, leads)


async def test_links_in_a_row_that_hold_nothing_but_pictures_are_a_menu(look: Look) -> None:
    link = '<li><a href="/{0}"><img src="{0}.png" alt="{0}"></a></li>'
    row = "".join(map(link.format, ("residents", "business", "visitors")))
    seen = await look(f"<ul>{row}</ul><ul>{row}<li><a href='/x'>words</a></li></ul>", site(Knowing()))
    assert [picture.at.label for picture in seen.images] == ["menu"] * 3 + [""] * 3


@pytest.mark.parametrize(
    ("attributes", "called"),
    [
        ('alt="Logo of Testegem"', "logo"),
        ('alt="" class="site-logo"', "logo"),
        ('alt="" class="headerLogo"', "logo"),
        ('alt="Wappen der Stadt"', "logo"),
        ('alt="Plattegrond"', "apart"),
        ('alt="Capture d’écran du formulaire"', "apart"),
        ('alt="Foto van de markt"', "apart"),
        ('alt="Summer market" class="mapped"', ""),
    ],
)
async def test_a_picture_may_be_called_a_logo_or_something_that_is_more_than_its_words(
    look: Look, attributes: str, called: str
) -> None:
    [picture] = (await look(f'<p><img src="market.png" {attributes}></p>', site(Knowing()))).images
    assert picture.at.called == called


async def test_what_is_small_hidden_or_did_not_come_is_no_picture(look: Look) -> None:
    reader = Knowing()
    body = (
        '<p><img src="market.png" alt="" width="30" height="30"><img src="market.png" alt="" hidden>'
        '<img src="gone.png" alt="x" width="300" height="80">'
        '<input type="image" src="gone.png" alt="x" width="300"></p>'
        '<div style="opacity: 0"><img src="market.png" alt=""></div>'
    )
    seen = await look(body, site(reader))
    assert (seen.images, seen.unread) == ((), "")
    assert reader.asked == 0


async def test_a_part_of_a_sprite_is_not_taken_for_the_whole(look: Look) -> None:
    style = "display:block;width:150px;height:40px;background:url(market.png) no-repeat"
    seen = await look(
        f'<nav><a href="/a" aria-label="a" style="{style}"></a><a href="/b" aria-label="b" style="{style} -20px 0"></a>'
        f'<a href="/c" aria-label="c" style="{style};background-size:contain"></a></nav>',
        site(Knowing()),
    )
    assert [picture.at.alternative for picture in seen.images] == ["c"]


async def test_a_file_is_read_once_on_a_page_and_on_the_next(look: Look) -> None:
    reader = Knowing()
    pictures = site(reader)
    for path in ("/one", "/two", "/three"):
        seen = await look('<p><img src="market.png" alt="a"><img src="market.png" alt="b"></p>', pictures, path)
        assert [picture.reading.lines[0].text for picture in seen.images] == ["closed today"] * 2
    assert reader.asked == 1


async def test_without_a_reader_only_the_words_in_the_code_of_an_svg_are_known(look: Look) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='20'><text y='15'>Free entry</text></svg>"
    seen = await look(f'<p><img src="market.png" alt=""><img alt="Free entry" src="data:image/svg+xml,{svg}"></p>')
    assert [(picture.svg, picture.reading.lines[0].text) for picture in seen.images] == [(True, "Free entry")]
    assert seen.unread == ""


async def test_the_words_of_an_svg_file_are_known_too(look: Look, web: object) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='20'><text y='15'>Free entry</text></svg>"
    web.put(f"{HOST}/free.svg", svg, type="image/svg+xml")
    [picture] = (await look('<p><img src="free.svg" alt="Free entry"></p>')).images
    assert picture.reading.lines[0].text == "Free entry"


def of_pictures(audit: PageAudit) -> list[tuple[str, Outcome]]:
    ours = ("image-as-label", "image-of-text", "image-text-alt")
    return [(each.check, each.outcome) for each in audit.outcomes if each.check in ours]


async def audited(
    auditor: Auditor, context: ChromiumContext, web: object, pictures: SiteImages, body: str
) -> PageAudit:
    url = web.page(f"{HOST}/audited", body)
    auditor = replace(auditor, images=pictures)
    return (await auditor.visit(context, PlannedPage(url, "random"), lambda _: None)).audit


async def test_what_cannot_be_read_is_untested_with_a_reason_and_no_pass(
    auditor: Auditor, context: ChromiumContext, web: object
) -> None:
    pictures = site(Knowing(unread="the program that reads pictures ended"))
    audit = await audited(auditor, context, web, pictures, '<p><img src="market.png" alt="Summer market"></p>')
    assert audit.parts_not_tested == ("images: the program that reads pictures ended",)
    assert of_pictures(audit) == [
        ("image-as-label", Outcome.UNTESTED),
        ("image-of-text", Outcome.UNTESTED),
        ("image-text-alt", Outcome.UNTESTED),
    ]


async def test_pictures_beyond_the_limit_of_a_site_are_untested_and_what_the_others_say_stands(
    auditor: Auditor, context: ChromiumContext, web: object
) -> None:
    body = '<h2><img src="heading.png" alt="Closed today"></h2><p><img src="market.png" alt="x"></p>'
    audit = await audited(auditor, context, web, site(Knowing(), most=1), body)
    assert audit.parts_not_tested == ("images: more than 1 different pictures on this website",)
    assert of_pictures(audit) == [
        ("image-as-label", Outcome.FAILED),
        ("image-of-text", Outcome.UNTESTED),
        ("image-text-alt", Outcome.UNTESTED),
    ]


async def test_reading_ends_in_time_with_what_it_has(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observing, "_SECONDS", 0.5)
    seen = await look('<p><img src="market.png" alt=""></p>', site(Knowing(seconds=30)))
    assert (seen.images, seen.unread) == ((), "reading the pictures of the page took over 0.5 s")

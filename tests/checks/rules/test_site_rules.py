from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checks.check import SiteCheck
from checks.facts import Link, Navigation, PageFacts
from checks.rules.blocks_bypass import CHECK as BYPASS
from checks.rules.consistent_names import CHECK as NAMES
from checks.rules.help_order import CHECK as HELP
from checks.rules.multiple_ways import CHECK as WAYS
from checks.rules.navigation_order import CHECK as ORDER
from results.model import Outcome

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
MENU = ("/", "/news", "/services", "/about", "/contact")


def page(path: str, **more: object) -> PageFacts:
    url = f"https://a.example{path}"
    facts = PageFacts(url, url, "home" if path == "/" else "random", language="nl")
    return replace(facts, **more)  # type: ignore[arg-type]


def menu(*paths: str, name: str = "", **names: str) -> Navigation:
    links = (Link(f"https://a.example{path}", names.get(path.strip("/"), f"To {path}"), "navigation") for path in paths)
    return Navigation(name, tuple(links))


def said(check: SiteCheck, *pages: PageFacts) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for url, one in check.judge(pages):
        found.setdefault(url.removeprefix("https://a.example"), []).append(one.outcome)
    return found


@pytest.mark.parametrize(
    ("here", "outcomes"),
    [
        (menu(*MENU), [PASSED]),
        (menu(*MENU, "/more"), [PASSED]),
        (menu(*MENU[:1], "/more", *MENU[1:]), [PASSED]),
        (menu(*reversed(MENU)), [FAILED]),
        (menu(*reversed(MENU), "/more"), [CANNOT_TELL]),
        (menu(*reversed(MENU), name="Footer"), [CANNOT_TELL]),
        (menu("/", "/x", "/y", "/z", "/contact"), []),
        (menu("/about", "/services"), []),
    ],
)
def test_a_navigation_is_compared_with_that_of_the_home_page(here: Navigation, outcomes: Sequence[Outcome]) -> None:
    pages = (page("/", navigations=(menu(*MENU),)), page("/news", navigations=(here,)))
    assert said(ORDER, *pages) == ({"/news": outcomes} if outcomes else {})


@pytest.mark.parametrize(
    ("check", "other"),
    [
        (ORDER, {"navigations": (menu(*reversed(MENU)),)}),
        (NAMES, {"navigations": (menu(*MENU, about="Other"),)}),
        (HELP, {"help": ("mail", "phone")}),
    ],
)
def test_pages_in_different_languages_are_not_compared(check: SiteCheck, other: dict[str, object]) -> None:
    pages = (
        page("/", navigations=(menu(*MENU),), help=("phone", "mail")),
        page("/fr", language="fr", **other),
    )
    assert said(check, *pages) == {}


@pytest.mark.parametrize(
    ("names", "outcomes"),
    [
        ({}, [PASSED]),
        ({"about": "Who we are"}, [CANNOT_TELL]),
        ({"about": "to /about (current page)"}, [PASSED]),
        ({"about": "To /About 3"}, [PASSED]),
        ({"about": ""}, [PASSED]),
        ({"about": "Who we are", "contact": "Write to us"}, [CANNOT_TELL, CANNOT_TELL]),
        ({"news": "This page"}, [PASSED]),
    ],
)
def test_one_target_has_one_name_in_the_navigation(names: dict[str, str], outcomes: Sequence[Outcome]) -> None:
    pages = (page("/", navigations=(menu(*MENU),)), page("/news", navigations=(menu(*MENU, **names),)))
    assert said(NAMES, *pages) == {"/news": outcomes}


def test_of_two_names_on_one_page_one_has_to_be_that_of_the_other_page() -> None:
    breadcrumb = menu("/about", about="You are here")
    pages = (page("/", navigations=(menu(*MENU),)), page("/news", navigations=(breadcrumb, menu(*MENU))))
    assert said(NAMES, *pages) == {"/news": [PASSED]}


@pytest.mark.parametrize(
    ("help_", "outcomes"),
    [
        (("phone", "contact"), {"/news": [PASSED]}),
        (("phone",), {"/news": [PASSED]}),
        (("chat", "phone", "contact"), {"/news": [PASSED]}),
        (("contact", "phone"), {"/news": [CANNOT_TELL]}),
        (("chat",), {}),
        ((), {}),
    ],
)
def test_help_has_the_order_of_the_home_page(help_: tuple[str, ...], outcomes: dict[str, list[Outcome]]) -> None:
    assert said(HELP, page("/", help=("phone", "contact")), page("/news", help=help_)) == outcomes


@pytest.mark.parametrize(
    ("home", "news", "outcome"),
    [
        ({}, {}, CANNOT_TELL),
        ({"search": True}, {}, PASSED),
        ({}, {"search": True}, PASSED),
        ({}, {"role": "search"}, PASSED),
        ({}, {"role": "sitemap"}, PASSED),
        ({"links": (Link("https://a.example/kaart", "Plan du site"),)}, {}, PASSED),
        ({"links": (Link("https://a.example/news/", "News"), Link("https://a.example/about", "About"))}, {}, PASSED),
        ({"links": (Link("https://a.example/news", "News"),)}, {}, CANNOT_TELL),
    ],
)
def test_a_search_a_sitemap_or_links_to_all_pages_is_a_second_way(
    home: dict[str, object], news: dict[str, object], outcome: Outcome
) -> None:
    assert said(WAYS, page("/", **home), page("/news", **news), page("/about")) == {"/": [outcome]}


def test_of_one_or_two_pages_no_second_way_is_asked() -> None:
    assert said(WAYS, page("/"), page("/news")) == {}
    assert said(WAYS, page("/news"), page("/about"), page("/contact")) == {}


def test_a_page_that_begins_as_another_does_and_has_no_way_past_that_fails() -> None:
    links = menu(*MENU).links
    other = Link("https://a.example/nl/x", "Nederlands")
    assert said(
        BYPASS,
        page("/", links=links, passes=True),
        page("/a", links=(other, *links), passes=False),
        page("/b", links=links[:3], passes=False),
    ) == {"/": [PASSED], "/a": [FAILED]}
    assert said(BYPASS, page("/", links=links, passes=False)) == {}

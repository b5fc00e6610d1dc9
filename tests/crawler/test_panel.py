"""From crawl to crawl: what stays in a sample, what makes way, what leaves and why."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sampling import Panel, SampleSize, draw_sample, growth_after
from results.model import FoundPage, LeftPage, PlannedPage, Sample, SampleComparison

HOME = FoundPage("https://a.example/", source="start", status=200, content_type="text/html", language="nl")
SIZE = SampleSize(20, random_share=0.5)


def _page(name: object, text: str = "", **known: object) -> FoundPage:
    page = FoundPage(
        f"https://a.example/{name}", 1, status=200, content_type="text/html", link_texts=(text,) if text else ()
    )
    return replace(page, **known)


def _site(number: int = 100) -> list[FoundPage]:
    roles = [
        _page("contact", "Contact"),
        _page("privacy", "Privacy"),
        _page("zoeken", "Zoeken"),
        _page("s1", "Gezondheid"),
    ]
    return [HOME, *roles, *(_page(i, skeleton=f"t{i % 6}") for i in range(number))]


def _drawn(pages: list[FoundPage], size: SampleSize = SIZE, before: Sample | None = None, crawl: int = 1) -> Sample:
    """The sample, as the next crawl sees it: pages that joined in this one know in which."""
    panel = Panel(before) if before else None
    sample = draw_sample(1, pages, size, 7, panel)
    return replace(sample, pages=tuple(replace(page, since=page.since or crawl) for page in sample.pages))


def _urls(sample: Sample, role: str = "") -> list[str]:
    return [page.url.rpartition("/")[2] for page in sample.pages if role in ("", page.role)]


def test_the_first_sample_is_all_new_and_nothing_has_left() -> None:
    sample = draw_sample(1, _site(), SIZE, 7)

    assert {(page.tenure, page.since) for page in sample.pages} == {("new", 0)}
    assert sample.left == ()


def test_what_was_chosen_stays_and_says_since_when() -> None:
    first = _drawn(_site())
    # Other pages come before those of the panel, with the same evidence, and other layouts.
    grown = [
        HOME,
        _page("contact-2", "Contact"),
        *(_page(f"new-{i}", skeleton=f"u{i}") for i in range(9)),
        *_site()[1:],
    ]

    second = _drawn(grown, before=first, crawl=2)

    def chosen(sample: Sample) -> set[tuple[str, str]]:
        return {(page.url, page.role) for page in sample.pages if page.role != "random"}

    assert chosen(first) <= chosen(second)
    assert {(p.tenure, p.since) for p in second.pages if (p.url, p.role) in chosen(first)} == {("panel", 1)}


def test_a_quarter_of_the_random_pages_makes_way_and_says_so() -> None:
    first = _drawn(_site())
    second = _drawn(_site(), before=first, crawl=2)

    before, after = set(_urls(first, "random")), set(_urls(second, "random"))
    rotated = ceil(0.25 * len(before))
    assert (len(before - after), len(after - before), len(after)) == (rotated, rotated, len(before))
    assert {page.url for page in second.left} == {f"https://a.example/{name}" for name in before - after}
    assert {(page.role, page.reason) for page in second.left} == {("random", "rotated")}
    assert [page.tenure for page in second.pages if page.role == "random"].count("rotating") == rotated


def test_those_that_were_there_longest_make_way_first() -> None:
    sample = _drawn(_site())
    for crawl in range(2, 8):
        before = {page.url: page.since for page in sample.pages if page.role == "random"}
        sample = _drawn(_site(), before=sample, crawl=crawl)
        left = {page.url for page in sample.left}
        assert max(before[url] for url in left) <= min(before[url] for url in before.keys() - left)


@pytest.mark.parametrize(
    ("gone", "reason", "target"),
    [
        (lambda pages: [replace(p, status=404) if p.url.endswith("/contact") else p for p in pages], "gone", ""),
        (lambda pages: [p for p in pages if not p.url.endswith("/contact")], "not-found", ""),
        (lambda pages: [p for p in pages if not p.url.endswith("/contact")], "redirect", "https://a.example/c"),
        (
            lambda pages: [replace(p, content_type="image/png") if p.url.endswith("/contact") else p for p in pages],
            "not-html",
            "",
        ),
    ],
)
def test_a_page_that_vanished_leaves_with_the_reason_and_another_takes_its_role(gone, reason, target) -> None:
    first = _drawn(_site())
    pages = [*gone(_site()), _page("reach-us", "Contact us")]
    redirects = {"https://a.example/contact": target} if target else {}

    second = draw_sample(1, pages, SIZE, 7, Panel(first, redirects))

    left = [page for page in second.left if page.reason != "rotated"]
    assert left == [LeftPage("https://a.example/contact", "contact", reason, target)]
    (contact,) = (page for page in second.pages if page.role == "contact")
    assert contact == PlannedPage("https://a.example/reach-us", "contact", "a", "link-text: Contact us", "new", 0)


@pytest.mark.parametrize(("page", "reason"), [("https://a.example/c", "same-page"), ("", "gone")])
def test_a_page_that_folds_into_another_says_which_and_one_that_is_an_error_page_is_gone(page, reason) -> None:
    first = _drawn(_site())
    pages = [known for known in _site() if not known.url.endswith("/contact")]

    second = draw_sample(1, pages, SIZE, 7, Panel(first, replaced={"https://a.example/contact": page}))

    left = [each for each in second.left if each.reason != "rotated"]
    assert left == [LeftPage("https://a.example/contact", "contact", reason, page)]


def test_a_page_stays_what_it_was_when_its_evidence_is_gone() -> None:
    first = _drawn(_site())
    silent = [replace(page, link_texts=()) for page in _site()]

    second = _drawn(silent, before=first, crawl=2)

    assert [page for page in second.pages if page.url.endswith("/s1")] == [
        PlannedPage("https://a.example/s1", "service-health", "b", "link-text: Gezondheid", "panel", 1)
    ]


def test_stronger_evidence_for_a_role_joins_and_the_panel_keeps_what_it_had() -> None:
    first = _drawn([*_site(), _page("access", "Toegankelijkheid")])
    second = _drawn(
        [*_site(), _page("access", "Toegankelijkheid"), _page("statement", "Toegankelijkheidsverklaring")], before=first
    )

    assert _urls(first, "statement") == ["access"]
    assert _urls(second, "statement") == ["access", "statement"]


def test_a_site_that_became_too_large_to_test_whole_says_why_pages_left() -> None:
    small = [HOME, *(_page(i) for i in range(9))]
    large = [*small, *(_page(f"more-{i}") for i in range(60))]

    first = _drawn(small, SampleSize())
    second = _drawn(large, SampleSize(pages=8), before=first, crawl=2)

    assert {page.role for page in first.pages} == {"home", "all"}
    assert {page.reason for page in second.left} == {"no-census"}
    assert len(second.pages) == 8


def test_a_site_that_could_not_be_reached_lost_no_page() -> None:
    assert draw_sample(1, (), SIZE, 7, Panel(_drawn(_site()))).left == ()


def test_a_sample_made_smaller_gives_up_looks_before_roles() -> None:
    second = _drawn(_site(), SampleSize(8), before=_drawn(_site()))

    assert set(_urls(second, "contact") + _urls(second, "legal") + _urls(second, "search")) == {
        *("contact", "privacy", "zoeken"),
    }
    assert {page.reason for page in second.left} == {"smaller", "rotated"}


changes = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([200, 404])), max_size=30)


@given(changes, changes, st.integers(2, 30), st.floats(0, 1))
def test_every_page_of_the_panel_stays_or_leaves_with_a_reason(
    one: list[tuple[int, int]], other: list[tuple[int, int]], size: int, rotation: float
) -> None:
    def pages(change: list[tuple[int, int]]) -> list[FoundPage]:
        by_number = dict(change)
        return [HOME, *(_page(n, skeleton=f"t{n % 4}", status=status) for n, status in by_number.items())]

    chosen = SampleSize(size, rotation=rotation)
    first = _drawn(pages(one), chosen)
    second = _drawn(pages(other), chosen, before=first, crawl=2)

    urls, left = {page.url for page in second.pages}, {page.url for page in second.left}
    assert {page.url for page in first.pages} == {page.url for page in second.pages if page.tenure == "panel"} | left
    assert urls.isdisjoint(left)
    assert len(urls) == len(second.pages) == min(size, second.frame_size)


def test_a_page_in_each_other_language_is_chosen_and_roles_are_filled_in_the_main_one() -> None:
    french = _page("fr/contact", "Contact", language="fr", depth=1)
    dutch = _page("nl/contact", "Contact", language="nl-BE", depth=3)
    pages = [HOME, french, dutch, *(_page(i, language="nl") for i in range(60))]

    sample = draw_sample(1, pages, SampleSize(8), 1)

    assert [(p.url.partition("example/")[2], p.role) for p in sample.pages[:3]] == [
        ("", "home"),
        ("nl/contact", "contact"),
        ("fr/contact", "language"),
    ]


def test_a_site_of_many_layouts_has_a_larger_sample() -> None:
    plain, complex_site = ([HOME, *(_page(i, skeleton=f"t{i % n}") for i in range(60))] for n in (1, 25))

    assert [
        (s.size, s.layouts, s.layout_pages, len(s.pages))
        for s in (draw_sample(1, pages, SampleSize(), 1) for pages in (plain, complex_site))
    ] == [
        (20, 1, 0, 20),
        (20, 25, 5, 25),
    ]


def test_a_page_is_chosen_for_each_service() -> None:
    services = ["Gezondheid", "Mobilité", "Bildung", "Jobs", "Afval", "Cultura", "Wohnen", "Police", "OCMW", "Diensten"]
    pages = [HOME, *(_page(f"s{i}", text) for i, text in enumerate(services)), *(_page(i) for i in range(60))]

    sample = draw_sample(1, pages, SampleSize(20), 1)

    assert {p.evidence.removeprefix("link-text: ") for p in sample.pages if p.role.startswith("service")} == set(
        services
    )
    assert {p.clause for p in sample.pages if p.role.startswith("service")} == {"b"}


# WCAG-EM step 4


def _sample(growth: int = 0) -> Sample:
    roles = ["home"] + ["appearance"] * 9 + ["random"] * 2 + ["document"]
    return Sample(1, 1, tuple(PlannedPage(f"u{i}", role) for i, role in enumerate(roles)), 99, growth=growth)


@pytest.mark.parametrize(
    ("growth", "only_random", "after"),
    [(0, (), 0), (0, ("image-alt",), 3), (3, ("image-alt",), 6), (3, (), 3), (8, ("image-alt",), 8)],
)
def test_random_pages_that_fail_in_other_ways_make_the_next_sample_larger(
    growth: int, only_random: tuple[str, ...], after: int
) -> None:
    assert growth_after(_sample(growth), SampleComparison(1, 10, 2, only_random)) == after
    assert growth_after(_sample(growth), None) == growth


def test_a_grown_sample_has_more_chosen_pages() -> None:
    pages = [HOME, *(_page(i, skeleton=f"t{i}") for i in range(60))]
    first = _drawn(pages, SampleSize(10))
    second = _drawn(pages, SampleSize(10), before=replace(first, growth=4))

    assert (len(first.pages), len(second.pages), second.growth) == (10, 14, 4)
    assert len(_urls(second, "appearance")) > len(_urls(first, "appearance"))

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page_roles import ROLES
from crawler.sampling import SIZES, SampleSize, draw_sample
from results.model import EvidenceKind, FoundPage, PlannedPage, Sample

HOME = FoundPage("https://a.example/", source="start", status=200, content_type="text/html")
ROLE_NAMES = {role.name for role in ROLES} | {"home", "appearance", "language", "random", "all", "document"}

link_texts = st.sampled_from(
    ["", "Contact", "Privacy", "Toegankelijkheidsverklaring", "Zoeken", "FAQ", "Nieuws", "Login"]
)
page_parts = st.tuples(
    link_texts,
    st.sampled_from(["", "t1", "t2", "t3", "t4", "t5", "t6"]),  # skeleton
    st.sampled_from([None, 200, 200, 200, 404, 500]),
    st.sampled_from(["", "text/html", "application/xhtml+xml", "application/pdf", "image/png"]),
    st.integers(0, 2),  # forms
)
sites = st.lists(page_parts, max_size=120).map(
    lambda parts: [HOME, *(_page(number, *part) for number, part in enumerate(parts))]
)
sizes = st.builds(SampleSize, pages=st.integers(0, 60), random_share=st.floats(0.1, 1))


def _page(
    number: int, text: str = "", skeleton: str = "", status: int | None = 200, kind: str = "text/html", forms: int = 0
) -> FoundPage:
    return FoundPage(
        f"https://a.example/p{number}",
        depth=1,
        status=status,
        content_type=kind,
        link_texts=(text,) if text else (),
        skeleton=skeleton,
        forms=forms,
    )


def _large(number: int = 400) -> list[FoundPage]:
    return [HOME, *(_page(i, skeleton=f"t{i % 40}") for i in range(number))]


def _sample(*pages: FoundPage, size: int = 0, seed: int = 1) -> Sample:
    return draw_sample(1, (HOME, *pages), SampleSize(size), seed)


def _roles(sample: Sample) -> dict[str, str]:
    return {page.url.rpartition("/")[2]: page.role for page in sample.pages}


def _without_documents(sample: Sample) -> list[PlannedPage]:
    return [page for page in sample.pages if page.role != "document"]


def _usable(pages: list[FoundPage]) -> list[FoundPage]:
    wrong = {"application/pdf", "image/png"}
    return [page for page in pages if page.content_type not in wrong and (page.status or 200) < 400]


@given(sites, sizes, st.integers())
def test_home_is_first_and_every_page_is_there_once_with_a_reason(
    pages: list[FoundPage], size: SampleSize, seed: int
) -> None:
    sample = draw_sample(1, pages, size, seed)

    urls = [page.url for page in sample.pages]
    assert sample.pages[0] == PlannedPage(HOME.url, "home", "a", EvidenceKind.START.of())
    assert len(set(urls)) == len(urls)
    assert all(page.role in ROLE_NAMES and page.evidence for page in sample.pages)
    assert all(page.clause or page.role == "all" for page in sample.pages)


@given(sites, sizes, st.integers())
def test_the_size_is_what_was_asked_or_all_there_is(pages: list[FoundPage], size: SampleSize, seed: int) -> None:
    sample = draw_sample(1, pages, size, seed)

    usable = _usable(pages)
    assert sample.frame_size == len(usable)
    assert len(_without_documents(sample)) == min(size.pages or sample.size + sample.layout_pages, len(usable))
    assert sample.size == (0 if size.pages else size.by_pages(len(usable)))
    assert {page.url for page in _without_documents(sample)} <= {page.url for page in usable}


@given(sites, st.integers(0, 5), st.integers())
def test_documents_come_last_besides_the_pages_as_many_as_asked_or_there_are(
    pages: list[FoundPage], number: int, seed: int
) -> None:
    sample = draw_sample(1, pages, SampleSize(documents=number), seed)

    documents = [page for page in pages if page.content_type == "application/pdf"]
    found = {page.url for page in documents if (page.status or 200) < 400}
    drawn = sample.pages[len(_without_documents(sample)) :]
    assert len(drawn) == min(number, len(found))
    assert {(page.role, page.clause) for page in drawn} <= {("document", "e")}
    assert {page.url for page in drawn} <= found
    assert ("e" in sample.missing_clauses) == (bool(documents) and not drawn)


@given(sites, st.integers(2, 60), st.floats(0.1, 1), st.integers())
def test_unless_every_page_is_tested_the_random_part_has_its_share_of_the_structured_part(
    pages: list[FoundPage], number: int, share: float, seed: int
) -> None:
    sample = draw_sample(1, pages, SampleSize(number, share), seed)

    chosen = _without_documents(sample)
    drawn = sum(page.role == "random" for page in chosen)
    if len(chosen) == sample.frame_size:
        assert drawn == 0
    else:
        # A hair off: the share is a binary fraction.
        assert drawn >= ceil(share * (len(chosen) - drawn) - 1e-9)


@given(sites, sizes, st.integers())
def test_the_same_pages_and_seed_give_the_same_sample(pages: list[FoundPage], size: SampleSize, seed: int) -> None:
    assert draw_sample(1, pages, size, seed) == draw_sample(1, pages, size, seed)


def test_another_seed_draws_other_pages_of_a_large_site_and_keeps_the_structured_part() -> None:
    first, second = (draw_sample(1, _large(), SampleSize(random_share=0.5), seed) for seed in (1, 2))

    def part(sample: Sample, *, drawn: bool) -> list[str]:
        return [page.url for page in sample.pages if (page.role == "random") is drawn]

    assert part(first, drawn=False) == part(second, drawn=False)
    assert set(part(first, drawn=True)) != set(part(second, drawn=True))


def test_two_sites_of_one_crawl_draw_differently_and_the_row_of_the_database_does_not_matter() -> None:
    pages = _large()
    moved = [replace(page, url=page.url.replace("a.example", "b.example")) for page in pages]
    size = SampleSize(random_share=0.5)

    here, elsewhere, other_row = (
        [page.url.partition("example")[2] for page in draw_sample(row, found, size, 1).pages]
        for row, found in ((1, pages), (1, moved), (2, pages))
    )

    assert here != elsewhere
    assert here == other_row


@given(st.permutations([_page(i) for i in range(60)]))
def test_the_order_in_which_pages_were_found_does_not_change_the_draw(pages: list[FoundPage]) -> None:
    drawn = {page.url for page in _sample(*pages, size=12).pages}

    assert drawn == {page.url for page in _sample(*(_page(i) for i in range(60)), size=12).pages}


@pytest.mark.parametrize(("found", "size"), [(1, 10), (10, 10), (11, 15), (50, 15), (51, 20), (201, 25), (1001, 30)])
def test_a_larger_site_has_a_larger_sample(found: int, size: int) -> None:
    assert SampleSize().by_pages(found) == size
    assert sorted(SIZES) == list(SIZES)


def test_every_page_of_a_small_site_is_tested() -> None:
    sample = _sample(_page(1), _page(2, "Contact"), _page(3))

    assert _roles(sample) == {"": "home", "p2": "contact", "p1": "all", "p3": "all"}
    assert sample.missing_clauses == ("b", "c")


def test_error_pages_and_what_is_not_html_are_left_out_but_what_was_not_fetched_is_not() -> None:
    sample = _sample(
        _page(1, status=404), _page(2, status=503), _page(3, kind="application/pdf"), _page(4, status=None, kind="")
    )

    assert [page.url for page in _without_documents(sample)] == [HOME.url, "https://a.example/p4"]
    assert sample.frame_size == 2


def test_the_home_page_is_tested_whatever_it_answered() -> None:
    sample = draw_sample(1, [replace(HOME, status=500, content_type="application/pdf")], SampleSize(), 1)

    assert [page.role for page in sample.pages] == ["home"]


def test_a_site_without_pages_has_an_empty_sample_that_says_what_is_missing() -> None:
    assert draw_sample(7, (), SampleSize(), 3) == Sample(7, 3, (), 0, ("a", "b", "c"), size=10)


def test_a_sample_of_one_is_the_home_page() -> None:
    assert [page.role for page in _sample(*(_page(i) for i in range(9)), size=1).pages] == ["home"]


def test_pages_of_distinct_appearance_are_sampled_once_each_and_not_the_one_of_the_home_page() -> None:
    pages = [HOME, *(_page(i, skeleton=f"t{i % 4}") for i in range(40))]
    pages[0] = replace(HOME, skeleton="t0")

    sample = draw_sample(1, pages, SampleSize(10), 1)

    appearance = [page for page in sample.pages if page.role == "appearance"]
    assert [(page.url.rpartition("/")[2], page.evidence) for page in appearance] == [
        ("p1", "layout: 10"),
        ("p2", "layout: 10"),
        ("p3", "layout: 10"),
    ]


def test_where_structured_pages_run_out_the_rest_is_drawn() -> None:
    sample = _sample(*(_page(i) for i in range(100)), size=10)

    assert [page.role for page in sample.pages] == ["home"] + ["random"] * 9
    assert {page.evidence for page in sample.pages[1:]} == {"drawn: 100"}
    assert {page.clause for page in sample.pages[1:]} == {"g"}


def test_clauses_without_a_page_are_named() -> None:
    found = [_page(i) for i in range(100)]

    assert _sample(*found, size=10).missing_clauses == ("b", "c", "d")
    assert _sample(_page(200, "Feedback"), *found, size=10).missing_clauses == ("b", "d")
    assert _sample(_page(200, "Zoeken"), *found, size=10).missing_clauses == ("c", "d")
    assert _sample(_page(200, skeleton="t1"), *found, size=10).missing_clauses == ("b", "c")
    assert _sample(_page(200, kind="application/msword"), size=10).missing_clauses == ("b", "c", "e")


def test_the_statement_is_not_taken_for_legal_information() -> None:
    statement = replace(_page(1), link_texts=("Privacy", "Privacy and accessibility statement"))
    found = [statement, _page(2, "Disclaimer"), *(_page(i) for i in range(10, 60))]

    sample = _sample(*found, size=5)

    assert (_roles(sample)["p1"], _roles(sample)["p2"]) == ("statement", "legal")


def test_of_two_pages_that_may_be_the_statement_both_are_sampled_and_of_a_named_one_that_alone() -> None:
    named, others = _page(3, "Toegankelijkheidsverklaring"), [_page(i) for i in range(10, 60)]
    may_be = [_page(1, "Toegankelijkheid"), _page(2, "Toegankelijkheid"), _page(4, "Toegankelijkheid")]

    def statements(*pages: FoundPage) -> set[str]:
        return {name for name, role in _roles(_sample(*pages, *others, size=8)).items() if role == "statement"}

    assert statements(*may_be) == {"p1", "p2"}
    assert statements(*may_be, named) == {"p3"}


def test_the_strongest_evidence_wins_then_the_page_nearest_to_the_home_page() -> None:
    teaser = _page(1, "Contact met onze experten over water")
    deep = replace(_page(2, "Contact"), depth=3)
    near = replace(_page(3, "Contact"), depth=2)
    found = [teaser, deep, near, *(_page(i) for i in range(10, 60))]

    assert _roles(_sample(*found, size=3))["p3"] == "contact"

import pytest

from crawler.discovery.traps import BARREN_IN_A_ROW, COPIES_KEPT, PROOFS_OF_NOISE, TrapWatch
from crawler.web.evidence import PageText

SITE = "http://a.test"


def text(words: str) -> PageText:
    return PageText(words, words)


def other_words(number: int) -> PageText:
    return text(" ".join(f"{letter}{'x' * number}" for letter in "abcdefghijklmnopqrstuvwxyz"))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/agenda/2026/11", "calendar"),
        ("/agenda/2026-11-25/", "calendar"),
        ("/agenda?month=2026-11", "calendar"),
        ("/agenda?from=1&to=2", "calendar"),
        ("/agenda?month=all", ""),
        ("/news/2026/", ""),
        ("/news/2026/11/25/a-title", ""),
        ("/zoeken?q=paspoort", "search"),
        ("/zoeken", ""),
        ("/list?sort=name", "facets"),
        ("/list?f[0]=a&f[1]=b", "facets"),
        ("/index.php?id=3", ""),
        ("/list?page=2", ""),
    ],
)
def test_some_addresses_are_suspects_by_their_spelling(address: str, kind: str) -> None:
    assert TrapWatch().suspicion(SITE + address) == kind


def test_a_path_asked_with_many_combinations_of_parameters_is_a_filter_until_its_pages_say_something() -> None:
    watch = TrapWatch()
    for names in ("a=1", "b=1", "a=1&b=1", "c=1"):
        last = watch.suspicion(f"{SITE}/list?{names}")
    assert (last, watch.suspicion(f"{SITE}/list?a=2")) == ("facets", "facets")

    for number in (1, 2):
        watch.read(f"{SITE}/list?a={number}", other_words(number), suspect=True)

    assert watch.suspicion(f"{SITE}/list?a=3") == ""


@pytest.mark.parametrize("path", ["/list/{}", "/list?id={}"])
def test_a_series_that_says_nothing_new_is_suspect_until_it_does(path: str) -> None:
    watch = TrapWatch()
    for number in range(BARREN_IN_A_ROW["?" in path] + 1):
        assert watch.suspicion(SITE + path.format(number)) == ""
        watch.read(
            SITE + path.format(number), text(f"The list of all that there is, number {number} " * 5), suspect=False
        )
    assert watch.suspicion(SITE + path.format(99)) == "nothing-new"

    watch.read(SITE + path.format(99), other_words(1), suspect=True)

    assert watch.suspicion(SITE + path.format(100)) == ""


def test_the_same_words_in_another_order_are_nothing_new() -> None:
    watch = TrapWatch()
    words = [f"{letter}word" for letter in "abcdefghijklmnopqrstuvwxyz"]
    for number in range(4):
        watch.read(f"{SITE}/t?n={number}", text(" ".join(words[number:] + words[:number][::-1])), suspect=False)

    assert watch.suspicion(f"{SITE}/t?n=9") == "nothing-new"


def test_copies_of_a_page_are_kept_as_long_as_they_are_few() -> None:
    watch = TrapWatch()

    said_before = [watch.read(f"{SITE}/{name}", other_words(1), suspect=False) for name in "abcd"]

    assert said_before == [""] * COPIES_KEPT + [f"{SITE}/a"]


def test_a_parameter_that_changes_nothing_is_noise() -> None:
    watch = TrapWatch()
    for number in range(PROOFS_OF_NOISE):
        for token in "xy":
            watch.read(f"{SITE}/p{number}?visit={token}&id=1", other_words(number), suspect=False)

    assert watch.noise == {"visit"}
    assert watch.without_noise(f"{SITE}/q?id=2&visit=z") == f"{SITE}/q?id=2"


def test_a_parameter_that_changes_the_page_is_not_noise() -> None:
    watch = TrapWatch()
    for number in range(5):
        watch.read(f"{SITE}/p?id={number}", other_words(number), suspect=False)

    assert watch.noise == set()


def test_suspects_get_a_small_part_of_the_visits() -> None:
    watch = TrapWatch(visited=100, suspects=1)
    assert watch.may_visit_suspect()
    watch.suspects = 2
    assert not watch.may_visit_suspect()
    watch.visited = 1000
    assert watch.may_visit_suspect()


def test_a_series_of_pages_that_differ_in_a_number_only_is_suspect_however_little_they_say() -> None:
    watch = TrapWatch()
    for number in range(BARREN_IN_A_ROW[False] + 1):
        watch.read(f"{SITE}/calendar/{number}", text(f"Day {number} next day"), suspect=False)

    assert watch.suspicion(f"{SITE}/calendar/99") == "nothing-new"


def test_pages_without_any_text_are_drawn_by_a_script_and_are_no_suspects() -> None:
    watch = TrapWatch()
    for number in range(BARREN_IN_A_ROW[False] + 3):
        watch.read(f"{SITE}/app/{number}", text(""), suspect=False)

    assert watch.suspicion(f"{SITE}/app/99") == ""


def test_pages_with_names_of_their_own_are_no_suspects_however_little_they_say() -> None:
    watch = TrapWatch()
    for name in ("red", "green", "blue", "small", "large", "wide", "flat"):
        watch.read(f"{SITE}/buttons/{name}", text("A button"), suspect=False)

    assert watch.suspicion(f"{SITE}/buttons/round") == ""

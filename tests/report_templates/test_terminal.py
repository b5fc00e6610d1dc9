from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks.profile import load_profile
from report_templates.terminal import carried_lines, page_lines, printable, share_lines
from results.model import CarriedPages, CheckDescription, CheckOutcome, CheckText, Outcome, PageAudit, Reason, Retest

RANDOM_SAMPLE = (
    "The websites are a random sample of the 900 in the register: with 95% confidence the share in the whole "
    "register lies between 50.0% and 70.0%."
)


def test_the_share_is_reported_with_how_sure_it_is_and_sites_that_add_up(examples: Any) -> None:
    assert list(share_lines([(load_profile("basic"), examples.share)], "en")) == [
        "Basic accessibility: 60.0%",
        "Of the 100 websites tested, 60 meet the basic level of accessibility.",
        RANDOM_SAMPLE,
        "20 websites could not be tested. Whatever they would have shown, the share lies between 50.0% and 66.0%.",
        "  All websites in this measurement  120",
        "  Meets the basic level              60",
        "  Does not meet the basic level      40",
        "  Not tested                         20",
        "    behind a login                   15",
        "    no answer in time                 5",
    ]


def test_the_share_is_reported_in_dutch(examples: Any) -> None:
    lines = list(share_lines([(load_profile("basic"), examples.share)], "nl"))

    assert lines[0] == "Basistoegankelijkheid: 60,0\N{NO-BREAK SPACE}%"
    assert lines[4:8] == [
        "  Alle websites in deze meting  120",
        "  Basistoegankelijk              60",
        "  Niet basistoegankelijk         40",
        "  Niet getest                    20",
    ]


def test_what_was_carried_over_is_told_with_how_often_that_would_have_been_wrong() -> None:
    wrong = [Retest("https://a.example/\x1b[2J", ("image-alt", "label"))]

    told, page = carried_lines(CarriedPages(1200, 1000, 100, 1), wrong, "en")
    assert told.startswith("Carried over, because nothing had changed: 1,000 of 1,200 pages.")
    assert told.endswith("Tested all the same: 100, with another result: 1.")
    assert page == "  https://a.example/ [2J: image-alt, label"
    assert list(carried_lines(CarriedPages(1200, 0, 0, 0), [], "en")) == []


def test_a_page_for_a_person_names_failures_where_they_are_and_what_to_look_at(examples: Any) -> None:
    words = CheckText("Images have a text alternative", "Images without a text alternative", "who", ("fix",))
    known = CheckDescription(
        "image-alt", "axe", ("1.1.1",), (), (), best_practice=False, only_asks=False, texts={"en": words}
    )
    doubt = examples.failed("color-contrast", elements=2, outcome=Outcome.CANNOT_TELL)

    lines = list(
        page_lines(examples.audit(examples.failed("image-alt", elements=5), doubt), {"image-alt": known}, "nl")
    )

    assert lines == [
        "https://a.example/",
        "  Fout: Images without a text alternative (image-alt, WCAG 1.1.1)",
        "    #x <img>",
        "    #x <img>",
        "    #x <img>",
        "    In totaal 5 plaatsen",
        "  Zelf te controleren: color-contrast (color-contrast, 2)",
    ]


def test_a_page_without_failures_is_not_called_conforming(examples: Any) -> None:
    best_practice = CheckOutcome("region", Outcome.FAILED, (), 2)

    assert list(page_lines(examples.audit(best_practice), {}, "en")) == [
        "https://a.example/",
        "  The automatic checks found no failure. That is no proof of conformance.",
    ]


def test_a_page_that_was_not_tested_says_why_and_nothing_of_failures() -> None:
    audit = PageAudit(url="https://a.example/", reason=Reason.HTTP_ERROR, detail="HTTP 410 text/html")

    assert list(page_lines(audit, {}, "en")) == [
        "https://a.example/",
        "  Not tested: error from the server (HTTP 410 text/html)",
    ]


def test_no_control_character_of_a_page_reaches_the_terminal(examples: Any) -> None:
    tested = examples.audit(examples.failed("image-alt", elements=1, text=examples.hostile), text=examples.hostile)
    untested = PageAudit(url="https://a.example/", reason=Reason.UNREACHABLE, detail=examples.hostile)

    for audit in (tested, untested):
        for line in page_lines(audit, {}, "en"):
            assert line.isprintable()


@given(st.text())
def test_any_text_becomes_one_printable_line(text: str) -> None:
    shown = printable(text)

    assert shown.isprintable()
    assert shown.split() == shown.split(" ") or not shown


def test_long_snippets_are_cut_to_a_line(examples: Any) -> None:
    audit = examples.audit(examples.failed("image-alt", elements=1, text="x" * 5000))

    assert max(len(line) for line in page_lines(audit, {}, "en") if line.startswith("    ")) == 204

"""The catalogue of texts, and a real browser's word on every example in it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from checks.catalogue import load_texts
from checks.engines.axe_core import ONLY_ASK
from checks.rules import own_checks
from results.model import CheckText

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "nl", "fr", "de")
ORIGIN = "http://texts.example"

REQUIRED = frozenset({"title", "fault", "hindered", "fix", "verify"})
KNOWN = REQUIRED | {"wrong", "right", "details"}

LONGEST_FAULT = 70

# Words that are the same in both languages would be listed here as (language, rule).
SAME_TITLE_AS_ENGLISH: frozenset[tuple[str, str]] = frozenset()

Entry = dict[str, str | list[str]]


def read(path: Path) -> dict[str, Entry]:
    """The tables of the languages; above them a file may say how severe the fault is, and what work its repair."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {language: entry for language, entry in entries.items() if language not in {"severity", "effort"}}


def written_in(folder: str) -> dict[str, dict[str, Entry]]:
    """Check -> language -> text as its file has it, with the keys that nothing reads."""
    return {path.stem.replace("_", "-"): read(path) for path in sorted((ROOT / "checks" / folder).glob("*.toml"))}


AXE = written_in("axe_rules")  # only these have examples that axe-core can judge
OWN = written_in("rules")
OWN_CHECKS = sorted(check.id for check in own_checks())
# Language -> check -> text, of axe-core's rules and of our own checks together.
CATALOGUE = load_texts()
CHECKS = tuple(CATALOGUE["en"])
EXAMPLES = [
    pytest.param(language, rule, id=f"{language}-{rule}")
    for language in LANGUAGES
    for rule, entries in AXE.items()
    if entries.get(language, {}).get("wrong")
]

every_language = pytest.mark.parametrize("language", LANGUAGES)


def sentences(text: CheckText) -> tuple[str, ...]:
    return (text.hindered, text.verify, *text.fix)


def test_each_check_of_ours_has_a_file_of_texts_and_each_file_a_check() -> None:
    assert sorted(OWN) == OWN_CHECKS


@pytest.mark.parametrize("check", [*AXE, *OWN])
def test_each_check_has_a_text_in_each_language_and_in_no_other(check: str) -> None:
    assert tuple((AXE | OWN)[check]) == LANGUAGES


@every_language
def test_each_text_has_the_known_keys_and_none_is_empty(language: str) -> None:
    incomplete = {
        check: sorted(entry)
        for check, entry in ((check, entries[language]) for check, entries in (AXE | OWN).items())
        if not REQUIRED <= set(entry) <= KNOWN
        or not all(str(entry[key]).strip() for key in ("title", "fault", "hindered", "verify"))
    }
    assert incomplete == {}


@every_language
def test_each_text_gives_one_to_four_steps(language: str) -> None:
    steps = {check: text.fix for check, text in CATALOGUE[language].items()}
    wrong = {check: fix for check, fix in steps.items() if not 1 <= len(fix) <= 4 or not all(fix)}
    assert wrong == {}


@every_language
def test_no_two_checks_share_a_title_a_fault_or_the_sentence_on_who_is_hindered(language: str) -> None:
    counts = Counter(part for text in CATALOGUE[language].values() for part in (text.title, text.fault, text.hindered))
    assert [part for part, count in counts.items() if count > 1] == []


@every_language
def test_the_name_of_a_fault_is_short(language: str) -> None:
    assert [text.fault for text in CATALOGUE[language].values() if len(text.fault) > LONGEST_FAULT] == []


@every_language
def test_no_title_ends_with_a_stop_and_every_sentence_does(language: str) -> None:
    texts = CATALOGUE[language].values()
    names = [name for text in texts for name in (text.title, text.fault)]
    assert [name for name in names if name[-1] in ".!?:;,"] == []
    assert [sentence for text in texts for sentence in sentences(text) if not re.search(r"[.!?]$", sentence)] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_text_is_left_in_english(language: str) -> None:
    untranslated = []
    for check, text in CATALOGUE[language].items():
        english = CATALOGUE["en"][check]
        untranslated += [(check, text.fault)] if text.fault == english.fault else []
        if text.title == english.title and (language, check) not in SAME_TITLE_AS_ENGLISH:
            untranslated.append((check, text.title))
        untranslated += [(check, sentence) for sentence in sentences(text) if sentence in sentences(english)]
    assert untranslated == []


@every_language
def test_an_example_is_given_wrong_and_right_or_not_at_all(language: str) -> None:
    halved = [check for check, text in CATALOGUE[language].items() if bool(text.wrong) != bool(text.right)]
    assert halved == []


@every_language
def test_the_same_checks_have_an_example_in_each_language(language: str) -> None:
    assert [check for check in CHECKS if CATALOGUE[language][check].wrong] == [
        check for check in CHECKS if CATALOGUE["en"][check].wrong
    ]


def document(fragment: str, language: str) -> str:
    """A valid page around an example, which may be the <html> tag, a part of the head, or the body."""
    html, title, head, body = f'<html lang="{language}">', "<title>Example</title>", "", fragment
    if fragment.startswith("<html"):
        html, body = fragment, ""
    elif fragment.startswith("<title"):
        title, body = fragment, ""
    elif fragment.startswith("<meta"):
        head, body = fragment, ""
    if not fragment.startswith("<body"):
        body = f"<body><main><h1>Example</h1>{body}</main></body>"
    style = "<style>.visible-on-focus:not(:focus) { position: absolute; left: -999px }</style>"
    script = '<script src="/axe.js"></script>'
    return f"<!doctype html>{html}<head>{title}{head}{style}{script}</head>{body}</html>"


@pytest.fixture(scope="module")
def browser(browser_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def example_page(browser: Browser, axe_source: str) -> Iterator[Page]:
    """A page whose every request is answered here: axe-core, and a small document for any frame."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/axe.js":
            headers = {"Cache-Control": "max-age=3600"}
            route.fulfill(body=axe_source, content_type="text/javascript", headers=headers)
        elif path.endswith(".svg"):
            route.fulfill(body='<svg xmlns="http://www.w3.org/2000/svg"/>', content_type="image/svg+xml")
        elif path == "/" or path.endswith(".html"):
            frame = document('<button type="button">Example</button>', "en")
            route.fulfill(body=frame, content_type="text/html")
        else:
            route.fulfill(status=404)

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(ORIGIN)
    yield page
    page.close()


def outcomes(page: Page, rule: str, fragment: str, language: str) -> tuple[bool, bool]:
    """Whether axe-core fails the fragment under the rule, and whether it asks a person to look."""
    page.set_content(document(fragment.strip(), language))
    result = page.evaluate(
        """rule => axe.run({runOnly: {type: "rule", values: [rule]}, preload: false})
             .then(({violations, incomplete}) => [violations.length > 0, incomplete.length > 0])""",
        rule,
    )
    return result[0], result[1]


def test_every_rule_axe_runs_has_a_text(example_page: Page) -> None:
    rules = example_page.evaluate(
        """() => axe.getRules(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
             .filter(({tags}) => !tags.includes("experimental") && !tags.includes("deprecated"))
             .map(({ruleId}) => ruleId)"""
    )
    assert sorted(set(rules) - set(AXE)) == []


@pytest.mark.parametrize(("language", "rule"), EXAMPLES)
def test_axe_flags_the_wrong_example_and_not_the_right_one(example_page: Page, language: str, rule: str) -> None:
    entry = AXE[rule][language]
    failed, asked = outcomes(example_page, rule, str(entry["wrong"]), language)
    assert (failed, asked) == ((False, True) if rule in ONLY_ASK else (True, False))
    assert outcomes(example_page, rule, str(entry["right"]), language) == (False, False)

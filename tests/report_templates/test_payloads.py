"""What a hostile page writes changes no page of the report, no e-mail, and not who a reader takes for the writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.mail import Draft, message_of
from report_templates.hostile import BIDI_CONTROLS, NOT_PRINTABLE
from report_templates.notification import news_of, notification
from report_templates.render import render_report
from tests.payloads import HARMLESS, PAYLOADS, poisoned
from tests.report_templates.conftest import build_measurement

Skeleton = list[tuple[str, tuple[str, ...]]]
"""Tag and names of the attributes of each element."""

SLUG = "site-3.vlaanderen.test"
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PAYLOADS), min_size=1, max_size=2).map("".join),
    st.text(alphabet="<>\"'&=/ \t\n-!abc;:{}%", max_size=40),
)


@pytest.fixture(scope="module")
def clean() -> Any:
    """A few websites, the third with everything a website can have."""
    return build_measurement(5)


Written = Callable[[str], Path]
"""Payload -> folder of a report that holds it."""


@pytest.fixture(scope="module")
def written(clean: Any, tmp_path_factory: pytest.TempPathFactory) -> Written:
    @cache
    def write(payload: str) -> Path:
        folder = tmp_path_factory.mktemp("poisoned") / "report"
        render_report(
            poisoned(clean.report, payload), [poisoned(site, payload) for site in clean.sites], folder, ("nl",)
        )
        return folder

    return write


def pages_of(folder: Path) -> dict[str, str]:
    """Path -> page."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def skeleton(page: str) -> Skeleton:
    return [(element.tag, tuple(sorted(element.keys()))) for element in html.fromstring(page).iter()]


NAMED = ("domains", "organisations")
"""Folders of pages whose addresses are made of what the register says."""


def skeletons(pages: dict[str, str]) -> dict[str, list[Skeleton]]:
    """Path -> its skeleton; the pages of a folder of NAMED together."""
    found: dict[str, list[Skeleton]] = {}
    for name, page in pages.items():
        folder = name.partition("/")[0]
        found.setdefault(folder if folder in NAMED else name, []).append(skeleton(page))
    return {name: sorted(each) for name, each in found.items()}


# Hypothesis writes out what a test is given, for each example: functions, which are a word, not thousands of records.


@pytest.fixture(scope="module")
def made_of(written: Written) -> Callable[[], dict[str, list[Skeleton]]]:
    """What the pages are made of where nothing hostile was written."""
    harmless = skeletons(pages_of(written(HARMLESS)))
    return lambda: harmless


@pytest.fixture(scope="module")
def mail_with(clean: Any) -> Callable[[str], EmailMessage]:
    """Payload -> e-mail."""
    return lambda payload: _mail(clean, payload)


def _of_corpus(test: Any) -> Any:
    for payload in PAYLOADS:
        test = example(payload=payload)(test)
    return test


@_of_corpus
@given(payload=ANY_TEXT.filter(str.strip))  # a level that the catalogue has words for has other elements
@settings(max_examples=15)
def test_no_text_changes_what_a_page_is_made_of(
    written: Written, made_of: Callable[[], dict[str, list[Skeleton]]], payload: str
) -> None:
    pages = pages_of(written(payload))
    found, expected = skeletons(pages), made_of()
    assert {name: each == expected.get(name) for name, each in found.items()} == dict.fromkeys(expected, True)
    for page in pages.values():
        _no_harm(page)


def _no_harm(page: str) -> None:
    assert NOT_PRINTABLE.search(page) is None
    assert BIDI_CONTROLS.search(page) is None
    document = html.fromstring(page)
    links = [value for name in ("href", "src", "action", "srcdoc") for value in document.xpath(f"//@{name}")]
    schemes = {link.partition(":")[0].strip().lower() for link in links if ":" in link.partition("/")[0]}
    assert schemes <= {"http", "https"}


@_of_corpus
@given(payload=ANY_TEXT)
@settings(max_examples=40)
def test_no_text_changes_what_an_e_mail_is_made_of(mail_with: Callable[[str], EmailMessage], payload: str) -> None:
    expected, mail = mail_with(HARMLESS), mail_with(payload)
    assert mail.keys() == expected.keys()
    assert [part.get_content_type() for part in mail.walk()] == [part.get_content_type() for part in expected.walk()]
    assert (mail["To"], mail["From"]) == (expected["To"], expected["From"])
    parts = [each.get_body(("html",)) for each in (mail, expected)]
    assert skeleton(parts[0].get_content()) == skeleton(parts[1].get_content())
    _no_harm(parts[0].get_content().replace("\r\n", "\n"))
    plain = mail.get_body(("plain",)).get_content()
    assert NOT_PRINTABLE.search(plain.replace("\r\n", "\n")) is None
    assert BIDI_CONTROLS.search(plain) is None
    assert len(plain.splitlines()) == len(expected.get_body(("plain",)).get_content().splitlines())


def _mail(clean: Any, payload: str) -> EmailMessage:
    report = poisoned(clean.report, payload)
    site = poisoned(clean.site(SLUG), payload)
    news = news_of(report, site)
    assert news is not None
    mail = notification(report, news, "nl", "https://monitor.test/", ("nl", "en"))
    return message_of(Draft(SLUG, "an@stad.test", mail.subject, mail.text, mail.html), "monitor@monitor.test")


# --- in a browser -----------------------------------------------------------------------------------------------

WATCH = """
window.harm = [];
const noted = ({ violatedDirective, blockedURI }) => harm.push(`${violatedDirective} ${blockedURI}`);
addEventListener("securitypolicyviolation", noted, true);
window.alert = window.confirm = window.prompt = (text) => harm.push(`a dialog: ${text}`);
"""


@pytest.fixture
def harm_done(browser: Any) -> Iterator[Any]:
    """A page's path -> what it did that no report does: run a script, ask for something, break the policy or layout."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(f"a dialog: {dialog.message}"), dialog.dismiss()))

    def look(path: Path) -> list[str]:
        asked.clear()
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        done = page.evaluate("harm")
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        elsewhere = [url for url in asked if not url.startswith(path.parents[-2].as_uri()) or "evil" in url]
        return [*done, *elsewhere, *([f"{wider} px wider than the window"] if wider > 0 else [])]

    yield look
    context.close()


@pytest.mark.slow
def test_no_payload_does_anything_in_a_browser(written: Written, harm_done: Any) -> None:
    found = {}
    for payload in PAYLOADS:
        folder = written(payload)
        for page in ("index.html", f"sites/{SLUG}.html", f"sites/{SLUG}/failed-image-alt.html", "changes.html"):
            if done := harm_done(folder / page):
                found[payload[:40], page] = done
    assert found == {}


def test_what_a_payload_does_where_it_is_not_escaped_is_seen(harm_done: Any, written: Written) -> None:
    report = written(HARMLESS)
    page = (report / "index.html").read_text("utf-8")
    hole = '<img src="x" onerror="alert(1)"><script>alert(2)</script><img src="https://evil.test/x.png">'
    broken = report / "broken.html"
    broken.write_text(page.replace("<h1>", f"{hole}<p style='width: 900px'>x</p><h1>", 1), "utf-8")
    done = harm_done(broken)
    assert {each.split()[0] for each in done} >= {"img-src", "script-src-attr", "script-src-elem", "style-src-attr"}
    without_policy = page.replace("Content-Security-Policy", "nothing")
    broken.write_text(without_policy.replace("<h1>", f"{hole}<p style='width: 900px'>x</p><h1>", 1), "utf-8")
    assert {"a dialog: 1", "a dialog: 2", "https://evil.test/x.png"} < set(harm_done(broken))
    broken.unlink()  # the report is that of the other tests too

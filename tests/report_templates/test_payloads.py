"""What a hostile page writes changes no page of the report, no e-mail, and not who a reader takes for the writer."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
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


def rendered(clean: Any, payload: str, folder: Path, languages: tuple[str, ...] = ("nl",)) -> dict[str, str]:
    """Path -> page."""
    report = poisoned(clean.report, payload)
    sites = [poisoned(site, payload) for site in clean.sites]
    render_report(report, sites, folder, languages)
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


@pytest.fixture(scope="module")
def harmless(clean: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Skeleton]]:
    return skeletons(rendered(clean, HARMLESS, tmp_path_factory.mktemp("harmless") / "report"))


def _of_corpus(test: Any) -> Any:
    for payload in PAYLOADS:
        test = example(payload=payload)(test)
    return test


@_of_corpus
@given(payload=ANY_TEXT.filter(str.strip))  # a level that the catalogue has words for has other elements
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_changes_what_a_page_is_made_of(
    clean: Any, harmless: dict[str, list[Skeleton]], tmp_path_factory: pytest.TempPathFactory, payload: str
) -> None:
    pages = rendered(clean, payload, tmp_path_factory.mktemp("poisoned") / "report")
    found = skeletons(pages)
    assert {name: each == harmless.get(name) for name, each in found.items()} == dict.fromkeys(harmless, True)
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
def test_no_text_changes_what_an_e_mail_is_made_of(clean: Any, payload: str) -> None:
    expected, mail = _mail(clean, HARMLESS), _mail(clean, payload)
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
def test_no_payload_does_anything_in_a_browser(clean: Any, harm_done: Any, tmp_path: Path) -> None:
    found = {}
    for number, payload in enumerate(PAYLOADS):
        folder = tmp_path / str(number)
        rendered(clean, payload, folder)
        for page in ("index.html", f"sites/{SLUG}.html", f"sites/{SLUG}/failed-image-alt.html", "changes.html"):
            if done := harm_done(folder / page):
                found[payload[:40], page] = done
    assert found == {}


def test_what_a_payload_does_where_it_is_not_escaped_is_seen(harm_done: Any, clean: Any, tmp_path: Path) -> None:
    page = rendered(clean, HARMLESS, tmp_path / "report")["index.html"]
    hole = '<img src="x" onerror="alert(1)"><script>alert(2)</script><img src="https://evil.test/x.png">'
    broken = tmp_path / "report" / "broken.html"
    broken.write_text(page.replace("<h1>", f"{hole}<p style='width: 900px'>x</p><h1>", 1), "utf-8")
    done = harm_done(broken)
    assert {each.split()[0] for each in done} >= {"img-src", "script-src-attr", "script-src-elem", "style-src-attr"}
    without_policy = page.replace("Content-Security-Policy", "nothing")
    broken.write_text(without_policy.replace("<h1>", f"{hole}<p style='width: 900px'>x</p><h1>", 1), "utf-8")
    assert {"a dialog: 1", "a dialog: 2", "https://evil.test/x.png"} < set(harm_done(broken))

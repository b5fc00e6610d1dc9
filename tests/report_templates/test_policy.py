"""A report stays within the Content-Security-Policy it carries, and within the one of its documentation."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from report_templates.render import render_pages

ROOT = Path(__file__).resolve().parents[2]
HEADER = re.compile(r"^(Content-Security-Policy|X-Content-Type-Options|Referrer-Policy): (.+)$", re.MULTILINE)
DOCUMENTED = dict(HEADER.findall((ROOT / "docs" / "publishing.md").read_text("utf-8")))
PAGES = ("index.html", "trend.html", "fr/method.html", "sites/site-3.vlaanderen.test.html")


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in DOCUMENTED.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def strict_host(report_folder: Path) -> Iterator[str]:
    """A server that sends what the documentation says, and nothing that is not in the report."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(report_folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def watched(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page, and what was refused, failed or asked of another server."""
    page, problems = browser.new_page(), []
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective), true)"
    )
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.on("response", lambda response: problems.append(response.url) if response.status >= 400 else None)
    yield page, problems
    page.close()


def test_the_documentation_names_the_headers() -> None:
    assert DOCUMENTED.keys() == {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}


@pytest.mark.parametrize("name", PAGES)
def test_on_a_strict_host_nothing_is_refused_and_nothing_asked_of_others(
    strict_host: str, watched: tuple[Any, list[str]], name: str
) -> None:
    page, problems = watched
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(strict_host + name)
    assert problems == []
    assert {url for url in asked if not url.startswith(strict_host)} == set()
    assert _is_styled(page)


def test_a_report_opened_from_a_disk_is_styled_too(report_folder: Path, watched: tuple[Any, list[str]]) -> None:
    page, problems = watched
    page.goto((report_folder / "de" / "index.html").as_uri())
    assert problems == []
    assert _is_styled(page)


def test_the_page_over_checked_pages_has_its_own_style_and_no_other_is_allowed(
    measurement: Any, audits: Any, watched: tuple[Any, list[str]], tmp_path: Path
) -> None:
    page, problems = watched
    path = tmp_path / "check.html"
    text = render_pages(audits, measurement.report.checks, measurement.report.crawl.tools, "nl")
    path.write_text(text, "utf-8")
    page.goto(path.as_uri())
    assert problems == []
    assert _is_styled(page)
    path.write_text(text.replace("</head>", "<style>body { display: none }</style></head>"), "utf-8")
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert any("style-src" in problem for problem in problems)


def _is_styled(page: Any) -> bool:
    """The skip link is out of sight until it is focused."""
    return bool(page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute")


def test_no_page_has_script_style_or_handlers_written_into_it(report_folder: Path) -> None:
    for path in report_folder.rglob("*.html"):
        document = html.fromstring(path.read_text("utf-8"))
        names = {name for element in document.iter() for name in element.attrib}
        assert not names & {"style", "srcdoc"}, path
        assert not [name for name in names if name.startswith("on")], path
        assert document.xpath("//style | //script[not(@src)]") == [], path

"""`wadmon report --pdf`: the first page, and the sites that are named, in each language of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.documents.pdf import read_pdf
from tests.crawler.three_crawls import write_three_crawls


@pytest.fixture
def crawled(wadmon: Any) -> Any:
    write_three_crawls(wadmon.database)
    return wadmon


def test_the_documents_stand_beside_their_pages(browser_path: Path, crawled: Any) -> None:
    options = ("--crawl", "2", "--language", "fr", "--language", "nl", "--pdf-site", "good.test")
    answer = crawled.call("report", "--out", "out", *options)
    assert answer.returncode == 0, answer.stderr
    printed = [Path(line) for line in answer.stdout.splitlines() if line.endswith(".pdf")]
    slug = next((crawled.folder / "out" / "sites").glob("good*.html")).stem
    assert printed == [Path("out", *parts) for parts in (
        ("index.pdf",), ("sites", f"{slug}.pdf"), ("nl", "index.pdf"), ("nl", "sites", f"{slug}.pdf"),
    )]  # fmt: skip
    facts = [read_pdf(path.name, (crawled.folder / path).read_bytes()) for path in printed]
    assert [(each.tagged, each.language) for each in facts] == [(True, "fr"), (True, "fr"), (True, "nl"), (True, "nl")]
    assert all(
        pdf.with_suffix(".html") in printed or (crawled.folder / pdf).with_suffix(".html").exists() for pdf in printed
    )


def test_a_site_that_is_not_in_the_crawl_is_said_and_nothing_is_printed(browser_path: Path, crawled: Any) -> None:
    answer = crawled.call("report", "--crawl", "2", "--out", "out", "--pdf", "--pdf-site", "elsewhere.test")
    assert answer.returncode == 2
    assert "elsewhere.test" in answer.stderr
    assert list((crawled.folder).rglob("*.pdf")) == []


def test_without_the_option_nothing_is_printed(crawled: Any) -> None:
    assert crawled.call("report", "--crawl", "2", "--out", "out").returncode == 0
    assert list((crawled.folder).rglob("*.pdf")) == []

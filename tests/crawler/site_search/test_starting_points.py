from __future__ import annotations

from pathlib import Path

import pytest

from crawler.register_rows import RegisterError
from crawler.site_search.starting_points import StartingPoint, addresses_in, read_starting_points


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a.gov\nwww.B.gov/x\n\n# note\n", ["https://a.gov/", "https://www.b.gov/x"]),
        ("Domain name;Organization\na.gov;City of A. Inc\nhttp://b.gov;B\n", ["https://a.gov/", "http://b.gov/"]),
        ("<urlset><url><loc>https://a.gov/1</loc></url></urlset>", ["https://a.gov/1"]),
        ('<a href="https://a.gov/">A</a> <a href="/own">B</a>', ["https://a.gov/"]),
        ("report.pdf,index.html,1.5,word\n", []),
    ],
)
def test_addresses_are_read_from_lists_tables_sitemaps_and_pages(text: str, addresses: list[str]) -> None:
    assert addresses_in(text) == addresses


def test_a_url_is_a_portal_and_a_file_a_list_of_sites(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a.gov\n", "utf-8")
    assert read_starting_points(["https://portal.gov/all", str(tmp_path / "list.txt")]) == (
        StartingPoint("https://portal.gov/all", portal=True),
        StartingPoint("https://a.gov/", portal=False),
    )


def test_a_file_without_an_address_or_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("nothing here\n", "utf-8")
    with pytest.raises(RegisterError, match="no domain and no web address in it"):
        read_starting_points([str(tmp_path / "list.txt")])
    with pytest.raises(RegisterError, match="cannot be read: No such file"):
        read_starting_points([str(tmp_path / "none.txt")])

"""robots.txt after RFC 9309; each case names the section."""

from __future__ import annotations

import pytest

from crawler.web.robots import MAX_ROBOTS_BYTES, PRODUCT_NAME, read_rules
from crawler.web.robots_middleware import HostRules

HOST = "http://gov.example"


def allowed(text: str | bytes, path: str) -> bool:
    rules = read_rules(text if isinstance(text, bytes) else text.encode())
    return HostRules("found", rules=rules).allow(HOST + path)


# robots.txt, paths we may ask for, paths we may not
CASES = {
    "2.2.1 words of the contact address are no name of ours": (
        "User-agent: bot\nDisallow: /\n\nUser-agent: monitor.example\nDisallow: /\n\nUser-agent: *\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "2.2.1 a part of our name is not our name": (
        "User-agent: wad\nDisallow: /\n\nUser-agent: monitor\nDisallow: /\n\nUser-agent: wad-monitor-two\nDisallow: /",
        ["/", "/a"],
        [],
    ),
    "2.2.1 a version after our name": ("User-agent: wad-monitor/1.0\nDisallow: /a", ["/b"], ["/a"]),
    "2.2.1 a comment after the star": ("User-agent: *# everyone\nDisallow: /a", ["/b"], ["/a"]),
    "2.3 UTF-16 with its mark": ("User-agent: *\nDisallow: /a".encode("utf-16"), ["/b"], ["/a"]),
    "2.3 the mark twice": (b"\xef\xbb\xbf\xef\xbb\xbfUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
    "2.3 a page of HTML holds no rules": (
        "<!doctype html><html><head><style>a {\ncolor: red }</style></head><p>User-agent: *</p>\n<p>Disallow: /</p>",
        ["/", "/a"],
        [],
    ),
    "2.2.1 our own group": ("User-agent: wad-monitor\nDisallow: /a", ["/b"], ["/a", "/ab", "/a/b"]),
    "2.2.1 the product token is matched whatever its case": ("User-agent: WAD-Monitor\nDisallow: /a", ["/b"], ["/a"]),
    "2.2.1 our own group and not the one for all": (
        "User-agent: *\nDisallow: /\n\nUser-agent: wad-monitor\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "2.2.1 our own group, whichever comes first": (
        "User-agent: wad-monitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /",
        ["/b"],
        ["/a"],
    ),
    "2.2.1 the group for all when none is ours": (
        "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "2.2.1 groups of one name are one group": (
        "User-agent: wad-monitor\nDisallow: /a\n\nUser-agent: o\nDisallow: /\n\nUser-agent: wad-monitor\nDisallow: /b",
        ["/c"],
        ["/a", "/b"],
    ),
    "2.2.1 one group for several names": ("User-agent: other\nUser-agent: wad-monitor\nDisallow: /a", ["/b"], ["/a"]),
    "2.2.1 another's group is not ours": ("User-agent: other\nDisallow: /", ["/", "/a"], []),
    "2.2.2 the longest rule wins": (
        "User-agent: *\nDisallow: /a\nAllow: /a/b",
        ["/a/b", "/a/bc", "/c"],
        ["/a", "/a/c"],
    ),
    "2.2.2 the longest rule wins, whichever comes first": (
        "User-agent: *\nAllow: /a/b\nDisallow: /a",
        ["/a/b"],
        ["/a/c"],
    ),
    "2.2.2 of two of one length the one that allows": ("User-agent: *\nDisallow: /page\nAllow: /page", ["/page"], []),
    "2.2.2 no rule matches": ("User-agent: *\nDisallow: /a", ["/", "/b", "/A"], ["/a"]),
    "2.2.2 an empty rule is none": ("User-agent: *\nDisallow:", ["/", "/a"], []),
    "2.2.2 a file without a group": ("Sitemap: http://gov.example/s.xml", ["/", "/a"], []),
    "2.2.2 escapes and letters are the same path": (
        "User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /straße",
        ["/cafe"],
        ["/caf%C3%A9", "/stra%C3%9Fe"],
    ),
    "2.2.2 the query is a part of the path": ("User-agent: *\nDisallow: /a?print=", ["/a", "/a?b=1"], ["/a?print=1"]),
    "2.2.3 a comment": ("User-agent: * # all\nDisallow: /a # not this\n# Disallow: /b", ["/b"], ["/a"]),
    "2.2.3 the end of a path": ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?b", "/a.pdfx"], ["/a.pdf", "/b/c.pdf"]),
    "2.2.3 any characters": ("User-agent: *\nDisallow: /*/print", ["/print", "/a"], ["/a/print", "/a/b/print/c"]),
    "2.2.3 a star at the end changes nothing": ("User-agent: *\nDisallow: /a*", ["/b"], ["/a", "/ab"]),
    "2.2.4 other lines do not end a group": ("User-agent: *\nCrawl-delay: 2\nDisallow: /a", ["/b"], ["/a"]),
    "2.3 line ends of every kind, and no end of the last": (
        "User-agent: *\r\nDisallow: /a\rDisallow: /b",
        ["/c"],
        ["/a", "/b"],
    ),
    "2.3 a byte order mark": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
    "2.3 bytes that are no text": (b"User-agent: *\nDisallow: /\xff\nDisallow: /a", ["/b"], ["/a"]),
    "2.2.4 lines that are no rules": ("<html>\nUser-agent: *\nnonsense\nDisallow: /a\n</html>", ["/b"], ["/a"]),
    "names whatever their case, spaces around": ("USER-AGENT :  *\n  disallow  :  /a  ", ["/b"], ["/a"]),
    "2.2.2 robots.txt itself is always allowed": ("User-agent: *\nDisallow: /", ["/robots.txt"], ["/", "/a"]),
}


@pytest.mark.parametrize("case", list(CASES))
def test_rules_are_read_as_rfc_9309_says(case: str) -> None:
    text, may, may_not = CASES[case]

    assert [path for path in may if not allowed(text, path)] == []
    assert [path for path in may_not if allowed(text, path)] == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2", 2.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: wad-monitor\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 9", 3.0),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: other\nCrawl-delay: 9", None),
    ],
)
def test_the_crawl_delay_of_our_group_is_read(text: str, seconds: float | None) -> None:
    assert read_rules(text.encode()).crawl_delay(PRODUCT_NAME) == seconds


def test_so_much_is_read_and_no_more() -> None:
    """2.5: at least 500 kibibytes."""
    late = "#" * (MAX_ROBOTS_BYTES - 40) + "\n"

    assert not allowed(f"User-agent: *\n{late}Disallow: /a", "/a")
    assert allowed(f"User-agent: *\n{late}{'#' * 40}\nDisallow: /a", "/a")

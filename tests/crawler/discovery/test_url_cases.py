"""Cases of our own after the standards: RFC 3986, 5.2.4, 5.4 and 6.2.2; WHATWG URL, host parsing and basic parser."""

import pytest

from crawler.web.links import absolute_address
from crawler.web.urls import canonical_url

BASE = "http://gov.example/a/b/page?q=1"

# What a link on BASE leads to.
RELATIVE = [
    # RFC 3986, 5.4.1: normal examples, on a base of our own
    ("c", "http://gov.example/a/b/c"),
    ("./c", "http://gov.example/a/b/c"),
    ("c/", "http://gov.example/a/b/c/"),
    ("/c", "http://gov.example/c"),
    ("//other.example", "http://other.example/"),
    ("?y=2", "http://gov.example/a/b/page?y=2"),
    ("c?y=2", "http://gov.example/a/b/c?y=2"),
    ("#top", "http://gov.example/a/b/page?q=1"),
    ("c#top", "http://gov.example/a/b/c"),
    ("", "http://gov.example/a/b/page?q=1"),
    (".", "http://gov.example/a/b/"),
    ("..", "http://gov.example/a/"),
    ("../c", "http://gov.example/a/c"),
    ("../..", "http://gov.example/"),
    # 5.4.2: abnormal examples
    ("../../../c", "http://gov.example/c"),
    ("/./c", "http://gov.example/c"),
    ("/../c", "http://gov.example/c"),
    ("c.", "http://gov.example/a/b/c."),
    ("..c", "http://gov.example/a/b/..c"),
    ("./c/.", "http://gov.example/a/b/c/"),
    ("c/../d", "http://gov.example/a/b/d"),
    ("c?y=./x", "http://gov.example/a/b/c?y=./x"),
    ("c?y=../x", "http://gov.example/a/b/c?y=../x"),
    ("http:c", "http://gov.example/a/b/c"),
    # WHATWG: what browsers make of slashes and white space
    ("\\c\\d", "http://gov.example/c/d"),
    ("\\\\other.example\\c", "http://other.example/c"),
    ("///other.example/c", "http://other.example/c"),
    ("c?x=\\d", "http://gov.example/a/b/c?x=%5Cd"),
    ("  c \n", "http://gov.example/a/b/c"),
    ("c\td\ne", "http://gov.example/a/b/cde"),
]

ABSOLUTE = [
    # WHATWG basic URL parser, special schemes: any number of slashes
    ("http:gov.example/a", "http://gov.example/a"),
    ("https:/gov.example/a", "https://gov.example/a"),
    ("http:////gov.example/a", "http://gov.example/a"),
    ("http:\\\\gov.example\\a", "http://gov.example/a"),
    ("hTTps://gov.example:443", "https://gov.example/"),
    ("http://gov.example:/", "http://gov.example/"),
    ("http://gov.example:0080/", "http://gov.example/"),
    ("https://gov.example:80/", "https://gov.example:80/"),
    ("http://visitor@gov.example/", "http://gov.example/"),
    ("http://visitor:p@ss@gov.example/", "http://gov.example/"),
    # Hosts
    ("http://GOV.Example./", "http://gov.example/"),
    ("http://%67ov.example/", "http://gov.example/"),
    ("http://gemeente-één.example/", "http://xn--gemeente-n-j7aa.example/"),
    ("http://ＧＯＶ.example/", "http://gov.example/"),
    ("http://gov。example/", "http://gov.example/"),
    ("http://faß.example/", "http://xn--fa-hia.example/"),
    ("http://my_site.gov.example/", "http://my_site.gov.example/"),
    ("http://10.1/", "http://10.0.0.1/"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://017700000001/", "http://127.0.0.1/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://192.168.0.1./", "http://192.168.0.1/"),
    ("http://[2001:db8:0:0::1]/", "http://[2001:db8::1]/"),
    ("http://[::FFFF:192.0.2.1]:8080/", "http://[::ffff:c000:201]:8080/"),
    # RFC 3986, 6.2.2: case and percent-encoding
    ("http://gov.example/%7euser", "http://gov.example/~user"),
    ("http://gov.example/%e9", "http://gov.example/%E9"),
    ("http://gov.example/a%2fb", "http://gov.example/a%2Fb"),
    ("http://gov.example/a%3fb", "http://gov.example/a%3Fb"),
    ("http://gov.example/a b", "http://gov.example/a%20b"),
    ("http://gov.example/é", "http://gov.example/%C3%A9"),
    ("http://gov.example/%zz", "http://gov.example/%25zz"),
    ("http://gov.example/{a}|<b>", "http://gov.example/%7Ba%7D%7C%3Cb%3E"),
    ("http://gov.example/?a='b'", "http://gov.example/?a=%27b%27"),
    ("http://gov.example/?a=1&&b=", "http://gov.example/?a=1&b="),
    ("http://gov.example/?a=%2B&b=+", "http://gov.example/?a=%2B&b=+"),
    # 6.2.2.3: dot segments, encoded too
    ("http://gov.example/a/%2E/b/%2e%2E/c", "http://gov.example/a/c"),
    ("http://gov.example/..", "http://gov.example/"),
    ("http://gov.example/a//../b", "http://gov.example/a/b"),
    ("http://gov.example/.../a", "http://gov.example/.../a"),
    # ASP.NET sessions, in a folder
    ("http://gov.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "http://gov.example/a.aspx"),
]

NO_URL = [
    "http://256.1.1.1/",
    "http://1.2.3.4.5/",
    "http://gov.09/",
    "http://4294967296/",
    "http://gov.example:65536/",
    "http://gov.example:8a/",
    "http://[1::2::3]/",
    "http://[::1/",
    "http://a..example/",
    "http://gov<.example/",
    "http://gov%00.example/",
    "http://gov%2Fexample/",
    "http://xn--a-ä.example/",
    "http://xn--zzzzzzzzzzzz.example/",
    "http://?a=1",
    "http:///",
    "data:text/html,x",
    "blob:http://gov.example/1",
    "tel:+32",
    "about:blank",
    "file:///etc/passwd",
    "gov.example/a",
]


@pytest.mark.parametrize(("address", "url"), RELATIVE)
def test_a_link_leads_where_a_browser_goes(address: str, url: str) -> None:
    assert canonical_url(absolute_address(BASE, address) or "") == url


@pytest.mark.parametrize(("address", "url"), ABSOLUTE)
def test_an_address_is_read_as_the_standards_say(address: str, url: str) -> None:
    assert canonical_url(address) == url


@pytest.mark.parametrize("address", NO_URL)
def test_what_the_standards_refuse_is_no_url(address: str) -> None:
    assert canonical_url(address) is None

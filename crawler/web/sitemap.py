"""What a sitemap says (sitemaps.org): XML, index, feed or text, packed or not, as the world writes them."""

from __future__ import annotations

import codecs
import html.entities
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from crawler.web.urls import is_host, with_slashes

GZIP_MAGIC = b"\x1f\x8b"
MOST_PACKINGS = 3  # a file packed by a script, and again by the server
MAX_ENTRIES = 50_000  # of one file, by the protocol
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
CDATA_OR_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:#\d+;|#x[0-9A-Fa-f]+;|([A-Za-z][A-Za-z0-9]*;))?", re.DOTALL)
XML_ENTITIES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
ABSOLUTE = re.compile(r"https?:", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
REMAINS = re.compile(r"\A(?:h|ht|htt|https?|https?:/?/?)\Z", re.IGNORECASE)  # of an address that was cut


@dataclass(frozen=True, slots=True)
class SitemapContent:
    """pages: URLs of pages, with their other languages. sitemaps: URLs of further sitemaps.

    malformed: entries that hold no address.
    """

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    malformed: int = 0


def read_sitemap(body: bytes, url: str, max_bytes: int) -> SitemapContent:
    """Whatever can be read of it; nothing when it is no sitemap at all, an error page for example."""
    for _ in range(MOST_PACKINGS):
        if not body.startswith(GZIP_MAGIC):
            break
        body = _unpack(body, max_bytes)
    text = decoded(body).lstrip("\ufeff\r\n\t ")
    pages, sitemaps = _of_xml(text) if text.startswith("<") else (_of_text(text), [])
    understood, further = absolute(pages, url), absolute(sitemaps, url)
    lost = len(pages) + len(sitemaps) - len(understood) - len(further)
    return SitemapContent(understood, further, lost)


def _unpack(body: bytes, max_bytes: int) -> bytes:
    """The first max_bytes of a gzip file; a damaged one as far as it goes."""
    unpacked, unpacker = b"", zlib.decompressobj(wbits=31)
    try:
        # In small steps, so that what was read before the damage is kept.
        for start in range(0, len(body), 4096):
            unpacked += unpacker.decompress(body[start : start + 4096], max_bytes - len(unpacked))
            if unpacker.eof or len(unpacked) >= max_bytes:
                break
    except zlib.error:
        pass  # what came before the damage is still a sitemap
    return unpacked


def decoded(body: bytes) -> str:
    """As its mark says, else as its bytes look, and only then as it says itself: many say utf-16 and are not."""
    if body.startswith(MARKS):
        return body.decode("utf-8-sig" if body.startswith(codecs.BOM_UTF8) else "utf-16", "replace")
    if body[:2] in (b"<\0", b"h\0"):
        return body.decode("utf-16-le", "replace")
    if body[:2] in (b"\0<", b"\0h"):
        return body.decode("utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = DECLARED.match(body)
    try:
        return body.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _of_xml(text: str) -> tuple[list[str], list[str]]:
    """Addresses of pages and of further sitemaps, as written."""
    pages: list[str] = []
    sitemaps: list[str] = []
    text = CDATA_OR_AMPERSAND.sub(_mended, DECLARATION.sub("", text, count=1))
    events = etree.iterparse(
        BytesIO(text.encode("utf-8", "replace")),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for name, element in islice(_entries(events), MAX_ENTRIES):
            (sitemaps if name == "sitemap" else pages).extend(_addresses(name, element))
            element.clear()
    except etree.XMLSyntaxError:
        pass  # keep what came before
    return pages, sitemaps


def _mended(match: re.Match[str]) -> str:
    """A bare & and the entities of HTML, which XML does not know, as XML has them."""
    name = match[1]
    if match[0] == "&":
        return "&amp;"
    if name is None or name in XML_ENTITIES or name not in html.entities.html5:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in html.entities.html5[name])


def _entries(events: Iterable[tuple[str, etree._Element]]) -> Iterator[tuple[str, etree._Element]]:
    """What lists something: url and sitemap of sitemaps, item of RSS, entry of Atom."""
    for _, element in events:
        name = _name(element)
        if name in ("url", "sitemap", "item", "entry") and _name(element.getroottree().getroot()) != "html":
            yield name, element


def _addresses(name: str, element: etree._Element) -> Iterator[str]:
    """Empty for one that cannot be read."""
    if name in ("url", "sitemap"):
        yield from (_text(child) for child in element if _name(child) == "loc" and not _has_own_prefix(child))
        yield from (child.get("href", "").strip() for child in element if _name(child) == "link" and name == "url")
        return
    links = [child for child in element if _name(child) == "link"]
    if name == "entry":
        shown = [link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"]
        yield from (address.strip() for address in shown)
        return
    texts = [_text(link) for link in links]
    # RSS 2.0: a guid is an address unless it says that it is none.
    guids = [_text(child) for child in element if _name(child) == "guid" and child.get("isPermaLink") != "false"]
    yield from texts or [guid for guid in guids if ABSOLUTE.match(guid)]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _has_own_prefix(element: etree._Element) -> bool:
    """image:loc and the like, beside the entry's own."""
    return element.prefix is not None and element.prefix != element.getparent().prefix


def _text(element: etree._Element) -> str:
    """Empty when something in it could not be read: the rest would be another address."""
    if any(not isinstance(child.tag, str) for child in element):
        return ""
    return "".join(element.itertext()).strip()


def absolute(addresses: Iterable[str], url: str) -> tuple[str, ...]:
    """The protocol asks for absolute URLs; what a person would understand is understood too."""
    read = (_absolute(address.strip(), url) for address in addresses)
    return tuple(address for address in read if address)


def _absolute(address: str, url: str) -> str:
    """Empty for what is no address, the remains of damage for example."""
    address = re.sub(r"[\t\r\n]", "", address)  # as browsers read it
    if ABSOLUTE.match(address) and not REMAINS.match(address):
        return address
    if not address or REMAINS.match(address) or SCHEME.match(address) or re.search(r"[ <>]", address):
        return ""
    # "www.gov.example/a" without its scheme, next to a sitemap of that host.
    first = address.partition("/")[0].lower()
    if first and is_host(first) and _plain(first) == _plain(urlsplit(url).netloc):
        return f"{urlsplit(url).scheme}://{address}"
    try:
        return urljoin(url, with_slashes(address))
    except ValueError:
        return ""


def _plain(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _of_text(text: str) -> list[str]:
    """One URL a line, empty for a line that is none; where most lines are something else it is no sitemap."""
    lines = [line.strip() for line in text.splitlines()[:MAX_ENTRIES] if line.strip() and not line.startswith("#")]
    addresses = [line if ABSOLUTE.match(line) or is_host(line.partition("/")[0].lower()) else "" for line in lines]
    return addresses if 2 * sum(map(bool, addresses)) > len(lines) else []

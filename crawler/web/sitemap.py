"""What a sitemap says (sitemaps.org): XML, index or text, packed or not."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from scrapy.utils.sitemap import Sitemap

GZIP_MAGIC = b"\x1f\x8b"
MAX_ENTRIES = 50_000  # of one file, by the protocol


@dataclass(frozen=True, slots=True)
class SitemapContent:
    """pages: URLs of pages, with their other languages. sitemaps: URLs of further sitemaps."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(body: bytes, url: str, max_bytes: int) -> SitemapContent:
    """Whatever can be read of it; nothing when it is no sitemap at all, an error page for example."""
    body = _unpack(body, max_bytes).lstrip(b"\xef\xbb\xbf\r\n\t ")
    if body.startswith(b"<"):
        return _read_xml(body, url)
    return _read_text(body)


def _unpack(body: bytes, max_bytes: int) -> bytes:
    """The first max_bytes of a gzip file; a damaged one as far as it goes."""
    if not body.startswith(GZIP_MAGIC):
        return body
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


def _read_xml(body: bytes, url: str) -> SitemapContent:
    pages: list[str] = []
    sitemaps: list[str] = []
    try:
        sitemap = Sitemap(body)
        for entry in islice(sitemap, MAX_ENTRIES):
            if sitemap.type == "sitemapindex":
                sitemaps.append(entry["loc"])
            elif sitemap.type == "urlset":
                pages.extend((entry["loc"], *entry.get("alternate", ())))
    except (etree.XMLSyntaxError, StopIteration):
        pass  # no XML, or XML without an element: keep what came before
    return SitemapContent(absolute(pages, url), absolute(sitemaps, url))


def absolute(addresses: Iterable[str], url: str) -> tuple[str, ...]:
    """The protocol asks for absolute URLs; a path is understood too. Others are remains of damage."""
    return tuple(
        urljoin(url, address) if address.startswith("/") else address
        for address in addresses
        if address.startswith(("http://", "https://", "/")) and not address.startswith("//")
    )


def _read_text(body: bytes) -> SitemapContent:
    """One URL a line, nothing else; a file with any other line is no sitemap."""
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines()[:MAX_ENTRIES] if line.strip()]
    if not all(line.startswith(("http://", "https://")) for line in lines):
        return SitemapContent()
    return SitemapContent(pages=tuple(lines))

"""Where a search begins: addresses in a file or at a URL, and those of registered sites."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crawler.register_addresses import BadValueError, site_url
from crawler.register_rows import RegisterError, decoded
from crawler.web.urls import canonical_url

LINK = re.compile(r"""href\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>", re.IGNORECASE)
DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?::\d+)?(?:/\S*)?", re.IGNORECASE)
FILE_NAME = re.compile(r"\.(html?|php|pdf|csv|xml|txt|jpe?g|png|docx?|xlsx?|zip)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A URL to begin at. portal: named by a person as a place with links, so it is read more widely."""

    url: str
    portal: bool


def read_starting_points(sources: Iterable[str]) -> tuple[StartingPoint, ...]:
    """URLs are portals themselves; files are lists of sites. Raises RegisterError for a file that has no address."""
    points: dict[str, StartingPoint] = {}
    for source in sources:
        if re.match(r"https?://", source, re.IGNORECASE):
            url = canonical_url(source)
            if url is None:
                raise RegisterError(f"{source}: not an http or https URL")
            points[url] = StartingPoint(url, portal=True)
            continue
        found = addresses_in(_text_of(Path(source)))
        if not found:
            raise RegisterError(f"{source}: no domain and no web address in it; write one a line, or a CSV file")
        for url in found:
            points.setdefault(url, StartingPoint(url, portal=False))
    return tuple(points.values())


def _text_of(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read: {error.strerror}") from None


def addresses_in(text: str) -> list[str]:
    """Canonical URLs in a list: CSV cells, lines of text, a sitemap's locations or a web page's links."""
    if text.lstrip()[:1] == "<":
        found: Iterable[str] = [*LOCATION.findall(text), *LINK.findall(text)]
    else:
        found = (cell.strip() for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text)) for cell in row)
    urls: dict[str, None] = {}
    for address in found:
        if not re.match(r"https?://", address, re.IGNORECASE) and (
            not DOMAIN.fullmatch(address) or FILE_NAME.search(address)
        ):
            continue
        try:
            urls[site_url(address)] = None
        except BadValueError:
            continue
    return list(urls)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)

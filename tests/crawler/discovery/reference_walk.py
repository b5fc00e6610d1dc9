"""Which pages of a site can be reached by links and sitemaps, told without any code of ours.

Plain breadth first with the standard library only: no caps on shapes, no traps, no priorities. It is what discovery
is compared with, so it must not share its mistakes. By itself, for any web:

    python tests/crawler/discovery/reference_walk.py --proxy http://127.0.0.1:8900 http://www.example.gov/
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

AGENT = "reference-walk"
LINKS = {"a": "href", "area": "href", "frame": "src"}
LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</loc>", re.DOTALL)
SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
UNSAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass
class Reached:
    """pages: URLs that answered 200 with HTML. requests: all that were made. cut: the limit ended the walk."""

    pages: set[str] = field(default_factory=set)
    requests: int = 0
    cut: bool = False


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "base" and not self.base:
            self.base = values.get("href") or ""
        elif address := values.get(LINKS.get(tag, "")):
            self.addresses.append(address.strip())


class ReferenceWalk:
    """One site: the host of the start URL, with and without www."""

    def __init__(self, start: str, proxy: str = "", limit: int = 5000) -> None:
        self._start = start
        host = urlsplit(start).netloc
        self._hosts = {host, host.removeprefix("www."), "www." + host}
        self._limit = limit
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
        self._opener.addheaders = [("User-Agent", AGENT)]
        self._reached = Reached()

    def run(self) -> Reached:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self._start))
        rules = self._text(f"{origin}/robots.txt")
        robots = RobotFileParser()
        robots.parse(rules.splitlines())
        declared = SITEMAP_LINE.findall(rules)
        queue = deque([self._start, *self._sitemap(declared or [f"{origin}/sitemap.xml"])])
        seen: set[str] = set()
        while queue:
            url = _plain(queue.popleft())
            if url in seen or urlsplit(url).netloc not in self._hosts or not robots.can_fetch(AGENT, url):
                continue
            if len(seen) == self._limit:
                self._reached.cut = True
                break
            seen.add(url)
            queue.extend(self._read(url))
        return self._reached

    def _read(self, url: str) -> Iterator[str]:
        final, kind, body = self._get(url)
        final = _plain(final)
        if "html" not in kind or urlsplit(final).netloc not in self._hosts:
            return
        self._reached.pages.add(final)
        parser = _Links()
        parser.feed(body.decode("utf-8", "replace"))
        base = urljoin(final, parser.base)
        for address in parser.addresses:
            try:
                target = urljoin(base, address)
            except ValueError:  # an address that no URL can have
                continue
            if target.startswith(("http://", "https://")):
                yield target

    def _sitemap(self, addresses: Iterable[str]) -> Iterator[str]:
        waiting, seen = deque(urljoin(self._start, address) for address in addresses), set()
        while waiting:
            url = waiting.popleft()
            if url in seen or urlsplit(url).netloc not in self._hosts:
                continue
            seen.add(url)
            text = self._text(url)
            found = [location.replace("&amp;", "&") for location in LOCATION.findall(text)]
            if "<sitemapindex" in text:
                waiting.extend(found)
            else:
                yield from found

    def _text(self, url: str) -> str:
        body = self._get(url)[2]
        return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode("utf-8", "replace")

    def _get(self, url: str) -> tuple[str, str, bytes]:
        """Final URL, content type, body; the last two empty for whatever is no answer of status 200."""
        self._reached.requests += 1
        try:
            with self._opener.open(url, timeout=20) as answer:
                return answer.url, answer.headers.get_content_type(), answer.read(5_000_000)
        except (OSError, ValueError):
            return url, "", b""


def _plain(url: str) -> str:
    return quote(urldefrag(url.strip()).url, safe=UNSAFE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("urls", nargs="+", metavar="URL")
    parser.add_argument("--proxy", default="")
    parser.add_argument("--limit", type=int, default=5000, help="addresses asked for a site")
    arguments = parser.parse_args()
    for url in arguments.urls:
        reached = ReferenceWalk(url, arguments.proxy, arguments.limit).run()
        sys.stdout.writelines(f"{page}\n" for page in sorted(reached.pages))
        sys.stderr.write(f"{url}: {len(reached.pages)} pages, {reached.requests} requests{' (cut)' * reached.cut}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Sites that never end: what they cost, and whether their real pages are found all the same."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import random
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from results.model import SiteDiscovery

SECTIONS = ("themes", "services", "news", "about")
A_SECTION = 25
REAL = ["/", *(f"/{section}/" for section in SECTIONS)] + [
    f"/{section}/page-{number}" for section in SECTIONS for number in range(A_SECTION)
]
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "ne", "pra", "sti", "tor", "ven", "wal", "zo")


def prose(name: str, words: int = 60) -> str:
    """Text that is a page's own."""
    draw = random.Random(name)
    return " ".join("".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(words))


def html(title: str, text: str, *links: str) -> str:
    anchors = "".join(f'<li><a href="{link}">to {link}</a></li>' for link in links)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>{text}</p><ul>{anchors}</ul></body></html>"
    )


def real(path: str, *more: str, address: Callable[[str], str] = lambda link: link) -> str | None:
    """A real page: the home page and the sections link to what is below them; more: links into the trap."""
    if path not in REAL:
        return None
    below = [link for link in REAL if link.startswith(path) and link != path and link.rstrip("/").count("/") <= 2]
    below = [f"/{section}/" for section in SECTIONS] if path == "/" else below
    return html(path, prose(path), *(address(link) for link in below), *more)


def calendar(target: str) -> str | None:
    """Every month links to its days and to the next and the previous month."""
    parts = urlsplit(target)
    if parts.path == "/agenda":
        year, month = (int(part) for part in parse_qs(parts.query).get("month", ["2026-11"])[0].split("-"))
        later, earlier = divmod(year * 12 + month, 12), divmod(year * 12 + month - 2, 12)
        links = [f"/agenda?month={y}-{m + 1}" for y, m in (later, earlier)]
        days = [f"/agenda/{year}/{month}/{day}" for day in range(1, 29)]
        return html(f"Agenda {year}-{month}", "Nothing is planned in this month. " * 5, *links, *days)
    if parts.path.startswith("/agenda/"):
        return html(parts.path, "Nothing is planned on this day. " * 5, "/agenda")
    return real(target, "/agenda")


def sessions(target: str) -> str | None:
    """Each link has a token of its own, under a name nobody knows."""
    tokens = itertools.count(int(hashlib.sha256(target.encode()).hexdigest()[:8], 16))
    return real(urlsplit(target).path, address=lambda link: f"{link}?visit={next(tokens):08x}")


def facets(target: str) -> str | None:
    """A catalogue that can be filtered in every combination."""
    parts = urlsplit(target)
    if parts.path != "/catalogue":
        return real(target, "/catalogue")
    chosen = {name: values[0] for name, values in parse_qs(parts.query).items()}
    links = []
    for name, value in itertools.product(("colour", "size", "region", "kind"), "abcde"):
        query = "&".join(f"{key}={entry}" for key, entry in (chosen | {name: value}).items())
        links.append(f"/catalogue?{query}")
    listed = random.Random(target).sample(REAL, 8)
    return html("Catalogue", " ".join(f"Entry of the catalogue {name}." for name in listed), *listed, *links)


def searches(target: str) -> str | None:
    """Every page has tags that are searches, and what is found has tags."""
    parts = urlsplit(target)
    tags = [f"/find?q={word}" for word in prose(target, 12).split()]
    if parts.path == "/find":
        return html("Found", prose(target), *tags)
    return real(target, *tags)


def deeper(target: str) -> str | None:
    """A folder in a folder in a folder, under ever other names."""
    if target.startswith("/tree/"):
        branches = [f"{word}/" for word in prose(target, 4).split()]
        return html("Branch", "This branch has other branches, and those have branches too. " * 3, *branches)
    return real(target, "/tree/")


def nesting(target: str) -> str | None:
    """Relative links that should not be, and a server that answers whatever it is asked."""
    names = [f"{section}/" for section in SECTIONS]
    known = real(target, *names)
    return known or html(
        "Welcome", "You are on the website of the town, where you find all there is to know. " * 3, *names
    )


def soft_errors(target: str) -> str | None:
    """Links that are broken in ever another way, and an error page behind status 200."""
    broken = [f"/{word}-{word[::-1]}.html" for word in prose(target, 6).split()]
    return real(target, *broken) or html("Sorry", "We could not find the page that you asked for. " * 4, *broken)


def sorting(target: str) -> str | None:
    """A table that can be sorted by each column, with the state of all of them in the address."""
    parts = urlsplit(target)
    if parts.path != "/table":
        return real(target, "/table?a=1&b=1")
    state = [int(values[0]) for values in parse_qs(parts.query).values()]
    links = [f"/table?a={state[0] + 1}&b={state[1]}", f"/table?a={state[0]}&b={state[1] + 1}"]
    rows = random.Random(str(state)).sample(prose("table").split(), 40)
    return html("Table", " ".join(rows), *links)


def cycles(target: str) -> str | None:
    """Pages that all link to each other, with what a visitor clicked last in the fragment and in trackers."""
    everywhere = [f"{link}?utm_source={len(target)}#{target}" for link in REAL]
    return real(target, *everywhere)


SITES = {
    site.__name__: site
    for site in (calendar, sessions, facets, searches, deeper, nesting, soft_errors, sorting, cycles)
}


@pytest.fixture(scope="module")
def crawl(web, answer, visit) -> dict[str, SiteDiscovery]:
    def answering(site: Callable[[str], str | None]):
        def reply(target: str):
            body = site(target)
            return answer("not here", 404) if body is None or target.startswith("/robots") else answer(body)

        return reply

    for name, site in SITES.items():
        web.endless[f"{name.replace('_', '-')}.test"] = answering(site)
    urls = {name: f"http://{name.replace('_', '-')}.test/" for name in SITES}
    discoveries = asyncio.run(visit(*urls.values(), max_pages=250))
    return {name: discoveries[url] for name, url in urls.items()}


def wasted(web, name: str) -> tuple[int, int]:
    """Requests that brought no real page seen for the first time, and all requests; those for robots.txt, sitemaps
    and the page that cannot be there apart."""
    seen: set[str] = set()
    lost = 0
    asked = web.targets(f"{name.replace('_', '-')}.test")
    targets = [target for target in asked if not target.startswith(("/robots", "/sitemap", "/wadmon-no-such-page"))]
    for target in targets:
        path = urlsplit(target).path
        lost += path not in REAL or path in seen
        seen.add(path)
    return lost, len(targets)


def recall(discovery: SiteDiscovery) -> float:
    found = {urlsplit(page.url).path for page in discovery.pages}
    return len(found & set(REAL)) / len(REAL)


def test_traps_cost_at_most_a_twentieth_of_the_requests_and_the_real_pages_are_found(web, crawl, capsys) -> None:
    costs = {name: wasted(web, name) for name in SITES}
    recalls = {name: recall(discovery) for name, discovery in crawl.items()}

    with capsys.disabled():
        print()
        for name, (lost, requests) in costs.items():
            found = f"recall {recalls[name]:.3f}  {dict(crawl[name].dropped)}"
            print(f"{name:12} {lost:4} of {requests:4} requests  {found}")
        lost, requests = (sum(column) for column in zip(*costs.values(), strict=True))
        print(f"{'all':12} {lost:4} of {requests:4} requests ({lost / requests:.1%})")
    assert lost / requests <= 0.05
    assert {name: value for name, value in recalls.items() if value < 0.95} == {}

"""A whole crawl, discovery and browser together, seen from the server: what it asks, when, and whether it listens."""

from __future__ import annotations

import time
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow

DELAY, CRAWL_DELAY, RETRY_AFTER = 0.8, 2.0, 2
SLACK = 0.02  # seconds: what the clocks of two processes may differ by
LATENESS = 0.6  # seconds that a request can be late at a server on a busy machine, so that the next seems early
HOSTS = ("plain.test", "slow.test", "busy.test", "shared.test")


def violations(log, delays: dict[str, float], forbidden: dict[str, str]) -> list[str]:
    """What a log shows of bad manners. log: what was asked, pictures and styles left out.

    delays: host -> least seconds between the starts of two requests. forbidden: host -> beginning of paths.
    """
    found = []
    for host, delay in delays.items():
        asked = sorted((seen for seen in log if seen.host == host), key=lambda seen: seen.began)
        if not asked or asked[0].target != "/robots.txt":
            found.append(f"{host}: robots.txt was not the first")
        found += [f"{host}{s.target}: forbidden" for s in asked if s.target.startswith(forbidden.get(host, "//none"))]
        for earlier, later in pairwise(asked):
            if later.began < earlier.ended - SLACK:
                found.append(f"{host}: {earlier.target} and {later.target} at once")
            if later.began - earlier.began < delay - LATENESS:
                found.append(f"{host}: {later.target} {later.began - earlier.began:.2f} s after {earlier.target}")
            if earlier.status == 503 and later.began - earlier.ended < RETRY_AFTER - SLACK:
                found.append(f"{host}: {later.target} did not wait for Retry-After")
    return found


@pytest.fixture(scope="module")
def log(web, answer, new_wadmon, tmp_path_factory):
    def page(title: str, *links: str) -> str:
        anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
        return (
            f"<!doctype html><html lang=en><head><title>{title}</title><link rel=stylesheet href=/look.css></head>"
            f"<body><main><h1>{title}</h1><p>Some words about {title}.</p><ul>{anchors}</ul></main></body></html>"
        )

    style = answer("body { margin: 2em }", type="text/css")
    web.site("plain.test", {"/": page("Home", "/a", "/b"), "/a": page("A"), "/b": page("B"), "/look.css": style})
    web.site(
        "slow.test",
        {
            "/robots.txt": answer(f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /secret", type="text/plain"),
            "/": page("Home", "/a", "/secret/b"),
            "/a": page("A", "/secret/c"),
            "/look.css": style,
        },
    )
    asked: list[float] = []

    def busy():
        """Busy for the first visitor of both kinds."""
        asked.append(time.monotonic())
        wait = answer("busy", 503, headers={"Retry-After": str(RETRY_AFTER)})
        return wait if len(asked) in (1, 3) else answer(page("A"))

    web.site("busy.test", {"/": page("Home", "/a", "/b"), "/a": busy, "/b": page("B"), "/look.css": style})
    shared = {f"/{part}/{name}": page(f"{part} {name}", f"/{part}/a") for part in ("one", "two") for name in ("", "a")}
    web.site("shared.test", {**shared, "/look.css": style})

    wadmon = new_wadmon(tmp_path_factory.mktemp("manners"), web.proxy)
    starts = ["plain.test/", "slow.test/", "busy.test/", "shared.test/one/", "shared.test/two/"]
    (wadmon.folder / "sites.csv").write_text("url\n" + "".join(f"http://{start}\n" for start in starts), "utf-8")
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    result = wadmon.run("crawl", "--delay", str(DELAY), "--workers", "2")
    assert result.returncode == 0, result.stderr
    return [
        seen for seen in web.seen if seen.host in HOSTS and not urlsplit(seen.target).path.endswith((".css", ".ico"))
    ]


def test_discovery_and_browser_together_keep_the_manners_that_were_asked_of_them(log) -> None:
    delays = dict.fromkeys(HOSTS, DELAY) | {"slow.test": CRAWL_DELAY}

    assert violations(log, delays, {"slow.test": "/secret"}) == []


def test_both_were_there_and_were_told_to_wait(log) -> None:
    assert {("Mozilla" in seen.headers["User-Agent"], seen.status) for seen in log if seen.target == "/a"} == {
        (False, 503),
        (False, 200),
        (True, 503),
        (True, 200),
    }


def test_bad_manners_are_seen(log) -> None:
    asked = [seen for seen in log if seen.host == "slow.test" and seen.target != "/robots.txt"]

    found = violations(asked, {"slow.test": 60.0}, {"slow.test": "/a"})

    assert "slow.test: robots.txt was not the first" in found
    assert "slow.test/a: forbidden" in found
    assert any(" s after " in line for line in found)

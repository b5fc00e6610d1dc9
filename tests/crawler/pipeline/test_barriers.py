"""Two crawls of one web that was changed in between on purpose: what is new, fixed and the same must all be right.

What the demonstration web has of its own faults stays, in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.demonstration import server
from crawler.demonstration.answers import Answer
from results.barriers.stored_barriers import site_barriers
from results.crawls.stored_crawls import crawl_sites
from results.model import Barrier, BarrierState, Outcome
from results.storage.store import open_store

pytestmark = pytest.mark.slow

SITES = ("www.stad-oosterdam.example", "www.gemeente-lindebeke.example")
DRAWING = '<svg width="20" height="20" aria-hidden="true"><circle r="9"/></svg>'

# Element before -> after, where it stands (then where it is moved to). Each fails exactly one check.
FIXED = (
    (
        '<img class="banner-photo" src="/pictures/town.svg">',
        '<img class="banner-photo" src="/pictures/town.svg" alt="Town">',
    ),
    (
        f'<a class="social-link" href="/contact">{DRAWING}</a>',
        f'<a class="social-link" href="/contact" aria-label="Follow">{DRAWING}</a>',
    ),
    ('<button type="button" class="close-box"></button>', '<button type="button" class="close-box">Close</button>'),
    ('<input type="text" name="street">', '<input type="text" name="street" aria-label="Street">'),
    (
        '<select name="town"><option>A</option></select>',
        '<select name="town" aria-label="Town"><option>A</option></select>',
    ),
    (
        '<iframe class="map-frame" src="/frame/map"></iframe>',
        '<iframe class="map-frame" title="Map" src="/frame/map"></iframe>',
    ),
    (
        '<div role="progressbar" class="upload-bar"></div>',
        '<div role="progressbar" class="upload-bar" aria-label="Upload"></div>',
    ),
    (
        '<svg role="img" class="crest" width="9" height="9"></svg>',
        '<svg role="img" class="crest" aria-label="Crest" width="9" height="9"></svg>',
    ),
    ('<div role="switch" tabindex="0" aria-checked="false" class="night-mode"></div>', ""),
    ('<div role="textbox" tabindex="0" class="remark"></div>', ""),
)
KEPT = (
    # other class names, text and all else the same
    ('<img class="team-photo" src="/pictures/bus.svg">', '<img class="crew-picture" src="/pictures/bus.svg">'),
    (
        f'<a id="mail" class="mail-link" href="/contact?mail">{DRAWING}</a>',
        f'<a id="post" class="post-link" href="/contact?mail">{DRAWING}</a>',
    ),
    # names a build makes anew
    (
        '<button type="button" class="Menu_toggle__a1B2c"></button>',
        '<button type="button" class="Menu_toggle__z9Y8x"></button>',
    ),
    ('<input type="text" id=":r1:" name="phone">', '<input type="text" id=":r27:" name="phone">'),
    (
        '<svg role="img" class="css-1q2w3e logo-mark" width="9" height="9"></svg>',
        '<svg role="img" class="css-9z8y7x logo-mark" width="9" height="9"></svg>',
    ),
    # other texts
    (
        '<select name="country"><option>Belgium</option></select>',
        '<select name="country"><option>België</option></select>',
    ),
    (
        '<p class="faint" style="color:#bbb;background:#fff">Open every day</p>',
        '<p class="faint" style="color:#bbb;background:#fff">Closed on Mondays</p>',
    ),
    # another address
    (
        '<iframe class="video-frame" src="/frame/map?1"></iframe>',
        '<iframe class="video-frame" src="/frame/map?2"></iframe>',
    ),
)
# To another region, one of them with another name as well.
MOVED = (
    ('<div role="progressbar" class="steps-bar"></div>', '<div role="progressbar" class="steps-bar"></div>'),
    ('<div role="meter" class="water-level"></div>', '<div role="meter" class="level-gauge"></div>'),
)
ADDED = (
    '<img class="weather-icon" src="/pictures/school.svg" width="20">',
    f'<a class="print-link" href="/contact?print" rel="nofollow">{DRAWING}<br></a>',
    '<button type="button" class="search-go" value="1"></button>',
    '<input type="text" name="birthday">',
    '<select name="language"><option>nl</option></select>',
    '<iframe class="form-frame" src="/frame/map?form" width="50" height="50" loading="eager"></iframe>',
    '<ul class="plain"><div>no item</div></ul>',
    '<div role="checkbox" tabindex="0" aria-checked="false" class="agree"></div>',
    '<div role="slider" tabindex="0" aria-valuenow="1" class="volume"></div>',
    '<p class="pale" style="color:#ccc;background:#fff"><i>Not to be read</i></p>',
)


def _block(elements: list[str]) -> str:
    return "".join(f"<div>{element}</div>" for element in elements)


def _planted(html: str, main: list[str], banner: list[str], footer: list[str]) -> str:
    html = html.replace("</main>", f"{_block(main)}</main>", 1)
    html = html.replace("</header>", f"{_block(banner)}</header>", 1)
    return html.replace("</footer>", f"{_block(footer)}</footer>", 1)


def before(html: str) -> str:
    main = [element for element, _ in FIXED]
    main += [element for element, _ in KEPT]
    return _planted(html, main, [element for element, _ in MOVED], [])


def after(html: str) -> str:
    """Fixed, added, renamed, reworded, moved, and all of it in another order."""
    main = [element for _, element in FIXED]
    main += [element for _, element in KEPT]
    main += ADDED
    html = re.sub(r"(<ul[^>]*>)((?:\s*<li>.*?</li>)+)", _turned_round, html, count=1, flags=re.DOTALL)
    html = re.sub(r"<main([^>]*)>", r'<main\1><div class="spacer"></div>', html, count=1)
    return _planted(html, main[::-1], [], [element for _, element in MOVED])


def _turned_round(found: re.Match[str]) -> str:
    return found[1] + "".join(re.findall(r"<li>.*?</li>", found[2], re.DOTALL)[::-1])


@pytest.fixture
def crawled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, new_wadmon: Callable[[Path, str], Any]
) -> list[dict[str, tuple[Barrier, ...]]]:
    """For each of the two crawls: host -> barriers."""
    original = server.answer
    change = [before]

    def changed(host: str, path: str) -> Answer:
        given = original(host, path)
        if host not in SITES or not given.content_type.startswith("text/html") or b"<main" not in given.body:
            return given
        return replace(given, body=change[-1](given.body.decode()).encode())

    monkeypatch.setattr(server, "answer", changed)
    with server.serve() as served:
        wadmon = new_wadmon(tmp_path, served.proxy_url)
        wadmon.import_register(served)
        for each in (before, after):
            change.append(each)
            chosen = [word for host in SITES for word in ("--site", host)]
            options = ("--delay", "0", "--pages", "4", "--seed", "18", "--no-screenshots")
            # A barrier on a page that made way for another would rightly be "not seen".
            result = wadmon.call("crawl", *options, *chosen, WADMON_ROTATION="0")
            assert result.returncode in (0, 1), result.stderr
    with open_store(wadmon.database) as store:
        return [
            {site.url.split("/")[2]: site_barriers(store, crawl, site.id) for site in crawl_sites(store, crawl)}
            for crawl in (1, 2)
        ]


NAMES = {
    "fixed": (
        "banner-photo", "social-link", "close-box", "street", "town", "map-frame", "upload-bar", "crest",
        "night-mode", "remark",
    ),
    "kept": (
        "team-photo|crew-picture", "mail-link|post-link", "Menu_toggle", "phone", "logo-mark", "country", "faint",
        "video-frame",
    ),
    "moved": ("steps-bar", "water-level|level-gauge"),
    "added": (
        "weather-icon", "print-link", "search-go", "birthday", "language", "form-frame", "plain", "agree", "volume",
        "Not to be read",
    ),
}  # fmt: skip


def _truth(barrier: Barrier) -> str:
    """What is to become of it, by the names it had or has; the demonstration web's own are kept."""
    for kind, names in NAMES.items():
        for number, name in enumerate(names):
            if re.search(rf'"(?:{name})|__?(?:{name})|(?:{name})["_]|<i>(?:{name})', barrier.finding.snippet):
                return f"{kind}-{number}"
    return "own"


def test_new_fixed_and_persisting_are_right_for_all_after_every_kind_of_change(
    crawled: list[dict[str, tuple[Barrier, ...]]],
) -> None:
    first, second = crawled
    for host in SITES:
        was = {barrier.id: _truth(barrier) for barrier in first[host]}
        wrong, states = [], Counter[tuple[str, str]]()
        for barrier in second[host]:
            truth = _truth(barrier)
            kind = truth.partition("-")[0]
            right = {"added": BarrierState.NEW, "fixed": BarrierState.FIXED}.get(kind, BarrierState.PERSISTING)
            states[kind, barrier.state.value] += 1
            if barrier.state is not right or was.get(barrier.id, truth) != truth:
                wrong.append((barrier.check, barrier.state.value, was.get(barrier.id), barrier.finding.snippet))
        print(host, dict(sorted(states.items())))
        assert wrong == []
        seen = {_truth(barrier) for barrier in second[host] if barrier.outcome is Outcome.FAILED}
        assert {f"{kind}-{number}" for kind, names in NAMES.items() for number in range(len(names))} <= seen

"""A small crawl in a real database: every way a site can end, and text as hostile pages write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.crawls.stored_statements import save_statement
from results.model import (
    AccessibilityStatement,
    BasicCriterion,
    Blocker,
    CheckOutcome,
    ConformanceStatus,
    Crawl,
    Finding,
    FoundPage,
    Outcome,
    PageAudit,
    PlannedPage,
    Profile,
    Reason,
    Redirect,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    StatementState,
    Tools,
)
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

CHECKS = {
    "color-contrast": ("1.4.3",),
    "image-alt": ("1.1.1",),
    "label": ("1.3.1", "4.1.2"),
    "link-name": ("2.4.4",),
    "region": (),
    "video-caption": ("1.2.2",),
}

BASIC = Profile(
    "basic",
    "1",
    "score",
    0.75,
    0.9,
    (
        BasicCriterion("images", 3, ("image-alt",), ("1.1.1",), "partly"),
        BasicCriterion("contrast", 1, ("color-contrast",), ("1.4.3",), "fully"),
        BasicCriterion("links", 3, ("link-name",), ("2.4.4",), "partly"),
        BasicCriterion("captions", 2, ("video-caption",), ("1.2.2",), "partly"),
    ),
    (Blocker("link-name", "home", "navigation"),),
    "ab" * 32,
)
STRICT = Profile("strict", "1", "no-failure", 1.0, 1.0, (), (), "cd" * 32)

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "HeadlessChrome 141.0.7390.37", browser_sandbox=True)
HOSTILE = "=cmd|' /C calc'!A0\r\n\"<script>alert(1)</script>\" \x00 \u202e é 漢字 😀"
AT = "2026-11-22T10:00:00+00:00"

REGISTER = (
    Site("https://good.test/", 0, "Good", "Water", "Environment", "regional", "BE", "nl", {"contact": "an@good.test"}),
    Site("https://bad.test/", 0, HOSTILE, "Roads", "Mobility", "regional", "BE", "fr"),
    Site("https://gone.test/", 0, "Gone", "Roads", "Mobility"),
    Site("https://closed.test/", 0, "Closed", "Water", "Environment"),
    Site("https://late.test/", 0, "Late"),
    Site("https://half.test/", 0, "Half", "roads"),
)


@dataclass(frozen=True)
class StoredCrawl:
    """What was stored, by site id; to compare with what is read."""

    store: Store
    crawl: Crawl
    sites: tuple[Site, ...]
    discoveries: Mapping[int, SiteDiscovery]
    samples: Mapping[int, Sample]
    audits: Mapping[int, tuple[PageAudit, ...]]

    def site_id(self, name: str) -> int:
        """Of the site at https://name.test/."""
        return next(site.id for site in self.sites if site.url == f"https://{name}.test/")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "test.db") as opened:
        yield opened


@pytest.fixture
def basic() -> Profile:
    return BASIC


@pytest.fixture
def strict() -> Profile:
    return STRICT


@pytest.fixture
def register(store: Store) -> tuple[Site, ...]:
    """The sites as they are in the database."""
    import_sites(store, REGISTER)
    return registered_sites(store)


@pytest.fixture
def inputs(register: tuple[Site, ...]) -> CrawlInputs:
    return CrawlInputs(42, Selection.CENSUS, len(register), TOOLS, {"pages": "2", "contact": "é"}, register, CHECKS)


@pytest.fixture
def crawl(store: Store, inputs: CrawlInputs) -> Crawl:
    """Begun; nothing is known of any site."""
    return start_crawl(store, inputs)


@pytest.fixture
def stored(store: Store, crawl: Crawl, inputs: CrawlInputs) -> StoredCrawl:
    """Finished, not judged: good and bad audited, gone not found, closed blocked, half half audited, late untouched."""
    ids = {site.url.removeprefix("https://").removesuffix(".test/"): site.id for site in inputs.sites}
    gone = SiteDiscovery(ids["gone"], (), Reason.UNREACHABLE, "no such name: gone.test")
    discoveries = {ids[name]: _discovery(ids[name], name) for name in ("good", "bad", "closed", "half")}
    discoveries[ids["gone"]] = gone
    samples = {site_id: _sample(found) for site_id, found in discoveries.items()}
    audits = {
        ids["good"]: (_passing("https://good.test/"), _passing("https://good.test/1")),
        ids["bad"]: (_failing("https://bad.test/"), _doubtful("https://bad.test/1")),
        ids["closed"]: tuple(
            PageAudit(url, Reason.ACCESS_DENIED, "403", url, 403, audited_at=AT)
            for url in ("https://closed.test/", "https://closed.test/1")
        ),
        ids["half"]: (_passing("https://half.test/"),),
    }
    for site_id, found in discoveries.items():
        save_discovery(store, crawl.id, found, samples[site_id])
    for site_id, made in audits.items():
        save_audits(store, crawl.id, site_id, made)
    save_statement(store, crawl.id, ids["good"], _statement(ids["good"]))
    finish_crawl(store, crawl.id)
    return StoredCrawl(store, crawl, inputs.sites, discoveries, samples, audits)


def _discovery(site_id: int, name: str) -> SiteDiscovery:
    home = f"https://{name}.test/"
    pages = (
        FoundPage(home, 0, "start", 200, "text/html", HOSTILE, "nl", (), 1, 2, 3, 4, "a1b2", 5_000_000_000),
        FoundPage(f"{home}1", 1, "link", None, "", "", "", ("Read on", HOSTILE)),
        FoundPage(f"{home}2", 2, "sitemap", 404, "text/html", "Not found", "nl-BE"),
    )
    return SiteDiscovery(
        site_id,
        pages,
        None,
        "",
        home,
        (Redirect(f"http://{name}.test/", home, 301), Redirect(home, f"{home}é", 0)),
        {"robots": 2, "off-scope": 12},
        "found",
        1.5,
        "pages",
        12.25,
        31,
    )


def _statement(site_id: int) -> AccessibilityStatement:
    return AccessibilityStatement(
        site_id, StatementState.FOUND, "https://good.test/1", "nl", ConformanceStatus.FULL, HOSTILE, "WCAG 2.1 AA",
        "2020-09-23", "2026-03-03", "self", ("mail", "form"), enforcement=True, linked_from=1, pages=2,
    )  # fmt: skip


def _sample(found: SiteDiscovery) -> Sample:
    roles = ("home", "random")
    pages = tuple(
        PlannedPage(page.url, role, "a" if role == "home" else "", HOSTILE)
        for role, page in zip(roles, found.pages, strict=False)
    )
    return Sample(found.site_id, 42, pages, len(found.pages), ("c", "e"))


def _passing(url: str) -> PageAudit:
    return _audit(
        url,
        CheckOutcome("video-caption", Outcome.INAPPLICABLE, CHECKS["video-caption"]),
        CheckOutcome("color-contrast", Outcome.PASSED, CHECKS["color-contrast"]),
        CheckOutcome("image-alt", Outcome.PASSED, CHECKS["image-alt"]),
    )


def _failing(url: str) -> PageAudit:
    """More elements than were kept, a check with two outcomes, best practice, and one that could not run."""
    return _audit(
        url,
        _found("color-contrast", Outcome.FAILED, 1),
        _found("color-contrast", Outcome.CANNOT_TELL, 2),
        _found("image-alt", Outcome.FAILED, 25, kept=3),
        _found("region", Outcome.FAILED, 4),
        CheckOutcome("video-caption", Outcome.UNTESTED, CHECKS["video-caption"]),
        CheckOutcome("label", Outcome.INAPPLICABLE, CHECKS["label"]),
        CheckOutcome("link-name", Outcome.PASSED, CHECKS["link-name"]),
    )


def _doubtful(url: str) -> PageAudit:
    return _audit(
        url,
        _found("color-contrast", Outcome.FAILED, 7),
        _found("image-alt", Outcome.CANNOT_TELL, 1),
        _found("region", Outcome.CANNOT_TELL, 1),
        CheckOutcome("link-name", Outcome.PASSED, CHECKS["link-name"]),
    )


def _found(check: str, outcome: Outcome, count: int, kept: int | None = None) -> CheckOutcome:
    findings = tuple(
        Finding(check, outcome, f"main > p:nth-child({n})", f"<p>{HOSTILE}{n}</p>", '{"ratio": 2.5}', "Fix it", "main")
        for n in range(count if kept is None else kept)
    )
    return CheckOutcome(check, outcome, CHECKS[check], count, findings)


def _audit(url: str, *outcomes: CheckOutcome) -> PageAudit:
    """outcomes: told ones by check first, then inapplicable, then passed: the order they are read in."""
    return PageAudit(
        url, None, "", url, 200, HOSTILE, "nl", "quiet", 1.25, 0.5, 0.75, outcomes, (f"iframe {HOSTILE}",), AT
    )

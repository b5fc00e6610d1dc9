"""A folder as a reader of the documentation would have it: a list of sites, settings, a database with one crawl."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks.profile import load_profile
from results.barriers.stored_following import save_barriers
from results.change.stored_published_figures import import_figures
from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.crawls.stored_statements import save_statement
from results.judging.stored_verdicts import judge_crawl
from results.model import (
    AccessibilityStatement,
    Candidate,
    CandidateState,
    CheckOutcome,
    Finding,
    FoundPage,
    Outcome,
    PageAudit,
    PlannedPage,
    PublishedFigure,
    Reason,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    StatementState,
    Tools,
)
from results.register.stored_candidates import place_of
from results.register.stored_funnel import finish_search
from results.register.stored_searches import save_candidate, start_search
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

PROVINCE = {"province": "Antwerp"}
GOOD = Site("https://good.example.org/", 0, "Good", "City", "Culture", "local", tags=PROVINCE)
BAD = Site("https://www.example.org/", 0, "Bad", "City", "Mobility", "local", tags=PROVINCE)
GONE = Site("https://gone.example.org/", name="Gone", organisation="County", policy_domain="Mobility")
ROOT = Path(__file__).resolve().parents[2]
CHECKS = {"image-alt": ("1.1.1",), "link-name": ("2.4.4", "4.1.2"), "document-title": ("2.4.2",), "region": ()}
SITES = "url,name,organisation,policy_domain\nhttps://good.example.org/,Good,City,Culture\n"


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, with two crawls; copy it before writing."""
    path = tmp_path_factory.mktemp("documented") / "wadmon.db"
    with open_store(path) as store:
        import_sites(store, (GOOD, BAD, GONE))
        good, bad, gone = registered_sites(store)
        tools = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "Chromium 141", browser_sandbox=True)
        inputs = CrawlInputs(2102, Selection.CENSUS, 3, tools, {"delay": "0.5"}, (good, bad, gone), CHECKS)
        for outcome in (Outcome.PASSED, Outcome.FAILED):
            crawl = start_crawl(store, inputs).id
            _save(store, crawl, good, _outcomes(Outcome.PASSED))
            _save(store, crawl, bad, _outcomes(outcome))
            unreachable = SiteDiscovery(gone.id, reason=Reason.UNREACHABLE, detail="DNS lookup failed")
            save_discovery(store, crawl, unreachable, Sample(gone.id, 2102, (), 0))
            save_statement(store, crawl, good.id, AccessibilityStatement(good.id, StatementState.MISSING))
            judge_crawl(store, crawl, [load_profile("basic"), load_profile("strict")])
            finish_crawl(store, crawl)
        import_figures(store, [PublishedFigure("2018", 0.44, "Flemish government", "report 1540872", sites=150)])
        _propose(store)
    return path


@pytest.fixture
def readers_folder(crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, for the files that the documentation names."""
    for name in ("wadmon.db", "weekly.db"):
        shutil.copy(crawled, tmp_path / name)
    (tmp_path / "sites.csv").write_text(SITES, "utf-8")
    shutil.copy(ROOT / "docs" / "published-figures.csv", tmp_path)
    (tmp_path / "organisations.csv").write_text("name,level,visits_per_month\nCity,local,120000\n", "utf-8")
    (tmp_path / "review.csv").write_text("url,decision\nhttps://water.example.org/,accept\n", "utf-8")
    (tmp_path / "pages.txt").write_text("https://www.example.org/\n", "utf-8")
    (tmp_path / "wadmon.toml").write_text("delay = 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _propose(store: Store) -> None:
    """Candidates, as a search leaves them."""
    search = start_search(store, "flanders", "digest", {})
    with store.transaction():
        for name in ("water", "old", "shop"):
            url = f"https://{name}.example.org/"
            found = Candidate(url, CandidateState.WAITING, "known domain", "under a name of its own", name)
            save_candidate(store, search.id, found, place_of(url), own_part=False)
    finish_search(store, search.id)


def _save(store: Store, crawl: int, site: Site, outcomes: tuple[CheckOutcome, ...]) -> None:
    pages = (PlannedPage(site.url, "home", "a", "start URL"),)
    found = (FoundPage(site.url, source="start", status=200, content_type="text/html", title=site.name),)
    discovery = SiteDiscovery(site.id, found, final_url=site.url, robots="found", requests=2)
    save_discovery(store, crawl, discovery, Sample(site.id, 2102, pages, 1, ("c",)))
    audit = PageAudit(
        site.url, final_url=site.url, http_status=200, settled="quiet", outcomes=outcomes,
        audited_at="2026-11-22T10:00:00+00:00",
    )  # fmt: skip
    save_audits(store, crawl, site.id, [audit])
    save_barriers(store, crawl, site.id, [(pages[0], audit)])


def _outcomes(outcome: Outcome) -> tuple[CheckOutcome, ...]:
    finding = (Finding("", outcome, "main > *", "<img src=a.png>"),) if outcome is Outcome.FAILED else ()
    return tuple(
        CheckOutcome(check, outcome, criteria, len(finding), finding) for check, criteria in CHECKS.items() if criteria
    )

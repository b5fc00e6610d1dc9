"""A database of three crawls of six sites: two finished and judged, the third under way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from results.barriers.stored_following import save_barriers
from results.crawls.stored_audits import get_pages, save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.judging.stored_verdicts import judge_crawl
from results.model import PageAudit, Reason, Selection, SiteDiscovery
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store
from tests.results import conftest as made


def write_three_crawls(path: Path) -> None:
    """Of half, a page went in the second crawl; of the third only good is known."""
    with open_store(path) as store:
        import_sites(store, made.REGISTER)
        sites = registered_sites(store)
        ids = {site.url.removeprefix("https://").removesuffix(".test/"): site.id for site in sites}
        settings = {"pages": "2", "contact": "é"}
        inputs = CrawlInputs(42, Selection.CENSUS, len(sites), made.TOOLS, settings, sites, made.CHECKS)
        for names in (("good", "bad", "closed", "half"), ("good", "bad", "closed", "half"), ("good",)):
            crawl = start_crawl(store, inputs)
            for name in names:
                found = made._discovery(ids[name], name)
                if name == "half" and crawl.id > 1:
                    found = replace(found, pages=found.pages[:1])
                _save(store, crawl.id, name, found)
            if crawl.id < 3:
                gone = SiteDiscovery(ids["gone"], (), Reason.UNREACHABLE, "no such name: gone.test")
                save_discovery(store, crawl.id, gone, made._sample(gone))
                judge_crawl(store, crawl.id, [made.BASIC, made.STRICT])
                finish_crawl(store, crawl.id)


def _save(store: Store, crawl: int, name: str, found: SiteDiscovery) -> None:
    sample = made._sample(found)
    save_discovery(store, crawl, found, sample)
    save_audits(store, crawl, found.site_id, [_audit(name, page.url) for page in sample.pages])
    save_barriers(store, crawl, found.site_id, [(p, a) for p, a in get_pages(store, crawl, found.site_id) if a])


def _audit(name: str, url: str) -> PageAudit:
    if name == "closed":
        return PageAudit(url, Reason.ACCESS_DENIED, "403", url, 403, audited_at=made.AT)
    if name == "bad":
        return made._failing(url) if url.endswith("/") else made._doubtful(url)
    return made._passing(url)

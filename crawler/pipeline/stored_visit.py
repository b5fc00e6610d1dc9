"""Between the database and the visits: an order made from what is stored, and what a visit gave stored at once."""

from __future__ import annotations

import time

from checks.facts import PageFacts
from checks.image_words.reader import reader_version
from checks.site import SiteJudge
from crawler.pipeline.carrying import Carrying
from crawler.pipeline.remembering import memory_of
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.sample import sample_before
from crawler.pipeline.site_visit import compared
from crawler.pipeline.visit_order import VisitedSite, VisitOrder
from results.barriers.picture_files import PictureFiles, pictures_folder
from results.barriers.stored_following import save_barriers
from results.barriers.stored_pictures import pictured, save_pictures
from results.crawls.sample_comparison import compare_parts
from results.crawls.stored_audits import is_audited, save_audits
from results.crawls.stored_carrying import save_retests
from results.crawls.stored_discoveries import extend_sample, get_discovery, get_sample
from results.crawls.stored_ends import save_end_of_search
from results.crawls.stored_image_words import get_readings, save_readings
from results.crawls.stored_memories import save_memory
from results.crawls.stored_panels import save_comparison
from results.crawls.stored_statements import save_statement
from results.model import Site


def order_of(run: CrawlRun, site: Site) -> VisitOrder:
    """site: discovered, with pages in its sample."""
    discovery = get_discovery(run.store, run.crawl.id, site.id)
    sample = get_sample(run.store, run.crawl.id, site.id)
    assert discovery is not None
    assert sample is not None
    files = _picture_files(run)
    return VisitOrder(
        site=site,
        discovery=discovery,
        sample=sample,
        before=sample_before(run.store, run.crawl.id, site.id),
        carried=Carrying(run, site).of(sample.pages),
        pictured=pictured(run.store, run.crawl.id, site.id, files) if run.settings.screenshots else frozenset(),
        readings=get_readings(run.store, site.id, reader_version()),
        rested=time.monotonic() - run.asked_at.get(host_of(site), 0.0),
    )


def store_visit(run: CrawlRun, site: Site, visited: VisitedSite, judge: SiteJudge, linked: PageFacts | None) -> None:
    """Everything about the site in one transaction, once in a crawl. linked: its statement on another host."""
    if is_audited(run.store, run.crawl.id, site.id):
        return
    carrying = Carrying(run, site)
    visits, statement = compared(site, [carrying.noted(visit) for visit in visited.visits], judge, linked)
    pages = [(each.planned, each.audit) for each in visits]
    audits = [audit for _, audit in pages]
    crawl_id, files = run.crawl.id, _picture_files(run)
    with run.store.transaction():
        if visited.found or visited.copies:
            extend_sample(run.store, crawl_id, visited.sample, visited.found, tuple(visited.copies))
        save_end_of_search(run.store, crawl_id, site.id, visited.ended)
        save_audits(run.store, crawl_id, site.id, audits)
        save_statement(run.store, crawl_id, site.id, statement)
        save_barriers(run.store, crawl_id, site.id, pages)
        save_pictures(run.store, site.id, visited.pictures, files)
        save_readings(run.store, crawl_id, site.id, reader_version(), visited.readings)
        save_comparison(run.store, crawl_id, compare_parts(site.id, pages))
        save_retests(run.store, crawl_id, site.id, carrying.retests(visited.visits))
        save_memory(run.store, site.id, memory_of(run, site, visited.visits, carrying))
    run.progress.audited(site, audits)


def _picture_files(run: CrawlRun) -> PictureFiles:
    return PictureFiles(pictures_folder(run.store.path))

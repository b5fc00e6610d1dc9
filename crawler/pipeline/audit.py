"""Stage audit: the sampled pages of each site visited in a browser, and everything about the site stored at once."""

from __future__ import annotations

import asyncio
import time

from checks.browser import RecyclingBrowser, running_browser
from checks.image_words.reader import reader_version
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.browser_robots import rules_by_browser
from crawler.pipeline.growing_sample import GrowingSample
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.site_pictures import SitePictures
from crawler.pipeline.site_visit import SiteVisit, compared, facts_of, without_one_notice
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_queue import VisitQueue
from results.barriers.picture_files import PictureFiles, pictures_folder
from results.barriers.stored_following import save_barriers
from results.barriers.stored_pictures import pictured, save_pictures
from results.crawls.sample_comparison import compare_parts
from results.crawls.stored_audits import save_audits
from results.crawls.stored_discoveries import extend_sample, get_discovery, get_sample
from results.crawls.stored_ends import save_end_of_search
from results.crawls.stored_image_words import get_readings, save_readings
from results.crawls.stored_panels import save_comparison
from results.crawls.stored_statements import save_statement
from results.model import Site


async def audit_sites(run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
    """One worker: one browser, one site of the queue after another until none is left."""
    async with running_browser(tools.options) as browser:
        while (site := await queue.take()) is not None:
            try:
                await _audit_site(run, site, browser, tools)
            finally:
                await queue.done(site)


async def _audit_site(run: CrawlRun, site: Site, browser: RecyclingBrowser, tools: AuditTools) -> None:
    discovery = get_discovery(run.store, run.crawl.id, site.id)
    sample = get_sample(run.store, run.crawl.id, site.id)
    assert discovery is not None
    assert sample is not None
    belonging = Belonging(site, discovery, run.registered)
    files = PictureFiles(pictures_folder(run.store.path))
    known = pictured(run.store, run.crawl.id, site.id, files) if run.settings.screenshots else frozenset()
    pictures = SitePictures(known, wished=run.settings.screenshots)
    images = tools.site_images(run.settings, get_readings(run.store, site.id, reader_version()))
    visit = SiteVisit(
        auditor=tools.auditor(browser, run.settings, images),
        site=site,
        discovery=discovery,
        belonging=belonging,
        delay=run.settings.delay,
        guard=tools.guard,
        progress=run.progress,
        pictures=pictures,
    )
    rules = None
    if discovery.ended == "unreadable":
        rules = await rules_by_browser(visit.auditor, discovery.final_url, obey=run.settings.obey_robots)
    growing = GrowingSample(run, site, discovery, sample, belonging, rules)
    rested = time.monotonic() - run.asked_at.get(host_of(site), 0.0)
    await asyncio.sleep(max(0.0, visit.pause - rested))
    refusal = rules.refusal_of(sample.pages[0].url) if rules is not None else None
    visited = [visit.refused(sample.pages[0], *refusal)] if refusal else await visit.visit(sample.pages, growing)
    visited = without_one_notice(visited)
    run.asked_at[host_of(site)] = time.monotonic()
    linked = await tools.statements.of(site, facts_of(visited))
    visits, statement = compared(site, visited, tools.sites, linked)
    pages = [(each.planned, each.audit) for each in visits]
    audits = [audit for _, audit in pages]
    with run.store.transaction():
        if growing.changed:
            extend_sample(run.store, run.crawl.id, growing.sample, growing.found, tuple(growing.copies))
        if growing.ended != discovery.ended:
            save_end_of_search(run.store, run.crawl.id, site.id, growing.ended)
        save_audits(run.store, run.crawl.id, site.id, audits)
        save_statement(run.store, run.crawl.id, site.id, statement)
        save_barriers(run.store, run.crawl.id, site.id, pages)
        save_pictures(run.store, site.id, pictures.taken, files)
        remembered = images.to_remember() if images is not None else {}
        save_readings(run.store, run.crawl.id, site.id, reader_version(), remembered)
        save_comparison(run.store, run.crawl.id, compare_parts(site.id, pages))
    run.progress.audited(site, audits)

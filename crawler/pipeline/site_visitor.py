"""Carries an order out: one site visited in a browser. Neither the database nor other sites are known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.browser import RecyclingBrowser
from checks.visit import PageVisit
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.browser_robots import rules_by_browser
from crawler.pipeline.growing_sample import GrowingSample
from crawler.pipeline.site_pictures import SitePictures
from crawler.pipeline.site_visit import SiteVisit, Watching, without_one_notice
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_order import VisitedSite, VisitOrder, VisitTerms


async def visit_site(
    terms: VisitTerms, order: VisitOrder, browser: RecyclingBrowser, tools: AuditTools, watching: Watching
) -> VisitedSite:
    """tools: as the settings of the terms ask. watching: is told of each page."""
    belonging = Belonging(order.site, order.discovery, terms.registered)
    pictures = SitePictures(order.pictured, wished=terms.settings.screenshots)
    images = tools.site_images(terms.settings, order.readings)
    visit = SiteVisit(
        auditor=tools.auditor(browser, terms.settings, images),
        site=order.site,
        discovery=order.discovery,
        belonging=belonging,
        delay=terms.settings.delay,
        guard=tools.guard,
        watching=watching,
        pictures=pictures,
        carried=order.carried,
        rested=order.rested,
    )
    rules = None
    if order.discovery.ended == "unreadable":
        rules = await rules_by_browser(visit.auditor, order.discovery.final_url, obey=terms.settings.obey_robots)
    growing = GrowingSample(terms, order, belonging, rules)
    home = order.sample.pages[0]
    refusal = rules.refusal_of(home.url) if rules is not None else None
    visits = [visit.refused(home, *refusal)] if refusal else await visit.visit(order.sample.pages, growing)
    return VisitedSite(
        visits=_to_keep(without_one_notice(visits)),
        sample=growing.sample,
        found=tuple(growing.found),
        copies=tuple(growing.copies),
        ended=growing.ended,
        pictures=pictures.taken,
        readings=dict(images.to_remember()) if images is not None else {},
    )


def _to_keep(visits: Sequence[PageVisit]) -> tuple[PageVisit, ...]:
    """What was needed on the way stays behind: the rest may travel."""
    return tuple(replace(visit, pictures=()) for visit in visits)

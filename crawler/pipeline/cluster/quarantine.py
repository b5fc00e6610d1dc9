"""A site that ends whoever visits it: how often that is let happen, how long a visit may take, and what is stored."""

from __future__ import annotations

from checks.visit import PageVisit
from crawler.pipeline.growing_sample import MOST_VISITS
from crawler.pipeline.site_visit import untested
from crawler.pipeline.visit_order import VisitedSite, VisitOrder
from crawler.settings import Settings
from crawler.web.options import pause_between
from results.model import Reason

MOST_STRIKES = 2
_BEGIN_SECONDS = 60.0


def longest_visit(order: VisitOrder, settings: Settings) -> float:
    """Seconds after which a worker cannot be at the site any more, unless it hangs."""
    pause = pause_between(settings.delay, order.discovery.crawl_delay)
    pages = MOST_VISITS * len(order.sample.pages) + 1
    return _BEGIN_SECONDS + settings.discovery_seconds + pages * (settings.page_timeout + pause)


def quarantined(order: VisitOrder, why: str) -> VisitedSite:
    """The site as it was found, none of its pages tested. why: what happened the last time."""
    detail = f"{MOST_STRIKES} visits ended the program that made them; the last time {why}"
    return VisitedSite(
        visits=tuple(PageVisit(page, untested(page.url, Reason.QUARANTINED, detail)) for page in order.sample.pages),
        sample=order.sample,
        found=(),
        copies=(),
        ended=order.discovery.ended,
        pictures=(),
        readings={},
    )

"""robots.txt, asked for before anything else of a host, and obeyed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.user_agent import PRODUCT_NAME
from crawler.web.backoff import ONCE
from crawler.web.failures import (
    NETWORK_ERRORS,
    AskedToStop,
    NotVisited,
    UnreadableRobots,
    describe,
    is_unreadable,
    proxy_gave_up,
    reason_of_error,
)
from crawler.web.robots import read_rules
from crawler.web.sitemap import absolute
from results.model import Reason

MAX_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


@dataclass(frozen=True, slots=True)
class HostRules:
    """What robots.txt of one host says to us.

    state: found, none, unreachable, or unreadable (by this client); refusal: why nothing may be fetched (reason and
    detail) when it is one of the last two.
    crawl_delay: seconds as asked for, 0 when nothing is asked. sitemaps: absolute URLs, as written.
    """

    state: str
    refusal: tuple[Reason, str] | None = None
    rules: Protego | None = None
    crawl_delay: float = 0.0
    sitemaps: tuple[str, ...] = field(default=())

    def allow(self, url: str) -> bool:
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT_NAME))


class RobotsMiddleware:
    """Stands in for Scrapy's own, which takes an unreachable robots.txt for permission, reads rules out
    of error pages and does not pass on Crawl-delay to the downloader."""

    def __init__(self, crawler: Crawler, *, obey: bool, max_crawl_delay: float) -> None:
        self._crawler = crawler
        self._obey = obey
        self._max_crawl_delay = max_crawl_delay
        self._hosts: dict[str, HostRules] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        settings = crawler.settings
        return cls(
            crawler,
            obey=settings.getbool("ROBOTSTXT_OBEY"),
            max_crawl_delay=settings.getfloat("DISCOVERY_MAX_CRAWL_DELAY"),
        )

    def known(self, url: str) -> HostRules | None:
        """The rules of the URL's host, if its robots.txt was read already."""
        return self._hosts.get(urlsplit(url).netloc)

    def allows(self, url: str) -> bool:
        """False only when rules already read forbid the URL."""
        host = self.known(url)
        return not self._obey or host is None or host.allow(url)

    def forget(self, netloc: str) -> None:
        """When the host will not be asked again: the rules of thousands of hosts are not kept."""
        self._hosts.pop(netloc, None)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt"):
            return
        netloc = urlsplit(request.url).netloc
        if netloc not in self._hosts:
            self._hosts[netloc] = await self._read(request)
            self._slow_down(request, self._hosts[netloc].crawl_delay)
        host = self._hosts[netloc]
        if not self._obey:
            return
        if host.refusal:
            raise (UnreadableRobots if host.state == "unreadable" else NotVisited)(*host.refusal)
        if not host.allow(request.url):
            raise NotVisited(Reason.ROBOTS, f"robots.txt forbids {request.url}")

    async def _read(self, request: Request) -> HostRules:
        parts = urlsplit(request.url)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        meta = {
            "dont_obey_robotstxt": True,
            "redirect_ttl": MAX_ROBOTS_REDIRECTS,
            ONCE: request.meta.get(ONCE, False),
        }
        try:
            response = await self._crawler.engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK))
        except AskedToStop as error:
            return HostRules("unreachable", refusal=(Reason.ROBOTS_UNREACHABLE, f"robots.txt: {error.detail}"))
        except NETWORK_ERRORS as error:
            state = "unreadable" if is_unreadable(error) else "unreachable"
            return HostRules(state, refusal=self._refusal_of_error(error))
        return self._rules_of(response)

    def _refusal_of_error(self, error: Exception) -> tuple[Reason, str]:
        """A host that cannot be reached at all is that, not one whose robots.txt is missing."""
        reason = reason_of_error(error)
        if reason not in (Reason.UNREACHABLE, Reason.PRIVATE_ADDRESS):
            reason = Reason.ROBOTS_UNREACHABLE
        return reason, f"robots.txt: {describe(error)}"

    def _rules_of(self, response: Response) -> HostRules:
        status = response.status
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            reason = Reason.UNREACHABLE if proxy_gave_up(response) else Reason.ROBOTS_UNREACHABLE
            return HostRules("unreachable", refusal=(reason, f"robots.txt: HTTP status {status}"))
        if status != HTTPStatus.OK:
            return HostRules("none")  # 2.3.1.3: any other answer without a file means no restrictions
        rules = read_rules(response.body)
        return HostRules(
            "found",
            rules=rules,
            crawl_delay=_sensible(rules.crawl_delay(PRODUCT_NAME)),
            sitemaps=absolute(rules.sitemaps, response.url),
        )

    def _slow_down(self, request: Request, crawl_delay: float) -> None:
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        delay = max(downloader.settings.getfloat("DOWNLOAD_DELAY"), min(crawl_delay, self._max_crawl_delay))
        # Both: the slot in use, and the one made anew after a minute without requests.
        downloader.per_slot_settings[key] = {"delay": delay}
        if key in downloader.slots:
            downloader.slots[key].delay = delay


def _sensible(crawl_delay: float | None) -> float:
    """Whatever is no number of seconds ("nan", "inf", "-1") asks for nothing."""
    return crawl_delay if crawl_delay is not None and 0.0 <= crawl_delay < math.inf else 0.0

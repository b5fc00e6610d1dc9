"""Trying again, after the wait the server asks for (RFC 9110, 10.2.3) or a growing one of our own."""

from __future__ import annotations

import asyncio
import email.utils
from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from crawler.web.failures import PASSING_ERRORS, AskedToStop, describe
from results.model import Reason

ASKING_TO_SLOW_DOWN = frozenset((429, 503))
ONCE = "once"  # request meta: an answer that does not come is an answer too
PASSING_STATUSES = frozenset((408, 429, 500, 502, 503, 504, 522, 524))


class BackoffMiddleware:
    """Waits in the request's own turn: a site has one request under way, so the whole host rests."""

    def __init__(self, crawler: Crawler, *, retries: int, backoff: float, max_backoff: float) -> None:
        self._crawler = crawler
        self._retries = retries
        self._backoff = backoff
        self._max_backoff = max_backoff

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        settings = crawler.settings
        return cls(
            crawler,
            retries=settings.getint("RETRY_TIMES"),
            backoff=settings.getfloat("DISCOVERY_BACKOFF"),
            max_backoff=settings.getfloat("DISCOVERY_MAX_BACKOFF"),
        )

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        is_asked_once = request.meta.get(ONCE) and response.status not in ASKING_TO_SLOW_DOWN
        if response.status not in PASSING_STATUSES or is_asked_once:
            return response
        asked = None
        if response.status in ASKING_TO_SLOW_DOWN:
            asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
            if asked is not None and asked > self._max_backoff:
                detail = f"HTTP status {response.status}, Retry-After {asked:.0f} s"
                raise AskedToStop(Reason.HTTP_ERROR, detail)
        return await self._again(request, str(response.status), asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, PASSING_ERRORS) or request.meta.get(ONCE):
            return None
        return await self._again(request, describe(exception), None)

    async def _again(self, request: Request, why: str, asked: float | None) -> Request | None:
        assert self._crawler.spider is not None
        tried = request.meta.get("retry_times", 0)
        again = get_retry_request(
            request,
            spider=self._crawler.spider,
            reason=why,
            max_retry_times=self._retries,
            give_up_log_level="DEBUG",
        )
        if again is not None:
            await asyncio.sleep(asked if asked is not None else min(self._backoff * 2**tried, self._max_backoff))
        return again


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds to wait; None without a header that can be understood."""
    if header is None:
        return None
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:  # RFC 5322 "-0000"; an HTTP date is always in GMT
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())

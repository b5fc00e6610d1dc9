"""Where addresses lead: the start page above all, which may answer elsewhere than its register says."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.web.failures import NETWORK_ERRORS, AskedToStop, NotVisited, describe, reason_of_error, reason_of_status
from crawler.web.scopes import other_addresses
from results.model import Reason

NO_ANSWER = frozenset((Reason.UNREACHABLE, Reason.TIMEOUT, Reason.ROBOTS_UNREACHABLE))
UNKNOWN_NAME = "CannotResolve"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a URL led. url: canonical."""

    url: str
    response: Response
    redirected: bool


class LeftOut(NotVisited):
    """A redirect that leads to no new page of the site; rule: the name it is counted under."""

    def __init__(self, rule: str, target: str) -> None:
        super().__init__(Reason.OUT_OF_SCOPE, rule)
        self.rule = rule
        self.target = target


Follow = Callable[[str], Awaitable[Arrival]]
"""Raises one of failures.NETWORK_ERRORS."""


async def visit_start(start: str, follow: Follow) -> tuple[Arrival, str]:
    """Where the start URL leads; and why it was asked elsewhere, empty when it was not.

    A site that does not answer may answer with or without www, or at the other scheme, as browsers try them. When it
    answers nowhere, the first failure is the one that counts.
    """
    try:
        arrival = await follow(start)
    except AskedToStop:
        raise
    except NETWORK_ERRORS as error:
        detail = describe(error)
        elsewhere = None
        if reason_of_error(error) in NO_ANSWER:
            elsewhere = await _elsewhere(start, follow, other_host=UNKNOWN_NAME in detail)
        if elsewhere is None:
            raise
    else:
        reason, detail = reason_of_status(arrival.response), f"HTTP status {arrival.response.status}"
        elsewhere = None
        if reason is Reason.HTTP_ERROR or reason in NO_ANSWER:
            elsewhere = await _elsewhere(start, follow, other_host=reason is Reason.HTTP_ERROR)
        if elsewhere is None:
            return arrival, ""
    return elsewhere, f"asked at {elsewhere.url}, because of {start}: {detail}"


async def _elsewhere(start: str, follow: Follow, *, other_host: bool) -> Arrival | None:
    """other_host: the host itself was found wanting, whatever the scheme."""
    for address in other_addresses(start):
        if other_host and urlsplit(address).netloc == urlsplit(start).netloc:
            continue
        with contextlib.suppress(*NETWORK_ERRORS):
            arrival = await follow(address)
            if reason_of_status(arrival.response) is None:
                return arrival
    return None

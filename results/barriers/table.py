"""Barriers as rows of a table, for whoever writes CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from results.model import Barrier

COLUMNS = (
    "crawl", "site", "barrier", "check", "outcome", "counts_for_verdict", "state", "first_seen", "last_seen", "pages",
    "instances", "elements", "exact", "pages_before", "pages_tested_again", "third_party", "page", "selector",
    "snippet", "region", "confirmations",
)  # fmt: skip


def barrier_row(crawl: int, site: str, barrier: Barrier) -> Sequence[Any]:
    """In the order of COLUMNS. barrier: its number, the same in every crawl."""
    return (
        crawl, site, barrier.id, barrier.check, barrier.outcome, not barrier.best_practice, barrier.state,
        barrier.first_seen, barrier.last_seen, barrier.pages, barrier.instances, barrier.elements,
        barrier.exact, barrier.pages_before, barrier.pages_again, barrier.third_party, barrier.page,
        barrier.finding.selector, barrier.finding.snippet, barrier.finding.region,
        "; ".join(f"{each.browser} {each.version}: {each.answer}" for each in barrier.confirmations),
    )  # fmt: skip

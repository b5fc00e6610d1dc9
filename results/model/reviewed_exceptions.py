"""Reviewed exceptions: what a person looked at and accepts for a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ExceptionState(StrEnum):
    """Of an exception, on the day of a crawl. Only those that count change the share beside the measured one."""

    COUNTS = "counts"
    EXPIRED = "expired"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ReviewedException:
    """A failure a person looked at and accepts until a day. It is shown in every report, and never hides a finding.

    site: URL. page: URL of the only page it is about, or empty. barrier: the only barrier, or None.
    added_at, removed_at: ISO times; removed_at and removed_by are empty while it stands. expires_on: ISO date, the last
    day it counts.
    """

    id: int
    site_id: int
    site: str
    check: str
    reason: str
    author: str
    added_at: str
    expires_on: str
    page: str = ""
    barrier: int | None = None
    removed_at: str = ""
    removed_by: str = ""

    def state(self, day: str) -> ExceptionState:
        """day: of the crawl, ISO date."""
        if self.removed_at:
            return ExceptionState.REMOVED
        return ExceptionState.COUNTS if self.expires_on >= day[:10] else ExceptionState.EXPIRED

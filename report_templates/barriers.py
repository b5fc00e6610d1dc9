"""The barriers of a site as its page shows them: what is new, what to repair first, what is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_templates.findings import PageLink, anchor_for
from results.model import Barrier, BarrierState, CrawlReport, ExceptionState, Outcome, ReviewedException, SiteReport

SHOWN_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """A barrier with where on the page its check is explained, and the page its example is on."""

    barrier: Barrier
    anchor: str
    link: PageLink


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A reviewed exception on the day of the crawl."""

    exception: ReviewedException
    state: ExceptionState


@dataclass(frozen=True, slots=True)
class BarriersView:
    """Failures of success criteria only; what a person must look at, and good practices, have their own parts.

    there: what to repair first, first. instances: of all that are there. new includes those that returned.
    first: the one to begin with, or None when all that is left is in the widgets of others.
    """

    there: tuple[BarrierLine, ...]
    new: tuple[BarrierLine, ...]
    fixed: tuple[BarrierLine, ...]
    not_seen: tuple[BarrierLine, ...]
    followed: bool
    first: BarrierLine | None
    exceptions: tuple[ExceptionLine, ...]

    @property
    def shown_at_once(self) -> int:
        return SHOWN_AT_ONCE

    @property
    def persisting(self) -> int:
        return len(self.there) - len(self.new)

    @property
    def components(self) -> int:
        """Fewer than the barriers when a component fails several checks."""
        return len({line.barrier.component for line in self.there})

    @property
    def places(self) -> int:
        return sum(line.barrier.instances for line in self.there)

    @property
    def anything(self) -> bool:
        return bool(self.there or self.fixed or self.not_seen)


def barriers_view(report: CrawlReport, one: SiteReport, links: Mapping[str, PageLink]) -> BarriersView:
    lines = [_line(barrier, links) for barrier in one.barriers if _counts(barrier)]
    there = tuple(line for line in lines if line.barrier.state.there)
    fresh = (BarrierState.NEW, BarrierState.RETURNED)
    return BarriersView(
        there=there,
        new=tuple(line for line in there if line.barrier.state in fresh) if one.followed else (),
        fixed=tuple(line for line in lines if line.barrier.state is BarrierState.FIXED),
        not_seen=tuple(line for line in lines if line.barrier.state is BarrierState.NOT_SEEN),
        followed=one.followed,
        first=next((line for line in there if not line.barrier.third_party), None),
        exceptions=exception_lines(one.exceptions, report.crawl.started_at),
    )


def exception_lines(exceptions: tuple[ReviewedException, ...], day: str) -> tuple[ExceptionLine, ...]:
    """Those that count first; none is left out."""
    order = list(ExceptionState)
    lines = (ExceptionLine(each, each.state(day)) for each in exceptions)
    return tuple(sorted(lines, key=lambda line: (order.index(line.state), line.exception.site, line.exception.id)))


def _counts(barrier: Barrier) -> bool:
    return barrier.outcome is Outcome.FAILED and not barrier.best_practice


def _line(barrier: Barrier, links: Mapping[str, PageLink]) -> BarrierLine:
    anchor = anchor_for("failed", barrier.check) if barrier.state.there else ""
    return BarrierLine(barrier, anchor, links.get(barrier.page) or PageLink(barrier.page, barrier.page, ""))

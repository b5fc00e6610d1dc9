"""The barriers of a site as its page shows them: what to repair first, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_templates.findings import Element, PageLink, anchor_for, elements_of
from results.barriers.component import signature_of
from results.barriers.priority import Priority, different_faults_first, priority_of, repair_order
from results.model import (
    Barrier,
    BarrierState,
    CheckDescription,
    CheckFindings,
    CrawlReport,
    ExceptionState,
    Outcome,
    PageFindings,
    ReviewedException,
    SiteReport,
)

OPEN_AT_ONCE = 3
FOLDED = 20


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """A barrier with what its repair would do, and the page its example is on.

    rank: from 1; 0 for one that is not there. fault_page: the page of its check, in the folder of the site, or empty.
    elements: those of its component, most pages first; only for the barriers that are shown with their code.
    """

    barrier: Barrier
    rank: int
    description: CheckDescription | None
    priority: Priority
    link: PageLink
    fault_page: str
    elements: tuple[Element, ...] = ()

    @property
    def anchor(self) -> str:
        return f"barrier-{self.barrier.id}"

    @property
    def examples(self) -> tuple[Element, ...]:
        """Elements whose HTML differs: one that another page selects otherwise says nothing new."""
        return tuple({element.finding.snippet: element for element in reversed(self.elements)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A reviewed exception on the day of the crawl."""

    exception: ReviewedException
    state: ExceptionState


@dataclass(frozen=True, slots=True)
class BarriersView:
    """Failures of success criteria only; what a person must look at, and good practices, have their own parts.

    there: what to repair first, first. instances: of all that are there. new includes those that returned.
    """

    there: tuple[BarrierLine, ...]
    new: tuple[BarrierLine, ...]
    fixed: tuple[BarrierLine, ...]
    not_seen: tuple[BarrierLine, ...]
    followed: bool
    exceptions: tuple[ExceptionLine, ...]

    @property
    def first(self) -> tuple[BarrierLine, ...]:
        """Those to begin with: different faults, and none that only its maker can repair."""
        first: dict[str, BarrierLine] = {}
        for line in self.there[:OPEN_AT_ONCE]:
            if not line.barrier.third_party:
                first.setdefault(line.barrier.check, line)
        return tuple(first.values())

    @property
    def folded(self) -> tuple[BarrierLine, ...]:
        return self.there[len(self.first) : OPEN_AT_ONCE + FOLDED]

    @property
    def apart(self) -> int:
        """Barriers that only the page with all of them shows."""
        return max(len(self.there) - OPEN_AT_ONCE - FOLDED, 0)

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


def barriers_view(report: CrawlReport, one: SiteReport, links: Mapping[str, PageLink]) -> BarriersView:
    found = {each.check: each for each in one.findings if each.outcome is Outcome.FAILED}
    counting = [barrier for barrier in one.barriers if barrier.outcome is Outcome.FAILED and not barrier.best_practice]
    there_now = (barrier for barrier in counting if barrier.state.there)
    ranked = sorted(there_now, key=lambda barrier: repair_order(barrier, report.checks.get(barrier.check)))
    ranked = different_faults_first(ranked, OPEN_AT_ONCE)
    there = tuple(_line(each, report.checks, links, found, rank) for rank, each in enumerate(ranked, start=1))
    fresh = (BarrierState.NEW, BarrierState.RETURNED)

    def gone(state: BarrierState) -> tuple[BarrierLine, ...]:
        return tuple(_line(each, report.checks, links, found, 0) for each in counting if each.state is state)

    return BarriersView(
        there=there,
        new=tuple(line for line in there if line.barrier.state in fresh) if one.followed else (),
        fixed=gone(BarrierState.FIXED),
        not_seen=gone(BarrierState.NOT_SEEN),
        followed=one.followed,
        exceptions=exception_lines(one.exceptions, report.crawl.started_at),
    )


def exception_lines(exceptions: tuple[ReviewedException, ...], day: str) -> tuple[ExceptionLine, ...]:
    """Those that count first; none is left out."""
    order = list(ExceptionState)
    lines = (ExceptionLine(each, each.state(day)) for each in exceptions)
    return tuple(sorted(lines, key=lambda line: (order.index(line.state), line.exception.site, line.exception.id)))


def _line(
    barrier: Barrier,
    checks: Mapping[str, CheckDescription],
    links: Mapping[str, PageLink],
    found: Mapping[str, CheckFindings],
    rank: int,
) -> BarrierLine:
    check = checks.get(barrier.check)
    shown = 0 < rank <= OPEN_AT_ONCE + FOLDED
    return BarrierLine(
        barrier,
        rank,
        check,
        priority_of(check, barrier.pages),
        links.get(barrier.page) or PageLink(barrier.page, barrier.page, ""),
        anchor_for("failed", barrier.check) if barrier.check in found and rank else "",
        _elements(barrier, found.get(barrier.check), links) if shown else (),
    )


def _elements(barrier: Barrier, found: CheckFindings | None, links: Mapping[str, PageLink]) -> tuple[Element, ...]:
    """Of what is stored of the check, what is in this component; the example where that is nothing."""
    pages = [
        PageFindings(page.url, page.count, own)
        for page in (found.pages if found else ())
        if (own := tuple(each for each in page.findings if signature_of(each) == barrier.component))
    ] or [PageFindings(barrier.page, 1, (barrier.finding,))]
    return elements_of(pages, links, f"barrier-{barrier.id}")

"""WCAG-EM step 4.c: the random pages compared with the chosen ones. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from results.model import Outcome, PageAudit, PlannedPage, SampleComparison

RANDOM = "random"
NEITHER = frozenset(("document", "all"))  # of another kind, or no part of a draw


def compare_parts(site_id: int, visited: Iterable[tuple[PlannedPage, PageAudit]]) -> SampleComparison | None:
    """None when one of the parts has no tested page. Best practices do not count."""
    failed: Mapping[bool, set[str]] = {True: set(), False: set()}
    pages = {True: 0, False: 0}
    for planned, audit in visited:
        if not audit.tested or planned.role in NEITHER:
            continue
        drawn = planned.role == RANDOM
        pages[drawn] += 1
        failed[drawn].update(o.check for o in audit.outcomes if o.outcome is Outcome.FAILED and o.criteria)
    if not all(pages.values()):
        return None
    return SampleComparison(site_id, pages[False], pages[True], tuple(sorted(failed[True] - failed[False])))

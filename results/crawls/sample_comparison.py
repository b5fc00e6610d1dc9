"""WCAG-EM step 4.c: the random pages compared with the chosen ones. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from results.model import Outcome, PageAudit, Sample, SampleComparison

RANDOM = "random"
NEITHER = frozenset(("document", "all"))  # of another kind, or no part of a draw


def compare_parts(sample: Sample, audits: Iterable[PageAudit]) -> SampleComparison | None:
    """None when one of the parts has no tested page. Best practices do not count."""
    tested = {audit.url: audit for audit in audits if audit.tested}
    failed: Mapping[bool, set[str]] = {True: set(), False: set()}
    pages = {True: 0, False: 0}
    for planned in sample.pages:
        audit = tested.get(planned.url)
        if audit is None or planned.role in NEITHER:
            continue
        drawn = planned.role == RANDOM
        pages[drawn] += 1
        failed[drawn].update(o.check for o in audit.outcomes if o.outcome is Outcome.FAILED and o.criteria)
    if not all(pages.values()):
        return None
    return SampleComparison(sample.site_id, pages[False], pages[True], tuple(sorted(failed[True] - failed[False])))

"""Which faults of one site get a picture, as its pages are visited: one for each barrier that has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from checks.visit import PageVisit
from results.barriers.observing import signature_on
from results.model import CheckOutcome, Finding, Outcome, PlannedPage, TakenPicture

_MOST_A_SITE = 60
_MOST_A_PAGE = 15
_TRIES = 2  # pages on which a barrier's elements are looked for: many are nowhere to be seen
_EXAMPLES = 3  # elements of a barrier looked for on one page

Known = tuple[str, str]
"""Check and component."""


class SitePictures:
    """known: barriers that have a picture already. wished: False takes none."""

    def __init__(self, known: Set[Known], *, wished: bool) -> None:
        self._known = known
        self._wished = wished
        self._tries: Counter[Known] = Counter()
        self._taken: dict[Known, TakenPicture] = {}

    @property
    def taken(self) -> tuple[TakenPicture, ...]:
        return tuple(self._taken.values())

    def wanted(self, page: PlannedPage, outcomes: Sequence[CheckOutcome]) -> Sequence[Sequence[Finding]]:
        """Elements that fail a success criterion, by barrier; as `checks.pictures.Wanted` says."""
        if not self._wished or page.role == "document":
            return ()
        groups: dict[Known, list[Finding]] = {}
        for outcome in outcomes:
            if outcome.outcome is Outcome.FAILED and outcome.criteria:
                for finding in outcome.findings:
                    groups.setdefault((finding.check, signature_on(finding, page)), []).append(finding)
        left = min(_MOST_A_PAGE, _MOST_A_SITE - len(self._taken))
        asked = [known for known in groups if self._lacks(known)][: max(left, 0)]
        self._tries.update(asked)
        return [groups[known][:_EXAMPLES] for known in asked]

    def _lacks(self, known: Known) -> bool:
        return known not in self._known and known not in self._taken and self._tries[known] < _TRIES

    def keep(self, visit: PageVisit) -> None:
        """The pictures of a page that counts."""
        for picture in visit.pictures:
            known = (picture.finding.check, signature_on(picture.finding, visit.planned))
            self._taken.setdefault(
                known,
                TakenPicture(
                    *known, picture.image, picture.width, picture.height, visit.audit.url, visit.audit.audited_at
                ),
            )

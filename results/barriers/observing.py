"""Findings -> the barriers of a site in one crawl. Pure functions.

A barrier is one check failing (or in doubt) on one component, on however many pages of the site.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from results.barriers.component import element_key, signature_of
from results.barriers.third_parties import third_party
from results.model import CheckOutcome, Finding, Outcome, PageAudit, PlannedPage

BARRIERS = (Outcome.FAILED, Outcome.CANNOT_TELL)
_COMPARED_ELEMENTS = 12


@dataclass(frozen=True, slots=True)
class ObservedBarrier:
    """What one crawl found. pages: key of each page with it -> instances there.

    findings: an example of each different element, most frequent first; page: where the first is. seen: the first of
    each selector and HTML; several may be of one element.
    """

    check: str
    outcome: Outcome
    component: str
    findings: tuple[Finding, ...]
    page: str
    pages: Mapping[bytes, int]
    elements: int
    seen: tuple[Finding, ...]
    exact: bool = True
    best_practice: bool = False
    third_party: str = ""

    @property
    def instances(self) -> int:
        return sum(self.pages.values())


@dataclass(frozen=True, slots=True)
class TestedPage:
    """What the checks said of a page."""

    __test__ = False  # pytest takes it for a test by its name

    outcomes: tuple[CheckOutcome, ...]

    def shows_all(self, check: str, outcome: Outcome) -> bool:
        """The check ran to the end, and all elements that it found with this outcome are stored."""
        # Asked for the few barriers that are gone, and so not prepared for the many checks of every page.
        answers = [each for each in self.outcomes if each.check == check]
        return bool(answers) and not any(
            each.outcome is Outcome.UNTESTED or (each.outcome is outcome and each.count > len(each.findings))
            for each in answers
        )


@dataclass(frozen=True, slots=True)
class Observation:
    """What one crawl saw of one site. tested: key of each tested page -> what its checks came to."""

    barriers: tuple[ObservedBarrier, ...] = ()
    tested: Mapping[bytes, TestedPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownBarrier:
    """A barrier of earlier crawls. pages: keys of those it was on when last seen; finding: an example of then."""

    id: int
    check: str
    outcome: Outcome
    component: str
    finding: Finding
    pages: frozenset[bytes]
    fixed: bool = False


def page_key(url: str) -> bytes:
    """Six bytes for a page: enough to keep the pages of one site apart."""
    return hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=6).digest()


def observe(pages: Iterable[tuple[PlannedPage, PageAudit]], known: Iterable[KnownBarrier] = ()) -> Observation:
    """The barriers on the tested pages of one site, the gravest first: see `rank`.

    known: of this site. The component of an example that is found again is known, and not read from its HTML anew.
    """
    groups = _Groups(known)
    tested: dict[bytes, TestedPage] = {}
    for planned, audit in pages:
        if audit.tested:
            key = page_key(audit.url)
            tested[key] = TestedPage(audit.outcomes)
            groups.add_page(planned, audit, key)
    return Observation(groups.observed(), tested)


def rank(barrier: ObservedBarrier) -> tuple[bool, bool, bool, int, int, str, str]:
    """What to repair first: failures, of the site itself, that are on most pages."""
    return (
        barrier.outcome is not Outcome.FAILED,
        barrier.best_practice,
        bool(barrier.third_party),
        -len(barrier.pages),
        -barrier.instances,
        barrier.check,
        barrier.component,
    )


def signature_on(finding: Finding, page: PlannedPage) -> str:
    """Of the finding's component. Every document is made apart: one fault in two of them is two barriers."""
    signature = signature_of(finding)
    if page.role != "document":
        return signature
    return hashlib.blake2b(f"{signature} {page.url}".encode("utf-8", "replace"), digest_size=8).hexdigest()


def _shared_out(stored: Mapping[str, int], count: int) -> dict[str, int]:
    """Elements beyond the stored ones go to the components in proportion; the sum is `count`, always."""
    if not stored:
        return {"": count}
    beyond, total = count - sum(stored.values()), sum(stored.values())
    if beyond <= 0:
        return dict(stored)
    shares = {signature: number + beyond * number // total for signature, number in stored.items()}
    remainders = sorted(stored, key=lambda signature: (-(beyond * stored[signature] % total), signature))
    for signature in remainders[: count - sum(shares.values())]:
        shares[signature] += 1
    return shares


class _Groups:
    """The barriers of one site while its pages are read."""

    def __init__(self, known: Iterable[KnownBarrier]) -> None:
        self._known = {(each.finding.selector, each.finding.snippet, each.finding.region): each for each in known}
        self._groups: dict[tuple[str, Outcome, str], _Group] = {}
        # Check, outcome and document -> what was seen before, as most elements of a site are on many of its pages.
        self._looks: dict[tuple[str, Outcome, str], dict[tuple[str, str, str], tuple[_Group, _Seen]]] = {}

    def add_page(self, planned: PlannedPage, audit: PageAudit, key: bytes) -> None:
        document = planned.url if planned.role == "document" else ""
        # A crawl of 10,000 sites comes here with 34 million outcomes, of which few found anything.
        for answer in [answer for answer in audit.outcomes if answer.count]:
            if answer.outcome not in BARRIERS:
                continue
            looks = self._looks.setdefault((answer.check, answer.outcome, document), {})
            for finding in answer.findings:
                look = (finding.selector, finding.snippet, finding.region)
                found = looks.get(look)
                if found is None:
                    group = self._group(answer, self._signature(finding, planned, key))
                    found = looks[look] = (group, group.add(finding, audit.url))
                group, seen = found
                seen.times += 1
                group.pages[key] = group.pages.get(key, 0) + 1
            if answer.count != len(answer.findings):
                stored = Counter(
                    looks[each.selector, each.snippet, each.region][0].component for each in answer.findings
                )
                self._add_others(answer, stored, key)

    def observed(self) -> tuple[ObservedBarrier, ...]:
        return tuple(sorted([group.observed() for group in self._groups.values()], key=rank))

    def _signature(self, finding: Finding, planned: PlannedPage, key: bytes) -> str:
        before = self._known.get((finding.selector, finding.snippet, finding.region))
        # One on a single page may be of a document, and its signature made with the address of that.
        if before is None or planned.role == "document" or not (len(before.pages) > 1 or key in before.pages):
            return signature_on(finding, planned)
        return before.component

    def _add_others(self, answer: CheckOutcome, stored: Counter[str], key: bytes) -> None:
        """Elements that are counted and not stored. stored: component -> those that are."""
        for component, number in _shared_out(stored, answer.count).items():
            group = self._group(answer, component)
            group.pages[key] = group.pages.get(key, 0) + number - stored[component]
            group.exact &= len(stored) == 1

    def _group(self, answer: CheckOutcome, component: str) -> _Group:
        identity = (answer.check, answer.outcome, component)
        group = self._groups.get(identity)
        if group is None:
            group = self._groups[identity] = _Group(*identity, best_practice=not answer.criteria)
        return group


class _Group:
    """One barrier while the pages are read."""

    def __init__(self, check: str, outcome: Outcome, component: str, *, best_practice: bool) -> None:
        self.check, self.outcome, self.component = check, outcome, component
        self.best_practice = best_practice
        self.pages: dict[bytes, int] = {}
        self.seen: list[_Seen] = []
        self.exact = True

    def add(self, finding: Finding, url: str) -> _Seen:
        """One whose selector or HTML was not seen before."""
        seen = _Seen(finding, url)
        self.seen.append(seen)
        return seen

    def observed(self) -> ObservedBarrier:
        elements = self._elements()
        examples = elements[:_COMPARED_ELEMENTS] or [_Seen(Finding(self.check, self.outcome, "", ""), "")]
        first = examples[0]
        return ObservedBarrier(
            check=self.check,
            outcome=self.outcome,
            component=self.component,
            findings=tuple([example.finding for example in examples]),
            page=first.url,
            pages=self.pages,
            elements=len(elements),
            seen=tuple([each.finding for each in self.seen]),
            exact=self.exact,
            best_practice=self.best_practice,
            third_party=third_party(first.finding),
        )

    def _elements(self) -> list[_Seen]:
        """The first that was seen of each different element, most frequent first."""
        if len(self.seen) == 1:
            return self.seen
        elements: dict[str, _Seen] = {}
        for each in self.seen:
            element = elements.setdefault(element_key(each.finding), each)
            if element is not each:
                element.times += each.times
        return [elements[key] for key in sorted(elements, key=lambda key: (-elements[key].times, key))]


@dataclass(slots=True)
class _Seen:
    """An element on a page, how often one with this selector and HTML was seen, and where first."""

    finding: Finding
    url: str
    times: int = 0

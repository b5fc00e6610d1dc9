"""The barriers of a site followed from one crawl to the next. Pure functions.

A barrier is recognised in the next crawl by its component's signature; else, when the component was changed, by the
best similarity with what is left, above a threshold. What cannot be known is not claimed: a barrier is fixed only
where its page was tested again, by its check, to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from results.barriers.component import component_of, element_key, signature_of, similarity
from results.barriers.observing import KnownBarrier, Observation, ObservedBarrier, rank
from results.model import BarrierState, Outcome

# Chosen on real pages that were changed on purpose: see decisions/0018-barriers.md.
SAME = 0.5
# One that was fixed is not called back by something that only looks like it.
SAME_AS_FIXED = 0.8


@dataclass(frozen=True, slots=True)
class FollowedBarrier:
    """known: None for a new one. observed: None for one that is not there.

    pages_again: of one that was there before and is not, pages where it was, tested again by its check.
    """

    state: BarrierState
    known: KnownBarrier | None
    observed: ObservedBarrier | None
    pages_again: int = 0


def follow(known: Sequence[KnownBarrier], observation: Observation) -> tuple[FollowedBarrier, ...]:
    """Every known and every observed barrier exactly once: together, or alone."""
    pairs = matched(known, observation)
    followed = [
        FollowedBarrier(
            BarrierState.RETURNED if before.fixed else BarrierState.PERSISTING,
            before,
            now,
        )
        for before, now in pairs
    ]
    taken = {id(now) for _, now in pairs}
    followed += [FollowedBarrier(BarrierState.NEW, None, now) for now in observation.barriers if id(now) not in taken]
    gone = {before.id for before, _ in pairs}
    followed += [_absent(before, observation) for before in known if before.id not in gone]
    return tuple(followed)


def matched(known: Sequence[KnownBarrier], observation: Observation) -> list[tuple[KnownBarrier, ObservedBarrier]]:
    """One to one: the same signature first, then the most alike. Barriers that were there go before fixed ones."""
    observed = observation.barriers
    pairs: list[tuple[KnownBarrier, ObservedBarrier]] = []
    free = {(now.check, now.outcome, now.component): now for now in observed}
    left: list[KnownBarrier] = []
    for before in sorted(known, key=lambda each: (each.fixed, each.id)):
        now = free.pop((before.check, before.outcome, before.component), None)
        if now is None:
            left.append(before)
        else:
            pairs.append((before, now))
    candidates = _alike(known, left, free.values(), observation.tested.keys())
    alike = sorted(candidates, key=lambda each: (-each[0], each[1].fixed, each[1].id, rank(each[2])))
    met: set[int] = set()
    for _, before, now in alike:
        answer = (now.check, now.outcome, now.component)
        if before.id not in met and answer in free:
            met.add(before.id)
            del free[answer]
            pairs.append((before, now))
    return pairs


def _alike(
    known: Sequence[KnownBarrier],
    left: Sequence[KnownBarrier],
    free: Iterable[ObservedBarrier],
    tested: Set[bytes],
) -> Iterator[tuple[float, KnownBarrier, ObservedBarrier]]:
    """tested: pages of this crawl. That a page was tested before shows in any barrier that was on it."""
    before_too = frozenset().union(*(each.pages for each in known))
    by_check: dict[tuple[str, Outcome], list[ObservedBarrier]] = {}
    for now in free:
        if now.component != signature_of(now.findings[0]):
            continue
        by_check.setdefault((now.check, now.outcome), []).append(now)
    for before in left:
        candidates = by_check.get((before.check, before.outcome))
        if not candidates or before.component != signature_of(before.finding):
            continue  # or of a document, which is known by its address and never becomes another
        component, was_on = component_of(before.finding), before.pages & tested
        for now in candidates:
            is_on = now.pages.keys() & before_too
            shared = len(was_on & is_on) / len(was_on | is_on) if was_on | is_on else 0.0
            score = max(similarity(component, component_of(finding), shared) for finding in now.findings)
            if score >= (SAME_AS_FIXED if before.fixed else SAME):
                yield score, before, now


def _absent(before: KnownBarrier, observation: Observation) -> FollowedBarrier:
    if before.fixed:
        return FollowedBarrier(BarrierState.FIXED, before, None)
    again = _tested_again(before, observation)
    in_doubt = again and any(_may_be(before, now) for now in observation.barriers if now.check == before.check)
    state = BarrierState.FIXED if again and not in_doubt else BarrierState.NOT_SEEN
    return FollowedBarrier(state, before, None, again)


def _may_be(before: KnownBarrier, now: ObservedBarrier) -> bool:
    """The check is in doubt now where it failed before, or the element is counted with another component."""
    if now.outcome is not before.outcome:
        return now.component == before.component
    return element_key(before.finding) in map(element_key, now.seen)


def _tested_again(before: KnownBarrier, observation: Observation) -> int:
    """Pages it was on, of which all elements that the check finds with this outcome are known now."""
    pages = filter(None, map(observation.tested.get, before.pages))
    return sum(page.shows_all(before.check, before.outcome) for page in pages)

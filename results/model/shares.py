"""The share of accessible sites: of all, of groups, of strata, without a criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from results.model.audits import Reason


@dataclass(frozen=True, slots=True)
class Share:
    """The share of accessible sites, with all that is needed to check it.

    registered = accessible + not_accessible + sum(not_tested.values()), always.
    share: accessible / (accessible + not_accessible), 0 to 1; None when no site was tested.
    method: "census" (all sites, no sampling interval), "wilson" (random sample, finite-population
        corrected), "stratified" (random samples within groups, weighted; so `share` is not the ratio of the counts),
        "count" (chosen sites: no interval), or "none" (nothing tested).
    interval: 95 %, (low, high); None unless method is "wilson" or "stratified".
    bounds: the share if every site not tested were not accessible / were accessible.
    frame_size: sites in the register the selection was made from.
    """

    profile: str
    registered: int
    accessible: int
    not_accessible: int
    not_tested: Mapping[Reason, int]
    share: float | None
    method: str
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None
    frame_size: int


@dataclass(frozen=True, slots=True)
class GroupShare:
    """The share within a group of sites. name: the policy domain or organisation; may be empty."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The share if a profile had not this criterion. gained, lost: sites accessible only without it, only with it."""

    criterion: str
    share: float | None
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class SensitivityAt:
    """The share if the profile asked another score ("threshold") or another part of the pages ("page_share"), or if
    failing materially on more than another part of them decided ("most"), or failing in any way ("most_of_any").

    gained, lost: sites accessible only there, only under the profile as it is. current: the profile's own value.
    """

    rule: str
    value: float
    share: float | None
    gained: int
    lost: int
    current: bool


@dataclass(frozen=True, slots=True)
class RandomPages:
    """What the pages drawn at random say of the pages that were not opened.

    frame: pages they were drawn from. tested, failed: of the drawn pages.
    bound: with 95 % confidence, no larger part of the frame has a failure that the checks can find.
    """

    frame: int
    tested: int
    failed: int
    bound: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of the register that sites were drawn from. registered: sites in it. sites: ids of those drawn."""

    name: str
    registered: int
    sites: tuple[int, ...]

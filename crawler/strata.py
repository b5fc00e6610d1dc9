"""A random sample of the register drawn within groups of sites (strata). Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from results.judging.grouping import group_of
from results.model import Site, Stratum

LEAST = 2  # fewer sites of a group give no idea how much they differ


def draw_by_strata(register: Sequence[Site], groups: Sequence[str], limit: int, seed: int) -> tuple[Stratum, ...]:
    """`limit` sites, from each stratum in proportion to its size, but at least two (or all) of each.

    groups: what makes a stratum together: "level", "tag:service"... The same seed draws the same sites. More than
    `limit` are drawn when there are too many strata for two of each.
    """
    members: dict[str, list[Site]] = {}
    for site in register:
        members.setdefault(stratum_name(site, groups), []).append(site)
    sizes = {name: len(sites) for name, sites in sorted(members.items())}
    drawing = random.Random(seed)  # noqa: S311 - reproducible, not secret
    strata = []
    for name, number in allocated(sizes, limit).items():
        drawn = drawing.sample(range(sizes[name]), number)
        strata.append(Stratum(name, sizes[name], tuple(members[name][i].id for i in sorted(drawn))))
    return tuple(strata)


def stratum_name(site: Site, groups: Sequence[str]) -> str:
    return " / ".join(group_of(site, group) or "-" for group in groups)


def allocated(sizes: Mapping[str, int], limit: int) -> dict[str, int]:
    """Stratum -> sites to draw: at least two of each, then whichever is furthest behind its part of the register."""
    drawn = {name: min(LEAST, size) for name, size in sizes.items()}
    left = limit - sum(drawn.values())
    while left > 0 and (open_strata := [name for name, size in sizes.items() if drawn[name] < size]):
        # Sites a drawn one stands for; the name decides between equals.
        furthest = max(open_strata, key=lambda name: (sizes[name] / drawn[name], name))
        drawn[furthest] += 1
        left -= 1
    return drawn

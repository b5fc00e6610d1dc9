"""Which registered sites a crawl is about: all, some that are named, the most visited, or some drawn at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.strata import draw_by_strata
from crawler.web.urls import canonical_url
from results.model import Selection, Site, Stratum, WrongInput
from results.register.stored_sites import most_visited, registered_sites
from results.storage.store import Store


class NothingToCrawl(WrongInput):
    """The register is empty, or no site of it is meant; the message says which."""


@dataclass(frozen=True, slots=True)
class ChosenSites:
    """sites: what to crawl. selection: how they were chosen. register_size: all sites registered.

    strata: the groups they were drawn from, if they were.
    """

    sites: tuple[Site, ...]
    selection: Selection
    register_size: int
    strata: tuple[Stratum, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for; nothing set means all sites. strata: with a limit, the groups it draws within."""

    sites: tuple[str, ...] = ()
    most_visited: int | None = None
    limit: int | None = None
    strata: tuple[str, ...] = ()

    @property
    def is_made(self) -> bool:
        return bool(self.sites or self.most_visited or self.limit)

    def among(self, store: Store, seed: int) -> ChosenSites:
        """Raises NothingToCrawl."""
        sites = self.sites
        if self.most_visited:
            sites = tuple(site.url for site in most_visited(store, self.most_visited))
            if not sites:
                raise NothingToCrawl(
                    "no site has a number of visits: give visits_per_month to sites or organisations and import them"
                )
        return choose_sites(registered_sites(store), sites, self.limit, seed, self.strata)


def choose_sites(
    register: Sequence[Site], wanted: Sequence[str], limit: int | None, seed: int, strata: Sequence[str] = ()
) -> ChosenSites:
    """All, those named by URL, host or name, or a random sample of `limit`. Raises NothingToCrawl.

    strata: groups of results.judging.grouping within which the sample is drawn; none for a simple random sample.
    """
    if not register:
        raise NothingToCrawl("the register is empty; fill it with: wadmon register import FILE.csv")
    if wanted:
        chosen = tuple(site for site in register if any(_is_meant(site, word) for word in wanted))
        missing = [word for word in wanted if not any(_is_meant(site, word) for site in register)]
        if missing:
            raise NothingToCrawl(f"not in the register: {', '.join(missing)}; `wadmon register list` shows what is")
        return ChosenSites(chosen, Selection.CHOSEN, len(register))
    if limit is not None and limit < len(register) and strata:
        by_strata = draw_by_strata(register, strata, limit, seed)
        taken = {site_id for stratum in by_strata for site_id in stratum.sites}
        sites = tuple(site for site in register if site.id in taken)
        return ChosenSites(sites, Selection.RANDOM, len(register), by_strata)
    if limit is not None and limit < len(register):
        drawn = random.Random(seed).sample(range(len(register)), limit)  # noqa: S311 - reproducible, not secret
        return ChosenSites(tuple(register[i] for i in sorted(drawn)), Selection.RANDOM, len(register))
    return ChosenSites(tuple(register), Selection.CENSUS, len(register))


def _is_meant(site: Site, word: str) -> bool:
    return word in (site.url, site.name, urlsplit(site.url).netloc) or canonical_url(word) == site.url

"""Stage judge: verdicts from the stored outcomes, under the profiles of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from checks.profile import for_standard, load_profile
from crawler.pipeline.which_crawl import NoSuchCrawl, chosen_crawl, last_crawl
from crawler.settings import Settings
from results.crawls.stored_crawls import finish_crawl
from results.judging.stored_verdicts import is_judged, judge_crawl
from results.model import Crawl, Profile, Share, Standard
from results.reporting.stored_report import crawl_share
from results.storage.one_writer import writer_lock, writing
from results.storage.store import Store, open_store

Say = Callable[[str], None]
"""Shows a line to the person who waits; it is no part of the result."""


@dataclass(frozen=True, slots=True)
class JudgedCrawl:
    """A finished crawl with verdicts under every profile, as the crawl's standard has them. The store is open."""

    store: Store
    crawl: Crawl
    profiles: tuple[Profile, ...]
    settings: Settings
    say: Say

    @property
    def profile(self) -> Profile:
        """The first, which makes the headline."""
        return self.profiles[0]


def profiles_of(settings: Settings) -> list[Profile]:
    """As their files have them; what a crawl is judged by depends on its standard too (`fitted`)."""
    return [load_profile(name) for name in settings.profiles]


def fitted(profiles: Sequence[Profile], crawl: Crawl) -> list[Profile]:
    return [for_standard(profile, standard_of(crawl)) for profile in profiles]


def standard_of(crawl: Crawl) -> Standard:
    """Crawls from before the setting measured against WCAG 2.1."""
    return Standard(crawl.settings.get("standard", Standard.V3_2_1))


def judge(store: Store, crawl: Crawl, profiles: Sequence[Profile]) -> list[Share]:
    """Judges the crawl, which ends it, and gives the share under each profile. Raises DetailsRemoved."""
    judged = fitted(profiles, crawl)
    judge_crawl(store, crawl.id, judged)
    if not crawl.finished_at:
        finish_crawl(store, crawl.id)
    return [crawl_share(store, crawl, profile) for profile in judged]


def judge_again(settings: Settings, profiles: Sequence[Profile], crawl_id: int | None) -> list[Share]:
    """The crawl of this number, or the last, finished or not. Raises NoSuchCrawl, DetailsRemoved."""
    with writing(settings.database) as store:
        crawl = last_crawl(store) if crawl_id is None else chosen_crawl(store, crawl_id)
        return judge(store, crawl, profiles)


def judge_if_new(settings: Settings, store: Store, crawl: Crawl, profiles: Sequence[Profile], say: Say) -> None:
    """From what is stored, under the profiles the crawl was not judged by yet; earlier verdicts stay."""
    new = [profile for profile in profiles if not is_judged(store, crawl.id, profile)]
    if new:
        names = ", ".join(f"{profile.name} {profile.version}" for profile in new)
        say(f"judging crawl {crawl.id} by {names}")
        with writer_lock(settings.database):
            judge_crawl(store, crawl.id, new)


@contextmanager
def judged_crawl(settings: Settings, crawl_id: int | None, say: Say) -> Iterator[JudgedCrawl]:
    """The crawl of this number, or the last finished one; judged now under the profiles that are new to it.

    Raises NoSuchCrawl, DetailsRemoved.
    """
    profiles = profiles_of(settings)
    with open_store(settings.database, create=False) as store:
        crawl = chosen_crawl(store, crawl_id)
        newest = last_crawl(store)
        if crawl_id is None and newest.id > crawl.id:
            say(f"crawl {newest.id} is not finished; this is crawl {crawl.id}")
        if not crawl.finished_at:
            raise NoSuchCrawl(
                f"crawl {crawl.id} is not finished; continue with: wadmon crawl --resume, "
                f"or end it as it is with: wadmon judge --crawl {crawl.id}"
            )
        judged = fitted(profiles, crawl)
        judge_if_new(settings, store, crawl, judged, say)
        yield JudgedCrawl(store, crawl, tuple(judged), settings, say)

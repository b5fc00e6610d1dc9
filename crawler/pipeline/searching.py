"""A search for sites: hosts visited -> recognised -> folded -> candidates. Its queue is in the database: it resumes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from crawler.pipeline.discover import discovery_options
from crawler.pipeline.proposing import Proposals
from crawler.settings import Settings
from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.process import search
from crawler.site_search.recognition import (
    KnownOwners,
    host_name,
    is_government_by_name,
    known_owners,
    may_be_government,
    recognise,
)
from crawler.site_search.scope_file import GovernmentScope, load_scope
from crawler.site_search.starting_points import StartingPoint, read_starting_points
from crawler.web.options import DiscoveryOptions
from crawler.web.scopes import site_scope
from results.model import Funnel, HostLink, HostVisit, Reason, Site, WrongInput
from results.register.stored_candidates import aliases, rejections
from results.register.stored_funnel import finish_search
from results.register.stored_organisations import organisations
from results.register.stored_searches import (
    HostPlace,
    Search,
    add_start,
    get_search,
    leave_out_waiting,
    resume_search,
    save_links,
    save_visit,
    search_progress,
    seen_hosts,
    start_search,
    take_hosts,
)
from results.register.stored_sites import registered_sites
from results.storage.store import Store

HOST_SECONDS = 180.0  # longest time on one host
HOST_RETRIES = 1  # many hosts that are linked to are gone for good
COUNT_EVERY = 50  # visits between two looks at the length of the queue
LIVE_BUT_NOT_READ = (Reason.ROBOTS, Reason.ACCESS_DENIED, Reason.LOGIN, Reason.CHALLENGE)


@dataclass(frozen=True, slots=True)
class SearchLimits:
    """depth: hosts from a starting point. hosts: visited in all.

    pages: read of a host; portal_pages: of one that a person named. at_once: hosts under way at the same time.
    """

    depth: int = 3
    hosts: int = 10_000
    pages: int = 4
    portal_pages: int = 60
    at_once: int = 32


class CannotSearch(WrongInput):
    """There is nothing to begin at, or nothing to continue; the message says which."""


def begin_search(
    store: Store, sources: Sequence[str], scope_name: str, limits: SearchLimits, *, registered: bool
) -> SiteSearch:
    """Stored, with its starting points in the queue. registered: the registered sites are starting points too.

    Raises ScopeError, CannotSearch.
    """
    scope = load_scope(scope_name)
    starts = list(read_starting_points(sources))
    if registered:
        starts += [StartingPoint(site.url, portal=False) for site in registered_sites(store)]
    if not starts:
        raise CannotSearch("say where to begin: --from FILE|URL, or --registered when the register has sites")
    settings: dict[str, Any] = {"scope": scope_name, "limits": asdict(limits), "from": list(sources)}
    with store.transaction():
        stored = start_search(store, scope.name, scope.digest, settings | {"registered": registered})
        search = SiteSearch(store, stored, scope, limits)
        search.begin(starts)
    return search


def search_to_resume(store: Store) -> SiteSearch:
    """The last search, if it did not finish and its scope is the same. Raises ScopeError, CannotSearch."""
    stored = get_search(store)
    if stored is None or stored.finished_at:
        raise CannotSearch(
            "no search is unfinished; begin one with: wadmon discover sites --scope NAME --from FILE|URL"
        )
    scope = load_scope(stored.settings["scope"])
    if scope.digest != stored.scope_digest:
        raise CannotSearch(
            f"the scope {stored.settings['scope']} has changed since the search began; begin a new search"
        )
    return SiteSearch(store, stored, scope, SearchLimits(**stored.settings["limits"]))


def search_options(settings: Settings) -> DiscoveryOptions:
    """As for the pages of a site, with less patience."""
    return replace(discovery_options(settings), max_seconds=HOST_SECONDS, retries=HOST_RETRIES)


class SearchProgress(Protocol):
    def show(self, visited: int, waiting: int, recognised: int) -> None: ...


class SiteSearch:
    """One search under way. The database is written from the event loop's thread only."""

    def __init__(self, store: Store, stored: Search, scope: GovernmentScope, limits: SearchLimits) -> None:
        self._store, self._search, self._scope, self._limits = store, stored, scope, limits
        sites = registered_sites(store)
        self._owners: KnownOwners = known_owners(scope, organisations(store), sites)
        self._registered = _registered_hosts(sites, aliases(store))
        self._rejections = rejections(store)
        resume_search(store, stored.id)
        for seen in seen_hosts(store, stored.id, "in-scope"):
            if not seen.visit.leads_to and seen.visit.reason is None:
                self._owners.learn(seen.name, recognise(seen.visit, scope, self._owners, seen.linked_from).organisation)
        before = search_progress(store, stored.id)
        self._waiting = before.get("waiting", 0)
        self._visited = sum(before.values()) - self._waiting - before.get("left-out", 0)
        self._recognised = before.get("in-scope", 0)

    def begin(self, starts: Sequence[StartingPoint]) -> None:
        """Puts the starting points in the queue; a domain without a page is a host to visit, a URL is a portal."""
        with self._store.transaction():
            for start in starts:
                add_start(self._store, self._search.id, urlsplit(start.url).netloc, start.url, portal=start.portal)
        self._waiting = search_progress(self._store, self._search.id).get("waiting", 0)

    async def run(self, options: DiscoveryOptions, progress: SearchProgress) -> Funnel:
        header = SearchHeader(
            options, self._scope.signs, self._scope.contrary, self._owners.names, self._limits.at_once
        )
        async with aclosing(search(header, self._next_orders)) as visits:
            async for visit in visits:
                self._save(visit)
                progress.show(self._visited, self._waiting, self._recognised)
        with self._store.transaction():
            leave_out_waiting(self._store, self._search.id, "over the limit of hosts")
        Proposals(self._store, self._search.id, self._scope, self._owners, self._registered).propose()
        return finish_search(self._store, self._search.id)

    def _next_orders(self, room: int) -> list[HostOrder]:
        """No more hosts than the limit, those under way included."""
        under_way = search_progress(self._store, self._search.id).get("under-way", 0) if self._near_limit(room) else 0
        room = min(room, self._limits.hosts - self._visited - under_way)
        if room <= 0:
            return []
        return [
            HostOrder(
                host.name,
                host.url,
                self._limits.portal_pages if host.portal else self._limits.pages,
                host.portal,
                host.paths,
            )
            for host in take_hosts(self._store, self._search.id, room)
        ]

    def _near_limit(self, room: int) -> bool:
        return self._visited + room + 2 * self._limits.at_once >= self._limits.hosts

    # One visit

    def _save(self, visit: HostVisit) -> None:
        place = self._place(visit)
        with self._store.transaction():
            saved = save_visit(self._store, visit, place)
            if saved.portal and visit.leads_to and self._same_name(visit.host, visit.leads_to):
                target = urlsplit(visit.leads_to).netloc
                add_start(self._store, self._search.id, target, visit.leads_to, portal=True)
            if place.government or saved.portal or visit.leads_to:
                deeper, most = saved.depth + 1, self._limits.depth + bool(visit.leads_to)
                links = [(link, self._place_of_link(link, too_far=deeper > most)) for link in visit.links]
                save_links(self._store, self._search.id, visit.host, links, deeper)
        self._visited += 1
        self._recognised += place.government
        if self._visited % COUNT_EVERY == 0:
            self._waiting = search_progress(self._store, self._search.id).get("waiting", 0)

    def _same_name(self, host: str, url: str) -> bool:
        target = urlsplit(url).hostname or ""
        return self._owners.registered_name(host_name(host)) == self._owners.registered_name(target)

    def _place(self, visit: HostVisit) -> HostPlace:
        """Where the host goes in the funnel, before hosts are folded."""
        if not visit.resolved:
            return HostPlace("unresolved", str(visit.reason))
        if visit.reason is not None and visit.reason not in LIVE_BUT_NOT_READ:
            return HostPlace("not-live", str(visit.reason))
        if visit.host in self._registered:
            return HostPlace("registered", self._registered[visit.host], government=True)
        if visit.reason is not None or visit.leads_to:
            return self._place_by_name(visit)
        recognition = recognise(visit, self._scope, self._owners, 0)
        if recognition.rule is not None:
            self._owners.learn(visit.host, recognition.organisation)
            return HostPlace("in-scope", government=True)
        return HostPlace("out-of-scope", recognition.why)

    def _place_by_name(self, visit: HostVisit) -> HostPlace:
        """Its name is all there is to go by; where it leads may prove to be a government's later."""
        by_name = is_government_by_name(visit.host, self._scope, self._owners)
        if visit.leads_to or by_name:
            return HostPlace("in-scope", government=by_name)
        return HostPlace("out-of-scope", f"could not be read: {visit.reason}")

    def _place_of_link(self, link: HostLink, *, too_far: bool) -> HostPlace:
        """Whether the host of a link is worth a visit, if it was not known yet."""
        if self._scope.excluded.match(host_name(link.host)):
            return HostPlace("left-out", "never a government's")
        if self._rejections.cover(f"https://{link.host}/"):
            return HostPlace("left-out", "rejected before")
        if too_far:
            return HostPlace("left-out", "too far from a starting point")
        if link.host not in self._registered and not may_be_government(link.host, self._scope, self._owners):
            return HostPlace("left-out", "no rule is for such a name")
        return HostPlace("waiting")


def _registered_hosts(sites: Iterable[Site], other_addresses: dict[str, str]) -> dict[str, str]:
    """Hosts, and places that are parts of hosts -> URL of the registered site."""
    found: dict[str, str] = {}
    for site in sites:
        scope = site_scope(site.url)
        for host in scope.hosts:
            found[host if scope.path_prefix == "/" else host.removeprefix("www.") + scope.path_prefix] = site.url
    for place, url in other_addresses.items():
        host, _, path = place.partition("/")
        found.setdefault(host if not path else place, url)
    return found

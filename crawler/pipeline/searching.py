"""A search for sites: hosts visited -> recognised -> folded -> candidates. Its queue is in the database: it resumes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from crawler.site_search.folding import Folding, FoldingHost, fold_hosts, folding_host
from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.process import search
from crawler.site_search.recognition import (
    KnownOwners,
    Recognition,
    host_name,
    is_government_by_name,
    known_owners,
    may_be_government,
    recognise,
)
from crawler.site_search.scope_file import GovernmentScope
from crawler.site_search.starting_points import StartingPoint
from crawler.web.options import DiscoveryOptions
from crawler.web.urls import site_scope
from results.model import Candidate, CandidateState, Funnel, HostLink, HostVisit, Reason, Site
from results.register.stored_candidates import Decision, aliases, decide, place_of, rejections
from results.register.stored_organisations import organisations
from results.register.stored_searches import (
    HostPlace,
    Search,
    SeenHost,
    add_start,
    finish_search,
    leave_out_waiting,
    linked_from,
    move_host,
    resume_search,
    save_candidate,
    save_links,
    save_visit,
    search_progress,
    seen_host,
    seen_hosts,
    take_hosts,
)
from results.register.stored_sites import registered_sites
from results.storage.store import Store

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
                self._owners.learn(seen.name, self._recognised_as(seen).organisation)
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
        self._propose()
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

    # After the visits

    def _propose(self) -> None:
        """Folds the hosts that are the government's, and makes candidates of the rest."""
        foldable, not_ours = self._foldable()
        folding = fold_hosts(foldable, self._owners.registered_name)
        also_at: dict[str, list[tuple[str, str]]] = {}
        with self._store.transaction():
            for name, why in not_ours:
                move_host(self._store, name, HostPlace("out-of-scope", why))
            for name, (into, why) in folding.into.items():
                also_at.setdefault(into, []).append((f"http://{name}/", why))
                move_host(self._store, name, HostPlace("folded", f"{self._registered.get(into, into)}: {why}"))
            for host in foldable:
                if host.name in folding.into:
                    continue
                if host.registered:
                    self._propose_parts(seen_host(self._store, host.name))
                else:
                    self._propose_host(seen_host(self._store, host.name), folding, also_at.get(host.name, []))
        self._accept_by_rule()

    def _foldable(self) -> tuple[list[FoldingHost], list[tuple[str, str]]]:
        """What is compared; and hosts that proved not to be the government's, with why.

        Each is judged once more: who else links to it, and whose domain it is under, is known only now.
        """
        foldable: list[FoldingHost] = []
        not_ours: list[tuple[str, str]] = []
        for seen in seen_hosts(self._store, self._search.id, "in-scope", "registered", "out-of-scope"):
            registered = seen.state == "registered"
            if not registered and not seen.visit.leads_to and (missed := self._recognised_as(seen)).rule is None:
                not_ours.append((seen.name, seen.reason or missed.why))
            else:
                foldable.append(folding_host(seen.visit, registered=registered, linked_from=seen.linked_from))
        return foldable, not_ours

    def _propose_host(self, seen: SeenHost, folding: Folding, also_at: list[tuple[str, str]]) -> None:
        recognition = self._recognised_as(seen)
        visit = seen.visit
        if recognition.rule is None:
            move_host(self._store, seen.name, HostPlace("out-of-scope", "leads to a site that is not the government's"))
            return
        if self._rejections.cover(f"https://{seen.name}/"):
            move_host(self._store, seen.name, HostPlace("left-out", "rejected before"))
            return
        scheme, own = urlsplit(visit.final_url or seen.url).scheme, folding.own[seen.name]
        if visit.leads_to:
            scheme, own = urlsplit(seen.url).scheme, f"leads to {visit.leads_to}, which no rule recognises"
        elif visit.reason is not None:
            own = f"{own}; its home page could not be read: {visit.reason}"
        candidate = self._candidate(f"{scheme}://{seen.name}/", visit, recognition, own, also_at)
        save_candidate(self._store, self._search.id, candidate, place_of(candidate.url), own_part=False)
        move_host(self._store, seen.name, HostPlace("candidate"))
        self._propose_parts(seen)

    def _recognised_as(self, seen: SeenHost) -> Recognition:
        return recognise(seen.visit, self._scope, self._owners, seen.linked_from)

    def _candidate(
        self, url: str, visit: HostVisit, recognition: Recognition, own: str, also_at: list[tuple[str, str]]
    ) -> Candidate:
        assert recognition.rule is not None
        hosts = [visit.host, *(urlsplit(other).netloc for other, _ in also_at)]
        links = linked_from(self._store, hosts)
        return Candidate(
            url=url,
            state=CandidateState.WAITING,
            rule=recognition.rule.name,
            own_site=own,
            title=visit.title,
            language=visit.language,
            final_url=visit.final_url,
            statement=visit.statement,
            organisation=recognition.organisation,
            organisation_from=recognition.organisation_from,
            level=recognition.level,
            linked_from=links.government,
            registered_from=links.registered,
            link_texts=links.texts,
            also_at=tuple(also_at),
        )

    def _propose_parts(self, seen: SeenHost) -> None:
        """Parts of a host that are made from another template; those that are registered are no news."""
        recognition = self._recognised_as(seen)
        for part in seen.visit.parts:
            if place_of(part.url) in self._registered or self._rejections.cover(part.url):
                continue
            rule = recognition.rule
            found = Candidate(
                url=part.url,
                state=CandidateState.WAITING,
                rule=rule.name if rule is not None else "part of a registered site",
                own_site=part.reason,
                title=part.title,
                language=seen.visit.language,
                final_url=part.url,
                organisation=recognition.organisation,
                organisation_from=recognition.organisation_from,
                level=recognition.level,
            )
            save_candidate(self._store, self._search.id, found, place_of(part.url), own_part=True)

    def _accept_by_rule(self) -> None:
        """Sites found by a rule that needs no review; parts of hosts and hosts that lead away always do."""
        accepting = {rule.name for rule in self._scope.rule if rule.accept}
        rows = self._store.rows(
            "SELECT url, rule FROM candidate WHERE search_id = ? AND state = 'waiting' AND NOT own_part"
            " AND own_site NOT LIKE 'leads to %'",
            (self._search.id,),
        )
        by_rule: dict[str, list[Decision]] = {}
        for row in list(rows):
            if row["rule"] in accepting:
                by_rule.setdefault(row["rule"], []).append(Decision(row["url"], CandidateState.ACCEPTED))
        for rule, decisions in by_rule.items():
            decide(self._store, decisions, decided_by=f"rule {rule}")


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

"""The end of a search for sites: hosts recognised -> folded -> candidates for the register."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.site_search.folding import Folding, FoldingHost, fold_hosts, folding_host
from crawler.site_search.recognition import KnownOwners, Recognition, recognise
from crawler.site_search.scope_file import GovernmentScope
from results.model import Candidate, CandidateState, HostVisit
from results.register.stored_candidates import Decision, acceptable, decide, place_of, rejections
from results.register.stored_searches import (
    HostPlace,
    SeenHost,
    linked_from,
    move_host,
    save_candidate,
    seen_host,
    seen_hosts,
)
from results.storage.store import Store


class Proposals:
    """What a search found, all of it known. registered: hosts and parts of hosts -> URL of the registered site."""

    def __init__(
        self, store: Store, search_id: int, scope: GovernmentScope, owners: KnownOwners, registered: Mapping[str, str]
    ) -> None:
        self._store, self._search_id, self._scope = store, search_id, scope
        self._owners, self._registered = owners, registered
        self._rejections = rejections(store)

    def propose(self) -> None:
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
        for seen in seen_hosts(self._store, self._search_id, "in-scope", "registered", "out-of-scope"):
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
        save_candidate(self._store, self._search_id, candidate, place_of(candidate.url), own_part=False)
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
            save_candidate(self._store, self._search_id, found, place_of(part.url), own_part=True)

    def _accept_by_rule(self) -> None:
        """Sites found by a rule that needs no review; parts of hosts and hosts that lead away always do."""
        accepting = [rule.name for rule in self._scope.rule if rule.accept]
        by_rule: dict[str, list[Decision]] = {}
        for url, rule in acceptable(self._store, self._search_id, accepting):
            by_rule.setdefault(rule, []).append(Decision(url, CandidateState.ACCEPTED))
        for rule, decisions in by_rule.items():
            decide(self._store, decisions, decided_by=f"rule {rule}")

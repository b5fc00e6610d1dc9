"""Whether a host is a site of this government: the scope's rules against what its visit gave. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.site_search.scope_file import GovernmentScope, HostPatterns, Rule
from crawler.web.owners import registrable_domain
from results.model import HostVisit, Organisation, Site

# In the order of how much each is worth: a statement says whose site it is because it must.
PLACES = ("statement", "imprint", "meta", "title")


@dataclass(frozen=True, slots=True)
class Recognition:
    """rule: of the scope that holds, None when none does; why: then, what was missing.

    organisation, organisation_from: the owner the evidence suggests, and where it was found.
    """

    rule: Rule | None
    why: str = ""
    organisation: str = ""
    organisation_from: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class KnownOwners:
    """What is known of owners: domains of organisations, of registered sites, and of sites recognised meanwhile.

    by_domain: registrable domain -> the organisation that says it is its own. learned: the same, of domains whose main
    host is a government's; the organisation may be empty. levels: organisation -> level.
    names: (organisation, a name pages call it by).
    """

    by_domain: dict[str, str] = field(default_factory=dict)
    learned: dict[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    names: tuple[tuple[str, str], ...] = ()
    hosters: HostPatterns = field(default_factory=lambda: HostPatterns(()))

    def domain_of(self, host: str) -> str:
        """The registered name the host is under, if its owner is known; never one that a hoster's customers share."""
        domain = self.registered_name(host)
        if domain in self.by_domain:
            return domain
        # That a host is known itself is no reason; that the main host of its name is known, is.
        return domain if domain in self.learned and host.removeprefix("www.") != domain else ""

    def organisation_of(self, domain: str) -> str:
        return self.by_domain.get(domain) or self.learned.get(domain, "")

    def learn(self, host: str, organisation: str) -> None:
        """The host is the government's; if it is the main host of a registered name, so is all under that name.

        A host deeper down proves nothing of its neighbours: they may be other customers of one supplier.
        """
        name = host_name(host).removeprefix("www.")
        if not _is_address(name) and self.registered_name(name) == name:
            self.learned[name] = organisation or self.learned.get(name, "")

    def registered_name(self, host: str) -> str:
        """Public suffixes of the private section end a name too (github.io), and so do the scope's hosters."""
        hoster = self.hosters.match(host)
        if hoster.startswith("*."):
            labels, above = host.split("."), hoster.count(".")
            return ".".join(labels[-above - 1 :])
        return registrable_domain(host)


def known_owners(scope: GovernmentScope, organisations: Iterable[Organisation], sites: Iterable[Site]) -> KnownOwners:
    hosters = HostPatterns(tuple(f"*.{pattern.removeprefix('*.')}" for pattern in scope.hosters))
    owners = KnownOwners(hosters=hosters)
    by_domain = owners.by_domain
    levels: dict[str, str] = {}
    names: dict[tuple[str, str], None] = {}
    for site in sites:
        owners.learn(urlsplit(site.url).netloc, site.organisation)
        if site.organisation:
            names[site.organisation, site.organisation] = None
            levels.setdefault(site.organisation, site.level)
    for known in scope.organisation:
        by_domain.update((pattern.removeprefix("*."), known.name) for pattern in known.domains)
        names |= {(known.name, name): None for name in (known.name, *known.names)}
        levels[known.name] = known.level or levels.get(known.name, "")
    for organisation in organisations:
        by_domain.update(dict.fromkeys(organisation.domains, organisation.name))
        names |= {(organisation.name, name): None for name in (organisation.name, *organisation.other_names)}
        levels[organisation.name] = organisation.level or levels.get(organisation.name, "")
    return KnownOwners(by_domain, owners.learned, levels, tuple(names), hosters)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def recognise(visit: HostVisit, scope: GovernmentScope, owners: KnownOwners, linked_from: int) -> Recognition:
    """linked_from: hosts of this government that link to it."""
    host = host_name(visit.host)
    misses: list[str] = []
    for rule in scope.rule:
        missing = _missing(rule, visit, host, owners, linked_from)
        if missing:
            misses.append(missing)
            continue
        organisation, found_in = _owner(visit, host, owners)
        organisation = organisation or rule.organisation
        return Recognition(
            rule,
            organisation=organisation,
            organisation_from=found_in or ("rule" if organisation else ""),
            level=rule.level or owners.levels.get(organisation, ""),
        )
    forbidden = next((miss for miss in misses if miss.startswith("says ")), "")
    return Recognition(None, "says what it must not" if forbidden else "no rule holds")


def may_be_government(host: str, scope: GovernmentScope, owners: KnownOwners) -> bool:
    """Whether some rule could hold for a host with this name, so that it is worth a visit."""
    name = host_name(host)
    return any(
        _hosts_match(rule, name) and (not rule.known_domain or owners.domain_of(name) != "") for rule in scope.rule
    )


def is_government_by_name(host: str, scope: GovernmentScope, owners: KnownOwners) -> bool:
    """Whether a rule holds that asks for nothing but the name."""
    name = host_name(host)
    return any(
        _hosts_match(rule, name)
        and (bool(rule.hosts) or rule.known_domain)
        and (not rule.known_domain or owners.domain_of(name) != "")
        and not (rule.texts or rule.without or rule.names_organisation or rule.linked_from)
        for rule in scope.rule
    )


def _missing(rule: Rule, visit: HostVisit, host: str, owners: KnownOwners, linked_from: int) -> str:
    """Which condition of the rule does not hold; empty when all do."""
    if not _hosts_match(rule, host):
        return "another name"
    if rule.known_domain and not owners.domain_of(host):
        return "no known domain"
    forbidden = next((text for text in rule.without if text in visit.contrary), "")
    if forbidden:
        return f"says {forbidden!r}"
    if rule.texts and not any(text in visit.signs for text in rule.texts):
        return "none of the texts"
    if rule.names_organisation and not any(place != "title" for place, _ in visit.named):
        return "names no known organisation"
    return "too few links" if linked_from < rule.linked_from else ""


def _hosts_match(rule: Rule, host: str) -> bool:
    return (not rule.hosts or bool(_patterns(rule.hosts).match(host))) and not _patterns(rule.except_hosts).match(host)


@lru_cache(maxsize=256)
def _patterns(patterns: tuple[str, ...]) -> HostPatterns:
    return HostPatterns(patterns)


def _owner(visit: HostVisit, host: str, owners: KnownOwners) -> tuple[str, str]:
    named = dict(visit.named)
    for place in PLACES:
        if place in named:
            return named[place], place
    domain = owners.domain_of(host)
    if domain and (organisation := owners.organisation_of(domain)):
        return organisation, f"domain {domain}"
    return "", ""


def host_name(netloc: str) -> str:
    """Without a port; IPv6 keeps its brackets."""
    return netloc if netloc.endswith("]") else netloc.rpartition(":")[0] or netloc

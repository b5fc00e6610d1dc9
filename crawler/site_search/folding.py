"""The hosts of one site: which are other addresses of it, and which are sites of their own. Pure.

A host with a header, navigation and footer of its own is a website of its own (the Belgian method); so is one whose
pages name another owner. Two municipalities that use one supplier's template are two sites: their navigation leads
elsewhere.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.site_search.page_signs import likeness
from crawler.site_search.recognition import host_name
from results.model import HostVisit

SAME_TEMPLATE = 0.8
SAME_NAVIGATION = 0.5
SAME_LANGUAGE_TEMPLATE = 0.5  # versions in other languages leave out a menu here and there


@dataclass(slots=True)
class FoldingHost:
    """What decides about one host. registered: it is a registered site's. owner: named by its pages, or empty."""

    name: str
    registered: bool
    linked_from: int
    leads_to: str
    canonical: str
    alternates: tuple[str, ...]
    content: str
    owner: str
    template: array[int] = field(repr=False)
    navigation: array[int] = field(repr=False)


def folding_host(visit: HostVisit, *, registered: bool, linked_from: int) -> FoldingHost:
    named = dict(visit.named)
    return FoldingHost(
        visit.host,
        registered,
        linked_from,
        urlsplit(visit.leads_to).netloc,
        urlsplit(visit.canonical).netloc,
        tuple(dict.fromkeys(urlsplit(url).netloc for url in visit.alternates)),
        visit.content,
        next((named[place] for place in ("statement", "imprint", "meta") if place in named), ""),
        array("L", visit.template),
        array("L", visit.navigation),
    )


@dataclass(frozen=True, slots=True)
class Folding:
    """into: host -> (the host it is another address of, why). own: why each other host is a site of its own."""

    into: Mapping[str, tuple[str, str]]
    own: Mapping[str, str]


def fold_hosts(hosts: Iterable[FoldingHost], registered_name: Callable[[str], str]) -> Folding:
    """registered_name: the part of a host name that someone registered."""
    by_name = {host.name: host for host in hosts}
    groups = _Groups(by_name)
    for host in by_name.values():
        twin = host.name[4:] if host.name.startswith("www.") else f"www.{host.name}"
        if twin in by_name:
            groups.join(host.name, twin, "the same name with and without www")
        if host.leads_to in by_name and _arrives(host, by_name):
            groups.join(host.name, host.leads_to, f"redirects to {host.leads_to}")
        if host.canonical in by_name:
            groups.join(host.name, host.canonical, f"names {host.canonical} as its canonical address")
        for other in host.alternates:
            if other in by_name and likeness(host.template, by_name[other].template) >= SAME_LANGUAGE_TEMPLATE:
                groups.join(host.name, other, f"another language of {other}")
    _join_same_content(by_name, groups)
    own = _join_same_templates(by_name, groups, registered_name)
    into = {name: (groups.head(name), groups.why[name]) for name in by_name if groups.head(name) != name}
    return Folding(into, {name: own[name] for name in by_name if name not in into})


def _arrives(host: FoldingHost, by_name: Mapping[str, FoldingHost]) -> bool:
    """Whether redirects end at one of the hosts, and not in a circle or elsewhere."""
    passed: set[str] = set()
    while host.leads_to:
        if host.name in passed or host.leads_to not in by_name:
            return False
        passed.add(host.name)
        host = by_name[host.leads_to]
    return True


class _Groups:
    """Union-find; the head of a group is the host that stands for it."""

    def __init__(self, by_name: Mapping[str, FoldingHost]) -> None:
        self._by_name = by_name
        self._above: dict[str, str] = {}
        self.why: dict[str, str] = {}

    def head(self, name: str) -> str:
        while name in self._above:
            name = self._above[name]
        return name

    def join(self, one: str, other: str, why: str) -> None:
        """why is said of `one`; a registered site is never folded into another by a machine."""
        first, second = self.head(one), self.head(other)
        if first == second or (self._by_name[first].registered and self._by_name[second].registered):
            return
        head, folded = sorted((first, second), key=self._rank)
        self._above[folded] = head
        self.why.setdefault(folded, why)

    def _rank(self, name: str) -> tuple[bool, bool, int, int, str]:
        host = self._by_name[name]
        return (not host.registered, bool(host.leads_to), -host.linked_from, len(name), name)


def _join_same_content(by_name: Mapping[str, FoldingHost], groups: _Groups) -> None:
    first: dict[str, str] = {}
    for host in by_name.values():
        if host.content:
            other = first.setdefault(host.content, host.name)
            if other != host.name:
                groups.join(host.name, other, f"the same content as {other}")


def _join_same_templates(
    by_name: Mapping[str, FoldingHost], groups: _Groups, registered_name: Callable[[str], str]
) -> dict[str, str]:
    """Compares hosts under one registered name with its main host. Returns why the others are their own sites."""
    own: dict[str, str] = {}
    families: dict[str, list[FoldingHost]] = defaultdict(list)
    for host in by_name.values():
        families[registered_name(host_name(host.name))].append(host)
    for domain, family in families.items():
        main = next((by_name[name] for name in (f"www.{domain}", domain) if name in by_name), None)
        if main is not None and main.leads_to in by_name:
            main = by_name[main.leads_to]
        for host in family:
            if main is None or groups.head(host.name) == groups.head(main.name):
                own[host.name] = f"under the name {domain}"
                continue
            own[host.name] = reason = _difference(host, main)
            if not reason:
                groups.join(host.name, main.name, f"the template and navigation of {main.name}")
                own[host.name] = f"under the name {domain}"
    return own


def _difference(host: FoldingHost, main: FoldingHost) -> str:
    """Why a host is another site than the main host of its domain; empty when it is not."""
    if host.owner and main.owner and host.owner != main.owner:
        return f"its own owner: {host.owner}, where {main.name} has {main.owner}"
    if not host.template or not main.template:
        return f"a name of its own under {main.name}; its template could not be compared"
    template, navigation = likeness(host.template, main.template), likeness(host.navigation, main.navigation)
    if template >= SAME_TEMPLATE and navigation >= SAME_NAVIGATION:
        return ""
    if template < SAME_TEMPLATE:
        return f"its own template: header, navigation and footer are {template:.0%} like those of {main.name}"
    return f"its own navigation: {navigation:.0%} of the links of {main.name}'s"

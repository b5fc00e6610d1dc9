"""The search for sites: hosts that were visited, and the candidates for the register among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from results.model.audits import Reason


@dataclass(frozen=True, slots=True)
class HostLink:
    """Links from a visited host to another. host: with the port if need be. url: where the first one leads.

    text: of the first link that has one. count: links on the pages read.
    """

    host: str
    url: str
    text: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part of a host that is made from another template than the host's home page: a site of its own.

    url: where it begins, ends with "/". reason: what differs, English.
    """

    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class HostVisit:
    """What one visit to one host gave.

    reason: None when the home page was read; then the page is at final_url. detail: technical message.
    resolved: its name has an address (behind a proxy: the proxy reached it).
    leads_to: URL on another host that the home page redirects to; the visit ends there.
    canonical: URL on another host that the home page names as its own address. alternates: the same page
        in other languages on other hosts.
    content: hash of the home page's text without digits, empty when it has little.
    template: hashes of the structure of header, navigation and footer. navigation: hashes of where its links lead.
    statement: URL of the accessibility statement. named: (where, organisation) for each known organisation it names;
        where is statement, imprint, meta or title.
    signs: texts the scope asks for, in places that say whose site it is. contrary: texts of sites of others, anywhere.
    links: to other hosts. urls: distinct URLs seen. pages, requests: read and made. robots: found, none, unreachable.
    """

    host: str
    reason: Reason | None = None
    detail: str = ""
    resolved: bool = True
    status: int | None = None
    final_url: str = ""
    leads_to: str = ""
    canonical: str = ""
    alternates: tuple[str, ...] = ()
    title: str = ""
    language: str = ""
    words: int = 0
    content: str = ""
    template: tuple[int, ...] = ()
    navigation: tuple[int, ...] = ()
    statement: str = ""
    named: tuple[tuple[str, str], ...] = ()
    signs: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    links: tuple[HostLink, ...] = ()
    parts: tuple[OwnPart, ...] = ()
    urls: int = 0
    pages: int = 0
    requests: int = 0
    robots: str = "none"


class CandidateState(StrEnum):
    """What was decided about a candidate."""

    WAITING = "waiting"  # for a person
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"  # another address of a registered site


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that was found and may belong in the register.

    rule: of the scope, that took it for a government's. own_site: why it is a site of its own, English.
    organisation, organisation_from: the owner that the evidence suggests, and which evidence.
    linked_from: hosts of government sites that link to it; registered_from: those of registered sites among them.
    link_texts: of these links, at most 5. also_at: addresses folded into it, each with why.
    reason: of the decision. decided_by: person, rule NAME, or empty.
    """

    url: str
    state: CandidateState
    rule: str
    own_site: str
    title: str = ""
    language: str = ""
    final_url: str = ""
    statement: str = ""
    organisation: str = ""
    organisation_from: str = ""
    level: str = ""
    linked_from: int = 0
    registered_from: int = 0
    link_texts: tuple[str, ...] = ()
    also_at: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    decided_by: str = ""
    found_at: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """One search for sites, from URLs to the register. Each host is in exactly one place:

    hosts = sum(left_out) + unresolved + sum(not_live) + sum(out_of_scope) + registered + folded + proposed hosts,
    and proposed + own_parts = waiting + accepted + rejected + merged.

    urls: distinct URLs on the pages of each host, added up. left_out, not_live, out_of_scope: by reason.
    registered: hosts of sites that were registered before. folded: other addresses of another host here.
    own_parts: parts of hosts that are sites of their own.
    """

    urls: int
    hosts: int
    left_out: Mapping[str, int]
    unresolved: int
    not_live: Mapping[str, int]
    out_of_scope: Mapping[str, int]
    registered: int
    folded: int
    proposed: int
    own_parts: int
    waiting: int
    accepted: int
    rejected: int
    merged: int

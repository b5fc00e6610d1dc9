"""Where a site's statement is linked from, and where one is that was not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from checks.facts import Link, PageFacts, address, marked, url_parts
from checks.statement_words import all_words, claimed
from results.model import AccessibilityStatement, ConformanceStatus, Reason
from results.page_words.fold import folded

_EVIDENCE = 300
_LONGEST_NAME = 80  # longer link texts are teasers
_ARTICLE = re.compile(
    r"(?:^|/)(?:news|nieuws|actualites?|aktuelles|artikels?|articles?|blog|posts?|press|weeknotes|agenda|events?)/."
)

# Where states keep the statements of their public bodies -> the country.
REGISTERS = {
    "form.agid.gov.it": "it",
    "was.digst.dk": "dk",
    "www.was.digst.dk": "dk",
    "toegankelijkheidsverklaring.nl": "nl",
    "www.toegankelijkheidsverklaring.nl": "nl",
}


def signs_of_this_site(statement: AccessibilityStatement, page: PageFacts, pages: Sequence[PageFacts]) -> int:
    """What speaks for a statement being that of this site, and not of a page about statements: it names the site's
    address, and the site's other pages lead to it.
    """
    home = next((page for page in pages if page.role == "home"), None)
    host = _host(home.final_url or home.url) if home else ""
    linked = with_links(statement, pages, page)
    footer = any(
        link.region == "contentinfo" and address(link.url) == address(statement.url)
        for page in pages
        for link in page.links
    )
    named = bool(host) and host in page.text.lower()
    return 2 * named + 2 * (linked.linked_from * 2 > len(pages)) + footer


def _host(url: str) -> str:
    return (url_parts(url).hostname or "").removeprefix("www.")


def with_links(
    statement: AccessibilityStatement, pages: Sequence[PageFacts], page: PageFacts | None
) -> AccessibilityStatement:
    """With the pages that link to it, and the status a French home page states in the link itself."""
    addresses = {address(url) for url in (statement.url, *((page.url, page.final_url) if page else ())) if url}
    linking = [p for p in pages if any(address(link.url) in addresses for link in p.links)]
    changes: dict[str, Any] = {
        "linked_from_home": any(p.role == "home" for p in linking),
        "linked_from": len(linking),
        "pages": len(pages),
    }
    mention = next((link.name for p in pages for link in p.links if _is_mention(link)), "")
    if mention and not statement.hook:
        changes["hook"] = "fr"
    if mention and statement.status is ConformanceStatus.UNSTATED:
        changes |= {"status": claimed(mention), "evidence": mention[:_EVIDENCE]}
    return replace(statement, **changes)


def _is_mention(link: Link) -> bool:
    """ "Accessibilité : partiellement conforme", which French law asks of every home page."""
    name = folded(link.name)
    return name.startswith("accessibilite") and len(name) <= _LONGEST_NAME and claimed(name) is not None


def register_of(url: str) -> str:
    """The country whose register of statements the address is in; empty when it is in none."""
    return REGISTERS.get(url_parts(url).hostname or "", "")


def on_another_host(pages: Sequence[PageFacts]) -> str:
    """URL of a page that a link calls the statement, or a register's, on none of the hosts of the site's own pages."""
    own = {_host(url) for page in pages for url in (page.url, page.final_url)}
    links = [link for page in pages for link in page.links if link.url.startswith("http")]
    away = [link for link in links if _host(link.url) not in own]
    in_register = (link.url for link in away if register_of(link.url))
    named = (link.url for link in away if _names_statement(link) or _leads_to_statement(link))
    return next(in_register, "") or next(named, "")


def elsewhere(
    pages: Sequence[PageFacts], unreadable: Mapping[str, Reason], besides: PageFacts | None = None
) -> tuple[str, str]:
    """(country of the register, URL) of a statement that is linked but was not read; both empty when there is none.

    besides: a page that was read.
    """
    for link in (link for page in pages for link in page.links):
        if country := register_of(link.url):
            return country, link.url
    if unreadable:
        return "", next(iter(unreadable))
    # "#" leads nowhere. A page that was tested and says nothing of the kind may be one in words that are not known.
    nowhere = {address(url) for page in pages for url in (page.url, page.final_url) if page.role == "home"}
    nowhere |= {address(url) for url in (besides.url, besides.final_url)} if besides else set()
    for page in pages:
        own = nowhere | {address(page.url), address(page.final_url)}
        italian = marked(page, "[data-element=accessibility-link]")
        if italian.startswith("http") and address(italian) not in own:
            return "it", italian
        for link in page.links:
            if link.url.startswith("http") and address(link.url) not in own and _names_statement(link):
                return "", link.url
    return "", on_another_host(pages)


def _names_statement(link: Link) -> bool:
    name = folded(link.name)
    if len(name) > _LONGEST_NAME or is_article(link.url):
        return False
    return any(words.name.are_all_of(name) for words in all_words().values()) or _is_mention(link)


def _leads_to_statement(link: Link) -> bool:
    """ "Accessibility", to a page whose address says statement."""
    if is_article(link.url):
        return False
    place = url_parts(link.url).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    called, name = folded(re.sub(r"[-_+]+", " ", unquote(place))), folded(link.name)
    words = all_words().values()
    return any(one.name.are_all_of(called) for one in words) and any(one.weak.are_all_of(name) for one in words)


def is_article(url: str) -> bool:
    """A page of the news or a blog, about statements."""
    return _ARTICLE.search(url_parts(url).path.lower()) is not None

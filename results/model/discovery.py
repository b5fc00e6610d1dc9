"""What discovery found on a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from results.model.audits import Reason


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page discovery knows of.

    url: canonical. depth: links from the start page; sitemap entries have 1.
    source: start, link, sitemap, redirect, rendered (a link only the browser saw), or panel (of the sample before).
    status: HTTP status, None when the page was not fetched. content_type: without parameters.
    link_texts: distinct texts of links to it, at most 5, at most 100 characters each.
    forms, tables, media, password_fields: number in the static HTML (search boxes are not forms).
    skeleton: short hash of the page's structure; equal for pages made from one template. Empty if unknown.
    found_on: URL of the page with the first link to it. translation_of: URL of the page that says it says the same
        in another language. language: of the markup, else as links to it or its URL say.
    """

    url: str
    depth: int = 0
    source: str = "link"
    status: int | None = None
    content_type: str = ""
    title: str = ""
    language: str = ""
    link_texts: tuple[str, ...] = ()
    forms: int = 0
    tables: int = 0
    media: int = 0
    password_fields: int = 0
    skeleton: str = ""
    bytes: int = 0
    found_on: str = ""
    translation_of: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop. status: 301, 302, 303, 307 or 308; 0 for a hop made by the page itself."""

    url: str
    to: str
    status: int


@dataclass(frozen=True, slots=True)
class SiteDiscovery:
    """What discovery found on one site.

    reason: why nothing could be found; None when at least the start page was found.
    detail: the technical message behind the reason, English, at most 300 characters.
    final_url: where the start URL led.
    dropped: name of the rule -> number of URLs it left out ("off-scope", "robots", "cap/pages", ...).
    robots: found, none, unreachable, or unreadable. crawl_delay: seconds robots.txt asks for, 0 when it asks nothing.
    ended: complete, the cap that ended it (pages, time, bytes), unreadable (only a browser can read the site), or
        one-view (an application that scripts draw, of which neither links nor the browser showed another page).
    replaced: page of the sample before that proved to be another address of a page -> that page; empty for one that is
        an error page now. Not stored: `Sample.left` says it.
    seconds: wall time. requests: HTTP requests made to find the pages.
    unchanged: URLs of pages that were tested in an earlier crawl, of which nothing changed since.
    """

    site_id: int
    pages: tuple[FoundPage, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    final_url: str = ""
    redirects: tuple[Redirect, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    robots: str = "none"
    crawl_delay: float = 0.0
    ended: str = "complete"
    seconds: float = 0.0
    requests: int = 0
    replaced: Mapping[str, str] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()

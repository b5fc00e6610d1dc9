"""Whether the browser ended on the site, as discovery understood it."""

from __future__ import annotations

from crawler.web.scopes import ScopeIndex, site_scope
from crawler.web.territory import Territory
from crawler.web.urls import canonical_url
from results.model import Reason, Site, SiteDiscovery


class Belonging:
    """Of one site."""

    def __init__(self, site: Site, discovery: SiteDiscovery, registered: ScopeIndex) -> None:
        self._start = site.url
        self._scope = site_scope(site.url)
        self._registered = registered
        self._territory = Territory(self._scope, registered)
        if discovery.reason is None and discovery.final_url:
            self._territory.enlarge(discovery.final_url)

    def owns(self, url: str) -> bool:
        """url: canonical."""
        return self._territory.owns(url)

    def page(self, url: str) -> Reason | None:
        """Why a page that ended there is not the site's, None when it is."""
        target = canonical_url(url) or url
        if self._territory.owns(target):
            return None
        others = [other for other in self._registered.covering(target) if other != self._scope]
        return Reason.OTHER_SITE if others else Reason.OUT_OF_SCOPE

    def home(self, url: str) -> Reason | None:
        """The same of the home page: a script may lead a site to another place, as an HTTP redirect may."""
        target = canonical_url(url)
        if target is not None and self._territory.refusal(self._start, target) is None:
            self._territory.enlarge(target)
        return self.page(url)

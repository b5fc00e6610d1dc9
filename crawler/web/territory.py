"""What a site owns, and how a redirect of its start page may enlarge that."""

from __future__ import annotations

from crawler.web.owners import same_owner
from crawler.web.scopes import ScopeIndex, covers, folder_of, site_scope
from results.model import Reason, Scope


class Territory:
    """A site's scope, enlarged by where its start URL leads; other registered sites keep theirs."""

    def __init__(self, scope: Scope, registered: ScopeIndex) -> None:
        self._scopes = [scope]
        self._registered = registered

    @property
    def folder(self) -> str:
        """Path of the site as registered, "/" for a whole host."""
        return self._scopes[0].path_prefix

    def owns(self, url: str) -> bool:
        return any(self._registered.owns(scope, url) for scope in self._scopes)

    def refusal(self, start: str, target: str) -> Reason | None:
        """Why a redirect of the start page may not be followed; None when it may."""
        if self.owns(target):
            return None
        if any(scope not in self._scopes for scope in self._registered.covering(target)):
            return Reason.OTHER_SITE
        return None if same_owner(start, target) else Reason.OUT_OF_SCOPE

    def enlarge(self, target: str) -> None:
        """Adds the place a redirect of the start page led to.

        A site that is a part of a host stays one: of the new place only what lies under the target.
        """
        if any(covers(scope, target) for scope in self._scopes):
            return
        scope = site_scope(target)
        if self._scopes[0].path_prefix != "/":
            scope = Scope(hosts=scope.hosts, path_prefix=folder_of(target))
        self._scopes.append(scope)

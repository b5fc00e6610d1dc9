"""Which pages belong to a site: its hosts and its folder, beside those of the other sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit, urlunsplit

from crawler.web.urls import canonical_url, is_language_segment
from results.model import Scope, Site

# What a start page is called where nothing but its name tells it from a folder.
HOME_NAMES = frozenset(
    (
        *("home", "homepage", "index", "default", "main", "start", "startpagina", "startseite", "hoofdpagina"),
        *("onthaal", "welkom", "welcome", "willkommen", "bienvenue", "accueil"),
    )
)


def site_scope(url: str) -> Scope:
    """The scope a site has when only its start URL is known.

    Raises ValueError when it is no http(s) URL.
    """
    canonical = canonical_url(url)
    if canonical is None:
        message = f"not an http or https URL: {url!r}"
        raise ValueError(message)
    folder = folder_of(canonical)
    segments = folder.strip("/").split("/")
    whole_host = len(segments) == 1 and is_language_segment(segments[0])
    return Scope(hosts=_with_twin(urlsplit(canonical).netloc), path_prefix="/" if whole_host else folder)


def folder_of(url: str) -> str:
    """The path a start URL stands for. "/careers" is a folder without its slash; a file, a query or a page that is
    called home stands for the folder it is in."""
    parts = urlsplit(url)
    above, _, name = parts.path.rpartition("/")
    is_page = not name or "." in name or bool(parts.query) or name.lower() in HOME_NAMES
    return f"{above}/" if is_page else f"{parts.path}/"


def other_addresses(url: str) -> tuple[str, ...]:
    """Where the same site may answer when it does not at its canonical start URL: the other scheme, the host with or
    without www, both."""
    parts = urlsplit(url)
    scheme = "http" if parts.scheme == "https" else "https"
    twins = [parts.netloc] if parts.port is not None else list(_with_twin(parts.netloc))
    schemes = (parts.scheme,) if parts.port is not None else (parts.scheme, scheme)
    return tuple(
        address
        for netloc in twins
        for each in schemes
        if (address := urlunsplit((each, netloc, parts.path, parts.query, ""))) != url
    )


def _with_twin(netloc: str) -> tuple[str, ...]:
    """The host with and without www; an address has no twin."""
    if netloc.startswith("["):
        return (netloc,)
    host = netloc.partition(":")[0]
    if "." not in host or host.rpartition(".")[2].isdigit():
        return (netloc,)
    return (netloc, netloc[4:] if netloc.startswith("www.") else "www." + netloc)


def covers(scope: Scope, url: str) -> bool:
    """Whether a canonical URL lies under the scope, whatever other sites there are."""
    parts = urlsplit(url)
    return parts.netloc in scope.hosts and (parts.path.rstrip("/") + "/").startswith(scope.path_prefix)


class ScopeIndex:
    """The scopes of a whole register, found by host."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self._by_host: dict[str, list[Scope]] = {}
        for scope in scopes:
            for host in scope.hosts:
                self._by_host.setdefault(host, []).append(scope)

    def owns(self, scope: Scope, url: str) -> bool:
        if not covers(scope, url):
            return False
        longest = max((len(other.path_prefix) for other in self.covering(url)), default=0)
        return longest <= len(scope.path_prefix)

    def covering(self, url: str) -> list[Scope]:
        candidates = self._by_host.get(urlsplit(url).netloc, [])
        return [scope for scope in candidates if covers(scope, url)]


Place = tuple[frozenset[str], str]


def place_of(url: str) -> Place:
    """Equal for start URLs of one website, as far as their spelling tells."""
    scope = site_scope(url)
    return frozenset(scope.hosts), scope.path_prefix


def twins(sites: Iterable[Site]) -> Mapping[str, str]:
    """URL of a site that has the scope of one before it -> URL of that one: two rows of a register, one website."""
    first: dict[Place, str] = {}
    found: dict[str, str] = {}
    for site in sites:
        url = first.setdefault(place_of(site.url), site.url)
        if url != site.url:
            found[site.url] = url
    return found

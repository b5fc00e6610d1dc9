"""All that the test of a page depends on beside the page itself; when any of it is another, every page is tested."""

from __future__ import annotations

import hashlib

from checks.own_code import code_digest
from checks.profile import load_profile
from crawler.settings import Settings
from results.model import Site, Tools


class Basis:
    """Of one crawl. Made once: reading the profiles takes longer than all that is asked about a site."""

    def __init__(self, tools: Tools, settings: Settings) -> None:
        self._same = _same_for_all_sites(tools, settings)

    def of(self, site: Site) -> dict[str, str]:
        """Name -> version or digest."""
        return {**self._same, "language": site.language}


def _same_for_all_sites(tools: Tools, settings: Settings) -> dict[str, str]:
    texts = settings.as_text()
    chosen = [f"{name}={texts[name]}" for name in settings.measuring()]
    profiles = [load_profile(name) for name in settings.profiles]
    asked = sorted({check for each in profiles for one in each.criteria for check in (*one.checks, *one.asks)})
    return {
        "axe-core": tools.axe_sha256,
        "browser": tools.browser,
        "image reader": tools.image_reader,
        "checks": code_digest(),
        "settings": _digest("\n".join(chosen)),
        "profiles": _digest(" ".join(asked)),
        "user agent": settings.user_agent,
    }


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()

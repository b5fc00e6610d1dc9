"""Continuing a crawl that did not finish: with the tools and the choices it was started with."""

from __future__ import annotations

from crawler.settings import Settings, settings_from_text
from results.crawls.stored_crawls import latest_crawl
from results.model import Crawl, Tools, WrongInput
from results.storage.store import Store


class CannotResume(WrongInput):
    """There is nothing to continue, or not with these tools; the message says which."""


def crawl_to_resume(store: Store, tools: Tools) -> Crawl:
    """The last crawl, if it did not finish and was measured with the same tools. Raises CannotResume."""
    unfinished = latest_crawl(store)
    if unfinished is None or unfinished.finished_at:
        raise CannotResume("no crawl was interrupted; start one with: wadmon crawl")
    if (unfinished.tools.axe_sha256, unfinished.tools.browser) != (tools.axe_sha256, tools.browser):
        raise CannotResume(
            f"crawl {unfinished.id} was begun with axe-core {unfinished.tools.axe_version} and "
            f"{unfinished.tools.browser}; here are {tools.axe_version} and {tools.browser}, which would mix two "
            "measurements: start a new crawl with: wadmon crawl"
        )
    if unfinished.tools.image_reader != tools.image_reader:
        begun, here = (each.image_reader or "nothing" for each in (unfinished.tools, tools))
        raise CannotResume(
            f"crawl {unfinished.id} was begun with {begun} to read the words in pictures; here is {here}, which would "
            "mix two measurements: start a new crawl with: wadmon crawl"
        )
    return unfinished


def settings_of(crawl: Crawl, settings: Settings) -> Settings:
    """Today's settings, except those that decide the result."""
    begun = {name: crawl.settings[name] for name in settings.deciding() if name in crawl.settings}
    return settings_from_text(settings, begun)

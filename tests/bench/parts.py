"""Where the time of a page goes: what an audit does, timed part by part, and otherwise as it is."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from checks import audit
from checks.browser import RecyclingBrowser
from checks.check import Check, DomCheck, LoadedPage, ObservationCheck
from checks.engines.own_checks import OwnChecks
from crawler.pipeline import audit as audit_stage
from crawler.pipeline.tools import AuditTools
from results.model import PageAudit

FIRST = ("open", "load", "settle", "axe-core", "reading checks", "facts")  # then the observations
LAST = ("storing",)


class Parts:
    """Seconds by part, of all pages of the audits that used `tools`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.observations: list[str] = []
        self.pages = 0

    @contextmanager
    def timing(self, tools: AuditTools, checks: Sequence[Check], cap: int) -> Iterator[AuditTools]:
        """The same tools, timed; `checks`: those they run."""
        own = _Timed(OwnChecks(self._observed(checks), cap), read=self._timed("reading checks"))
        facts = self._timed("facts")(audit.read_facts)
        new_page = self._timed("open")(RecyclingBrowser._tab)
        store = self._measuring("storing")(audit_stage.store_visit)
        with (
            mock.patch.object(audit, "read_facts", facts),
            mock.patch.object(RecyclingBrowser, "_tab", new_page),
            mock.patch.object(audit_stage, "store_visit", store),
        ):
            yield replace(tools, axe=_Timed(tools.axe, run=self._timed("axe-core")), own=own)

    def add(self, audits: Sequence[PageAudit]) -> None:
        """What is stored of the pages tells the rest."""
        self.pages += len(audits)
        self.seconds["load"] += sum(one.load_seconds or 0 for one in audits)
        self.seconds["settle"] += sum(one.settle_seconds or 0 for one in audits)

    def table(self) -> Iterator[tuple[str, float]]:
        """(part, milliseconds a page), in the order of a visit; observations beside each other count both."""
        for part in (*FIRST, *self.observations, *LAST):
            yield part, 1000 * self.seconds[part] / max(self.pages, 1)

    def _observed(self, checks: Sequence[Check]) -> list[Check]:
        found = {check.observation for check in checks if isinstance(check, ObservationCheck)}
        inorder = sorted(found, key=lambda observation: observation.order)
        self.observations = [observation.name for observation in inorder]
        timed = {one: replace(one, observe=self._timed(one.name)(one.observe)) for one in inorder}
        return [
            replace(check, observation=timed[check.observation]) if isinstance(check, ObservationCheck) else check
            for check in checks
        ]

    @contextmanager
    def _measuring(self, part: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[part] += time.monotonic() - started

    def _timed(self, part: str) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
        def wrap(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
            async def timed(*given: Any) -> Any:
                with self._measuring(part):
                    return await run(*given)

            return timed

        return wrap


class _Timed:
    """Something of which some methods are timed."""

    def __init__(self, inner: Any, **methods: Callable[[Any], Any]) -> None:
        self._inner = inner
        for name, wrap in methods.items():
            setattr(self, name, wrap(getattr(inner, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


async def each_reading_check(
    tools: AuditTools, urls: Sequence[str], checks: Sequence[Check]
) -> list[tuple[str, float]]:
    """(check, milliseconds a page) of the checks that read the document, each run alone; the costliest first.

    What several share (names, colours) is found again by each here, once for all in an audit.
    """
    alone = {check.id: OwnChecks((check,)) for check in checks if isinstance(check, DomCheck)}
    seconds: dict[str, float] = defaultdict(float)
    async with tools.browsers.browser() as browser, browser.site_context("en") as context:
        for url in urls:
            async with browser.page(context) as tab:
                await tab.page.open(url, 30)
                await tab.page.wait_for_load(10)
                await tools.axe.run(tab.page)
                loaded = LoadedPage(tab.page)
                for name, check in alone.items():
                    started = time.monotonic()
                    await check.read(loaded)
                    seconds[name] += time.monotonic() - started
                tab.in_order = True
    return sorted(((name, 1000 * each / len(urls)) for name, each in seconds.items()), key=lambda one: -one[1])

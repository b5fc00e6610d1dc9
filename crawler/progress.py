"""What a person sees while a crawl runs: a display on a terminal, plain lines elsewhere. Always on stderr."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from results.model import PageAudit, Site, SiteDiscovery

PLAIN_SECONDS = 15.0


class Progress(Protocol):
    """Takes everything that happens, as it happens."""

    def begin(self, sites: int, discovered: int, audited: int) -> None: ...

    def discovered(self, site: Site, discovery: SiteDiscovery) -> None: ...

    def visited(self, audit: PageAudit) -> None: ...

    def audited(self, site: Site, audits: Sequence[PageAudit]) -> None: ...

    def workers(self, number: int, visiting: int) -> None:
        """How many there are, and how many of them are at a site."""


@dataclass
class _Counts:
    """Sites that need no visit count as audited when they are discovered."""

    sites: int = 0
    discovered: int = 0
    done: int = 0
    done_before: int = 0
    pages: int = 0
    untested: int = 0
    workers: int = 0
    visiting: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def pages_a_second(self) -> float:
        return self.pages / max(time.monotonic() - self.started, 0.001)

    @property
    def left(self) -> str:
        """Time left, from the sites done in this run."""
        here = self.done - self.done_before
        if not here:
            return "?"
        seconds = (self.sites - self.done) * (time.monotonic() - self.started) / here
        minutes, rest = divmod(int(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def __str__(self) -> str:
        return (
            f"sites {self.done}/{self.sites} (discovered {self.discovered}), pages {self.pages}, not tested "
            f"{self.untested}, {self.pages_a_second:.1f} pages/s, {self.left} left"
            + (f", workers {self.visiting}/{self.workers}" if self.workers else "")
        )


class _Counting:
    """What all displays count alike."""

    def __init__(self) -> None:
        self.counts = _Counts()

    def begin(self, sites: int, discovered: int, audited: int) -> None:
        self.counts = _Counts(sites=sites, discovered=discovered, done=audited, done_before=audited)
        self.show()

    def discovered(self, _site: Site, discovery: SiteDiscovery) -> None:
        self.counts.discovered += 1
        self.counts.done += discovery.reason is not None
        self.show()

    def visited(self, audit: PageAudit) -> None:
        self.counts.pages += 1
        self.counts.untested += not audit.tested
        self.show()

    def audited(self, _site: Site, _audits: Sequence[PageAudit]) -> None:
        self.counts.done += 1
        self.show()

    def workers(self, number: int, visiting: int) -> None:
        self.counts.workers, self.counts.visiting = number, visiting

    def show(self) -> None:
        """Nothing: a quiet run."""


class PlainProgress(_Counting):
    """A line now and then, for logs and pipes."""

    def __init__(self, stream: TextIO, every: float = PLAIN_SECONDS) -> None:
        super().__init__()
        self._stream = stream
        self._every = every
        self._last = time.monotonic()

    def show(self) -> None:
        finished = self.counts.done == self.counts.sites
        if time.monotonic() - self._last >= self._every or finished:
            self._last = time.monotonic()
            print(self.counts, file=self._stream, flush=True)

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.flush()


class TerminalProgress(_Counting):
    """A bar with the counts, redrawn in place."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("sites", total=None, counts="")

    def show(self) -> None:
        counts = self.counts
        text = (
            f"{counts.pages} pages, {counts.untested} not tested, {counts.pages_a_second:.1f}/s, {counts.left} left, "
            f"{counts.visiting} of {counts.workers} workers visiting"
        )
        self._bar.update(self._task, total=counts.sites, completed=counts.done, counts=text)

    def __enter__(self) -> TerminalProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


class QuietProgress(_Counting):
    """Counts, and shows nothing."""

    def __enter__(self) -> QuietProgress:
        return self

    def __exit__(self, *_: object) -> None:
        return


def progress_for(stream: TextIO, *, quiet: bool) -> PlainProgress | TerminalProgress | QuietProgress:
    """The display that fits where the output goes."""
    if quiet:
        return QuietProgress()
    return TerminalProgress() if stream.isatty() else PlainProgress(stream)

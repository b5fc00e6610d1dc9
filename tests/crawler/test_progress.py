import io

import pytest

from crawler import progress as module
from crawler.progress import PlainProgress, QuietProgress, TerminalProgress, progress_for
from results.model import PageAudit, Reason, Site, SiteDiscovery

SITE = Site("https://a.example/", id=1)
FOUND = SiteDiscovery(1)
UNREACHABLE = SiteDiscovery(1, reason=Reason.UNREACHABLE)
TESTED = PageAudit("https://a.example/")
UNTESTED = PageAudit("https://a.example/x", reason=Reason.TIMEOUT)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def _begin(progress: PlainProgress | QuietProgress, clock: Clock, sites: int, discovered: int, audited: int) -> None:
    progress.begin(sites, discovered, audited)
    progress.counts.started = clock.now


def test_plain_lines_come_now_and_then_and_when_the_last_site_is_done(clock: Clock) -> None:
    stream = io.StringIO()
    with PlainProgress(stream, every=15) as progress:
        _begin(progress, clock, 3, 0, 0)
        progress.discovered(SITE, FOUND)
        progress.discovered(SITE, UNREACHABLE)
        clock.now += 10
        progress.visited(TESTED)
        progress.visited(UNTESTED)
        clock.now += 10
        progress.audited(SITE, (TESTED, UNTESTED))
        clock.now += 5
        progress.discovered(SITE, FOUND)
        progress.visited(TESTED)
        progress.audited(SITE, (TESTED,))

    assert stream.getvalue().splitlines() == [
        "sites 2/3 (discovered 2), pages 2, not tested 1, 0.1 pages/s, 0:10 left",
        "sites 3/3 (discovered 3), pages 3, not tested 1, 0.1 pages/s, 0:00 left",
    ]


def test_a_crawl_that_continues_reckons_with_the_sites_of_this_run_only(clock: Clock) -> None:
    stream = io.StringIO()
    with PlainProgress(stream, every=1) as progress:
        _begin(progress, clock, 100, 95, 90)
        clock.now += 60
        progress.audited(SITE, (TESTED,))

    assert stream.getvalue().splitlines() == [
        "sites 91/100 (discovered 95), pages 0, not tested 0, 0.0 pages/s, 9:00 left"
    ]


def test_the_time_left_is_unknown_before_the_first_site_is_done(clock: Clock) -> None:
    progress = QuietProgress()
    _begin(progress, clock, 4, 0, 0)
    clock.now += 100
    progress.visited(TESTED)

    assert progress.counts.left == "?"


def test_hours_are_reported_as_hours(clock: Clock) -> None:
    progress = QuietProgress()
    _begin(progress, clock, 1001, 0, 0)
    clock.now += 10.5
    progress.audited(SITE, ())

    assert progress.counts.left == "2:55:00"


def test_output_that_is_no_terminal_gets_lines_a_terminal_a_bar_and_a_quiet_run_nothing() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert isinstance(progress_for(io.StringIO(), quiet=False), PlainProgress)
    assert isinstance(progress_for(Terminal(), quiet=False), TerminalProgress)
    assert isinstance(progress_for(Terminal(), quiet=True), QuietProgress)


def test_the_bar_shows_sites_pages_rate_and_time_left_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "150")
    with TerminalProgress() as progress:
        progress.begin(2, 0, 0)
        progress.visited(UNTESTED)
        progress.audited(SITE, (UNTESTED,))

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "1 pages, 1 not tested" in shown.err
    assert "1/2" in shown.err


def test_a_quiet_run_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with QuietProgress() as progress:
        progress.begin(1, 0, 0)
        progress.audited(SITE, ())

    assert capsys.readouterr() == ("", "")
    assert progress.counts.done == 1

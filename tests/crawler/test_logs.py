import logging
from collections.abc import Iterator

import pytest

from crawler.logs import configure_logs
from results.logs import fields_logger


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize(
    ("verbose", "quiet", "shown"),
    [
        (0, False, ["warning", "error"]),
        (1, False, ["info", "warning", "error"]),
        (2, False, ["debug", "info", "warning", "error"]),
        (9, False, ["debug", "info", "warning", "error"]),
        (0, True, ["error"]),
    ],
)
def test_logs_go_to_standard_error_and_tell_as_much_as_was_asked_for(
    verbose: int, quiet: bool, shown: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])  # as a fresh process has it
    configure_logs(verbose, quiet=quiet)
    log = fields_logger("crawler.test")

    for level in ("debug", "info", "warning", "error"):
        getattr(log, level)("told", page=3)

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [f"{level.upper()} crawler.test: event='told' page=3" for level in shown]

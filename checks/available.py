"""Which checks can run here."""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Check, ObservationCheck


def available(checks: Iterable[Check], *, reading: bool) -> tuple[Check, ...]:
    """reading: something reads the words in images; checks that say nothing without that are left out otherwise."""
    return tuple(check for check in checks if reading or not _needs_reading(check))


def _needs_reading(check: Check) -> bool:
    return isinstance(check, ObservationCheck) and check.image_words == "all"

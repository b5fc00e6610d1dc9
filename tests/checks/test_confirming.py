"""Which checks another browser can be asked, and what it is asked of a page."""

from __future__ import annotations

from checks.confirming import can_confirm
from checks.rules import own_checks


def test_checks_that_need_what_a_page_loaded_are_not_asked() -> None:
    asked = {check.id for check in own_checks() if can_confirm(check)}
    assert {"focus-visible", "reflow", "text-contrast", "label-in-name"} <= asked
    assert not {"flashing", "captions-file", "pdf-title", "multiple-ways", "statement-status"} & asked

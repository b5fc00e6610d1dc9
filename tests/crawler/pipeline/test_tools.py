from __future__ import annotations

from crawler.pipeline.tools import audit_limits
from crawler.settings import Settings


def test_the_limits_of_a_visit_are_those_of_the_settings() -> None:
    limits = audit_limits(
        Settings(load_timeout=8, settle_quiet=0.1, settle_limit=2, check_timeout=3, page_timeout=9, back_off=4)
    )

    assert (limits.document, limits.load, limits.quiet, limits.settle) == (8, 4, 0.1, 2)
    assert (limits.checks, limits.page, limits.back_off) == (3, 9, 4)

"""On how many websites a user need is hit."""

from __future__ import annotations

from dataclasses import replace

from report_templates.need_views import NeedCount, need_counts
from tests.report_templates.conftest import Measurement


def test_a_website_counts_once_for_a_need_however_many_checks_failed(measurement: Measurement) -> None:
    """Contrast (need b) failed on all twelve that were tested, images without alternative (a and b) on six of them."""
    assert need_counts(measurement.report) == (NeedCount("b", 12), NeedCount("a", 6))


def test_websites_that_were_not_tested_hit_no_need(measurement: Measurement) -> None:
    assert need_counts(replace(measurement.report, sites=measurement.report.sites[-2:])) == ()

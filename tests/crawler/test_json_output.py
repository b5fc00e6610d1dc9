import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crawler.json_output import as_json, page_as_dict, share_as_dict
from results.model import CheckOutcome, Outcome


def test_a_share_as_data_holds_every_figure_and_adds_up(examples: Any) -> None:
    record = share_as_dict(examples.share)

    assert record == {
        "profile": "basic",
        "registered": 120,
        "accessible": 60,
        "not_accessible": 40,
        "not_tested": {"login": 15, "timeout": 5},
        "share": 0.6,
        "method": "wilson",
        "interval": {"low": 0.5, "high": 0.7},
        "bounds": {"low": 0.5, "high": 0.66},
        "frame_size": 900,
    }
    assert json.loads(as_json(record)) == record


def test_a_page_as_data_holds_failures_and_doubts_and_leaves_out_what_passed(examples: Any) -> None:
    passed = CheckOutcome("document-title", Outcome.PASSED, ("2.4.2",), 1)
    best_practice = CheckOutcome("region", Outcome.FAILED, (), 2)

    record = page_as_dict(examples.audit(examples.failed("image-alt", elements=1), passed, best_practice))

    element = {"selector": "#x", "snippet": "<img>", "measured": {"got": ""}, "region": "main"}
    assert record == {
        "url": "https://a.example/",
        "outcome": "tested",
        "reason": None,
        "detail": "",
        "final_url": "https://a.example/nl",
        "http_status": 200,
        "title": "Title",
        "language": "nl",
        "settled": "quiet",
        "parts_not_tested": [],
        "findings": [
            {
                "check": "image-alt",
                "outcome": "failed",
                "criteria": ["1.1.1"],
                "count": 1,
                "elements": [element],
            },
            {"check": "region", "outcome": "failed", "criteria": [], "count": 2, "elements": []},
        ],
    }


def test_no_control_character_of_a_page_stands_in_json_and_none_is_lost(examples: Any) -> None:
    record = page_as_dict(
        examples.audit(examples.failed("image-alt", elements=1, text=examples.hostile), text=examples.hostile)
    )

    text = as_json(record)

    assert text.isprintable()
    assert json.loads(text) == record


@given(st.text())
def test_json_of_any_text_is_one_line_without_controls_that_reads_back(text: str) -> None:
    written = as_json(text)

    assert json.loads(written) == text
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in written)

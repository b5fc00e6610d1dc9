"""What is made of text on images."""

from __future__ import annotations

import pytest

from checks.observations.text_on_images import TextOnImage
from checks.rules.text_contrast import judge
from results.model import Outcome


def text(*, large: bool, lowest: float, median: float) -> TextOnImage:
    return TextOnImage("p", "<p>", "main", large, lowest, median, max(lowest, 9.0))


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (text(large=False, lowest=4.4, median=3.0), Outcome.FAILED),
        (text(large=False, lowest=4.46, median=4.46), Outcome.CANNOT_TELL),  # within what rounding may do
        (text(large=False, lowest=7.0, median=4.4), Outcome.CANNOT_TELL),
        (text(large=False, lowest=4.6, median=4.5), Outcome.PASSED),
        (text(large=True, lowest=3.1, median=3.0), Outcome.PASSED),
        (text(large=True, lowest=2.9, median=1.5), Outcome.FAILED),
    ],
)
def test_a_word_fails_only_where_nearly_all_of_it_is_too_faint(seen: TextOnImage, outcome: Outcome) -> None:
    assert [found.outcome for found in judge([seen])] == [outcome]

"""Text on an image or gradient, or blended with what is behind, stands out (WCAG 1.4.3, failure F83, ACT rule afw4f7).

axe-core leaves this to a person, or does not see it; here the pixels behind the words are measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.check import Found, ObservationCheck
from checks.observations.text_on_images import TEXT_ON_IMAGES, TextOnImage
from results.model import Outcome

_ROUNDING = 0.05  # of colours to whole channels
_THIN = 0.8  # of its contrast, that the strongest pixel of a thin letter shows at least


def judge(texts: Sequence[TextOnImage]) -> Iterable[Found]:
    """A word that is too faint wherever it is looked at fails; where part of it stands out, a person decides."""
    for text in texts:
        required = 3.0 if text.large else 4.5
        measured = {"contrast": text.lowest, "required": required}
        if text.lowest < (required * _THIN if text.blended else required - _ROUNDING):
            yield _found(Outcome.FAILED, text, measured, "a word stands out too little from the image behind it")
        elif text.median < required:
            yield _found(Outcome.CANNOT_TELL, text, measured, "part of a word stands out too little")
        else:
            yield _found(Outcome.PASSED, text, measured, "")


def _found(outcome: Outcome, text: TextOnImage, measured: dict[str, float], message: str) -> Found:
    return Found(outcome, text.selector, text.snippet, text.region, measured, message)


CHECK = ObservationCheck("text-contrast", ("1.4.3",), TEXT_ON_IMAGES, judge, drawn=True)

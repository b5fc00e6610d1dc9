"""WCAG 2.1 and 2.2 success criteria, their EN 301 549 clauses and user needs, as data.

Relations to user needs: EN 301 549 V4.1.0 final draft (June 2026), Annex B, Table B.2; letters a to i are
those of Decision (EU) 2018/1524, Annex I, 1.3.2. The relation of 4.1.1 is unverified.
"""

from __future__ import annotations

from dataclasses import dataclass

from results.model import Standard


@dataclass(frozen=True, slots=True)
class SuccessCriterion:
    """number: as in WCAG. level: A or AA. clause: EN 301 549. needs, needs_secondary: letters a to i.

    wcag_id: the identifier WCAG-EM and Understanding WCAG use. in_wcag21: part of EN 301 549 V3.2.1.
    """

    number: str
    name: str
    level: str
    clause: str
    needs: str
    needs_secondary: str
    wcag_id: str
    in_wcag21: bool


SUCCESS_CRITERIA = {
    criterion.number: criterion
    for criterion in (
        SuccessCriterion("1.1.1", "Non-text Content", "A", "9.1.1.1", "abde", "gi", "non-text-content", True),
        SuccessCriterion(
            "1.2.1",
            "Audio-only and Video-only (Prerecorded)",
            "A",
            "9.1.2.1",
            "abde",
            "i",
            "audio-only-and-video-only-prerecorded",
            True,
        ),
        SuccessCriterion("1.2.2", "Captions (Prerecorded)", "A", "9.1.2.2", "de", "i", "captions-prerecorded", True),
        SuccessCriterion(
            "1.2.3",
            "Audio Description or Media Alternative (Prerecorded)",
            "A",
            "9.1.2.3",
            "a",
            "bi",
            "audio-description-or-media-alternative-prerecorded",
            True,
        ),
        SuccessCriterion("1.2.4", "Captions (Live)", "AA", "9.1.2.4", "dei", "", "captions-live", True),
        SuccessCriterion(
            "1.2.5",
            "Audio Description (Prerecorded)",
            "AA",
            "9.1.2.5",
            "a",
            "bi",
            "audio-description-prerecorded",
            True,
        ),
        SuccessCriterion("1.3.1", "Info and Relationships", "A", "9.1.3.1", "a", "bgi", "info-and-relationships", True),
        SuccessCriterion("1.3.2", "Meaningful Sequence", "A", "9.1.3.2", "a", "bi", "meaningful-sequence", True),
        SuccessCriterion(
            "1.3.3", "Sensory Characteristics", "A", "9.1.3.3", "abcde", "i", "sensory-characteristics", True
        ),
        SuccessCriterion("1.3.4", "Orientation", "AA", "9.1.3.4", "bg", "i", "orientation", True),
        SuccessCriterion(
            "1.3.5", "Identify Input Purpose", "AA", "9.1.3.5", "abi", "g", "identify-input-purpose", True
        ),
        SuccessCriterion("1.4.1", "Use of Color", "A", "9.1.4.1", "bc", "i", "use-of-color", True),
        SuccessCriterion("1.4.2", "Audio Control", "A", "9.1.4.2", "aei", "b", "audio-control", True),
        SuccessCriterion("1.4.3", "Contrast (Minimum)", "AA", "9.1.4.3", "bi", "", "contrast-minimum", True),
        SuccessCriterion("1.4.4", "Resize text", "AA", "9.1.4.4", "bi", "", "resize-text", True),
        SuccessCriterion("1.4.5", "Images of Text", "AA", "9.1.4.5", "bci", "", "images-of-text", True),
        SuccessCriterion("1.4.10", "Reflow", "AA", "9.1.4.10", "bi", "", "reflow", True),
        SuccessCriterion("1.4.11", "Non-text Contrast", "AA", "9.1.4.11", "bi", "", "non-text-contrast", True),
        SuccessCriterion("1.4.12", "Text Spacing", "AA", "9.1.4.12", "bi", "", "text-spacing", True),
        SuccessCriterion(
            "1.4.13",
            "Content on Hover or Focus",
            "AA",
            "9.1.4.13",
            "bgi",
            "",
            "content-on-hover-or-focus",
            True,
        ),
        SuccessCriterion("2.1.1", "Keyboard", "A", "9.2.1.1", "abg", "", "keyboard", True),
        SuccessCriterion("2.1.2", "No Keyboard Trap", "A", "9.2.1.2", "abg", "", "no-keyboard-trap", True),
        SuccessCriterion(
            "2.1.4", "Character Key Shortcuts", "A", "9.2.1.4", "abg", "i", "character-key-shortcuts", True
        ),
        SuccessCriterion("2.2.1", "Timing Adjustable", "A", "9.2.2.1", "abdegi", "", "timing-adjustable", True),
        SuccessCriterion("2.2.2", "Pause, Stop, Hide", "A", "9.2.2.2", "abdei", "g", "pause-stop-hide", True),
        SuccessCriterion(
            "2.3.1",
            "Three Flashes or Below Threshold",
            "A",
            "9.2.3.1",
            "h",
            "",
            "three-flashes-or-below-threshold",
            True,
        ),
        SuccessCriterion("2.4.1", "Bypass Blocks", "A", "9.2.4.1", "abgi", "", "bypass-blocks", True),
        SuccessCriterion("2.4.2", "Page Titled", "A", "9.2.4.2", "abgi", "", "page-titled", True),
        SuccessCriterion("2.4.3", "Focus Order", "A", "9.2.4.3", "abgi", "", "focus-order", True),
        SuccessCriterion(
            "2.4.4", "Link Purpose (In Context)", "A", "9.2.4.4", "abgi", "", "link-purpose-in-context", True
        ),
        SuccessCriterion("2.4.5", "Multiple Ways", "AA", "9.2.4.5", "abfgi", "", "multiple-ways", True),
        SuccessCriterion("2.4.6", "Headings and Labels", "AA", "9.2.4.6", "abfgi", "d", "headings-and-labels", True),
        SuccessCriterion("2.4.7", "Focus Visible", "AA", "9.2.4.7", "bfgi", "", "focus-visible", True),
        SuccessCriterion(
            "2.4.11",
            "Focus Not Obscured (Minimum)",
            "AA",
            "9.2.4.11",
            "bfgi",
            "",
            "focus-not-obscured-minimum",
            False,
        ),
        SuccessCriterion("2.5.1", "Pointer Gestures", "A", "9.2.5.1", "gi", "", "pointer-gestures", True),
        SuccessCriterion("2.5.2", "Pointer Cancellation", "A", "9.2.5.2", "bgi", "", "pointer-cancellation", True),
        SuccessCriterion("2.5.3", "Label in Name", "A", "9.2.5.3", "abg", "i", "label-in-name", True),
        SuccessCriterion("2.5.4", "Motion Actuation", "A", "9.2.5.4", "g", "abi", "motion-actuation", True),
        SuccessCriterion("2.5.7", "Dragging Movements", "AA", "9.2.5.7", "abg", "i", "dragging-movements", False),
        SuccessCriterion("2.5.8", "Target Size (Minimum)", "AA", "9.2.5.8", "bg", "i", "target-size-minimum", False),
        SuccessCriterion("3.1.1", "Language of Page", "A", "9.3.1.1", "ai", "bdeg", "language-of-page", True),
        SuccessCriterion("3.1.2", "Language of Parts", "AA", "9.3.1.2", "ai", "bdeg", "language-of-parts", True),
        SuccessCriterion("3.2.1", "On Focus", "A", "9.3.2.1", "abgi", "", "on-focus", True),
        SuccessCriterion("3.2.2", "On Input", "A", "9.3.2.2", "abgi", "", "on-input", True),
        SuccessCriterion("3.2.3", "Consistent Navigation", "AA", "9.3.2.3", "abi", "g", "consistent-navigation", True),
        SuccessCriterion(
            "3.2.4",
            "Consistent Identification",
            "AA",
            "9.3.2.4",
            "abi",
            "g",
            "consistent-identification",
            True,
        ),
        SuccessCriterion("3.2.6", "Consistent Help", "A", "9.3.2.6", "abi", "g", "consistent-help", False),
        SuccessCriterion(
            "3.3.1", "Error Identification", "A", "9.3.3.1", "abci", "defgh", "error-identification", True
        ),
        SuccessCriterion(
            "3.3.2", "Labels or Instructions", "A", "9.3.3.2", "i", "abcdefgh", "labels-or-instructions", True
        ),
        SuccessCriterion("3.3.3", "Error Suggestion", "AA", "9.3.3.3", "abci", "defgh", "error-suggestion", True),
        SuccessCriterion(
            "3.3.4",
            "Error Prevention (Legal, Financial, Data)",
            "AA",
            "9.3.3.4",
            "abchi",
            "defg",
            "error-prevention-legal-financial-data",
            True,
        ),
        SuccessCriterion("3.3.7", "Redundant Entry", "A", "9.3.3.7", "gi", "ab", "redundant-entry", False),
        SuccessCriterion(
            "3.3.8",
            "Accessible Authentication (Minimum)",
            "AA",
            "9.3.3.8",
            "abcdefghi",
            "",
            "accessible-authentication-minimum",
            False,
        ),
        SuccessCriterion("4.1.1", "Parsing", "A", "9.4.1.1", "a", "b", "parsing", True),
        SuccessCriterion("4.1.2", "Name, Role, Value", "A", "9.4.1.2", "abgi", "cde", "name-role-value", True),
        SuccessCriterion("4.1.3", "Status Messages", "AA", "9.4.1.3", "abfgi", "", "status-messages", True),
    )
}


def is_part_of(number: str, standard: Standard) -> bool:
    """Whether the success criterion `number` (4.1.3), level A or AA, is part of the standard."""
    criterion = SUCCESS_CRITERIA.get(number)
    return criterion is not None and (criterion.in_wcag21 or standard is Standard.V4_1_1)

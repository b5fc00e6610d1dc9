import pytest

from report_templates import wording
from results.model import CriterionState, Reason, Selection, Verdict

MAPPINGS = [
    (wording.REASONS, Reason),
    (wording.STATES, CriterionState),
    (wording.SELECTIONS, Selection),
    (wording.VERDICTS, Verdict),
    (
        wording.ROLES,
        {
            *("home", "contact", "help", "legal", "login", "sitemap", "search", "statement", "feedback"),
            *("form", "table", "media", "language", "appearance", "document", "random", "all"),
            *("service", "service-social", "service-health", "service-transport", "service-education"),
            *("service-employment", "service-environment", "service-culture", "service-housing", "service-safety"),
        },
    ),
    (wording.LEFT, ["gone", "redirect", "same-page", "not-html", "not-found", "rotated", "no-census", "smaller"]),
    (
        wording.REGIONS,
        ["banner", "navigation", "main", "complementary", "contentinfo", "form", "search", "region", ""],
    ),
    (wording.MACHINE, ["fully", "partly", "not"]),
    (wording.NEEDS, "abcdefghi"),
    (wording.CLAUSES, "abcdefg"),
    (wording.ROBOTS, ["found", "none", "unreachable", "unreadable"]),
    (
        wording.ENDED,
        ["complete", "pages", "requests", "time", "bytes", "failures", "retry-after", "unreadable", "one-view"],
    ),
    (wording.AXE_SOURCES, ["npm", "fallback", "setting"]),
]


@pytest.mark.parametrize(("mapping", "codes"), MAPPINGS)
def test_there_are_words_for_every_code_of_the_records(mapping, codes):
    assert set(mapping) == set(codes)


def test_every_reason_has_an_explanation_and_an_action():
    for text in wording.REASONS.values():
        assert text.label[0].islower() or text.label.startswith("robots.txt")
        assert text.explanation.endswith(".")
        assert text.action.endswith(".")

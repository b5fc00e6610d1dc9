"""Why a website or an organisation is on a shortlist, as whole sentences."""

from __future__ import annotations

from report_templates.languages import Language
from results.model import Profile
from results.reporting.shortlists import Because, Why

_COUNTED = (Why.VISITS, Why.VISITS_OF_ORGANISATION, Why.CRITERIA_FAILED, Why.NO_FAILURE)


def because_sentence(because: Because, profile: Profile, texts: Language) -> str:
    if because.why in _COUNTED:
        return _counted(because.why, int(because.value), texts)
    if because.why is Why.MEETS_NOW:
        return texts.gettext("It did not meet the profile in the last measurement, and it does now.")
    if because.why is Why.STATEMENT:
        return texts.gettext("It has an accessibility statement, and nothing found contradicts it.")
    return _measured(because, profile, texts)


def _measured(because: Because, profile: Profile, texts: Language) -> str:
    if because.why is Why.BORDERLINE:
        return texts.gettext(
            "Its score is %(score)s, close to the %(threshold)s that is needed.",
            score=texts.percent(because.value),
            threshold=texts.setting_percent(profile.threshold),
        )
    if because.why is Why.ROSE:
        return texts.gettext(
            "Its score changed by %(points)s percentage points since the last measurement.",
            points=texts.points(because.value),
        )
    if because.why is Why.SHARE:
        return texts.gettext("Share of its tested websites: %(share)s.", share=texts.percent(because.value))
    return texts.gettext("Its score is %(score)s.", score=texts.percent(because.value))


def _counted(why: Why, count: int, texts: Language) -> str:
    if why is Why.VISITS:
        return texts.ngettext("%(count)s visit a month.", "%(count)s visits a month.", count)
    if why is Why.VISITS_OF_ORGANISATION:
        return texts.ngettext(
            "%(count)s visit a month to all websites of the organisation together.",
            "%(count)s visits a month to all websites of the organisation together.",
            count,
        )
    if why is Why.CRITERIA_FAILED:
        return texts.ngettext(
            "A failure was found on %(count)s success criterion.",
            "A failure was found on %(count)s success criteria.",
            count,
        )
    return texts.ngettext(
        "Not a single failure was found on %(count)s tested page.",
        "Not a single failure was found on %(count)s tested pages.",
        count,
    )

"""Profiles and criteria in the words of their own files, in the reader's language.

Names are shown in English, or in any language there is, where the file has none in the reader's; sentences are then
those that fit every profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from report_templates.languages import Language
from report_templates.wording import VERDICTS
from results.model import BasicCriterion, CriterionText, Profile, ProfileText, Share, Verdict

T = TypeVar("T")


def profile_name(profile: Profile, language: str) -> str:
    found = _in(profile.texts, language)
    return found[1].name if found else profile.name


def heading_beside(profile: Profile, language: str) -> str:
    """Above its share, where that stands beside the headline."""
    return _own(profile, language).beside or profile_name(profile, language)


def criterion_text(criterion: BasicCriterion, language: str) -> tuple[str, CriterionText]:
    """With the language that it is in: an empty one for the bare id of a criterion without texts."""
    return _in(criterion.texts, language) or ("", CriterionText(criterion.id))


def criterion_title(criterion: BasicCriterion, language: str) -> str:
    return criterion_text(criterion, language)[1].title


def verdict_text(profile: Profile, verdict: Verdict, texts: Language) -> str:
    words = _own(profile, texts.code)
    own = {Verdict.ACCESSIBLE: words.accessible, Verdict.NOT_ACCESSIBLE: words.not_accessible}
    return own.get(verdict) or texts.gettext(VERDICTS[verdict])


def share_text(share: Share, profile: Profile, texts: Language) -> str:
    """How many of the tested websites meet the profile; at least two were tested."""
    words = _own(profile, texts.code)
    counts = {
        "accessible": texts.number(share.accessible),
        "tested": texts.number(share.accessible + share.not_accessible),
    }
    if own := words.share_one if texts.is_one(share.accessible) else words.share_other:
        return own.format(**counts)
    return texts.ngettext(
        "Of the %(tested)s websites tested, %(accessible)s meets the profile %(profile)s.",
        "Of the %(tested)s websites tested, %(accessible)s meet the profile %(profile)s.",
        share.accessible,
        profile=profile_name(profile, texts.code),
        **counts,
    )


def only_website_text(profile: Profile, texts: Language, *, accessible: bool) -> str:
    words = _own(profile, texts.code)
    if own := words.only_accessible if accessible else words.only_not_accessible:
        return own
    name = profile_name(profile, texts.code)
    if accessible:
        return texts.gettext("The only website tested meets the profile %(profile)s.", profile=name)
    return texts.gettext("The only website tested does not meet the profile %(profile)s.", profile=name)


def shut_out_text(profile: Profile, stops: str, texts: Language) -> str:
    """stops: what stops someone on most pages."""
    if own := _own(profile, texts.code).shut_out:
        return own.format(stops=stops)
    return texts.gettext(
        "%(stops)s. A website whose pages mostly shut someone out does not meet the profile, whatever its score.",
        stops=stops,
    )


def _own(profile: Profile, language: str) -> ProfileText:
    return profile.texts.get(language) or ProfileText(profile.name)


def _in(texts: Mapping[str, T], language: str) -> tuple[str, T] | None:
    code = next((code for code in (language, "en", *texts) if code in texts), None)
    return (code, texts[code]) if code else None

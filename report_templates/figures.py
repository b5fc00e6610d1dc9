"""The share in words and figures; the reports and the terminal say the same."""

from __future__ import annotations

from report_templates.languages import Language, load_language
from report_templates.profile_words import only_website_text, share_text
from results.model import Profile, Selection, Share


def percent(value: float, language: str) -> str:
    """value: 0 to 1. "48,7 %" in Dutch, "48.7%" in English; always one decimal."""
    return load_language(language).percent(value)


def share_sentence(share: Share, profile: Profile, language: str) -> str:
    """How many of the tested websites are accessible under the profile."""
    texts = load_language(language)
    tested = share.accessible + share.not_accessible
    if tested == 0:
        return texts.gettext("No website could be tested.")
    if tested == 1:
        return only_website_text(profile, texts, accessible=share.accessible == 1)
    return share_text(share, profile, texts)


def certainty_sentence(share: Share, language: str) -> str:
    """How sure the share is: a sampling interval, or why there is none."""
    texts = load_language(language)
    if share.interval is not None and share.method == "stratified":
        return texts.gettext(
            "The websites were drawn at random within groups of the %(frame)s in the register, and each group weighs "
            "as much as its part of the register: with 95%% confidence the share in the whole register lies between "
            "%(low)s and %(high)s.",
            frame=texts.number(share.frame_size),
            low=texts.percent(share.interval[0]),
            high=texts.percent(share.interval[1]),
        )
    if share.interval is not None:
        return texts.gettext(
            "The websites are a random sample of the %(frame)s in the register: with 95%% confidence the share "
            "in the whole register lies between %(low)s and %(high)s.",
            frame=texts.number(share.frame_size),
            low=texts.percent(share.interval[0]),
            high=texts.percent(share.interval[1]),
        )
    if share.method == "census":
        return texts.gettext("All websites of the register were in this measurement: there is no sampling margin.")
    if share.method == "count":
        return texts.gettext(
            "These websites were chosen, not drawn at random: the figure is a count of these websites "
            "and says nothing about others."
        )
    return texts.gettext("Nothing could be tested, so there is no share.")


def certainty_of(selection: Selection, texts: Language) -> str:
    """In a cell, where there is no interval."""
    if selection is Selection.CENSUS:
        return texts.gettext("all websites")
    if selection is Selection.CHOSEN:
        return texts.gettext("count only")
    return "–"


def out_of(part: int, whole: int, texts: Language) -> str:
    """In a cell: how many of how many."""
    if part == whole and whole > 1:
        return texts.gettext("all %(count)s", count=texts.number(whole))
    return texts.gettext("%(tested)s of %(planned)s", tested=texts.number(part), planned=texts.number(whole))


def span(ends: tuple[float, float] | None, texts: Language) -> str:
    """From a share to another."""
    return f"{texts.percent(ends[0])} – {texts.percent(ends[1])}" if ends else ""


def bounds_sentence(share: Share, language: str) -> str:
    """What the share would be at least and at most if the websites not tested were counted."""
    texts = load_language(language)
    if share.bounds is None:
        return ""
    not_tested = sum(share.not_tested.values())
    if not_tested == 0:
        return texts.gettext("Every website could be tested.")
    low, high = (texts.percent(bound) for bound in share.bounds)
    return texts.ngettext(
        "%(count)s website could not be tested. Whatever it would have shown, the share lies between "
        "%(low)s and %(high)s.",
        "%(count)s websites could not be tested. Whatever they would have shown, the share lies between "
        "%(low)s and %(high)s.",
        not_tested,
        low=low,
        high=high,
    )

from dataclasses import replace

import pytest

from checks.profile import built_in_profiles, load_profile
from report_templates.figures import bounds_sentence, certainty_sentence, percent, share_sentence
from results.model import Profile, Reason, Share

SHARE = Share("basic", 16, 6, 8, {Reason.TIMEOUT: 2}, 6 / 14, "census", None, (6 / 16, 8 / 16), 16)


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (0.487, "nl", "48,7\u00a0%"),
        (0.487, "en", "48.7%"),
        (0.487, "fr", "48,7\u00a0%"),
        (0.487, "de", "48,7\u00a0%"),
        (0, "nl", "0,0\u00a0%"),
        (1, "nl", "100,0\u00a0%"),
        (0.4285714, "en", "42.9%"),
        (0.4865, "en", "48.7%"),
        (0.48649, "en", "48.6%"),
    ],
)
def test_a_share_has_one_decimal_in_the_readers_locale_and_is_rounded_once(value, language, expected):
    assert percent(value, language) == expected


@pytest.mark.parametrize(
    ("accessible", "not_accessible", "profile", "expected"),
    [
        (6, 8, "basic", "Van de 14 geteste websites zijn er 6 basistoegankelijk."),
        (1, 13, "basic", "Van de 14 geteste websites is er 1 basistoegankelijk."),
        (0, 14, "basic", "Van de 14 geteste websites zijn er 0 basistoegankelijk."),
        (0, 1, "basic", "De enige geteste website is niet basistoegankelijk."),
        (1, 0, "basic", "De enige geteste website is basistoegankelijk."),
        (0, 0, "basic", "Geen enkele website kon worden getest."),
        (2, 1000, "strict", "Op 2 van de 1.002 geteste websites werd geen enkele fout gevonden."),
        (1, 0, "strict", "Op de enige geteste website werd geen enkele fout gevonden."),
        (0, 1, "strict", "Op de enige geteste website werden fouten gevonden."),
        (2, 2, "eigen", "Van de 4 geteste websites voldoen er 2 aan het profiel eigen."),
        (1, 0, "eigen", "De enige geteste website voldoet aan het profiel eigen."),
        (0, 1, "eigen", "De enige geteste website voldoet niet aan het profiel eigen."),
    ],
)
def test_the_share_is_a_whole_sentence_for_every_count(accessible, not_accessible, profile, expected):
    share = replace(SHARE, profile=profile, accessible=accessible, not_accessible=not_accessible)
    known = {name: load_profile(name) for name in built_in_profiles()}
    own = Profile("eigen", "1", "score", 0.75, 0.9, (), (), "")
    assert share_sentence(share, known.get(profile, own), "nl") == expected


def test_a_census_says_that_there_is_no_sampling_margin():
    assert certainty_sentence(SHARE, "en") == (
        "All websites of the register were in this measurement: there is no sampling margin."
    )


def test_a_random_sample_says_its_interval():
    share = replace(SHARE, method="wilson", interval=(0.2138, 0.6741), frame_size=1200)
    assert certainty_sentence(share, "nl") == (
        "De websites zijn een aselecte steekproef uit de 1.200 van het register: met 95\u00a0% zekerheid ligt het "
        "aandeel in het hele register tussen 21,4\u00a0% en 67,4\u00a0%."
    )


def test_chosen_sites_say_that_they_stand_for_no_others():
    assert certainty_sentence(replace(SHARE, method="count"), "en").startswith("These websites were chosen")


def test_the_bounds_count_the_sites_that_were_not_tested():
    assert bounds_sentence(SHARE, "en") == (
        "2 websites could not be tested. Whatever they would have shown, the share lies between 37.5% and 50.0%."
    )
    assert bounds_sentence(replace(SHARE, not_tested={}), "en") == "Every website could be tested."
    assert bounds_sentence(replace(SHARE, bounds=None), "en") == ""

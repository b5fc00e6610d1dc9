"""Profiles: files that are right load, others are refused in one line; and the built-in ones against axe-core."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

import checks
from checks.browser import RecyclingBrowser
from checks.browsers.chromium import ChromiumContext
from checks.catalogue import describe_checks, load_texts
from checks.criteria import SUCCESS_CRITERIA
from checks.engines.axe_core import ONLY_ASK, AxeCore
from checks.profile import ProfileError, built_in_profiles, for_standard, load_profile, parse_profile
from checks.rules import own_checks
from results.model import (
    BasicCriterion,
    Blocker,
    CriterionText,
    MaterialFailure,
    Profile,
    ProfileText,
    Standard,
)

SMALL = """
name = "small"
version = "2"
rule = "score"
threshold = 0.5
page_share = 1
most = 0.25
[text.en]
name = "Small"
[[blocker]]
check = "link-name"
role = "home"
[criterion.images]
weight = 2
machine = "partly"
criteria = ["1.1.1"]
checks = ["image-alt"]
text.en = { title = "Pictures say what they show", fault = "silent pictures {where}" }
[[criterion.images.material]]
checks = ["image-alt"]
at_least = 3
except_regions = ["contentinfo"]
below.ratio = 3
equals.large = "no"
[criterion.focus]
weight = 1
machine = "not"
criteria = ["2.4.7"]
checks = []
"""

# Under these rules axe-core never fails an element, it only asks a person to look: of the first it says so itself
# (reviewOnFail), the checks of the others answer "yes" or "cannot tell", never "no".
ASKS_BY_RULE = {"aria-braille-equivalent", "bypass", "duplicate-id-aria", "frame-title-unique", "no-autoplay-audio"}
ASKS_BY_CHECK = {"form-field-multiple-labels", "server-side-image-map", "th-has-data-cells", "video-caption"}


def test_a_file_becomes_a_profile() -> None:
    assert parse_profile(SMALL.encode(), "small.toml") == Profile(
        name="small",
        version="2",
        rule="score",
        threshold=0.5,
        page_share=1.0,
        criteria=(
            BasicCriterion(
                "images",
                2.0,
                ("image-alt",),
                ("1.1.1",),
                "partly",
                material=(MaterialFailure(("image-alt",), 3, (), ("contentinfo",), {"ratio": 3.0}, {"large": "no"}),),
                texts={"en": CriterionText("Pictures say what they show", "silent pictures {where}")},
            ),
            BasicCriterion("focus", 1.0, (), ("2.4.7",), "not"),
        ),
        blockers=(Blocker("link-name", "home"),),
        digest=hashlib.sha256(SMALL.encode()).hexdigest(),
        most=0.25,
        least_pages=3,
        texts={"en": ProfileText("Small")},
    )


def test_the_digest_changes_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(SMALL)
    before = load_profile(str(file))
    file.write_text(SMALL + "# another word\n")
    assert load_profile(str(file)).digest != before.digest


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "2"', "", "version: Field required"),
        ('version = "2"', 'version = ""', "version: String should have at least 1 character (got '')"),
        ("threshold = 0.5", "threshold = 75", "threshold: Input should be less than or equal to 1 (got 75)"),
        ("threshold = 0.5", "threshold = nan", "threshold: Input should be a finite number (got nan)"),
        ("weight = 2", "weight = inf", "criterion.images.weight: Input should be a finite number (got inf)"),
        (
            "weight = 2",
            "weight = -1",
            "criterion.images.weight: Input should be greater than or equal to 0 (got -1)",
        ),
        ("weight = 2", "weight = 0", 'file: rule = "score" needs a criterion with checks and a weight'),
        (
            'checks = ["image-alt"]\nat_least = 3',
            'checks = ["label"]\nat_least = 3',
            "criterion.images: material names checks that are not among its checks: label",
        ),
        ("at_least = 3", "at_least = 0", "criterion.images.material.0.at_least: Input should be greater than or equal"),
        ("text.en = {", "text.English = {", "criterion.images.text.English.[key]: String should match pattern"),
        ("silent pictures {where}", "{pictures}", "criterion.images.text.en.fault: there is no {pictures} here"),
        ("weight = 2", "wieght = 2", "criterion.images.weight: Field required"),
        (
            '"1.1.1"',
            '"1.1.9"',
            "criterion.images.criteria.0: no success criterion of WCAG 2.1 or 2.2, level A or AA (got '1.1.9')",
        ),
        (
            '"partly"',
            '"not"',
            'criterion.images: machine = "not" goes with checks = [], and only with that',
        ),
        (
            "checks = []",
            'checks = ["image-alt"]',
            'criterion.focus: machine = "not" goes with checks = [], and only with that',
        ),
        ("[criterion.focus]", "[criterion.images]", "Cannot declare ('criterion', 'images') twice"),
        ('check = "link-name"', 'check = ""', "blocker.0.check: String should have at least 1 character (got '')"),
    ],
)
def test_a_mistake_is_one_line_with_the_file_and_the_field(old: str, new: str, message: str) -> None:
    with pytest.raises(ProfileError) as raised:
        parse_profile(SMALL.replace(old, new, 1).encode(), "small.toml")
    assert str(raised.value).startswith(f"profile small.toml: {message}")
    assert "\n" not in str(raised.value)


def test_a_check_under_two_criteria_is_refused() -> None:
    twice = SMALL + '[criterion.again]\nweight = 1\nmachine = "fully"\ncriteria = []\nchecks = ["image-alt"]\n'
    with pytest.raises(ProfileError, match="each check answers one criterion; these answer more: image-alt"):
        parse_profile(twice.encode(), "small.toml")


def test_a_score_without_anything_to_score_is_refused() -> None:
    with pytest.raises(ProfileError, match='rule = "score" needs a criterion with checks and a weight'):
        parse_profile(SMALL.partition("[[")[0].encode(), "small.toml")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"name = ", b""])
def test_what_is_no_profile_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(ProfileError, match=r"^profile bad\.toml: [^\n]+$"):
        parse_profile(content, "bad.toml")


def test_a_name_that_is_neither_built_in_nor_a_file_says_what_there_is(tmp_path: Path) -> None:
    for missing in (tmp_path / "missing.toml", tmp_path):
        with pytest.raises(ProfileError, match=r"not a built-in profile \(basic, strict\) nor a readable file: "):
            load_profile(str(missing))


@pytest.mark.parametrize("name", built_in_profiles())
def test_each_built_in_profile_loads_under_its_own_name(name: str) -> None:
    assert load_profile(name).name == name


def test_basic_speaks_of_known_success_criteria_only() -> None:
    named = {number for criterion in load_profile("basic").criteria for number in criterion.criteria}
    assert named <= set(SUCCESS_CRITERIA)


@pytest.mark.asyncio(loop_scope="session")
async def test_each_level_a_or_aa_check_of_axe_answers_exactly_one_criterion_of_basic(axe: AxeCore) -> None:
    own = {check.id for check in own_checks()}
    criteria = load_profile("basic").criteria
    listed = Counter(check for c in criteria for check in (*c.checks, *c.asks) if check not in own)
    level_a_aa = {check for check in set(axe.criteria) if axe.criteria[check]}
    assert listed == Counter(level_a_aa | {"target-size"})  # that one runs under WCAG 2.2


@pytest.mark.asyncio(loop_scope="session")
async def test_axe_says_of_the_same_rules_that_they_ask_a_person(
    browser: RecyclingBrowser, context: ChromiumContext, axe: AxeCore
) -> None:
    async with browser.page(context) as tab:
        await tab.page.load(axe.source, 0)
        review = await tab.page.run("axe._audit.rules.filter(rule => rule.reviewOnFail).map(rule => rule.id)")
    assert set(review) == ASKS_BY_RULE
    assert ONLY_ASK == ASKS_BY_RULE | ASKS_BY_CHECK


def test_no_criterion_of_basic_consists_of_checks_that_cannot_fail() -> None:
    empty = [c.id for c in load_profile("basic").criteria if c.checks and set(c.checks) <= ASKS_BY_RULE | ASKS_BY_CHECK]
    assert empty == []


def test_every_check_of_the_built_in_profiles_is_known_and_those_that_only_ask_are_told_apart() -> None:
    described = describe_checks(dict.fromkeys((*load_texts()["en"], *(check.id for check in own_checks())), ("1.1.1",)))
    criteria = [criterion for name in built_in_profiles() for criterion in load_profile(name).criteria]
    asking = {check for criterion in criteria for check in criterion.asks}
    failing = {check for criterion in criteria for check in criterion.checks}
    assert (asking | failing) - described.keys() == set()
    assert {check for check in asking if not described[check].only_asks} == set()
    assert {check for check in failing if described[check].only_asks} == set()


def test_every_check_of_ours_that_a_criterion_demands_is_in_the_profile_basic() -> None:
    named = {check for c in load_profile("basic").criteria for check in (*c.checks, *c.asks)}
    assert {check.id for check in own_checks() if check.criteria} - named == set()


def test_criteria_of_wcag_22_are_no_part_of_a_profile_under_wcag_21() -> None:
    basic = load_profile("basic")
    older, newer = (for_standard(basic, standard) for standard in (Standard.V3_2_1, Standard.V4_1_1))
    assert {c.id for c in basic.criteria} - {c.id for c in older.criteria} == {"targets"}
    assert newer == basic
    assert older.digest == basic.digest


def test_basic_is_a_closed_list_of_fifteen_criteria_with_five_essential_ones() -> None:
    weighed = [criterion for criterion in load_profile("basic").criteria if criterion.weight]
    assert len(weighed) == 15
    essential = {criterion.id for criterion in weighed if criterion.material}
    assert essential == {"images", "links", "forms", "contrast", "keyboard"}
    assert all(criterion.weight == 3 for criterion in weighed if criterion.material)


@pytest.mark.parametrize("name", built_in_profiles())
def test_the_built_in_profiles_speak_every_language_of_the_checks(name: str) -> None:
    profile, languages = load_profile(name), set(load_texts())
    assert set(profile.texts) == languages
    for criterion in profile.criteria:
        assert set(criterion.texts) == languages, criterion.id
        for language, text in criterion.texts.items():
            assert text.title, (criterion.id, language)
            assert bool(text.fault) == bool(criterion.checks), (criterion.id, language)
            assert bool(text.measure) == bool(text.stops) == bool(criterion.material), (criterion.id, language)


def test_the_measures_of_basic_ask_for_values_that_the_checks_measure() -> None:
    """A name that no check gives would make a measure that nothing meets."""
    asked = {
        (check, name)
        for criterion in load_profile("basic").criteria
        for measure in criterion.material
        for check in measure.checks
        for name in (*measure.below, *measure.equals)
    }
    assert asked == {
        *(("color-contrast", name) for name in ("contrastRatio", "expectedContrastRatio")),
        *(("text-contrast", name) for name in ("contrast", "required")),
    }


def test_code_names_no_built_in_profile_but_where_the_setting_is_declared() -> None:
    root = Path(checks.__file__).parents[1]
    naming = [
        path.relative_to(root).as_posix()
        for folder in ("crawler", "checks", "results", "report_templates")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in (".py", ".jinja") and re.search(r"[\"'](basic|strict)[\"']", path.read_text("utf-8"))
    ]
    assert naming == ["crawler/settings.py"]

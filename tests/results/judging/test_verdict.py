from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.judging.verdict import FailedElement, Failure, JudgedPage, common_reason, judge_site, shutting_out
from results.model import (
    BasicCriterion,
    Blocker,
    CriterionResult,
    CriterionState,
    MaterialFailure,
    Outcome,
    Profile,
    Reason,
    SiteVerdict,
    Verdict,
)

PASSED, FAILED = frozenset({Outcome.PASSED}), frozenset({Outcome.FAILED})
INAPPLICABLE, CANNOT_TELL = frozenset({Outcome.INAPPLICABLE}), frozenset({Outcome.CANNOT_TELL})
UNTESTED = frozenset({Outcome.UNTESTED})
BEST_PRACTICE = "region"


def criterion(name: str, *checks: str, weight: float = 1) -> BasicCriterion:
    return BasicCriterion(name, weight, checks or (name,), ("1.1.1",), "partly")


def profile(*criteria: BasicCriterion, **fields: object) -> Profile:
    return replace(Profile("basic", "1", "score", 0.75, 0.9, criteria, (), "ab" * 32), **fields)


STRICT = Profile("strict", "2", "no-failure", 1.0, 1.0, (), (), "cd" * 32)
ABC = profile(
    criterion("a", "a1", "a2", weight=3),
    criterion("b", weight=2),
    criterion("c", weight=1.5),
    criterion("by-hand", weight=0.5),
    blockers=(Blocker("b", "home", "navigation"),),
)


def page(role: str = "home", reason: Reason | None = None, **outcomes: frozenset[Outcome]) -> JudgedPage:
    failed = {check for check, found in outcomes.items() if Outcome.FAILED in found}
    return JudgedPage(role, reason, outcomes, frozenset(failed - {BEST_PRACTICE}))


def judge(by: Profile, *pages: JudgedPage) -> SiteVerdict:
    return judge_site(1, by, pages)


RANK = {Verdict.NOT_ACCESSIBLE: 0, Verdict.NOT_TESTED: 0, Verdict.ACCESSIBLE: 1}
some_outcomes = st.frozensets(st.sampled_from(Outcome), min_size=1, max_size=3)
some_failures = st.builds(
    Failure,
    st.integers(1, 5),
    st.lists(
        st.builds(
            FailedElement,
            st.sampled_from(["", "navigation", "main", "contentinfo"]),
            st.sampled_from(["{}", '{"ratio": 2.9, "needed": "4.5:1"}', '{"ratio": 4.4, "needed": "4.5:1"}']),
        ),
        max_size=4,
    ).map(tuple),
)
some_pages = st.builds(
    lambda role, reason, outcomes, failures: replace(page(role, reason, **outcomes), failures=failures),
    st.sampled_from(["home", "random", "form"]),
    st.sampled_from([None, None, None, Reason.TIMEOUT, Reason.LOGIN]),
    st.dictionaries(st.sampled_from(["a1", "a2", "b", "c", BEST_PRACTICE]), some_outcomes, max_size=5),
    st.dictionaries(st.sampled_from(["a1", "a2", "b", "c"]), some_failures),
)
some_sites = st.lists(some_pages, max_size=12)
ESSENTIAL = replace(
    ABC,
    most=0.3,
    least_pages=2,
    criteria=(
        replace(
            ABC.criteria[0],
            material=(
                MaterialFailure(("a1",), regions=("navigation",)),
                MaterialFailure(("a1", "a2"), at_least=2, below={"ratio": 3.0}, equals={"needed": "4.5:1"}),
            ),
        ),
        replace(ABC.criteria[1], material=(MaterialFailure(("b",)),)),
        replace(ABC.criteria[2], weight=0),
    ),
)
profiles = st.sampled_from([ABC, STRICT, ESSENTIAL, profile(criterion("a", "a1"))])


def test_a_verdict_says_everything_it_is_made_of() -> None:
    pages = [
        page("home", a1=PASSED, a2=INAPPLICABLE, b=INAPPLICABLE, c=FAILED, region=FAILED),
        page("form", a1=PASSED, a2=FAILED, c=PASSED | FAILED),
        page("random", a1=PASSED, c=CANNOT_TELL, region=FAILED),
        page("random", Reason.TIMEOUT, a1=FAILED, c=FAILED),
    ]
    assert judge(ABC, *pages) == SiteVerdict(
        site_id=1,
        profile="basic",
        profile_version="1",
        profile_digest="ab" * 32,
        verdict=Verdict.NOT_ACCESSIBLE,
        score=0.0,
        criteria=(
            CriterionResult("a", CriterionState.NOT_MET, 3, 3, 1, ("a2",)),
            CriterionResult("b", CriterionState.INAPPLICABLE, 2),
            CriterionResult("c", CriterionState.NOT_MET, 1.5, 2, 2, ("c",)),
            CriterionResult("by-hand", CriterionState.UNTESTED, 0.5),
        ),
        pages_planned=4,
        pages_tested=3,
        pages_failed=2,
    )


@pytest.mark.parametrize(("failed_on", "state"), [(0, "met"), (1, "met"), (2, "not_met"), (10, "not_met")])
def test_a_criterion_is_met_on_nine_of_ten_pages(failed_on: int, state: str) -> None:
    pages = [page(a=FAILED)] * failed_on + [page(a=PASSED)] * (10 - failed_on)
    (result,) = judge(profile(criterion("a")), *pages).criteria
    assert result == CriterionResult("a", CriterionState(state), 1, 10, failed_on, ("a",) if failed_on else ())


@given(st.integers(1, 400), st.integers(1, 100))
def test_the_page_share_is_met_exactly_at_its_boundary(pages: int, percent: int) -> None:
    """Whole numbers decide; floating point may not."""
    failing = (pages * (100 - percent)) // 100
    by = profile(criterion("a"), page_share=percent / 100)
    (at_boundary,) = judge(by, *[page(a=FAILED)] * failing, *[page(a=PASSED)] * (pages - failing)).criteria
    assert at_boundary.state is CriterionState.MET
    if failing < pages:
        beyond = [page(a=FAILED)] * (failing + 1) + [page(a=PASSED)] * (pages - failing - 1)
        (result,) = judge(by, *beyond).criteria
        assert result.state is CriterionState.NOT_MET


def test_pages_where_a_criterion_does_not_apply_do_not_dilute_it() -> None:
    pages = [page(a=FAILED), *[page(a=INAPPLICABLE)] * 99]
    (result,) = judge(profile(criterion("a")), *pages).criteria
    assert result == CriterionResult("a", CriterionState.NOT_MET, 1, 1, 1, ("a",))


@pytest.mark.parametrize(
    ("weights_met", "weights_not_met", "verdict"),
    [
        ((3,), (1,), Verdict.ACCESSIBLE),
        ((1, 1, 1), (1,), Verdict.ACCESSIBLE),
        ((0.3, 0.3), (0.2,), Verdict.ACCESSIBLE),  # 0.7499999999999999 in floating point
        ((2.99,), (1,), Verdict.NOT_ACCESSIBLE),
        ((1, 1), (1,), Verdict.NOT_ACCESSIBLE),
        ((1,), (), Verdict.ACCESSIBLE),
        ((), (1,), Verdict.NOT_ACCESSIBLE),
    ],
)
def test_three_quarters_of_the_weight_is_enough(
    weights_met: tuple[float, ...], weights_not_met: tuple[float, ...], verdict: Verdict
) -> None:
    weights = [*weights_met, *weights_not_met]
    criteria = [criterion(f"c{number}", weight=weight) for number, weight in enumerate(weights)]
    outcomes = {f"c{n}": PASSED if n < len(weights_met) else FAILED for n in range(len(weights))}
    found = judge(profile(*criteria), page(**outcomes))
    assert found.verdict is verdict
    assert found.score == pytest.approx(sum(weights_met) / sum(weights))


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=8), st.integers(2, 1000))
def test_only_the_proportions_of_the_weights_matter(weights: list[tuple[int, bool]], factor: int) -> None:
    outcomes = {f"c{n}": PASSED if met else FAILED for n, (_, met) in enumerate(weights)}
    once, more = (
        judge(profile(*(criterion(f"c{n}", weight=w * times) for n, (w, _) in enumerate(weights))), page(**outcomes))
        for times in (1, factor / 10)
    )
    assert once.verdict is more.verdict
    assert once.score == pytest.approx(more.score)


def test_criteria_that_do_not_apply_or_were_not_answered_do_not_weigh() -> None:
    found = judge(ABC, page(a1=PASSED, b=INAPPLICABLE, c=CANNOT_TELL))
    assert (found.verdict, found.score) == (Verdict.ACCESSIBLE, 1.0)
    assert [result.state for result in found.criteria] == ["met", "inapplicable", "untested", "untested"]


def test_a_site_on_which_no_criterion_applies_has_no_failure_and_no_score() -> None:
    found = judge(profile(criterion("a"), criterion("b")), page(a=INAPPLICABLE, b=INAPPLICABLE))
    assert (found.verdict, found.score, found.pages_failed) == (Verdict.ACCESSIBLE, None, 0)
    assert [result.state for result in found.criteria] == [CriterionState.INAPPLICABLE] * 2


@pytest.mark.parametrize("by", [ABC, STRICT], ids=["basic", "strict"])
@pytest.mark.parametrize("outcomes", [{}, {"a1": UNTESTED}, {"a1": CANNOT_TELL, "b": UNTESTED}])
def test_a_site_on_which_no_check_came_to_an_answer_was_not_tested(
    by: Profile, outcomes: dict[str, frozenset[Outcome]]
) -> None:
    found = judge(by, page(**outcomes), page(**outcomes))
    assert (found.verdict, found.reason, found.score) == (Verdict.NOT_TESTED, Reason.CHECKS_FAILED, None)
    assert (found.pages_planned, found.pages_tested) == (2, 0)


BLOCKER = Blocker("link", "home", "navigation")
IN_MAIN, IN_MENU = (
    Failure(9, (FailedElement("main"),)),
    Failure(9, (FailedElement("main"), FailedElement("navigation"))),
)
IN_NAVIGATION = replace(page("home", link=FAILED), failures={"link": IN_MENU})


@pytest.mark.parametrize(
    ("blocker", "seen", "blocks"),
    [
        (BLOCKER, IN_NAVIGATION, True),
        (BLOCKER, replace(IN_NAVIGATION, role="contact"), False),
        (BLOCKER, replace(IN_NAVIGATION, failures={"link": IN_MAIN}), False),
        (BLOCKER, replace(IN_NAVIGATION, failures={}), False),
        (BLOCKER, replace(IN_NAVIGATION, failures={"other": IN_MENU}), False),
        (BLOCKER, replace(IN_NAVIGATION, outcomes={"link": CANNOT_TELL}), False),
        (BLOCKER, replace(IN_NAVIGATION, reason=Reason.LOGIN), False),
        (Blocker("link"), replace(IN_NAVIGATION, role="form", failures={}), True),
        (Blocker("link", "home"), replace(IN_NAVIGATION, failures={}), True),
        (Blocker("link", region="navigation"), replace(IN_NAVIGATION, role="form"), True),
    ],
)
def test_a_blocker_decides_alone_where_it_applies(blocker: Blocker, seen: JudgedPage, blocks: bool) -> None:
    by = profile(criterion("a"), blockers=(blocker, blocker))
    found = judge(by, *[page(a=PASSED)] * 20, seen)
    assert found.score == 1
    assert found.blockers == (("link",) if blocks else ())
    assert found.verdict is (Verdict.NOT_ACCESSIBLE if blocks else Verdict.ACCESSIBLE)


@pytest.mark.parametrize(
    ("pages", "verdict", "failed"),
    [
        ([page(a=PASSED), page(a=PASSED | CANNOT_TELL)], Verdict.ACCESSIBLE, 0),
        ([page(a=PASSED)] * 99 + [page(a=PASSED | FAILED)], Verdict.NOT_ACCESSIBLE, 1),
        ([page(a=PASSED, region=FAILED)], Verdict.ACCESSIBLE, 0),
        ([page(a=PASSED), page("random", Reason.TIMEOUT, a=FAILED)], Verdict.ACCESSIBLE, 0),
    ],
)
def test_strict_is_no_failure_on_any_tested_page_best_practice_apart(
    pages: list[JudgedPage], verdict: Verdict, failed: int
) -> None:
    found = judge(STRICT, *pages)
    assert (found.verdict, found.score, found.pages_failed, found.criteria) == (verdict, None, failed, ())


@pytest.mark.parametrize(
    ("reasons", "common"),
    [
        ([Reason.LOGIN, Reason.LOGIN], Reason.LOGIN),
        ([Reason.LOGIN, Reason.TIMEOUT], Reason.NO_PAGES),
        ([None, Reason.LOGIN], Reason.LOGIN),
        ([], Reason.NO_PAGES),
    ],
)
def test_the_reason_of_all_pages_is_the_reason_of_the_site(reasons: list[Reason | None], common: Reason) -> None:
    assert common_reason(reasons) is common


def test_a_site_of_which_no_page_was_tested_has_their_reason() -> None:
    found = judge(ABC, page("home", Reason.LOGIN, a1=PASSED), page("random", Reason.LOGIN))
    assert found == SiteVerdict(
        1,
        "basic",
        "1",
        "ab" * 32,
        Verdict.NOT_TESTED,
        Reason.LOGIN,
        criteria=tuple(CriterionResult(c.id, CriterionState.UNTESTED, c.weight) for c in ABC.criteria),
        pages_planned=2,
    )


TESTED, LOGIN = page("random", a=PASSED), page("random", Reason.LOGIN)
HOME, PDF = page("home", a=PASSED), page("document", a=PASSED)
ELSEWHERE = page("random", Reason.OTHER_SITE)


@pytest.mark.parametrize(
    ("pages", "found", "reason"),
    [
        ([HOME, TESTED, TESTED], 50, None),
        ([HOME, TESTED, LOGIN], 50, Reason.TOO_FEW_PAGES),
        ([HOME, TESTED, PDF], 50, Reason.TOO_FEW_PAGES),  # a document is no page
        ([HOME, TESTED], 50, Reason.TOO_FEW_PAGES),  # a crawl that was asked for two
        ([HOME, TESTED], 2, None),
        ([HOME, PDF], 1, None),
        ([HOME, LOGIN], 2, Reason.TOO_FEW_PAGES),
        ([HOME, ELSEWHERE, ELSEWHERE], 3, None),  # a site of one page, and two addresses that are another's
        ([HOME], None, None),
        ([page("home", Reason.TIMEOUT), TESTED, TESTED, TESTED], 50, Reason.HOME_NOT_TESTED),
        ([page("home", Reason.LOGIN), LOGIN], 2, Reason.LOGIN),
    ],
)
def test_there_is_no_verdict_without_the_home_page_nor_on_fewer_pages_than_the_profile_asks(
    pages: list[JudgedPage], found: int | None, reason: Reason | None
) -> None:
    verdict = judge_site(1, profile(criterion("a"), least_pages=3), pages, pages_found=found)
    assert verdict.reason is reason
    assert verdict.verdict is (Verdict.ACCESSIBLE if reason is None else Verdict.NOT_TESTED)


@pytest.mark.parametrize(
    ("styled", "unstyled", "reason"), [(0, 1, Reason.INCOMPLETE), (1, 2, Reason.INCOMPLETE), (2, 2, None), (3, 0, None)]
)
def test_a_site_most_of_whose_pages_were_drawn_without_styles_has_no_verdict(
    styled: int, unstyled: int, reason: Reason | None
) -> None:
    pages = [HOME] * styled + [replace(HOME, unstyled=True)] * unstyled
    assert judge_site(1, profile(criterion("a")), pages).reason is reason


FAINT, GREY = FailedElement("main", '{"ratio": 2.99}'), FailedElement("main", '{"ratio": 3.0}')
MEASURE = MaterialFailure(("a",), below={"ratio": 3.0})


def shown(*elements: FailedElement, count: int = 0) -> JudgedPage:
    return replace(page(a=FAILED), failures={"a": Failure(count or len(elements), elements)})


@pytest.mark.parametrize(
    ("measure", "seen", "material"),
    [
        (MaterialFailure(("a",)), page(a=FAILED), True),
        (MaterialFailure(("a",)), page(a=CANNOT_TELL), False),
        (MaterialFailure(("a",)), page(b=FAILED), False),
        (MaterialFailure(("a",), at_least=3), shown(GREY, count=3), True),
        (MaterialFailure(("a",), at_least=3), shown(GREY, GREY), False),
        (MaterialFailure(("a", "b"), at_least=2), page(a=FAILED, b=FAILED), True),
        (MEASURE, shown(GREY, FAINT), True),
        (MEASURE, shown(GREY, count=90), False),
        (MEASURE, shown(FailedElement("main")), False),
        (MEASURE, shown(FailedElement("main", '{"ratio": "2.9"}')), False),
        (replace(MEASURE, at_least=2), shown(GREY, FAINT), False),
        (replace(MEASURE, at_least=2), shown(FAINT, FAINT), True),
        (replace(MEASURE, regions=("navigation",)), shown(FAINT), False),
        (replace(MEASURE, regions=("navigation", "main")), shown(FAINT), True),
        (replace(MEASURE, except_regions=("main",)), shown(FAINT), False),
        (replace(MEASURE, equals={"large": "no"}), shown(FAINT), False),
        (replace(MEASURE, equals={"large": "no"}), shown(FailedElement("", '{"ratio": 1, "large": "no"}')), True),
    ],
)
def test_a_failure_is_material_when_enough_of_its_elements_are_as_a_measure_says(
    measure: MaterialFailure, seen: JudgedPage, material: bool
) -> None:
    by = profile(replace(criterion("a", "a", "b"), material=(MaterialFailure(("b",), at_least=9), measure)))
    (result,) = judge(by, seen).criteria
    assert result.pages_material == material


@pytest.mark.parametrize(("failing", "accessible"), [(6, True), (7, False), (12, False)])
def test_a_site_whose_pages_mostly_shut_someone_out_is_not_accessible_whatever_its_score(
    failing: int, accessible: bool
) -> None:
    by = profile(replace(criterion("a"), material=(MaterialFailure(("a",)),)), criterion("b", weight=99))
    found = judge(by, *[page(a=FAILED, b=PASSED)] * failing, *[page(a=INAPPLICABLE, b=PASSED)] * (12 - failing))
    assert (found.score, found.criteria[0].pages_material) == (0.99, failing)
    assert found.verdict is (Verdict.ACCESSIBLE if accessible else Verdict.NOT_ACCESSIBLE)
    assert [result.criterion for result in shutting_out(found, by)] == ([] if accessible else ["a"])


def test_documents_do_not_thin_out_the_pages_that_shut_someone_out() -> None:
    by = profile(replace(criterion("a"), material=(MaterialFailure(("a",)),)), criterion("b", weight=99))
    web = [page(a=FAILED, b=PASSED), page("form", a=FAILED, b=PASSED), page("random", a=PASSED, b=PASSED)]
    found = judge(by, *web, page("document", b=PASSED), page("document", b=PASSED))
    assert (found.pages_tested, found.documents_tested, found.web_pages_tested) == (5, 2, 3)
    assert found.verdict is Verdict.NOT_ACCESSIBLE


def test_what_the_law_asks_beside_the_criteria_is_answered_and_not_in_the_score() -> None:
    found = judge(profile(criterion("a"), criterion("beside", weight=0)), page(a=PASSED, beside=FAILED))
    assert (found.verdict, found.score) == (Verdict.ACCESSIBLE, 1.0)
    assert found.criteria[1] == CriterionResult("beside", CriterionState.NOT_MET, 0, 1, 1, ("beside",))


def test_a_reason_for_the_whole_site_goes_before_its_pages() -> None:
    found = judge_site(1, STRICT, [page(a=PASSED)], Reason.OTHER_SITE)
    assert found == SiteVerdict(1, "strict", "2", "cd" * 32, Verdict.NOT_TESTED, Reason.OTHER_SITE, pages_planned=1)


@given(profiles, some_sites)
def test_every_site_ends_with_a_verdict_that_adds_up(by: Profile, pages: list[JudgedPage]) -> None:
    found = judge(by, *pages)
    assert (found.reason is not None) == (found.verdict is Verdict.NOT_TESTED) == (found.pages_tested == 0)
    assert found.pages_planned == len(pages)
    assert found.pages_failed <= found.pages_tested <= found.pages_planned
    assert [result.criterion for result in found.criteria] == [c.id for c in by.criteria]
    for result in found.criteria:
        assert result.pages_material <= result.pages_failed <= result.pages <= found.pages_tested
        assert bool(result.pages_failed) == bool(result.checks)
        assert (result.pages > 0) == (result.state in (CriterionState.MET, CriterionState.NOT_MET))


@given(profiles, some_sites, st.data())
def test_cannot_tell_never_moves_a_verdict(by: Profile, pages: list[JudgedPage], data: st.DataObject) -> None:
    doubtful = [
        replace(
            each,
            outcomes={
                check: each.outcomes.get(check, frozenset()) | CANNOT_TELL
                for check in {*each.outcomes, *data.draw(st.sets(st.sampled_from(["a1", "a2", "b", "c"])))}
            },
        )
        for each in pages
    ]
    assert judge(by, *doubtful) == judge(by, *pages)


@given(profiles, some_sites, st.sampled_from(Reason), st.booleans())
def test_an_untested_page_changes_no_verdict_on_a_tested_site(
    by: Profile, pages: list[JudgedPage], reason: Reason, first: bool
) -> None:
    untested = page("home", reason, a1=FAILED, b=PASSED)
    pages = [page("home", a1=PASSED), page("form", a1=PASSED), *pages]
    before = judge(by, *pages)
    after = judge(by, *([untested, *pages] if first else [*pages, untested]))
    assert after == replace(before, pages_planned=len(pages) + 1, reason=after.reason)
    assert (after.reason is None) == (before.reason is None)


@given(profiles, some_sites)
def test_a_page_that_said_nothing_never_makes_it_better(by: Profile, pages: list[JudgedPage]) -> None:
    pages = [page("home", a1=PASSED), page("form", a1=PASSED), *pages]
    assert RANK[judge(by, *pages, page("random", a1=UNTESTED)).verdict] <= RANK[judge(by, *pages).verdict]


@given(profiles, some_sites, st.sampled_from(["a1", "a2", "b", "c", BEST_PRACTICE]), st.data())
def test_one_more_failure_never_makes_it_better(
    by: Profile, pages: list[JudgedPage], check: str, data: st.DataObject
) -> None:
    """Turned into one, beside what else the check says of the page, or instead of it; of whatever kind it is."""
    pages = [page(), *pages]
    number = data.draw(st.integers(0, len(pages) - 1))
    seen = pages[number]
    told = data.draw(st.sampled_from([FAILED, seen.outcomes.get(check, frozenset()) | FAILED]))
    worse = replace(
        seen,
        outcomes={**seen.outcomes, check: told},
        counting=seen.counting | ({check} - {BEST_PRACTICE}),
        failures={**seen.failures, check: data.draw(some_failures)},
    )
    if seen.outcomes.get(check, frozenset()) >= FAILED:
        worse = replace(worse, failures=seen.failures)  # it was one already
    after = judge(by, *pages[:number], worse, *pages[number + 1 :])
    assert RANK[after.verdict] <= RANK[judge(by, *pages).verdict]


@given(profiles, some_sites, st.sampled_from(["a", "b"]))
def test_a_check_that_passes_wherever_its_criterion_applies_changes_no_verdict(
    by: Profile, pages: list[JudgedPage], name: str
) -> None:
    before = judge(by, page(a1=PASSED), *pages)
    more = replace(
        by, criteria=tuple(replace(c, checks=(*c.checks, "new")) if c.id == name else c for c in by.criteria)
    )
    checks = {check for criterion in by.criteria if criterion.id == name for check in criterion.checks}
    answers = [
        any({Outcome.PASSED, Outcome.FAILED} & each.outcomes.get(check, frozenset()) for check in checks)
        for each in pages
    ]
    seen = [
        replace(each, outcomes={**each.outcomes, "new": PASSED if applies else INAPPLICABLE})
        for each, applies in zip(pages, answers, strict=True)
    ]
    after = judge(more, page(a1=PASSED, new=PASSED if name == "a" else INAPPLICABLE), *seen)
    assert (after.verdict, after.reason, after.score) == (before.verdict, before.reason, before.score)


@given(profiles, some_sites)
def test_the_order_of_the_pages_does_not_matter(by: Profile, pages: list[JudgedPage]) -> None:
    assert judge(by, *reversed(pages)) == judge(by, *pages)


@given(profiles, some_sites)
def test_the_order_of_the_checks_does_not_matter(by: Profile, pages: list[JudgedPage]) -> None:
    turned = replace(
        by,
        criteria=tuple(replace(c, checks=c.checks[::-1], material=c.material[::-1]) for c in by.criteria),
        blockers=by.blockers[::-1],
    )
    again = [replace(each, outcomes=dict(reversed(each.outcomes.items()))) for each in pages]
    assert judge(turned, *again) == judge(by, *pages)

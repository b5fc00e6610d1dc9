"""Findings become barriers, and barriers are followed: counts add up, and nothing is fixed that was not looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from results.barriers.following import follow
from results.barriers.observing import KnownBarrier, Observation, observe, page_key
from results.model import BarrierState, CheckOutcome, Finding, Outcome, PageAudit, PlannedPage, Reason

CRITERIA = ("1.1.1",)
LOGO = '<img class="logo" src="/logo.png">'
PHOTO = '<img class="portrait" src="/mayor.jpg" width="9">'


def url(number: int) -> str:
    return f"https://town.test/{number}"


def outcome(
    *snippets: str,
    check: str = "image-alt",
    result: Outcome = Outcome.FAILED,
    count: int | None = None,
    region: str = "main",
) -> CheckOutcome:
    findings = tuple(
        Finding(check, result, f"img:nth-child({n})", one, region=region) for n, one in enumerate(snippets)
    )
    return CheckOutcome(check, result, CRITERIA, len(snippets) if count is None else count, findings)


PASSED = CheckOutcome("image-alt", Outcome.PASSED, CRITERIA)


def page(number: int, *outcomes: CheckOutcome, role: str = "random", reason: Reason | None = None):  # type: ignore[no-untyped-def]
    return PlannedPage(url(number), role), PageAudit(url(number), reason, outcomes=outcomes)


def known(observation: Observation, *, fixed: bool = False) -> list[KnownBarrier]:
    return [
        KnownBarrier(n, o.check, o.outcome, o.component, o.findings[0], frozenset(o.pages), fixed=fixed)
        for n, o in enumerate(observation.barriers, start=1)
    ]


def states(before: Observation, after: Observation, *, fixed: bool = False) -> list[str]:
    return sorted(each.state.value for each in follow(known(before, fixed=fixed), after))


def test_a_logo_on_every_page_is_one_barrier() -> None:
    seen = observe([page(n, outcome(LOGO, LOGO)) for n in range(3)])
    (barrier,) = seen.barriers
    assert (barrier.instances, barrier.elements, len(barrier.pages)) == (6, 1, 3)


def test_a_component_with_two_faults_is_two_barriers_and_one_component() -> None:
    seen = observe([page(1, outcome(LOGO), outcome(LOGO, check="target-size"))])
    assert len(seen.barriers) == 2
    assert len({barrier.component for barrier in seen.barriers}) == 1


def test_what_failed_and_what_is_in_doubt_are_kept_apart() -> None:
    seen = observe([page(1, outcome(LOGO), outcome(LOGO, result=Outcome.CANNOT_TELL))])
    assert [barrier.outcome for barrier in seen.barriers] == [Outcome.FAILED, Outcome.CANNOT_TELL]


def test_elements_beyond_the_stored_ones_are_counted_and_said_to_be_shared_out() -> None:
    seen = observe([page(1, outcome(LOGO, LOGO, PHOTO, count=31))])
    assert sorted((b.instances, b.exact) for b in seen.barriers) == [(10, False), (21, False)]
    alone = observe([page(1, outcome(LOGO, count=31))])
    assert [(b.instances, b.exact) for b in alone.barriers] == [(31, True)]


def test_the_same_fault_in_two_documents_is_two_barriers() -> None:
    assert len(observe([page(n, outcome(LOGO), role="document") for n in range(2)]).barriers) == 2


def test_a_fault_of_one_document_is_never_taken_for_that_of_another() -> None:
    before, after = (observe([page(n, outcome(LOGO), role="document")]) for n in (1, 2))
    assert states(before, after) == ["new", "not-seen"]
    assert states(before, before) == ["persisting"]


def test_new_persisting_and_fixed() -> None:
    before = observe([page(1, outcome(LOGO)), page(2, outcome(PHOTO))])
    after = observe([page(1, outcome(LOGO)), page(2, outcome('<img src="/map.png" id="m" height="1" usemap="#x">'))])
    assert states(before, after) == ["fixed", "new", "persisting"]


def test_a_page_that_was_not_tested_again_fixes_nothing() -> None:
    before = observe([page(1, outcome(PHOTO))])
    assert states(before, observe([page(1, reason=Reason.TIMEOUT), page(2, PASSED)])) == ["not-seen"]


def test_a_check_that_did_not_run_or_did_not_end_fixes_nothing() -> None:
    before = observe([page(1, outcome(PHOTO))])
    assert states(before, observe([page(1, CheckOutcome("label", Outcome.PASSED, CRITERIA))])) == ["not-seen"]
    assert states(before, observe([page(1, CheckOutcome("image-alt", Outcome.UNTESTED, CRITERIA))])) == ["not-seen"]


def test_what_may_hide_among_elements_that_were_not_stored_is_not_fixed() -> None:
    before = observe([page(1, outcome(PHOTO, LOGO))])
    assert states(before, observe([page(1, outcome(LOGO, count=40))])) == ["not-seen", "persisting"]


def test_a_failure_that_is_in_doubt_now_is_not_fixed() -> None:
    before = observe([page(1, outcome(PHOTO))])
    assert states(before, observe([page(1, outcome(PHOTO, result=Outcome.CANNOT_TELL))])) == ["new", "not-seen"]


def test_a_barrier_that_was_fixed_returns() -> None:
    seen = observe([page(1, outcome(PHOTO))])
    assert states(seen, seen, fixed=True) == ["returned"]
    assert states(seen, observe([page(1, reason=Reason.TIMEOUT)]), fixed=True) == ["fixed"]


def test_one_that_only_looks_like_a_fixed_one_is_new() -> None:
    before = observe([page(1, outcome('<a class="more" href="/a">Read on about parking</a>'))])
    after = observe([page(1, outcome('<a class="button" href="/b">Read on about parking</a>'))])
    assert states(before, after) == ["persisting"]
    assert states(before, after, fixed=True) == ["fixed", "new"]


def test_a_component_moved_to_another_region_with_a_new_name_persists() -> None:
    before = observe([page(n, outcome(LOGO, region="banner")) for n in range(3)])
    after = observe([page(n, outcome(LOGO.replace('logo"', 'brand"'), region="contentinfo")) for n in range(3)])
    assert states(before, after) == ["persisting"]


def test_most_pages_come_first_and_other_peoples_widgets_last() -> None:
    frame = replace(
        outcome('<div class="rc-anchor">').findings[0],
        measured='{"frame_host": "www.recaptcha.net"}',
        selector="iframe >>> div",
    )
    seen = observe(
        [
            page(1, outcome(LOGO, PHOTO), CheckOutcome("label", Outcome.FAILED, CRITERIA, 1, (frame,))),
            page(2, outcome(LOGO), CheckOutcome("label", Outcome.FAILED, CRITERIA, 1, (frame,))),
        ]
    )
    assert [(b.check, len(b.pages), b.third_party) for b in seen.barriers] == [
        ("image-alt", 2, ""),
        ("image-alt", 1, ""),
        ("label", 2, "Google reCAPTCHA"),
    ]


SNIPPETS = st.builds(
    lambda tag, name, text, href: f'<{tag} class="{name}" href="{href}">{text}</{tag}>',
    st.sampled_from(["a", "img", "p"]),
    st.sampled_from(["card", "menu", "css-1q2w3", "tile active", ""]),
    st.sampled_from(["Read", "More", "Contact us", ""]),
    st.sampled_from(["/a", "/b"]),
)
OUTCOMES = st.builds(
    lambda snippets, check, result, more, region: outcome(
        *snippets, check=check, result=result, count=len(snippets) + more, region=region
    ),
    st.lists(SNIPPETS, max_size=6),
    st.sampled_from(["image-alt", "label"]),
    st.sampled_from([Outcome.FAILED, Outcome.CANNOT_TELL]),
    st.sampled_from([0, 0, 0, 7]),
    st.sampled_from(["main", "banner", ""]),
)
PAGES = st.dictionaries(
    st.integers(0, 4),
    st.lists(OUTCOMES, max_size=3, unique_by=lambda one: (one.check, one.outcome)),
    max_size=4,
)


@settings(deadline=None)  # a loaded machine takes its time
@given(PAGES)
def test_every_element_counted_by_a_check_is_in_exactly_one_barrier(pages: dict[int, list[CheckOutcome]]) -> None:
    seen = observe([page(number, *found) for number, found in pages.items()])
    counted: Counter[tuple[str, Outcome, bytes]] = Counter()
    for number, found in pages.items():
        counted.update({(each.check, each.outcome, page_key(url(number))): each.count for each in found if each.count})
    in_barriers: Counter[tuple[str, Outcome, bytes]] = Counter()
    for barrier in seen.barriers:
        in_barriers.update({(barrier.check, barrier.outcome, key): number for key, number in barrier.pages.items()})
    assert in_barriers == counted
    assert len({(b.check, b.outcome, b.component) for b in seen.barriers}) == len(seen.barriers)


@settings(deadline=None)  # a loaded machine takes its time
@given(PAGES, PAGES)
def test_what_was_known_of_a_site_changes_nothing_that_is_seen_of_it(
    first: dict[int, list[CheckOutcome]], second: dict[int, list[CheckOutcome]]
) -> None:
    before = known(observe([page(number, *found, role="document") for number, found in first.items() if number % 2]))
    before += known(observe([page(number, *found) for number, found in first.items() if not number % 2]))
    now = [page(number, *found, role="document" if number % 2 else "random") for number, found in second.items()]
    assert observe(now, before) == observe(now)


@settings(deadline=None)  # a loaded machine takes its time
@given(PAGES, PAGES, st.sets(st.integers(1, 12)))
def test_every_barrier_is_followed_exactly_once(
    first: dict[int, list[CheckOutcome]], second: dict[int, list[CheckOutcome]], fixed: set[int]
) -> None:
    before = [
        replace(each, fixed=each.id in fixed)
        for each in known(observe([page(number, *found) for number, found in first.items()]))
    ]
    after = observe([page(number, *found) for number, found in second.items()])
    followed = follow(before, after)
    assert sorted(each.known.id for each in followed if each.known) == sorted(each.id for each in before)
    assert Counter(id(each.observed) for each in followed if each.observed) == Counter(map(id, after.barriers))
    for each in followed:
        assert each.state.there == (each.observed is not None)
        assert (each.state is BarrierState.NEW) == (each.known is None)
        if each.known and each.state is BarrierState.FIXED and not each.known.fixed:
            assert each.pages_again > 0
    assert followed == follow(before, after)


@settings(deadline=None)  # a loaded machine takes its time
@given(PAGES)
def test_the_same_pages_again_change_nothing(pages: dict[int, list[CheckOutcome]]) -> None:
    seen = observe([page(number, *found) for number, found in pages.items()])
    assert {each.state for each in follow(known(seen), seen)} <= {BarrierState.PERSISTING}

"""What other browsers said is stored by crawl, barrier and browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from results.barriers.stored_barriers import failing_barriers, site_barriers
from results.barriers.stored_confirmations import agreement_in, forget_confirmations, save_confirmations
from results.barriers.stored_following import save_barriers
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.model import (
    BarrierConfirmation,
    CheckAgreement,
    CheckOutcome,
    Confirmation,
    EngineAgreement,
    Finding,
    Outcome,
    PageAudit,
    PlannedPage,
    Site,
)
from results.storage.store import Store

AGREE, DIFFER, NOT_REPRODUCIBLE = Confirmation
URL = "https://good.test/1"


def answer(browser: str, said: Confirmation, at: str = "2026-11-22T10:00:00+00:00") -> BarrierConfirmation:
    return BarrierConfirmation(browser, "9.1", said, "failed", at)


@pytest.fixture
def crawled(store: Store, inputs: CrawlInputs, register: tuple[Site, ...]) -> tuple[int, Site]:
    """A crawl with three failures, a doubt and a bad practice on one page."""
    begun = start_crawl(store, replace(inputs, sites=(register[0],)))
    outcomes = [
        CheckOutcome(check, outcome, criteria, 1, (Finding(check, outcome, "#x", f"<{tag}>", region="main"),))
        for check, tag, outcome, criteria in (
            ("image-alt", "img", Outcome.FAILED, ("1.1.1",)),
            ("link-name", "a", Outcome.FAILED, ("2.4.4",)),
            ("label", "input", Outcome.FAILED, ("4.1.2",)),
            ("color-contrast", "p", Outcome.CANNOT_TELL, ("1.4.3",)),
            ("region", "div", Outcome.FAILED, ()),
        )
    ]
    save_barriers(
        store, begun.id, register[0].id, [(PlannedPage(URL, "home"), PageAudit(URL, outcomes=tuple(outcomes)))]
    )
    finish_crawl(store, begun.id)
    return begun.id, register[0]


def test_failures_of_success_criteria_are_those_to_ask_about(store: Store, crawled: tuple[int, Site]) -> None:
    crawl, site = crawled
    found = failing_barriers(store, crawl)
    assert sorted((of, check) for _, of, check in found) == [
        (site.id, "image-alt"), (site.id, "label"), (site.id, "link-name"),
    ]  # fmt: skip


def test_what_a_browser_said_stands_at_the_barrier_and_is_counted_by_check(
    store: Store, crawled: tuple[int, Site]
) -> None:
    crawl, site = crawled
    of = {check: barrier for barrier, _, check in failing_barriers(store, crawl)}
    said = {of["image-alt"]: answer("Firefox", AGREE), of["link-name"]: answer("Firefox", DIFFER),
            of["label"]: answer("Firefox", NOT_REPRODUCIBLE)}  # fmt: skip
    save_confirmations(store, crawl, said)
    save_confirmations(store, crawl, {of["image-alt"]: answer("Edge", DIFFER)})
    assert {each.check: each.confirmations for each in site_barriers(store, crawl, site.id)} == {
        "image-alt": (answer("Edge", DIFFER), answer("Firefox", AGREE)),
        "link-name": (answer("Firefox", DIFFER),),
        "label": (answer("Firefox", NOT_REPRODUCIBLE),),
        "color-contrast": (),
        "region": (),
    }
    edge, firefox = agreement_in(store, crawl)
    assert edge == EngineAgreement("Edge", "9.1", (CheckAgreement("image-alt", 0, 1, 0),))
    assert firefox.checks == (
        CheckAgreement("image-alt", 1, 0, 0), CheckAgreement("link-name", 0, 1, 0), CheckAgreement("label", 0, 0, 1),
    )  # fmt: skip
    assert (firefox.agree, firefox.compared, firefox.not_reproducible) == (1, 2, 1)


def test_another_draw_replaces_that_of_the_same_browser_only(store: Store, crawled: tuple[int, Site]) -> None:
    crawl, _ = crawled
    [(barrier, *_), *_] = failing_barriers(store, crawl)
    for browser in ("Firefox", "Edge"):
        save_confirmations(store, crawl, {barrier: answer(browser, AGREE)})
    forget_confirmations(store, crawl, "Firefox")
    save_confirmations(store, crawl, {barrier: answer("Edge", DIFFER)})
    assert [(each.browser, each.agree, each.compared) for each in agreement_in(store, crawl)] == [("Edge", 0, 1)]

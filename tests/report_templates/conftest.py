"""A crawl of fourteen sites as the stages before would hand it over, and a real browser to look at its report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from checks.catalogue import describe_criteria
from checks.profile import load_profile
from report_templates.render import render_report
from report_templates.site_lists import SITES_ON_A_PAGE
from results.model import (
    AccessibilityStatement,
    Barrier,
    BarrierConfirmation,
    BarrierExample,
    BarrierState,
    BarrierSummary,
    BasicCriterion,
    Blocker,
    CarriedPages,
    ChangePart,
    CheckAgreement,
    CheckDescription,
    CheckFindings,
    CheckOutcome,
    CheckText,
    CommonBarrier,
    Confirmation,
    ConformanceStatus,
    Coverage,
    Crawl,
    CrawlComparison,
    CrawlReport,
    CriterionResult,
    CriterionState,
    EngineAgreement,
    Finding,
    FoundPage,
    GroupShare,
    LeftPage,
    MaterialFailure,
    NeedCoverage,
    Organisation,
    Outcome,
    PageAudit,
    PageFindings,
    PairedChange,
    PartOfChange,
    PastVerdict,
    PlannedPage,
    Profile,
    PublishedFigure,
    Reason,
    Redirect,
    Retest,
    ReviewedException,
    Sample,
    SampleComparison,
    SampledPage,
    Selection,
    Sensitivity,
    SensitivityAt,
    Service,
    Share,
    ShareChange,
    Site,
    SiteChange,
    SiteDiscovery,
    SiteReport,
    SiteSummary,
    SiteVerdict,
    Standard,
    StatementState,
    Tools,
    Trend,
    TrendPoint,
    Verdict,
    Visits,
)

LANGUAGES = ("nl", "en", "fr", "de")
HOSTILE = (
    "\"'><script>alert('x')</script><img src=x onerror=alert(1)>\u202egnp.exe\u2066 & {{ 7*7 }} %s %(x)s\x00\x1b[31m"
)
STARTED = "2026-11-21T22:00:00+00:00"
CONTACT = "https://toegankelijkheid.vlaanderen.test/monitor"

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "HeadlessChrome 141.0.7390.37", browser_sandbox=True)

BUILT_IN = {criterion.id: criterion.texts for criterion in load_profile("basic").criteria}
BASIC = Profile(
    "basic",
    "2026.1",
    "score",
    0.75,
    0.9,
    (
        BasicCriterion("images", 2, ("image-alt",), ("1.1.1",), "partly", texts=BUILT_IN["images"]),
        BasicCriterion("titles", 1, ("document-title",), ("2.4.2",), "partly", texts=BUILT_IN["titles"]),
        BasicCriterion("labels", 2, ("label",), ("1.3.1", "4.1.2"), "partly", texts=BUILT_IN["forms"]),
        BasicCriterion(
            "contrast",
            1.5,
            ("color-contrast",),
            ("1.4.3",),
            "fully",
            material=(MaterialFailure(("color-contrast",), below={"contrastRatio": 3.0}),),
            texts=BUILT_IN["contrast"],
        ),
        BasicCriterion("language", 1, ("html-has-lang",), ("3.1.1",), "fully", texts=BUILT_IN["language"]),
        BasicCriterion("keyboard", 2, (), ("2.1.1",), "not", texts=BUILT_IN["keyboard"]),
        BasicCriterion("own-criterion", 1, ("own-check",), (), "partly"),
        BasicCriterion("statement", 0, ("accessibility-statement",), (), "partly", texts=BUILT_IN["statement"]),
    ),
    (Blocker("label", "home", "navigation"),),
    "ab" * 32,
    least_pages=3,
    texts=load_profile("basic").texts,
)
STRICT = Profile("strict", "2026.1", "no-failure", 1.0, 1.0, (), (), "cd" * 32, texts=load_profile("strict").texts)


def _text(
    title: str, fault: str, hindered: str, *fix: str, wrong: str = "", right: str = "", verify: str = ""
) -> CheckText:
    return CheckText(title, fault, hindered, fix, wrong, right, verify)


CHECKS = {
    "image-alt": CheckDescription(
        "image-alt",
        "axe-core",
        ("1.1.1",),
        ("9.1.1.1",),
        ("a", "b"),
        best_practice=False,
        only_asks=False,
        texts={
            "nl": _text(
                "Afbeeldingen hebben een tekstalternatief",
                "Afbeeldingen zonder tekstalternatief",
                "Wie de afbeelding niet ziet en een schermlezer gebruikt, weet niet wat erop staat.",
                "Beschrijf in alt wat de afbeelding zegt.",
                "Geef een afbeelding die niets zegt een leeg alt.",
                wrong='<img src="kaart.png">',
                right='<img src="kaart.png" alt="Kaart van Gent met de drie loketten">',
                verify="Zet de afbeeldingen in uw browser uit en lees de pagina.",
            ),
            "en": _text(
                "Images have a text alternative",
                "Images without a text alternative",
                "Who does not see the image and uses a screen reader does not know what it shows.",
                "Describe in alt what the image says.",
                "Give an image that says nothing an empty alt.",
                wrong='<img src="map.png">',
                right='<img src="map.png" alt="Map of Ghent with the three desks">',
                verify="Switch images off in your browser and read the page.",
            ),
        },
    ),
    "color-contrast": CheckDescription(
        "color-contrast",
        "axe-core",
        ("1.4.3",),
        ("9.1.4.3",),
        ("b",),
        best_practice=False,
        only_asks=False,
        texts={
            "nl": _text(
                "Tekst steekt genoeg af tegen de achtergrond",
                "Tekst steekt te weinig af tegen de achtergrond",
                "Wie minder goed ziet of in de zon leest, kan bleke tekst niet lezen.",
                "Maak de tekst donkerder of de achtergrond lichter.",
            ),
            "en": _text(
                "Text has enough contrast with its background",
                "Text with too little contrast with its background",
                "Who sees less well, or reads in the sun, cannot read pale text.",
                "Make the text darker or the background lighter.",
                verify="Measure the two colours with a contrast tool.",
            ),
        },
    ),
    "label": CheckDescription(
        "label",
        "axe-core",
        ("1.3.1", "4.1.2"),
        ("9.1.3.1", "9.4.1.2"),
        ("a", "b", "g", "i"),
        best_practice=False,
        only_asks=False,
        texts={
            "en": _text(
                "Form fields have a label",
                "Form fields without a label",
                "Who uses speech cannot name the field.",
                "Add a label.",
            )
        },
    ),
    "region": CheckDescription(
        "region",
        "axe-core",
        (),
        (),
        (),
        best_practice=True,
        only_asks=False,
        texts={
            "en": _text(
                "All content is in a landmark",
                "Content outside the landmarks",
                "Who jumps by landmark misses it.",
                "Use main.",
            )
        },
    ),
    "accessibility-statement": CheckDescription(
        "accessibility-statement",
        "wad-monitor",
        (),
        (),
        (),
        best_practice=True,
        only_asks=False,
        texts={
            "en": _text(
                "Each page links to the accessibility statement",
                "No link to the accessibility statement",
                "Who finds a barrier cannot report it.",
                "Add a link.",
            )
        },
        of_statement=True,
    ),
}

COVERAGE = Coverage(
    Standard.V3_2_1,
    touched=("1.1.1", "1.3.1", "1.4.3", "4.1.2"),
    asked=("1.2.2",),
    untouched=("1.2.1", "1.2.3"),
    needs={
        need: NeedCoverage(*reach) for need, reach in zip("abcdefghi", [(2, 33), (3, 36), *[(0, 6)] * 7], strict=True)
    },
)

ORGANISATIONS = (
    ("Agentschap Water", "Omgeving"),
    ("Dienst Mobiliteit", "Mobiliteit en Openbare Werken"),
    ("Kind en Zorg", "Welzijn, Volksgezondheid en Gezin"),
    ("Stad Beekdorp", ""),
)


@dataclass(frozen=True)
class Measurement:
    """What `render_report` is given."""

    report: CrawlReport
    sites: tuple[SiteReport, ...]

    def site(self, slug: str) -> SiteReport:
        return next(site for site in self.sites if site.summary.slug == slug)


def share_of(summaries: Sequence[SiteSummary], profile: str) -> Share:
    verdicts = [summary.verdicts[profile] for summary in summaries]
    counts = Counter(verdict.verdict for verdict in verdicts)
    reasons = Counter(verdict.reason for verdict in verdicts if verdict.reason)
    accessible, failing = counts[Verdict.ACCESSIBLE], counts[Verdict.NOT_ACCESSIBLE]
    tested = accessible + failing
    total = len(summaries)
    return Share(
        profile,
        total,
        accessible,
        failing,
        dict(reasons),
        accessible / tested if tested else None,
        "census" if tested else "none",
        None,
        (accessible / total, (total - failing) / total) if total else None,
        total,
    )


def _site(number: int) -> Site:
    organisation, domain = ORGANISATIONS[number % len(ORGANISATIONS)]
    name = HOSTILE if number == 3 else f"Website {number} van {organisation}"
    return Site(
        f"https://site-{number}.vlaanderen.test/",
        number,
        "" if number == 5 else name,
        organisation,
        domain,
        "regional",
        "BE",
        "nl",
    )


def _finding(check: str, number: int, url: str) -> Finding:
    if check == "color-contrast":
        measured = {
            "fgColor": "#999999",
            "bgColor": "#ffffff",
            "contrastRatio": 2.84,
            "expectedContrastRatio": "4.5:1",
            "fontSize": "12.0pt (16px)",
        }
        return Finding(
            check,
            Outcome.FAILED,
            f".footer > p:nth-child({number})",
            f'<p class="quiet">Openingsuren {number}</p>',
            json.dumps(measured),
            "Element has insufficient color contrast of 2.84",
            "contentinfo",
        )
    return Finding(
        check,
        Outcome.FAILED,
        f'header img[src$="logo-{number}.svg"]' if number else HOSTILE,
        f'<img src="/logo-{number}.svg" class="logo">' if number else f"<img title={HOSTILE}>" + "x" * 5000,
        json.dumps({"related": 2, HOSTILE: HOSTILE}) if not number else "not JSON",
        f"Element has no alt on {url}" if not number else "Element does not have an alt attribute",
        "banner",
    )


def _found(check: str, outcome: Outcome, urls: Sequence[str], elements: int) -> CheckFindings:
    pages = tuple(
        PageFindings(
            url,
            elements + 2,
            tuple(replace(_finding(check, number, url), outcome=outcome) for number in range(elements)),
        )
        for url in urls
    )
    return CheckFindings(check, outcome, sum(page.count for page in pages), pages)


ROLES = ("home", "contact", "statement", "form", "table", "search", "random", "random")


def _pages(
    site: Site, failed: Sequence[CheckFindings], *, tested: bool, reason: Reason | None
) -> tuple[SampledPage, ...]:
    pages = []
    for number, role in enumerate(ROLES):
        url = site.url + ("" if number == 0 else f"pagina/{number}?deel={number}")
        unreachable = reason if not tested else (Reason.ACCESS_DENIED if number == 5 else None)
        if site.id == 3 and number == 7:
            url = f"javascript:alert('{site.id}')"
        audit = PageAudit(
            url,
            unreachable,
            HOSTILE if unreachable else "",
            url,
            403 if unreachable else 200,
            f"Pagina {number} | {HOSTILE if number == 1 else site.name}",
            "nl",
            "limit" if number == 2 else "quiet",
            parts_not_tested=(f"iframe https://video.test/{HOSTILE}: no answer in time",)
            if number == 1 and tested
            else (),
            audited_at="2026-11-22T10:00:00+00:00",
        )
        if number == 3 and tested:
            earlier = {"audited_at": "2026-11-08T10:00:00+00:00", "carried_from": 5}
            audit = replace(audit, proven_at=audit.audited_at, **earlier)
        hit = tuple(found.check for found in failed if any(page.url == url for page in found.pages))
        tenure, since = (("panel", 3), ("new", 0), ("rotating", 0))[len(pages) % 3]
        pages.append(SampledPage(PlannedPage(url, role, "a", f"link-text: {role}", tenure, since), audit, hit, ()))
    return tuple(pages)


def _criteria(*, good: bool) -> tuple[CriterionResult, ...]:
    state = CriterionState.MET if good else CriterionState.NOT_MET
    return (
        CriterionResult("images", state, 2, 7, 0 if good else 6, () if good else ("image-alt",)),
        CriterionResult("titles", CriterionState.MET, 1, 7, 0),
        CriterionResult("labels", CriterionState.INAPPLICABLE, 2),
        CriterionResult("contrast", CriterionState.NOT_MET, 1.5, 7, 3, ("color-contrast",)),
        CriterionResult("language", CriterionState.MET, 1, 7, 0),
        CriterionResult("keyboard", CriterionState.UNTESTED, 2),
        CriterionResult("own-criterion", CriterionState.UNTESTED, 1),
    )


def _verdicts(site: Site, reason: Reason | None) -> dict[str, SiteVerdict]:
    def verdict(profile: Profile, value: Verdict) -> SiteVerdict:
        return SiteVerdict(site.id, profile.name, profile.version, profile.digest, value, reason, pages_planned=8)

    if reason:
        return {profile.name: verdict(profile, Verdict.NOT_TESTED) for profile in (BASIC, STRICT)}
    good = site.id % 2 == 0
    tested = {"pages_tested": 7, "pages_failed": 3 if good else 6}
    basic = replace(
        verdict(BASIC, Verdict.ACCESSIBLE if good else Verdict.NOT_ACCESSIBLE),
        score=0.7778 if good else 0.3636,
        criteria=_criteria(good=good),
        blockers=("label",) if site.id == 7 else (),
        **tested,
    )
    strict = replace(verdict(STRICT, Verdict.ACCESSIBLE if site.id == 2 else Verdict.NOT_ACCESSIBLE), **tested)
    return {"basic": basic, "strict": strict}


def _statement(site: Site) -> AccessibilityStatement:
    """Fully compliant and complete, partially on two sites; missing on site 2, without anything on site 3.

    Not readable on site 4; on site 5 a policy is in its place.
    """
    if site.id == 2:
        return AccessibilityStatement(2, StatementState.MISSING, pages=8)
    if site.id == 3:
        return AccessibilityStatement(3, StatementState.FOUND, f"javascript:{HOSTILE}", "nl", evidence=HOSTILE, pages=8)
    if site.id == 4:
        return AccessibilityStatement(4, StatementState.UNREADABLE, f"{site.url}verklaring", pages=8)
    if site.id == 5:
        return AccessibilityStatement(
            5, StatementState.INCOMPLETE, f"{site.url}beleid", "nl", feedback=("mail",), linked_from=1, pages=8
        )
    return AccessibilityStatement(
        site.id, StatementState.FOUND, f"{site.url}pagina/2?deel=2", "nl",
        ConformanceStatus.PARTIAL if site.id in (8, 10) else ConformanceStatus.FULL,
        "Deze website voldoet volledig aan WCAG 2.1 AA.", "WCAG 2.1 AA", "2020-09-23", "2026-03-03", "third-party",
        ("mail", "form"), enforcement=True, linked_from_home=True, linked_from=7, pages=8,
    )  # fmt: skip


def _site_report(number: int, reason: Reason | None) -> SiteReport:
    site = _site(number)
    urls = [site.url] + [f"{site.url}pagina/{n}?deel={n}" for n in range(1, 7)]
    failed: tuple[CheckFindings, ...] = ()
    doubtful: tuple[CheckFindings, ...] = ()
    practices: tuple[CheckFindings, ...] = ()
    if reason is None:
        failed = (_found("color-contrast", Outcome.FAILED, urls[:3], 2),)
        if number % 2:
            failed = (
                _found("image-alt", Outcome.FAILED, urls[:6], 5),
                *failed,
                _found("own/check?", Outcome.FAILED, urls[:1], 1),
            )
            failed += (_found("label", Outcome.FAILED, urls[:1], 1),)
        doubtful = (_found("color-contrast", Outcome.CANNOT_TELL, urls[:1], 1),)
        practices = (_found("region", Outcome.FAILED, urls[:2], 1),)
        if number == 2:
            practices += (_found("accessibility-statement", Outcome.FAILED, urls[:1], 1),)
    summary = SiteSummary(
        site,
        f"site-{number}.vlaanderen.test",
        _verdicts(site, reason),
        sum(found.count for found in failed),
        None if reason else _statement(site),
        failed_checks={found.check: found.count for found in (*failed, *practices)},
        last_tested="" if reason is Reason.UNREACHABLE else "2026-11-14T22:00:00+00:00" if reason else STARTED,
    )
    return SiteReport(
        summary,
        SiteDiscovery(
            site.id,
            tuple(FoundPage(url) for url in urls),
            reason,
            HOSTILE if reason else "",
            site.url,
            (Redirect(f"http://site-{number}.vlaanderen.test/", site.url, 301),),
            {"off-scope": 12, "failed/timeout": 3, "redirect/known": 2, HOSTILE: 1},
            "found",
            2.0,
            "pages",
            12.5,
            31,
        ),
        Sample(
            *(site.id, 42, (), 120, ("c", "e"), 20, 12, 2, 3),
            left=(LeftPage(site.url + "old", "contact", "redirect", HOSTILE), LeftPage(HOSTILE, "random", "rotated")),
        ),
        _pages(site, failed, tested=reason is None, reason=reason) if reason is not Reason.UNREACHABLE else (),
        (*failed, *doubtful),
        practices,
        () if reason else _barriers(site),
        followed=number != 5 and reason is None,
        exceptions=_exceptions(site),
        joined={3: "2026-11-01T08:00:00+00:00"},
        history=_history(number, summary.verdicts["basic"]),
        comparison=SampleComparison(site.id, 9, 2, (failed[0].check,) if failed else ()),
    )


def _history(number: int, now: SiteVerdict) -> tuple[PastVerdict, ...]:
    """Site 5 is measured for the first time."""
    current = PastVerdict(7, STARTED, "2026.1", now.verdict, now.score)
    if number == 5:
        return (current,)
    before = PastVerdict(3, "2026-10-24T22:00:00+00:00", "2026.0", Verdict.NOT_ACCESSIBLE, 0.2)
    return (before, replace(before, crawl_id=5, date="2026-11-07T22:00:00+00:00", score=0.35), current)


def _barrier(
    number: int, check: str, state: BarrierState, pages: int = 0, *, third_party: str = "", before: int = 0
) -> Barrier:
    """Number 0 is a hostile one."""
    finding = _finding(check, number, "")
    there = state.there
    return Barrier(
        number, check, Outcome.FAILED, f"{number:016x}", finding, f"https://site-3.vlaanderen.test/pagina/{number}",
        state, 7 if state is BarrierState.NEW else 3, 7 if there else 6, "2026-10-24T22:00:00+00:00",
        "2026-11-14T22:00:00+00:00", instances=pages * 3, elements=min(pages, 1), pages=pages, exact=number % 5 != 0,
        pages_before=before, pages_again=0 if there else 1, third_party=third_party,
        confirmations=_confirmations(number),
    )  # fmt: skip


def _confirmations(number: int) -> tuple[BarrierConfirmation, ...]:
    """Of another browser: one of each answer, then none."""
    answers = dict(zip((0, 1, 3), Confirmation, strict=True))
    if number not in answers:
        return ()
    return (BarrierConfirmation("Firefox", "153.8.0", answers[number], "failed", STARTED),)


def _barriers(site: Site) -> tuple[Barrier, ...]:
    """All states on site 3, more than are shown at once; only a widget of others on site 2; none on other even ones."""
    if site.id == 2:
        return (_barrier(1, "color-contrast", BarrierState.NEW, 3, third_party="Google reCAPTCHA"),)
    if site.id % 2 == 0:
        return ()
    there = [
        _barrier(0, "image-alt", BarrierState.PERSISTING, 6, before=7),
        _barrier(1, "color-contrast", BarrierState.NEW, 3),
        _barrier(2, "own/check?", BarrierState.RETURNED, 1),
        *(_barrier(n, "label", BarrierState.PERSISTING, 1, before=1) for n in range(3, 15)),
        _barrier(15, "image-alt", BarrierState.PERSISTING, 6, third_party=HOSTILE),
    ]
    if site.id == 3:
        there += [_barrier(n, "label", BarrierState.PERSISTING, 1, before=1) for n in range(20, 30)]
    gone = [
        _barrier(16, "image-alt", BarrierState.FIXED, before=3),
        _barrier(17, "label", BarrierState.NOT_SEEN, before=1),
    ]
    return (*there, *gone)


def _exceptions(site: Site) -> tuple[ReviewedException, ...]:
    if site.id != 3:
        return ()
    one = ReviewedException(
        1, 3, site.url, "label", HOSTILE, "An Peeters", "2026-10-01T08:00:00+00:00", "2027-03-31", HOSTILE, 4
    )
    return (
        one,
        replace(one, id=2, check="color-contrast", expires_on="2026-11-20", page="", barrier=None),
        replace(one, id=3, page="", removed_at="2026-11-02T08:00:00+00:00", removed_by="Bo"),
    )


def build_measurement(number_of_sites: int = 14) -> Measurement:
    """The last two sites were not tested, for two reasons; nor, of many sites, those after the twelfth.

    What was not tested has few pages: a report of many sites is soon written.
    """
    reasons = dict.fromkeys(range(13, number_of_sites - 1), Reason.ROBOTS)
    reasons |= {number_of_sites: Reason.UNREACHABLE, number_of_sites - 1: Reason.CHALLENGE}
    sites = tuple(_site_report(number, reasons.get(number)) for number in range(1, number_of_sites + 1))
    summaries = tuple(site.summary for site in sites)

    def groups(field: str) -> tuple[GroupShare, ...]:
        names = sorted({getattr(summary.site, field) for summary in summaries})
        return tuple(
            GroupShare(name, share_of([s for s in summaries if getattr(s.site, field) == name], "basic"))
            for name in names
        )

    crawl = Crawl(
        7,
        STARTED,
        "2026-11-22T05:30:00+00:00",
        20261121,
        Selection.CENSUS,
        number_of_sites,
        TOOLS,
        {
            "contact_url": CONTACT,
            "proxy": "http://user:secret@proxy.test",
            "carry_crawls": "4",
            "retest_share": "0.1",
        },
    )
    report = CrawlReport(
        crawl,
        (BASIC, STRICT),
        {profile: share_of(summaries, profile) for profile in ("basic", "strict")},
        groups("policy_domain"),
        groups("organisation"),
        summaries,
        CHECKS,
        COVERAGE,
        (Sensitivity("contrast", 0.25, gained=1, lost=0), Sensitivity("titles", 0.5, gained=0, lost=0)),
        BarrierSummary(
            91,
            7,
            6,
            6,
            (CommonBarrier("label", 6, 72, 0, 72, 216), CommonBarrier("image-alt", 6, 12, 1, 72, 216)),
            followed=True,
            examples={
                "image-alt": (
                    BarrierExample(3, "https://site-3.vlaanderen.test/pagina/1", _finding("image-alt", 0, "")),
                    BarrierExample(1, "https://site-1.vlaanderen.test/", _finding("image-alt", 1, "")),
                )
            },
        ),
        tuple(each for site in sites for each in site.exceptions),
        {"basic": replace(share_of(summaries, "basic"), accessible=7, not_accessible=5, share=7 / 12)},
        groups={"level": groups("level"), f"tag:{HOSTILE}": groups("policy_domain")},
        at_thresholds=(
            SensitivityAt("threshold", 0.75, 0.5, gained=0, lost=0, current=True),
            SensitivityAt("page_share", 1.0, None, gained=0, lost=2, current=False),
        ),
        comparison=_comparison(crawl, summaries),
        trend=_trend(crawl, summaries),
        criteria=describe_criteria(Standard.V3_2_1),
        doubtful={"color-contrast": 12},
        agreement=(
            EngineAgreement(
                "Firefox", "153.8.0", (CheckAgreement("image-alt", 5, 2, 1), CheckAgreement("label", 0, 0, 2))
            ),
        ),
        carried=CarriedPages(visited=1096, carried=12, retested=2, differing=1),
        wrong_retests=(Retest(f"https://site-1.vlaanderen.test/{HOSTILE}", ("image-alt", "label")),),
        visits={1: Visits(2_000), 4: Visits(12_000, of_organisation=True), 14: Visits(500)},
        organisations={
            "Agentschap Water": Organisation(
                "Agentschap Water", "Omgeving", "regional", (Service.ENVIRONMENTAL_PROTECTION,), 12_000
            )
        },
        labels={
            "policy_domain": {"Omgeving": {"fr": "Environnement", "de": "Umwelt"}},
            "organisation": {"Stad Beekdorp": {"fr": "Ville de Beekdorp"}},
        },
    )
    return Measurement(report, sites)


def _comparison(crawl: Crawl, summaries: Sequence[SiteSummary]) -> CrawlComparison:
    """Every part; a hostile name; a site that left and has no page."""
    share = share_of(summaries, "basic")
    left = Site(f"https://gone.test/{HOSTILE}", 99, HOSTILE)
    parts = tuple(ChangePart)
    changes = [
        SiteChange(summary.site.id, part, Verdict.NOT_ACCESSIBLE, Verdict.ACCESSIBLE)
        for part, summary in zip(parts, summaries, strict=False)
    ]
    return CrawlComparison(
        replace(crawl, id=6, started_at="2026-11-14T22:00:00+00:00"),
        crawl,
        "2026.0",
        "2026.1",
        ("axe-core", "browser"),
        pages_kept=False,
        change=ShareChange(
            replace(share, share=0.4567),
            replace(share, share=0.5),
            0.0433,
            tuple(PartOfChange(part, 1, 0, 0.0433 if part is ChangePart.IMPROVED else 0.0) for part in parts),
            PairedChange(12, 7, 0, 7 / 12, (0.1, 0.5833), 0.015625),
            (-0.1, 0.2),
            (*changes, SiteChange(99, ChangePart.LEFT, Verdict.NOT_TESTED, None)),
        ),
        sites={summary.site.id: summary.site for summary in summaries} | {99: left},
        slugs={summary.site.id: summary.slug for summary in summaries},
        earlier={
            summary.site.id: PastVerdict(6, "2026-11-14T22:00:00+00:00", "2026.1", Verdict.NOT_ACCESSIBLE, 0.35)
            for summary in summaries
            if summary.site.id not in (1, 4)
        },
    )


def _trend(crawl: Crawl, summaries: Sequence[SiteSummary]) -> Trend:
    """Weekly but for a pause, with another version, a sample with its margin, a count, and nothing tested once."""
    share = share_of(summaries, "basic")
    wilson = replace(share, method="wilson", interval=(0.3, 0.7))
    nothing = replace(share, share=None, bounds=(0.0, 1.0), accessible=0, not_accessible=0)
    measured = [
        ("2026-09-05", Selection.CENSUS, "2026.0", share), ("2026-09-12", Selection.CENSUS, "2026.0", share),
        ("2026-09-19", Selection.RANDOM, "2026.0", wilson), ("2026-10-31", Selection.CENSUS, "2026.1", share),
        ("2026-11-07", Selection.CHOSEN, "2026.1", share), ("2026-11-14", Selection.CENSUS, "2026.1", nothing),
        ("2026-11-21", Selection.CENSUS, "2026.1", share),
    ]  # fmt: skip
    return Trend(
        "basic",
        tuple(
            TrendPoint(number, f"{date}T22:00:00+00:00", selection, version, version, found)
            for number, (date, selection, version, found) in enumerate(measured, start=1)
        ),
        (
            PublishedFigure("2012", 0.126, "Belgium", "toegankelijkheidsmonitor.be", "QuickScan", sites=380),
            PublishedFigure("2018-06-30", 0.44, HOSTILE, HOSTILE, HOSTILE, (0.36, 0.52)),
        ),
    )


@pytest.fixture(scope="session")
def measurement() -> Measurement:
    return build_measurement()


@pytest.fixture(scope="session")
def report_folder(measurement: Measurement, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report in all languages, Dutch first."""
    out = tmp_path_factory.mktemp("report") / "out"
    render_report(measurement.report, measurement.sites, out, LANGUAGES)
    return out


@pytest.fixture(scope="session")
def many_sites_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More sites than fit on one page of the list."""
    measurement = build_measurement(SITES_ON_A_PAGE + 2)
    out = tmp_path_factory.mktemp("report") / "many"
    render_report(measurement.report, measurement.sites, out, ("nl",))
    return out


@pytest.fixture
def audits() -> list[PageAudit]:
    """Two pages checked on request, and one that could not be."""
    url = "https://site-1.vlaanderen.test/"
    failed = tuple(_finding("image-alt", number, url) for number in range(3))
    outcomes = (
        CheckOutcome("image-alt", Outcome.FAILED, ("1.1.1",), 3, failed),
        CheckOutcome("color-contrast", Outcome.CANNOT_TELL, ("1.4.3",), 1, (_finding("color-contrast", 1, url),)),
        CheckOutcome("region", Outcome.FAILED, (), 1, (_finding("region", 1, url),)),
        CheckOutcome("document-title", Outcome.PASSED, ("2.4.2",), 1),
    )
    return [
        PageAudit(url, None, "", url, 200, HOSTILE, "nl", "quiet", outcomes=outcomes, parts_not_tested=(HOSTILE,)),
        PageAudit(url + "b", None, "", url, 200, "B", "nl", "quiet", outcomes=outcomes[:1]),
        PageAudit(url + "c", Reason.CHALLENGE, HOSTILE, url, 403),
    ]


# Of a module, not of the session: while Playwright's plain interface is open, no test that is a coroutine can run.
@pytest.fixture(scope="module")
def browser(browser_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=False)
        yield browser
        browser.close()

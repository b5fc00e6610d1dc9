"""The words for every code the records carry, as English msgids; translations are in locale/.

Checks, criteria and profiles have theirs in the files that define them. A code that is not here (a new rule of the
crawler) is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_templates.languages import msgid
from results.model import (
    ChangePart,
    ConformanceStatus,
    CriterionState,
    Effort,
    ExceptionState,
    Reason,
    Selection,
    Service,
    Severity,
    StatementPart,
    StatementState,
    Verdict,
)
from results.reporting.shortlists import Award


@dataclass(frozen=True, slots=True)
class ReasonText:
    """label: in a list. explanation: a sentence. action: what the webmaster can do about it."""

    label: str
    explanation: str
    action: str


REASONS: Mapping[Reason, ReasonText] = {
    Reason.UNREACHABLE: ReasonText(
        msgid("unreachable"),
        msgid("The server could not be reached: the name is unknown, the connection was refused or is not secure."),
        msgid(
            "Check that the address in the register is right, that the domain name works outside your own "
            "network and that the certificate is valid."
        ),
    ),
    Reason.TIMEOUT: ReasonText(
        msgid("no answer in time"),
        msgid("There was no complete answer within the time limit."),
        msgid(
            "Measure how long the page takes from outside your own network. If a firewall slows down automatic "
            "visitors, allow the User-Agent of the monitor."
        ),
    ),
    Reason.HTTP_ERROR: ReasonText(
        msgid("error from the server"),
        msgid("The server answered with an error code instead of the page."),
        msgid("Open the address in a browser. Repair the page, or remove the links that lead to it."),
    ),
    Reason.LOGIN: ReasonText(
        msgid("behind a login"),
        msgid("A login is needed to see the page."),
        msgid(
            "The monitor does not log in. Have this part tested by a person, and ask for its removal from the "
            "register if it is not public."
        ),
    ),
    Reason.ACCESS_DENIED: ReasonText(
        msgid("access denied"),
        msgid("The server refused to show the page to the monitor."),
        msgid(
            "Ask your hosting company or network team to allow the User-Agent of the monitor, then ask for a retest."
        ),
    ),
    Reason.CHALLENGE: ReasonText(
        msgid("stopped by a bot check"),
        msgid("A check whether the visitor is a person was shown instead of the page."),
        msgid(
            "Allow the User-Agent of the monitor in the service that protects the website. Such a check also "
            "stops visitors who use assistive technology: ask whether you need it."
        ),
    ),
    Reason.PARKED: ReasonText(
        msgid("domain not in use"),
        msgid("The domain shows a page of the hosting company or of a new server, is reserved, suspended or for sale."),
        msgid(
            "Check that the domain name is still yours. If the website has stopped, have it removed from the register."
        ),
    ),
    Reason.ERROR_PAGE: ReasonText(
        msgid("error page"),
        msgid("The page says that it was not found or that something went wrong."),
        msgid(
            "Repair the page or remove the links that lead to it, and let an error page answer with status 404 or 500."
        ),
    ),
    Reason.MAINTENANCE: ReasonText(
        msgid("under maintenance"),
        msgid("A notice that the website is being worked on was shown instead of the page."),
        msgid("Let such a notice answer with status 503, and ask for a retest when the website is back."),
    ),
    Reason.CONSENT_WALL: ReasonText(
        msgid("cookie question in front of the page"),
        msgid("The page only shows itself after the visitor agrees to cookies or tracking."),
        msgid(
            "Show the page without asking first: public information may not depend on consent. The question can stand "
            "beside the page."
        ),
    ),
    Reason.NOT_HTML: ReasonText(
        msgid("not a web page"),
        msgid("The address leads to a document, an image or a download, not to a web page."),
        msgid("Nothing is wrong with the website. Have important documents tested apart: they must be accessible too."),
    ),
    Reason.EMPTY: ReasonText(
        msgid("empty page"),
        msgid("The page had no text and no controls when it had finished loading."),
        msgid("Open the page in a private window and look for errors in the scripts or in the services that fill it."),
    ),
    Reason.ROBOTS: ReasonText(
        msgid("excluded by robots.txt"),
        msgid("The file robots.txt asks automatic visitors to stay away."),
        msgid("Add a rule to robots.txt that allows the User-Agent of the monitor."),
    ),
    Reason.ROBOTS_UNREACHABLE: ReasonText(
        msgid("robots.txt gives an error"),
        msgid("The file robots.txt answered with a server error, so it is unknown whether visits are allowed."),
        msgid("Let robots.txt answer with its text, or with status 404 if you have none."),
    ),
    Reason.OTHER_SITE: ReasonText(
        msgid("leads to another website of the register"),
        msgid("The address leads to a website that is in the register itself and is counted there."),
        msgid("If this address is only another name for that website, have it removed from the register."),
    ),
    Reason.OUT_OF_SCOPE: ReasonText(
        msgid("leads outside the website"),
        msgid("The address leads to a host that does not belong to this website."),
        msgid("If the website has moved, have its new address put in the register."),
    ),
    Reason.PRIVATE_ADDRESS: ReasonText(
        msgid("address inside a private network"),
        msgid("The name leads to an address inside a private network, which the monitor does not visit."),
        msgid(
            "Check the public name server of the domain. A website for internal use does not belong in the register."
        ),
    ),
    Reason.CRASHED: ReasonText(
        msgid("crashed in the browser"),
        msgid("The browser’s page crashed while it loaded."),
        msgid(
            "Look at the memory the page uses. Very large pages and endless scripts also stop visitors with older "
            "devices."
        ),
    ),
    Reason.CHECKS_FAILED: ReasonText(
        msgid("checks could not run"),
        msgid("The page loaded, but the checks could not run on it."),
        msgid("There is nothing you need to do: report it to the team that runs the monitor."),
    ),
    Reason.TOO_LARGE: ReasonText(
        msgid("too large"),
        msgid("The page is larger than the limit of the monitor."),
        msgid("Make the page smaller: split long lists and compress images."),
    ),
    Reason.UNREADABLE_DOCUMENT: ReasonText(
        msgid("unreadable document"),
        msgid("The document is damaged, needs a password, or is not the kind of file that its address says."),
        msgid("Open the document from the website. Replace it, or remove the links that lead to it."),
    ),
    Reason.NO_PAGES: ReasonText(
        msgid("no page could be tested"),
        msgid("No page of the website could be tested, for different reasons."),
        msgid("Look below at the reason for each page and what you can do about it."),
    ),
    Reason.HOME_NOT_TESTED: ReasonText(
        msgid("home page not tested"),
        msgid("The home page could not be tested, and without it a website has no verdict."),
        msgid("Look below at the reason for the home page and what you can do about it."),
    ),
    Reason.TOO_FEW_PAGES: ReasonText(
        msgid("too few pages"),
        msgid("Fewer pages could be tested than a verdict needs."),
        msgid("Look below at the reason for each page that could not be tested and what you can do about it."),
    ),
    Reason.INCOMPLETE: ReasonText(
        msgid("incomplete"),
        msgid("Most of the tested pages were drawn without their style sheets, so they did not look as they should."),
        msgid(
            "Look below at the files that did not come. Let the server answer them, and ask your hosting company or "
            "network team to allow the User-Agent of the monitor."
        ),
    ),
    Reason.QUARANTINED: ReasonText(
        msgid("stopped the monitor"),
        msgid("Twice the monitor broke down on this website, so it did not visit it again."),
        msgid(
            "Ask the team that runs the monitor to look into it. Check whether a page of the website needs very much "
            "memory or computing power: visitors with an older device have trouble with it too."
        ),
    ),
    Reason.INTERRUPTED: ReasonText(
        msgid("not reached"),
        msgid("The measurement was ended before it was this website’s turn."),
        msgid("There is nothing you need to do: the website is tested in a next measurement."),
    ),
}

# Of a profile that has no words of its own for them.
VERDICTS: Mapping[Verdict, str] = {
    Verdict.ACCESSIBLE: msgid("Meets the profile"),
    Verdict.NOT_ACCESSIBLE: msgid("Does not meet the profile"),
    Verdict.NOT_TESTED: msgid("Not tested"),
}

STATES: Mapping[CriterionState, str] = {
    CriterionState.MET: msgid("Met"),
    CriterionState.NOT_MET: msgid("Not met"),
    CriterionState.INAPPLICABLE: msgid("Not applicable"),
    CriterionState.UNTESTED: msgid("Not tested"),
}

SELECTIONS: Mapping[Selection, str] = {
    Selection.CENSUS: msgid("All websites of the register."),
    Selection.RANDOM: msgid("A random sample of the websites of the register."),
    Selection.CHOSEN: msgid("Websites chosen by a person."),
}

ROLES: Mapping[str, str] = {
    "home": msgid("Home page"),
    "contact": msgid("Contact"),
    "help": msgid("Help"),
    "legal": msgid("Legal information"),
    "login": msgid("Login"),
    "sitemap": msgid("Sitemap"),
    "search": msgid("Search"),
    "statement": msgid("Accessibility statement"),
    "feedback": msgid("Feedback"),
    "form": msgid("Page with a form"),
    "table": msgid("Page with a table"),
    "media": msgid("Page with video or sound"),
    "service": msgid("Services offered"),
    "service-social": msgid("Service: social protection"),
    "service-health": msgid("Service: health"),
    "service-transport": msgid("Service: transport"),
    "service-education": msgid("Service: education"),
    "service-employment": msgid("Service: employment and taxes"),
    "service-environment": msgid("Service: environmental protection"),
    "service-culture": msgid("Service: recreation and culture"),
    "service-housing": msgid("Service: housing and community amenities"),
    "service-safety": msgid("Service: public order and safety"),
    "language": msgid("Page in another language"),
    "appearance": msgid("Page with another layout"),
    "document": msgid("Document (PDF)"),
    "random": msgid("Drawn at random"),
    "all": msgid("Every page of a small website"),
}

# Why a page of the sample before is not in this one.
LEFT: Mapping[str, str] = {
    "gone": msgid("The page no longer exists."),
    "redirect": msgid("The address leads to another page now."),
    "same-page": msgid("The page is the same as another one, under another address."),
    "not-html": msgid("The address leads to something that is not a web page now."),
    "not-found": msgid("No link or sitemap leads to the page any more, or robots.txt excludes it now."),
    "rotated": msgid("A page drawn at random made way for another one, as some do in each measurement."),
    "no-census": msgid("The website has become too large to test every page."),
    "smaller": msgid("Other pages took its place: the sample has a fixed size."),
}

REGIONS: Mapping[str, str] = {
    "banner": msgid("in the header"),
    "navigation": msgid("in the navigation"),
    "main": msgid("in the main content"),
    "complementary": msgid("in the side column"),
    "contentinfo": msgid("in the footer"),
    "form": msgid("in a form"),
    "search": msgid("in the search"),
    "region": msgid("in a named part of the page"),
    "": msgid("outside the named parts of the page"),
}

# The principles of WCAG, as subjects.
PRINCIPLES: Mapping[str, str] = {
    "1": msgid("What people see and hear"),
    "2": msgid("Operating the website and finding the way"),
    "3": msgid("Understanding"),
    "4": msgid("What assistive technology is told"),
    "law": msgid("What the law asks beside WCAG"),
}

MACHINE: Mapping[str, str] = {
    "fully": msgid("Automatic checks can answer this."),
    "partly": msgid("Automatic checks find only a part of the failures; a person has to test the rest."),
    "not": msgid("Only a person can test this."),
}

# What automatic checks reach of a success criterion.
REACHES: Mapping[str, str] = {
    "touched": msgid("find a part of the failures"),
    "asked": msgid("only point out where a person must look"),
    "untouched": msgid("none: only a person can test this"),
    "settled": msgid("nothing to test: every page in HTML meets it"),
}
REACH_EXPLANATIONS: Mapping[str, str] = {
    "touched": msgid("Automatic checks find only a part of the failures; a person has to test the rest."),
    "asked": msgid("Automatic checks only point out where a person must look; they never fail this criterion."),
    "untouched": msgid("Only a person can test this."),
    "settled": msgid(
        "Success criterion 4.1.1 counts as met by every page in HTML, and is no longer in WCAG 2.2: there is nothing "
        "to test."
    ),
}

# Success criteria of level A and AA that WCAG 2.1 has not.
NEW_IN_WCAG22 = frozenset({"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"})

NEEDS: Mapping[str, str] = {
    "a": msgid("use without sight"),
    "b": msgid("use with limited sight"),
    "c": msgid("use without perception of colour"),
    "d": msgid("use without hearing"),
    "e": msgid("use with limited hearing"),
    "f": msgid("use without a voice"),
    "g": msgid("use with limited manipulation or strength"),
    "h": msgid("no flashes that can cause seizures"),
    "i": msgid("use with limited cognition"),
}

SEVERITIES: Mapping[Severity, str] = {
    Severity.ENDANGERS: msgid("It is dangerous: it can cause a seizure."),
    Severity.STOPS: msgid("It stops them: without help they cannot read or use this."),
    Severity.HINDERS: msgid("It hinders them: they manage only with much trouble."),
    Severity.SLOWS: msgid("It slows them down."),
}

EFFORTS: Mapping[Effort, str] = {
    Effort.SMALL: msgid("Little work: an attribute, an element or a few words."),
    Effort.MEDIUM: msgid("Some work: change a style or a behaviour, and look at what depends on it."),
    Effort.LARGE: msgid("Much work: make content anew, or build a part again."),
}

CLAUSES: Mapping[str, str] = {
    "a": msgid("home, login, sitemap, contact, help and legal pages"),
    "b": msgid("a page for each type of service and the search"),
    "c": msgid("the accessibility statement and the feedback mechanism"),
    "d": msgid("pages with a distinct appearance or type of content"),
    "e": msgid("a document that can be downloaded"),
    "f": msgid("other pages that matter"),
    "g": msgid("pages drawn at random"),
}

STATEMENT_STATES: Mapping[StatementState, str] = {
    StatementState.FOUND: msgid("The website has an accessibility statement."),
    StatementState.INCOMPLETE: msgid(
        "The website has a page about accessibility, but not all parts that make it an accessibility statement."
    ),
    StatementState.MISSING: msgid(
        "None of the tested pages links to an accessibility statement. The law asks for one."
    ),
    StatementState.UNREADABLE: msgid(
        "There may be an accessibility statement, but it could not be read. Have a person look at it."
    ),
}

# What a page in the place of a statement lacks.
STATEMENTS_IN_SHORT: Mapping[StatementState, str] = {
    StatementState.FOUND: msgid("found"),
    StatementState.INCOMPLETE: msgid("a page that lacks parts of a statement"),
    StatementState.MISSING: msgid("none found"),
    StatementState.UNREADABLE: msgid("linked, but could not be read"),
}

STATEMENT_PARTS: Mapping[StatementPart, str] = {
    StatementPart.STATUS: msgid("how far the website complies"),
    StatementPart.DATE: msgid("when the statement was prepared or reviewed"),
    StatementPart.FEEDBACK: msgid("how to report a problem"),
    StatementPart.ENFORCEMENT: msgid("whom to complain to"),
}

# After "The statement says:".
CONFORMANCE: Mapping[ConformanceStatus, str] = {
    ConformanceStatus.FULL: msgid("fully compliant"),
    ConformanceStatus.PARTIAL: msgid("partially compliant"),
    ConformanceStatus.NONE: msgid("not compliant"),
    ConformanceStatus.UNSTATED: msgid("no compliance status recognised"),
}

METHODS: Mapping[str, str] = {
    "self": msgid("by the organisation itself"),
    "third-party": msgid("by a third party"),
    "other": msgid("in another way"),
}

FEEDBACK: Mapping[str, str] = {
    "mail": msgid("by e-mail"),
    "form": msgid("with a form"),
    "phone": msgid("by telephone"),
}

# By rule, or by family of rules ("failed/" stands for "failed/timeout").
DROPPED: Mapping[str, str] = {
    "off-scope": msgid("outside the website"),
    "robots": msgid("excluded by robots.txt"),
    "scheme": msgid("not a web address"),
    "malformed": msgid("not a valid address"),
    "too-long": msgid("address too long"),
    "extension/": msgid("files that are not web pages"),
    "failed/": msgid("no answer"),
    "redirect/": msgid("leads to another address"),
    "redirect/followed": msgid("another address of a page that was found"),
    "redirect/known": msgid("another address of a page that was found"),
    "sitemap/": msgid("sitemap of another website"),
    "duplicate": msgid("the same text as other pages"),
    "trap/": msgid("endless series, such as calendars"),
    "trap/calendar": msgid("days and months of a calendar"),
    "trap/search": msgid("searches"),
    "trap/facets": msgid("filters and other orders of a list"),
    "trap/session": msgid("a page that was found, with another session in its address"),
    "trap/nesting": msgid("links that lead a folder deeper each time"),
    "trap/repeat": msgid("links that lead a folder deeper each time"),
    "trap/nothing-new": msgid("series of pages that say nothing new"),
    "trap/shape": msgid("too many addresses of one pattern"),
    "cap/": msgid("above a limit"),
    "cap/pattern": msgid("above the limit of pages of one folder"),
    "cap/depth": msgid("too many links from the home page"),
    "cap/urls": msgid("above the limit of addresses"),
}

ROBOTS: Mapping[str, str] = {
    "found": msgid("Found and obeyed."),
    "none": msgid("The website has none."),
    "unreachable": msgid("It could not be read."),
    "unreadable": msgid("Only a browser could read it. What it says was obeyed."),
}

EXCEPTION_STATES: Mapping[ExceptionState, str] = {
    ExceptionState.COUNTS: msgid("yes"),
    ExceptionState.EXPIRED: msgid("no, expired"),
    ExceptionState.REMOVED: msgid("no, taken back"),
}

ONE_VIEW = msgid(
    "Only one view of this website could be seen: scripts draw it, and no other view was found at an address that the "
    "server answers. If there are more views, they were not tested."
)

ENDED: Mapping[str, str] = {
    "complete": msgid("Every link that was found has been followed."),
    "pages": msgid("The search for pages ended at the limit of pages."),
    "requests": msgid("The search for pages ended at the limit of requests."),
    "time": msgid("The search for pages ended at the limit of time."),
    "bytes": msgid("The search for pages ended at the limit of size."),
    "failures": msgid("The search for pages ended because the server no longer answered."),
    "retry-after": msgid("The search for pages ended because the server asked to wait."),
    "unreadable": msgid("Only a browser could read the website; the links that it showed have been followed."),
    "one-view": ONE_VIEW,
}

PARTS: Mapping[str, str] = {
    "load-event": msgid("The page was tested before everything on it had been loaded."),
    "styles": msgid("The page was drawn without most of its style sheets."),
}

AXE_SOURCES: Mapping[str, str] = {
    "npm": msgid("the pinned version"),
    "fallback": msgid("an older version, because the pinned one could not be fetched"),
    "setting": msgid("a file named in the settings"),
}

CHANGE_PARTS: Mapping[ChangePart, str] = {
    ChangePart.IMPROVED: msgid("Improved"),
    ChangePart.WORSENED: msgid("Worsened"),
    ChangePart.ENTERED: msgid("New in the measurement"),
    ChangePart.LEFT: msgid("No longer in the measurement"),
    ChangePart.BECAME_TESTABLE: msgid("Could be tested now"),
    ChangePart.BECAME_UNTESTABLE: msgid("Could no longer be tested"),
    ChangePart.PROFILE: msgid("Another version of the profile"),
    ChangePart.TOOLS: msgid("Measured with other tools"),
    ChangePart.SAMPLE: msgid("Measured on other pages"),
}

CHANGE_EXPLANATIONS: Mapping[ChangePart, str] = {
    ChangePart.IMPROVED: msgid("Not accessible then, accessible now: also on the pages tested both times."),
    ChangePart.WORSENED: msgid("Accessible then, not accessible now: also on the pages tested both times."),
    ChangePart.ENTERED: msgid("These websites were not in the earlier measurement."),
    ChangePart.LEFT: msgid("These websites are not in the later measurement."),
    ChangePart.BECAME_TESTABLE: msgid("These websites could not be tested in the earlier measurement."),
    ChangePart.BECAME_UNTESTABLE: msgid("These websites could not be tested in the later measurement."),
    ChangePart.PROFILE: msgid("The earlier measurement gives another result when it is judged by the newer version."),
    ChangePart.TOOLS: msgid(
        "The result changed, but so did the tools: it cannot be told whether the website became different."
    ),
    ChangePart.SAMPLE: msgid("On the pages tested both times the result is the same; other pages made the difference."),
}

GROUPS: Mapping[str, str] = {
    "policy_domain": msgid("Policy domain"),
    "organisation": msgid("Organisation"),
    "level": msgid("Level of government"),
    "tag:service": msgid("Type of service"),
    "country": msgid("Country"),
    "language": msgid("Main language"),
}

LEVELS: Mapping[str, str] = {
    "state": msgid("State"),
    "regional": msgid("Regional"),
    "local": msgid("Local"),
    "public-law": msgid("Body governed by public law"),
}

# Of Decision (EU) 2018/1524, Annex I, 2.2.4.
SERVICES: Mapping[str, str] = {
    Service.SOCIAL_PROTECTION: msgid("Social protection"),
    Service.HEALTH: msgid("Health"),
    Service.TRANSPORT: msgid("Transport"),
    Service.EDUCATION: msgid("Education"),
    Service.EMPLOYMENT_AND_TAXES: msgid("Employment and taxes"),
    Service.ENVIRONMENTAL_PROTECTION: msgid("Environmental protection"),
    Service.RECREATION_AND_CULTURE: msgid("Recreation and culture"),
    Service.HOUSING_AND_COMMUNITY: msgid("Housing and community amenities"),
    Service.PUBLIC_ORDER_AND_SAFETY: msgid("Public order and safety"),
}

# Column of the register -> its values that are known.
REGISTER_WORDS: Mapping[str, Mapping[str, str]] = {"level": LEVELS, "service": SERVICES, "services": SERVICES}

GROUP_HEADINGS: Mapping[str, str] = {
    "policy_domain": msgid("By policy domain"),
    "organisation": msgid("By organisation"),
    "level": msgid("By level of government"),
    "tag:service": msgid("By type of service"),
    "country": msgid("By country"),
    "language": msgid("By main language"),
}

# Those that decide a result and mean something to who does not run the monitor.
SETTINGS: Mapping[str, str] = {
    "standard": msgid("Standard that is measured against"),
    "pages": msgid("Pages in a sample; 0: by the size of the website"),
    "sample_sizes": msgid("Pages found on a website, and pages in its sample"),
    "random_share": msgid("Pages drawn at random, as a part of the others"),
    "rotation": msgid("Part of the random pages that makes way for others in each measurement"),
    "documents": msgid("PDF documents in each sample"),
    "carry_crawls": msgid("Measurements after which a page is tested although nothing of it changed"),
    "retest_share": msgid("Unchanged pages that are tested all the same, as a part of them"),
    "discovery_pages": msgid("Pages opened on a website to find its pages"),
    "discovery_depth": msgid("Links followed from the home page"),
    "obey_robots": msgid("Whether robots.txt is obeyed"),
    "engine": msgid("Kind of browser"),
    "settle_limit": msgid("Longest wait for a page to come to rest, in seconds"),
    "elements_per_check": msgid("Places kept of a check on a page; all are counted"),
    "delay": msgid("Pause between two requests to a website, in seconds"),
}

AWARDS: Mapping[Award, str] = {
    Award.BEST_WEBSITE: msgid("The most accessible website"),
    Award.MOST_IMPROVED: msgid("The most improved website"),
    Award.BEST_ORGANISATION: msgid("The organisation with the most accessible websites"),
}

TOOLS: Mapping[str, str] = {
    "monitor": msgid("wad-monitor"),
    "axe-core": msgid("axe-core"),
    "browser": msgid("the browser"),
    "image-reader": msgid("what reads the words in pictures"),
}


def word_for(vocabulary: str, code: str) -> str | None:
    """The msgid for a code, or for its family; None when there is neither."""
    words = VOCABULARIES[vocabulary]
    return words.get(code) or words.get(f"{code.partition('/')[0]}/")


# What a template asks for by name: {{ page.role | word("role") }}
VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    "role": ROLES,
    "left": LEFT,
    "region": REGIONS,
    "machine": MACHINE,
    "principle": PRINCIPLES,
    "reach": REACHES,
    "reach_explanation": REACH_EXPLANATIONS,
    "need": NEEDS,
    "severity": {level.value: text for level, text in SEVERITIES.items()},
    "effort": {level.value: text for level, text in EFFORTS.items()},
    "clause": CLAUSES,
    "dropped": DROPPED,
    "robots": ROBOTS,
    "ended": ENDED,
    "exception": {state.value: text for state, text in EXCEPTION_STATES.items()},
    "part": PARTS,
    "axe_source": AXE_SOURCES,
    "tool": TOOLS,
    "setting": SETTINGS,
    "award": {award.value: text for award, text in AWARDS.items()},
    "change": {part.value: text for part, text in CHANGE_PARTS.items()},
    "change_explanation": {part.value: text for part, text in CHANGE_EXPLANATIONS.items()},
    "state": {state.value: text for state, text in STATES.items()},
    "statement": {state.value: text for state, text in STATEMENT_STATES.items()},
    "statement_short": {state.value: text for state, text in STATEMENTS_IN_SHORT.items()},
    "statement_part": {part.value: text for part, text in STATEMENT_PARTS.items()},
    "conformance": {status.value: text for status, text in CONFORMANCE.items()},
    "evaluation": METHODS,
    "feedback": FEEDBACK,
    "selection": {selection.value: text for selection, text in SELECTIONS.items()},
    "reason": {reason: text.label for reason, text in REASONS.items()},
    "reason_explanation": {reason: text.explanation for reason, text in REASONS.items()},
    "reason_action": {reason: text.action for reason, text in REASONS.items()},
}

"""The accessibility statement of a site (Directive (EU) 2016/2102, Article 7; model: Implementing Decision (EU)
2018/1523), read from what is remembered of its tested pages.

A page is taken for the statement by what it says, not by the link that leads to it: a museum's "Accessibility" may be
about wheelchairs, and a style guide writes about statements without being one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.facts import Link, PageFacts, marked, url_parts
from checks.statement_links import (
    elsewhere,
    is_article,
    on_another_host,
    register_of,
    signs_of_this_site,
    with_links,
)
from checks.statement_words import Words, all_words, claimed
from results.model import AccessibilityStatement, ConformanceStatus, Reason, StatementPart, StatementState
from results.page_words.fold import Folded, folded
from results.page_words.phrases import Phrases

_EVIDENCE = 300
_LONGEST_TITLE = 200
_LONGEST_NAME = 80  # longer link texts are teasers, and longer lines no headings
_BARE = 7  # words of a line that states a status without saying of what
_UNDER_HEADING = 4  # sentences that a heading speaks of
_BESIDE = 60  # characters between a date and the word that says what it is
_ENOUGH = 4  # of the signs below, to be taken for a statement
_DOUBTFUL = 3  # of them, to be a page about the accessibility of the site
_MOST_LACKING = 2  # parts, of a page that is called a statement

STANDARD = re.compile(
    r"(?:WCAG|Web Content Accessibility Guidelines)(?:[\s(]*WCAG)?[\s)]*(?:versi\w+\s*)?(?:\d\.\d)?"
    r"(?:,?\s*(?:level|niveau|nivel|livello|Stufe|Konformitätsstufe|poziom\w*|nivå|tas\w*)?\s*A{1,3}\b)?"
    r"|(?:UNE[-\s]|DIN\s)?EN[-\s]301[-\s]?549(?:[\s,(]*V?\s?\d\.\d\.\d)?|RGAA(?:\s*\(?[\d.]+\d)?|RAWeb(?:\s*[\d.]+\d)?"
    r"|BITV(?:\s*2\.0)?",
    re.IGNORECASE,
)
_LAW = re.compile(r"2016/2102|2018/1523|\bbgg\b|behindertengleichstellung|bestuursdecreet|1112/2018|legge 4|n 2005-102")
_MAIL = re.compile(r"[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?:\btel|fon|\bpuh|\bgsm\b|\bnumer)[^\d+]{0,25}\+?\(?\d[\d\s()./-]{6,}")
_DOMAIN = re.compile(r"\b[\w-]+\.[a-z]{2,}\b")
_SENTENCE_END = re.compile(
    r"(?<![\s(]\d\.)(?<![\s(]\d\d\.)(?<!^\d\.)(?<!^\d\d\.)(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ]|[\"“«(])"
)
_AROUND = ("banner", "navigation", "contentinfo")


def read_statement(
    site_id: int, pages: Sequence[PageFacts], unreadable: Mapping[str, Reason], linked: PageFacts | None = None
) -> AccessibilityStatement:
    """What the statement of a site says, or that there is none. Pure.

    pages: the tested pages. unreadable: pages that were chosen as the statement and could not be tested, and why.
    linked: a page of another host that names this site, read for `statement_elsewhere`.
    """
    best = _best(site_id, pages, linked)
    if best is not None and best.is_statement:
        hook = best.statement.hook or register_of(best.page.url)
        return with_links(replace(best.statement, hook=hook), pages, best.page)
    hook, url = elsewhere(pages, unreadable, besides=best.page if best is not None else None)
    if url:
        return with_links(AccessibilityStatement(site_id, StatementState.UNREADABLE, url, hook=hook), pages, None)
    if best is not None:
        # Without its examples a page may be a statement or about statements: that is for a person to see.
        state = StatementState.UNREADABLE if best.page.examples else StatementState.INCOMPLETE
        return with_links(replace(best.statement, state=state), pages, best.page)
    # Who did not see the home page cannot say that nothing is linked there.
    state = StatementState.MISSING if any(page.role == "home" for page in pages) else StatementState.UNREADABLE
    return AccessibilityStatement(site_id, state, pages=len(pages))


def statement_elsewhere(site_id: int, pages: Sequence[PageFacts]) -> str:
    """URL of the statement on another host that tested pages link to; empty when the site has one of its own."""
    best = _best(site_id, pages)
    return "" if best is not None and best.is_statement else on_another_host(pages)


def _best(site_id: int, pages: Sequence[PageFacts], linked: PageFacts | None = None) -> _Read | None:
    read = [found for page in (*pages, *([linked] if linked else ())) if (found := _read_page(site_id, page))]
    return max(read, key=lambda found: _rank(found, pages), default=None)


def _rank(found: _Read, pages: Sequence[PageFacts]) -> tuple[bool, int]:
    states = found.statement.status is not ConformanceStatus.UNSTATED
    return found.is_statement, found.signs + 2 * states + signs_of_this_site(found.statement, found.page, pages)


@dataclass(frozen=True, slots=True)
class _Read:
    """named: it is called a statement."""

    signs: int
    named: bool
    page: PageFacts
    statement: AccessibilityStatement

    @property
    def is_statement(self) -> bool:
        """It states how far the site complies, or is called a statement and has the greater part of the model."""
        lacking = self.statement.lacking
        complete = StatementPart.STATUS not in lacking or (self.named and len(lacking) <= _MOST_LACKING)
        return complete and self.signs >= _ENOUGH


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    folded: Folded


def _read_page(site_id: int, page: PageFacts) -> _Read | None:
    """None for a page that is no statement; one with few signs may be."""
    own = page.language.partition("-")[0].lower()
    languages = [language for language, words in all_words().items() if _hook(page) or _is_titled(page, words)]
    if not page.text or not languages:
        return None
    sentences = [_Sentence(part, folded(part)) for part in _sentences(page.text)]
    # A design system's page about statements shows one as an example: it says nothing of the site.
    examples = folded(page.examples)
    sentences = [one for one in sentences if one.folded not in examples] if examples else sentences
    signs = {language: _signs(page, sentences, all_words()[language]) for language in languages}
    language = max(languages, key=lambda language: (signs[language], language == own))
    if signs[language] < (_ENOUGH if is_article(page.url) else _DOUBTFUL):
        return None
    words = all_words()[language]
    status, evidence = _status(page, sentences, words)
    prepared, reviewed = _dates(page, sentences, words)
    statement = AccessibilityStatement(
        site_id=site_id,
        state=StatementState.FOUND,
        url=page.final_url or page.url,
        language=language,
        status=status,
        evidence=evidence[:_EVIDENCE],
        standard=_standard(sentences, evidence),
        prepared_on=prepared,
        reviewed_on=reviewed,
        method=_method(sentences, words),
        feedback=tuple(_feedback(page, sentences, words)),
        enforcement=any(words.enforcement.are_in(s.folded) for s in sentences) or bool(marked(page, "#a11y-procedura")),
        hook=_hook(page),
    )
    named = _is_named(page.heading, words) or _is_named(page.title, words)
    return _Read(signs[language], named, page, statement)


def _is_titled(page: PageFacts, words: Words) -> bool:
    return _is_named(page.heading, words) or _is_named(page.title, words) or _is_about(page, words)


def _is_named(text: str, words: Words) -> bool:
    return len(text) <= _LONGEST_TITLE and words.name.are_in(folded(text))


def _is_about(page: PageFacts, words: Words) -> bool:
    """The title begins with a word that may mean a statement: "Accessibility"."""
    return any(words.weak.begin(folded(text)) for text in (page.heading, page.title))


def _signs(page: PageFacts, sentences: Sequence[_Sentence], words: Words) -> int:
    """How much speaks for this page being the statement of its site, in this language."""
    intends = any(words.hoped.are_in(s.folded) and STANDARD.search(s.text) for s in sentences)
    return (
        (3 if _is_named(page.heading, words) or _is_named(page.title, words) else 1)
        + 4 * bool(_hook(page))
        + 3 * (_status(page, sentences, words)[0] is not ConformanceStatus.UNSTATED)
        + 2 * intends
        + 2 * any(words.enforcement.are_in(s.folded) for s in sentences)
        + any(STANDARD.search(s.text) or _LAW.search(s.folded) for s in sentences)
        + any(words.feedback.are_in(s.folded) for s in sentences)
        - 3 * is_article(page.url)
    )


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for sentence in _SENTENCE_END.split(line.strip()):
            if sentence:
                yield sentence


def _status(page: PageFacts, sentences: Sequence[_Sentence], words: Words) -> tuple[ConformanceStatus, str]:
    """The first sentence that states it of the site; failing that, one that does not say of what."""
    for state, mark in _LUXEMBOURG.items():
        if text := marked(page, mark):
            return state, text
    if (text := marked(page, "#a11y-status")) and (state_said := claimed(text)):
        return state_said, text
    without_subject: tuple[ConformanceStatus, str] | None = None
    under_heading = 0
    for sentence in sentences:
        under_heading -= 1
        said = words.claim(sentence.folded)
        if said is not None:
            if under_heading > 0 or _is_of_site(sentence.folded, said, words):
                return said, sentence.text
            if said is not ConformanceStatus.NONE and without_subject is None:
                without_subject = said, sentence.text
        elif len(sentence.folded) <= _LONGEST_NAME and words.status_heading.are_in(sentence.folded):
            under_heading = _UNDER_HEADING
    # What may be a status in other words, for a person to read.
    almost = (sentence.text for sentence in sentences if words.almost.are_in(sentence.folded))
    return without_subject or (ConformanceStatus.UNSTATED, next(almost, ""))


def _is_of_site(sentence: Folded, said: ConformanceStatus, words: Words) -> bool:
    """It speaks of the site, or is a line with the status alone; "Old documents do not comply" is neither."""
    if words.subject.are_in(sentence) or _DOMAIN.search(sentence):
        return True
    stated = Folded(sentence.rpartition(":")[2].strip())
    first = words.none.first_in(stated)
    alone = said is not ConformanceStatus.NONE or (first is not None and first.start() == 0)
    return alone and len(sentence.split()) <= _BARE


def _standard(sentences: Sequence[_Sentence], evidence: str) -> str:
    """As cited with the status; failing that, the first that names its version."""
    cited = [match[0] for text in (evidence, *(s.text for s in sentences)) for match in STANDARD.finditer(text)]
    in_evidence = STANDARD.search(evidence)
    chosen = in_evidence[0] if in_evidence else next((c for c in cited if re.search(r"\d", c)), "".join(cited[:1]))
    return " ".join(chosen.replace("(", " ").replace(")", " ").split()).strip(" ,")


def _dates(page: PageFacts, sentences: Sequence[_Sentence], words: Words) -> tuple[str, str]:
    """(prepared, reviewed): the first and the last that the text names."""
    prepared = _marked_date(page, words, ".statement-created-date", "#a11y-data-sporzadzenie")
    reviewed = _marked_date(page, words, ".statement-renewal-date", "#a11y-data-aktualizacja")
    for first, second in zip(sentences, (*sentences[1:], None), strict=True):
        text = first.folded
        # "Last reviewed:" and the date on the next line.
        if second is not None and not words.dates_in(text) and len(text) <= _LONGEST_NAME:
            text = Folded(f"{text} {second.folded}") if len(second.folded) <= _LONGEST_NAME else text
        prepared = prepared or _date_beside(text, words, words.prepared, words.reviewed)
        reviewed = max(reviewed, _date_beside(text, words, words.reviewed, words.prepared))
    return prepared, reviewed


def _date_beside(text: Folded, words: Words, wanted: Phrases, unwanted: Phrases) -> str:
    """The date that belongs to a word such as "reviewed": right after it, else before it, else further on."""
    dates = words.dates_in(text)
    for word in wanted.matches_in(text) if dates else ():
        after = next(((begin, iso) for begin, _, iso in dates if begin >= word.end()), None)
        before = next(((end, iso) for _, end, iso in reversed(dates) if end <= word.start()), None)
        gap = Folded(text[word.end() : after[0]] if after else "")
        if after and re.fullmatch(r"[\s:(,]*(?:(?!und |and |et |en |e |y |i |och |og |ja |a )\w{1,8}[\s:]+){0,2}", gap):
            return after[1]
        since = Folded(text[before[0] : word.start()] if before else "")
        if before and len(since) <= _BESIDE // 2 and not unwanted.are_in(since):
            return before[1]
        if after and len(gap) <= _BESIDE and not unwanted.are_in(gap):
            return after[1]
    return ""


def _marked_date(page: PageFacts, words: Words, *marks: str) -> str:
    for mark in marks:
        if dates := words.dates_in(folded(marked(page, mark))):
            return dates[0][2]
    return ""


def _method(sentences: Sequence[_Sentence], words: Words) -> str:
    for method, wording in (("third-party", words.third_party), ("self", words.self), ("other", words.other)):
        if any(wording.are_in(sentence.folded) for sentence in sentences):
            return method
    return ""


def _feedback(page: PageFacts, sentences: Sequence[_Sentence], words: Words) -> Iterator[str]:
    """Ways to reach who is responsible; those of the body to complain to come after and do not count."""
    end = next((i for i, s in enumerate(sentences) if i and words.enforcement.are_in(s.folded)), len(sentences))
    before = sentences[:end]
    if not any(words.feedback.are_in(s.folded) for s in before):
        before = sentences
    text = "\n".join(s.folded for s in before)
    links = [link for link in page.links if link.region not in _AROUND and folded(link.name) in text]
    mail = any(link.url.startswith("mailto:") for link in links) or _MAIL.search(text)
    form = any(link.url.startswith("http") and _leads_to_form(link, words) for link in links)
    phone = any(link.url.startswith("tel:") for link in links) or _PHONE.search(text)
    if mail or marked(page, "#a11y-email") or marked(page, ".feedback.h-card .email"):
        yield "mail"
    if form:
        yield "form"
    if phone or marked(page, "#a11y-telefon"):
        yield "phone"


def _leads_to_form(link: Link, words: Words) -> bool:
    path = url_parts(link.url).path.lower()
    return bool(words.reach.are_in(folded(link.name)) or re.search(r"contact|kontakt|feedback|formul", path))


_LUXEMBOURG = {
    ConformanceStatus.FULL: ".basic-information.conformance-status.total",
    ConformanceStatus.PARTIAL: ".basic-information.conformance-status.partial",
    ConformanceStatus.NONE: ".basic-information.conformance-status.none",
}


def _hook(page: PageFacts) -> str:
    """Country of the national format the page is in."""
    if any(marked(page, mark) for mark in _LUXEMBOURG.values()):
        return "lu"
    return "pl" if marked(page, "#a11y-status") else ""

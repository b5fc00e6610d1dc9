"""Whether a page is the site's content, or a notice in front of it or in its place (decision 30).

One sign proves nothing: a parish may have three sentences and no menu, and a newspaper writes about firewalls. What
the page says of itself is weighed with how poor it is; the evidence is kept. Where a page says what, is data
(notices.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from results.model import Reason
from results.page_words.fold import Folded, folded
from results.page_words.page_look import PageLook
from results.page_words.phrases import phrases

ENOUGH: Final = 5  # points that make a notice
LITTLE, SOME = 50, 150  # words of the part that is the page's own
FIRST_LINES = 3  # of the text, which stand for a heading where there is none
TEMPLATE = 30  # words around the content
HARDLY = 20  # words of a page that says nothing else
FEW_WORDS = 12  # beside the number of an error
FEW = 60  # words of a page whose lines are all as good as headings
LONGEST = 1000  # letters of a title, heading or line: what follows says nothing new
ADDRESSES = 3  # that give one page, to be no chance
MENU = 3  # links into the site in its navigation
OTHER_WORDS = 15  # beside what speaks of consent: the page itself
SHORT_LINE = 4  # words of a button or a link
ODD_STATUS: Final = frozenset((202, 401, 403, 404, 405, 406, 410, 418, 429, 451, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Notice:
    """reason: why the page is not judged. evidence: what spoke for it, English, for the stored detail."""

    reason: Reason
    evidence: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """most: words of such a page's own, at most. stands_in: it comes inside the site's own template too."""

    name: str
    reason: Reason
    most: int = 300
    stands_in: bool = False


# The first of equals is believed.
_KINDS = (
    _Kind("challenge", Reason.CHALLENGE),
    _Kind("suspended", Reason.PARKED),
    _Kind("default", Reason.PARKED, most=700),
    _Kind("parked", Reason.PARKED),
    _Kind("denied", Reason.ACCESS_DENIED, stands_in=True),
    _Kind("login", Reason.LOGIN, most=250),
    _Kind("consent", Reason.CONSENT_WALL, most=600),
    _Kind("error", Reason.ERROR_PAGE, stands_in=True),
    _Kind("maintenance", Reason.MAINTENANCE),
)
_Sign = tuple[int, str]  # points, evidence


def notice_of(look: PageLook) -> Notice | None:
    """The notice that most speaks for; None where too little does."""
    said = _Said.of(look)
    weighed = [(kind, list(_signs(kind, look, said))) for kind in _KINDS if look.own_words <= kind.most]
    kind, signs = max(weighed, key=lambda one: sum(points for points, _ in one[1]), default=(None, []))
    if kind is None or sum(points for points, _ in signs) < ENOUGH:
        return None
    return Notice(kind.reason, f"{kind.name}: {'; '.join(evidence for points, evidence in signs if points > 0)}")


def notice_everywhere(looks: Sequence[PageLook]) -> Notice | None:
    """A poor page that is the same at every address asked of a site, whatever it says; None where pages differ.

    looks: of the tested pages of one site. A claim that was too weak by itself says what kind of notice it is.
    """
    first = looks[0] if looks else PageLook()
    alike = all((look.title, look.text) == (first.title, first.text) for look in looks)
    places = len({look.path for look in looks})
    if not alike or places < ADDRESSES:
        return None
    said = _Said.of(first)
    claims = [(kind, list(_CLAIMS.get(kind.name, _claims)(kind, first, said))) for kind in _KINDS]
    kind, claimed = max(claims, key=lambda one: sum(points for points, _ in one[1]))
    signs = [(3, f"the same at {places} addresses"), *claimed, *_poverty(kind, first)]
    if sum(points for points, _ in signs) < ENOUGH:
        return None
    name, reason = (kind.name, kind.reason) if claimed else ("error", Reason.ERROR_PAGE)
    return Notice(reason, f"{name}: {'; '.join(evidence for points, evidence in signs if points > 0)}")


@dataclass(frozen=True, slots=True)
class _Said:
    """The page's words, folded once. parts: of title and heading, see _parts. headlines: parts of lines that stand for
    a heading. subjects: the first sentences of title and heading.
    """

    title: Folded
    heading: Folded
    text: Folded
    title_parts: tuple[Folded, ...]
    heading_parts: tuple[Folded, ...]
    headlines: tuple[Folded, ...]
    subjects: tuple[str, ...]
    lines: tuple[Folded, ...]
    actions: tuple[Folded, ...]
    code: Folded

    @classmethod
    def of(cls, look: PageLook) -> _Said:
        title, heading = _own_voice(look.title), _own_voice(look.heading)
        lines = tuple(line for raw in look.text.split("\n") if (line := _own_voice(raw)))
        # In a page of few words each line is as good as a heading.
        first = lines if look.words <= FEW else lines[: 0 if heading else FIRST_LINES]
        return cls(
            title,
            heading,
            Folded("\n".join(lines)),
            tuple(_parts(title)),
            tuple(_parts(heading)),
            tuple(part for line in first for part in _parts(line)),
            tuple(_ENDS.split(one)[0] for line in (title, heading) for one in _DASHES.split(line)),
            lines,
            tuple(folded(action) for action in look.actions),
            folded(f"{look.code} {' '.join(look.frames)}"),
        )

    def claim(self, kind: str, parts: Sequence[Folded]) -> Folded | None:
        """The part that says nothing but this."""
        alone = phrases("notices", kind, "alone")
        return next((part for part in parts if alone.are_all_of(part) and not self._goes_on(part)), None)

    def is_headed(self, kind: str) -> bool:
        """Title or heading say so themselves."""
        sentences = phrases("notices", kind, "said")
        whole = sentences.are_in(self.title) or sentences.are_in(self.heading)
        return whole or self.claim(kind, (*self.title_parts, *self.heading_parts)) is not None

    def _goes_on(self, part: Folded) -> bool:
        """It is the begin of what title or heading speak of: "Are you human? A workshop", "No entry: beach closed"."""
        words = len(part.split())
        return any(one.startswith(part) and len(one.split()) > words + FILLER // 2 for one in self.subjects)


def _signs(kind: _Kind, look: PageLook, said: _Said) -> Iterator[_Sign]:
    """Nothing where the page does not say that it is of this kind, however poor it is."""
    claims = list(_CLAIMS.get(kind.name, _claims)(kind, look, said))
    if not claims:
        return
    yield from claims
    yield from _poverty(kind, look)


def _claims(kind: _Kind, look: PageLook, said: _Said) -> Iterator[_Sign]:
    """What the page says of itself."""
    spoken = [*_spoken(kind.name, said)]
    if kind.name == "challenge" and look.fields and not said.is_headed(kind.name):
        return  # the puzzle is at the end of a form
    yield from spoken
    # Numbers and names in code say nothing of a page by themselves, but for those of a product that stands in front.
    if (spoken or kind.name in _CODED) and (code := phrases("notices", kind.name, "code").first_in(said.code)):
        yield 2, f"code: {code[0]!r}"
    if spoken and (mark := phrases("notices", kind.name, "mark").first_in(said.text)):
        yield 1, f"mark: {mark[0]!r}"


def _spoken(kind: str, said: _Said) -> Iterator[_Sign]:
    sentences, titled, weak = (phrases("notices", kind, way) for way in ("said", "titled", "weak"))
    if phrases("notices", kind, "whole").are_all_of(said.text):
        yield 4, f"all of it: {said.text!r}"
    headed = False
    headings = (*said.heading_parts, *said.headlines)
    for place, whole, parts in (("title", said.title, said.title_parts), ("heading", said.heading, headings)):
        part = said.claim(kind, parts) or _number(kind, parts, said)
        if part is not None or sentences.are_in(whole) or titled.are_in(whole):
            yield 1 if headed else 3, f"{place}: {(part or whole)[:80]!r}"
            headed = True
        elif any(weak.are_all_of(one) for one in parts):
            yield 1, f"{place}: {whole[:80]!r}"
    if found := {match[0] for match in sentences.matches_in(said.text)} - {said.title, said.heading}:
        # Under a heading about something else it is a report, not a notice.
        others = len(said.text.split()) > HARDLY and said.heading and not _DOMAIN.search(said.heading)
        reported = not headed and others
        yield min(3, 1 + len(found)) - bool(reported), f"text: {max(found, key=len)[:80]!r}"


def _number(kind: str, parts: Sequence[Folded], said: _Said) -> Folded | None:
    """ "404" and little else: it may be a bus line."""
    if len(said.text.split()) > FEW_WORDS:
        return None
    return next((part for part in parts if _number_of(part) == kind), None)


def _poverty(kind: _Kind, look: PageLook) -> Iterator[_Sign]:
    words = look.own_words
    if words <= LITTLE:
        yield 2, f"{words} words"
    elif words <= (kind.most if kind.name in _WORDY else SOME):
        yield 1, f"{words} words"
    else:
        yield -1, ""
    if not look.inside:
        yield 1, "no link into the site"
    elif look.menu >= MENU and not kind.stands_in:
        yield -2, ""
    if look.noindex:
        yield 1, "noindex"
    if look.status in ODD_STATUS:
        yield 2, f"HTTP status {look.status}"


_CODED = frozenset(("challenge", "parked"))
_WORDY = frozenset(("login", "consent", "default"))


def _login(_: _Kind, look: PageLook, said: _Said) -> Iterator[_Sign]:
    """Only where there is a way to sign in: a password, a user name alone, a choice of those who know the visitor."""
    way = _way_in(look, said)
    if way is None:
        return
    yield way
    yield from _spoken("login", said)
    if phrases("notices", "login", "code").are_in(folded(look.path)):
        yield 1 + look.moved, f"address: {look.path[:60]!r}"


def _way_in(look: PageLook, said: _Said) -> _Sign | None:
    headed = said.claim("login", (*said.title_parts, *said.heading_parts)) is not None
    about_it = headed or not _other_words(said, "login")
    if look.passwords:
        # Who also asks for much else, registers people; a box to sign in beside a text is a part of the site.
        return (3, "a password field") if about_it and len(look.fields) <= MOST_FIELDS else None
    # In the midst of the site's own header and footer, at the address that was asked for, it is a page of the site.
    own_page = not look.moved and look.words - look.own_words >= TEMPLATE
    if own_page or len(look.fields) > 1 or phrases("notices", "login", "unless").are_in(said.text):
        return None
    asked = look.fields[0] if look.fields else ""
    goes_on = phrases("notices", "login", "action")
    if any(goes_on.are_all_of(one) for one in said.actions) and (_USER.search(asked) or headed):
        return 2, f"asks who it is: {asked[:60]!r}"
    names = phrases("notices", "login", "provider")
    if found := {match[0] for one in said.actions if len(one) <= SHORT_NAME and (match := names.first_in(one))}:
        return min(3, 1 + len(found)), f"signs in by {', '.join(sorted(found))[:80]}"
    offered = said.claim("login", said.actions)
    if not asked and offered is not None and (about_it or look.moved):
        return 2, f"offers {offered[:60]!r}"
    return None


MOST_FIELDS = 2  # beside the password: who one is, and at which body
SHORT_NAME = 60  # characters of a button's name
_USER = re.compile(
    r"user|login|logon|log-in|account|e-?mail|identi|\buid\b|\bupn\b|username|gebruiker|utilisateur|benutzer|kennung|"
    r"usuario|utente|anv[aä]nd|u[zż]ytkown|bruger|utilizador|k[aä]ytt[aä]j|u[zž]ivatel|rijksregister|personnummer",
    re.IGNORECASE,
)


def _consent(_: _Kind, look: PageLook, said: _Said) -> Iterator[_Sign]:
    """Only where all that is there speaks of consent: a banner over a page leaves the page's own words."""
    speaks = phrases("notices", "consent", "speaks")
    agree = phrases("notices", "consent", "action")
    others = _other_words(said, "consent")
    accepted = next((one for one in said.actions if agree.are_all_of(one)), None)
    if accepted is None or others > OTHER_WORDS or look.passwords or len(look.fields) > 1:
        return
    headed = said.claim("consent", (*said.title_parts, *said.heading_parts))
    first = said.lines[0] if said.lines else Folded("")
    if headed is not None:
        yield 3, f"title or heading: {headed[:80]!r}"
    elif not said.heading and speaks.are_in(first):
        yield 2, f"text: {first[:80]!r}"
    else:
        return
    yield 2, f"asks to agree: {accepted[:40]!r}"


def _other_words(said: _Said, kind: str) -> int:
    """Words of lines that speak of something else than such a page does; labels and buttons left out."""
    speaks = phrases("notices", kind, "speaks")
    lines = (line for line in said.lines if len(line.split()) > SHORT_LINE and line not in said.actions)
    return sum(len(line.split()) for line in lines if not speaks.are_in(line))


_CLAIMS = {"login": _login, "consent": _consent}


def _own_voice(text: str) -> Folded:
    """Without what is quoted: who quotes a notice writes about it."""
    return Folded(_QUOTED.sub(" ", folded(text[:LONGEST])))


def _parts(line: Folded) -> Iterator[Folded]:
    """ "page not found", "gemeente voorbeeld" of "404 - Page not found | Gemeente Voorbeeld"; "access denied" of
    "Sorry! Access denied.", but not the sentences of a longer text.
    """
    yield line
    for piece in _DASHES.split(line):
        # What stands before a colon is a label: "Not found: the lost painting".
        sentences = [one.strip(" ¡¿*") for one in _SENTENCES.split(piece.rpartition(": ")[2]) if one.strip()]
        for sentence in sentences:
            rest = sum(len(one.split()) for one in sentences if one != sentence)
            if rest <= FILLER:
                yield Folded(_NUMBER_BEFORE.sub("", sentence) or sentence)


FILLER = 4  # words: "Oh no, sorry!", "Thank you for your patience."


def _number_of(part: Folded) -> str:
    """The kind that a number alone stands for."""
    number = _ONLY_NUMBER.fullmatch(part)
    return "" if number is None else "denied" if number[1] == "403" else "error"


_BEFORE = r"(?:(?:http|error|erreur|fehler|fout|foutcode|code|status|errore|fel|fejl|erro|virhe|chyba|blad)\W+)*"
_ONLY_NUMBER = re.compile(rf"{_BEFORE}(403|404|410|50[0234])\W*")
_NUMBER_BEFORE = re.compile(rf"\A{_BEFORE}(?:40[0-9]|410|50[0-4])\W+")
_DASHES = re.compile(r"\s+[-–—·•»\"/]\s+|\s*\|\s*")
_ENDS = re.compile(r"[.!](?=\s|$)")
_SENTENCES = re.compile(r"[!.,;?…]+(?=\s|$)")
_QUOTED = re.compile(r"\"[^\"]{3,200}\"")
_DOMAIN = re.compile(r"\b[\w-]+\.[a-z]{2,}\b")

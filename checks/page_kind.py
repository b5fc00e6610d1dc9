"""What kind of page came back: the site's content, or something in front of it that must not be judged.

A page is only turned away on strong signs: a phrase in the title or first heading *and* little text. A false
"not tested" costs one page; a false verdict on an error page is a false statement about a site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from results.model import Reason
from results.page_words.fold import Folded, folded
from results.page_words.phrases import phrases

# Words on a page that is nothing but a notice. Real content pages have more.
NOTICE_WORDS: Final = 150
# A sign-in form in front of content has little beside it; a page with a sign-in box in its header has much.
LOGIN_WORDS: Final = 200
# Words around a frame that is nothing but a CAPTCHA.
CHALLENGE_WORDS: Final = 50


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What `settle.js` saw. words, controls: numbers on the rendered page.

    frames: address of each frame, empty where it has none. status: HTTP status of the document that is shown,
    0 when the browser does not say.
    """

    title: str
    heading: str
    text: str
    words: int
    controls: int
    password_fields: int
    frames: tuple[str, ...] = ()
    status: int = 200
    content_type: str = "text/html"


def reason_for_status(status: int, *, through_proxy: bool) -> Reason | None:
    """Why a page with this HTTP status is not judged; None when it is content."""
    if status in (401, 407):
        return Reason.LOGIN
    if status == 403:  # noqa: PLR2004
        return Reason.ACCESS_DENIED
    # A proxy answers for a host it cannot reach.
    if through_proxy and status in (502, 504):
        return Reason.UNREACHABLE
    return Reason.HTTP_ERROR if status >= 400 else None  # noqa: PLR2004


def reason_for_content(signs: PageSigns, role: str) -> Reason | None:
    """Why the page is not the site's content; None when it is, as far as can be seen.

    role: why the page was chosen. A page chosen because it is the sign-in page is content ("login"), and a page
    that a person named to have it checked ("named") is judged even if it is a sign-in page or has no text.
    """
    if is_challenge(signs):
        return Reason.CHALLENGE
    named = role == "named"
    if not named and not signs.words and not signs.controls and not signs.frames:
        return Reason.EMPTY
    if not named and role != "login" and signs.password_fields and signs.words <= LOGIN_WORDS:
        return Reason.LOGIN
    if signs.words > NOTICE_WORDS:
        return None
    notice = _reason_for_notice(signs.title) or _reason_for_notice(signs.heading)
    return notice or (Reason.PARKED if phrases("notices", "parked", "anywhere").are_in(folded(signs.text)) else None)


def _reason_for_notice(line: str) -> Reason | None:
    """line: the title or first heading of a page with little text."""
    text = folded(line)
    parts = [_without_number(part) for part in _PART_ENDS.split(text)]
    for reason, kind in _NOTICES:
        titled, alone = phrases("notices", kind, "titled"), phrases("notices", kind, "alone")
        if titled.are_in(text) or any(alone.are_all_of(part) for part in parts):
            return reason
    return next((_NUMBERS[number[1]] for part in parts if (number := _ONLY_NUMBER.fullmatch(part))), None)


def _without_number(part: str) -> Folded:
    """ "HTTP error 404 - not found" without what comes before "not found"; the number itself where there is no more."""
    rest = _NUMBER_BEFORE.sub("", part)
    return Folded(rest or part)


def is_challenge(signs: PageSigns) -> bool:
    """A bot challenge or CAPTCHA in place of the page."""
    if signs.words > NOTICE_WORDS:
        return False
    title, heading, text = folded(signs.title), folded(signs.heading), folded(signs.text[:500])
    if any(phrases("notices", "challenge", "anywhere").are_in(place) for place in (title, heading, text)):
        return True
    if any(phrases("notices", "challenge", "titled").are_in(place) for place in (title, heading)):
        return True
    # A form may end with such a frame; where there is hardly a word, the frame is the page.
    return signs.words <= CHALLENGE_WORDS and any(_CHALLENGE_FRAME.search(frame) for frame in signs.frames)


_CHALLENGE_FRAME = re.compile(r"challenges\.cloudflare\.com|hcaptcha\.com/captcha|geo\.captcha-delivery\.com")
_NOTICES = (
    (Reason.ACCESS_DENIED, "denied"),
    (Reason.ERROR_PAGE, "error"),
    (Reason.ERROR_PAGE, "maintenance"),
)
_NUMBERS = {
    "403": Reason.ACCESS_DENIED,
    **dict.fromkeys(("404", "500", "502", "503", "504"), Reason.ERROR_PAGE),
}
_BEFORE = r"(?:(?:http|error|erreur|fehler|fout|foutcode|code|status)\W+)*"
_ONLY_NUMBER = re.compile(rf"{_BEFORE}(403|404|50[0234])")
_NUMBER_BEFORE = re.compile(rf"\A{_BEFORE}(?:403|404|50[0234])\W+")
# "Page not found - Gemeente Voorbeeld", "Sorry! Access denied."
_PART_ENDS = re.compile(r"\s+[-–—·•»\"/]\s+|\s*[|!.,;:]\s*")

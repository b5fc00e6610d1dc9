"""What kind of page came back: the site's content, or something in front of it that must not be judged.

A page is only turned away on strong signs: a phrase in the title or first heading *and* little text. A false
"not tested" costs one page; a false verdict on an error page is a false statement about a site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from results.model import Reason

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
    0 when the browser does not tell.
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
    return notice or (Reason.PARKED if _PARKED.search(signs.text) else None)


def _reason_for_notice(line: str) -> Reason | None:
    """line: the title or first heading of a page with little text."""
    parts = _PART_ENDS.split(line.strip())
    for reason, anywhere, alone in _NOTICES:
        if anywhere.search(line) or any(alone.fullmatch(part) for part in parts):
            return reason
    return None


def is_challenge(signs: PageSigns) -> bool:
    """A bot challenge or CAPTCHA in place of the page."""
    if signs.words > NOTICE_WORDS:
        return False
    if any(_CHALLENGE.search(text) for text in (signs.title, signs.heading, signs.text[:500])):
        return True
    if _CHALLENGE_TITLE.search(signs.title) or _CHALLENGE_TITLE.search(signs.heading):
        return True
    # A form may end with such a frame; where there is hardly a word, the frame is the page.
    return signs.words <= CHALLENGE_WORDS and any(_CHALLENGE_FRAME.search(frame) for frame in signs.frames)


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_CHALLENGE = _phrases(
    r"^just a moment",
    r"checking (if the site connection is secure|your browser)",
    r"verify(ing)? (that )?you are (a )?human",
    r"attention required! \| cloudflare",
    r"enable javascript and cookies to continue",
    r"controleren of u een mens bent",
    r"v[eé]rifi(er|ez) que vous [eê]tes (un )?humain",
    r"best[aä]tigen sie, dass sie ein mensch sind",
    r"request unsuccessful\. incapsula",
)
# Forms ask this too, so it only tells in the title or heading.
_CHALLENGE_TITLE = _phrases(r"are you a (robot|human)")
_CHALLENGE_FRAME = _phrases(r"challenges\.cloudflare\.com", r"hcaptcha\.com/captcha", r"geo\.captcha-delivery\.com")

# "Access denied" is a notice, "Access denied to lorries" is news: these must be all that a part of the title says.
_NUMBER = r"(?:(?:http|error|erreur|fehler|fout|foutcode|code|status)\W+)*"
_DENIED = _phrases(r"you have been blocked", r"\b403 forbidden\b")
_DENIED_ALONE = _phrases(
    rf"{_NUMBER}403(\W+(forbidden|access denied))?",
    r"forbidden",
    rf"({_NUMBER}403\W+)?(your )?access (is |has been |was )?(denied|forbidden|blocked)",
    rf"({_NUMBER}403\W+)?(de )?toegang (is |werd )?(geweigerd|verboden|ontzegd)",
    rf"({_NUMBER}403\W+)?(l['’])?acc[eè]s (est |a [eé]t[eé] )?(refus[eé]|interdit)",
    rf"({_NUMBER}403\W+)?(der )?zugriff (wurde |ist )?(verweigert|gesperrt)",
    r"accesso negato",
    r"acceso denegado",
    r"[aå]tkomst nekad",
)
_SOME_WORDS = r"\b(?:\W+\w+){0,6}?\W+"
_ERROR = _phrases(
    r"\b404\b.*\bnot found\b",
    rf"\bpage{_SOME_WORDS}(not|cannot|can['’]t|couldn['’]t)( be)? found\b",
    rf"\bpage{_SOME_WORDS}((does not|doesn['’]t) exist|no longer exists)\b",
    rf"\bpagina{_SOME_WORDS}niet (worden )?gevonden\b",
    rf"\bpagina{_SOME_WORDS}bestaat niet\b",
    rf"\bpage{_SOME_WORDS}(introuvable|inexistante|non trouv[eé]e)\b",
    rf"\bpage{_SOME_WORDS}(n['’]existe (pas|plus)|n['’]a pas [eé]t[eé] trouv[eé]e)\b",
    rf"\bseite{_SOME_WORDS}nicht gefunden\b",
    rf"\bseite{_SOME_WORDS}existiert nicht\b",
    r"pagina non trovata",
    r"p[aá]gina no encontrada",
    r"sidan (kunde inte|kan inte) hittas",
    r"internal server error",
    r"\binterne serverfout\b",
    r"erreur interne du serveur",
    r"interner serverfehler",
    r"\b(site|website) (is )?(under|in) (maintenance|onderhoud)\b",
)
_ERROR_ALONE = _phrases(
    rf"{_NUMBER}(404|50[0234])",
    rf"({_NUMBER}404\W+)?(not found|niet gevonden|non trouv[eé]|nicht gefunden)",
    rf"({_NUMBER}50[0234]\W+)?(service (temporarily )?unavailable|bad gateway|gateway time-?out)",
    r"(under|in) (maintenance|onderhoud)",
    r"((le |ce )?site (est )?)?(actuellement )?en maintenance",
    r"wartungsarbeiten|wartungsmodus",
)
_PARKED = _phrases(
    r"(this|the) domain( name)? (is|may be) (for sale|parked)",
    r"buy this domain",
    r"domein(naam)? (is )?te koop",
    r"ce (nom de )?domaine est [aà] vendre",
    r"diese domain (steht zum verkauf|ist geparkt)",
    r"welcome to nginx!",
    r"apache2 \w+ default page",
    r"^it works!$",
)
_NOTICES = (
    (Reason.ACCESS_DENIED, _DENIED, _DENIED_ALONE),
    (Reason.ERROR_PAGE, _ERROR, _ERROR_ALONE),
)
# "Page not found - Gemeente Voorbeeld", "Sorry! Access denied."
_PART_ENDS = re.compile(r"\s+[-–—·•»/]\s+|\s*[|!.,;:…]\s*")

_NETWORK = (
    (Reason.TIMEOUT, re.compile(r"ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|Timeout .* exceeded")),
    (Reason.NOT_HTML, re.compile(r"ERR_ABORTED|Download is starting")),
    # A browser that died says that what it had was closed.
    (Reason.CRASHED, re.compile(r"crash|has been closed", re.IGNORECASE)),
    (Reason.LOGIN, re.compile(r"ERR_INVALID_AUTH_CREDENTIALS")),
    (Reason.HTTP_ERROR, re.compile(r"ERR_TOO_MANY_REDIRECTS|ERR_HTTP_RESPONSE_CODE_FAILURE")),
    (Reason.UNREACHABLE, re.compile(r"ERR_[A-Z_]+")),
)


def is_moving_on(message: str) -> bool:
    """Whether Playwright failed because the page loads another document in its place."""
    return "navigat" in message or "context was destroyed" in message


def reason_for_browser_error(message: str) -> Reason:
    """Playwright's message for what failed -> the reason it stands for."""
    return next((reason for reason, sign in _NETWORK if sign.search(message)), Reason.CHECKS_FAILED)

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


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What `settle.js` saw. words, elements, controls: numbers on the rendered page."""

    title: str
    heading: str
    text: str
    words: int
    elements: int
    controls: int
    password_fields: int
    frames: tuple[str, ...] = ()


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
    if signs.words <= NOTICE_WORDS:
        for reason, phrase in _NOTICES:
            if phrase.search(signs.title) or phrase.search(signs.heading):
                return reason
        if _PARKED.search(signs.text):
            return Reason.PARKED
    return None


def is_challenge(signs: PageSigns) -> bool:
    """A bot challenge or CAPTCHA in place of the page."""
    if signs.words > NOTICE_WORDS:
        return False
    return bool(
        _CHALLENGE.search(signs.title)
        or _CHALLENGE.search(signs.heading)
        or _CHALLENGE.search(signs.text[:500])
        or any(_CHALLENGE_FRAME.search(frame) for frame in signs.frames)
    )


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_CHALLENGE = _phrases(
    r"^just a moment",
    r"checking (if the site connection is secure|your browser)",
    r"verify(ing)? (that )?you are (a )?human",
    r"are you a robot",
    r"attention required! \| cloudflare",
    r"enable javascript and cookies to continue",
    r"controleren of u een mens bent",
    r"v[eé]rifi(er|ez) que vous [eê]tes (un )?humain",
    r"best[aä]tigen sie, dass sie ein mensch sind",
    r"request unsuccessful\. incapsula",
)
_CHALLENGE_FRAME = _phrases(r"challenges\.cloudflare\.com", r"hcaptcha\.com/captcha", r"geo\.captcha-delivery\.com")

_DENIED = _phrases(
    r"\baccess (is |has been )?(denied|forbidden|blocked)\b",
    r"^(403\b|forbidden\b)",
    r"\b403 forbidden\b",
    r"you have been blocked",
    r"toegang (is )?(geweigerd|verboden|ontzegd)",
    r"acc[eè]s (est )?(refus[eé]|interdit)",
    r"zugriff (wurde )?(verweigert|gesperrt)",
    r"accesso negato",
    r"acceso denegado",
    r"[aå]tkomst nekad",
)
_ERROR = _phrases(
    r"^(error )?404\b",
    r"\b404\b.*\bnot found\b",
    r"\bpage (was |could )?not (be )?found\b",
    r"pagina (is )?niet gevonden",
    r"page (introuvable|non trouv[eé]e)",
    r"seite (wurde )?nicht gefunden",
    r"pagina non trovata",
    r"p[aá]gina no encontrada",
    r"sidan (kunde inte|kan inte) hittas",
    r"^(error )?50[0234]\b",
    r"internal server error",
    r"service (temporarily )?unavailable",
    r"\binterne serverfout\b",
    r"erreur interne du serveur",
    r"interner serverfehler",
    r"(site|website) (is )?(under|in) (maintenance|onderhoud)",
    r"en maintenance$",
    r"wartungsarbeiten",
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
_NOTICES = ((Reason.ACCESS_DENIED, _DENIED), (Reason.ERROR_PAGE, _ERROR))

_NETWORK = (
    (Reason.TIMEOUT, re.compile(r"ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|Timeout .* exceeded")),
    (Reason.NOT_HTML, re.compile(r"ERR_ABORTED|Download is starting")),
    (Reason.CRASHED, re.compile(r"crash", re.IGNORECASE)),
    (Reason.LOGIN, re.compile(r"ERR_INVALID_AUTH_CREDENTIALS")),
    (Reason.HTTP_ERROR, re.compile(r"ERR_TOO_MANY_REDIRECTS|ERR_HTTP_RESPONSE_CODE_FAILURE")),
    (Reason.UNREACHABLE, re.compile(r"ERR_[A-Z_]+")),
)


def reason_for_browser_error(message: str) -> Reason:
    """Playwright's message for a navigation that failed -> the reason it stands for."""
    return next((reason for reason, sign in _NETWORK if sign.search(message)), Reason.CHECKS_FAILED)

"""What kind of page came back: the site's content, or something in front of it that must not be judged.

A false "not tested" costs one page; a false verdict on an error page is a false statement about a site. What speaks for
a notice is weighed in `results.page_words.notices`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checks.facts import url_parts
from results.model import Reason
from results.page_words.notices import Notice, notice_of
from results.page_words.page_look import PageLook


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


@dataclass(frozen=True, slots=True)
class Seen:
    """What settle.js gives. settled: what ended the waiting. language: the page's own. The rest as in `PageLook`."""

    settled: Literal["quiet", "limit"]
    language: str
    title: str
    heading: str
    text: str
    words: int
    main_words: int
    controls: int
    passwords: int
    fields: tuple[str, ...]
    actions: tuple[str, ...]
    inside: int
    menu: int
    frames: tuple[str, ...]
    code: str
    noindex: bool
    status: int
    content_type: str
    path: str


def look_of(seen: Seen, asked: str) -> PageLook:
    """asked: the address that was asked for."""
    return PageLook(
        title=seen.title,
        heading=seen.heading,
        text=seen.text,
        words=seen.words,
        main_words=seen.main_words,
        controls=seen.controls,
        passwords=seen.passwords,
        fields=seen.fields,
        actions=seen.actions,
        inside=seen.inside,
        menu=seen.menu,
        frames=seen.frames,
        code=seen.code,
        noindex=seen.noindex,
        status=seen.status,
        content_type=seen.content_type,
        path=seen.path,
        moved=url_parts(asked).path != seen.path,
    )


def notice_in_place_of(look: PageLook, role: str) -> Notice | None:
    """Why the page is not the site's content; None when it is, as far as can be seen.

    role: why the page was chosen. A sign-in page is content when it was chosen as that ("login"). Of a page that a
    person named to have it checked ("named"), only what stands in front of it is refused: the person knows what it is.
    """
    if role != "named" and not look.words and not look.controls and not look.frames:
        challenge = look.status == _ACCEPTED  # "come back when my script has run"
        return Notice(
            Reason.CHALLENGE if challenge else Reason.EMPTY, f"HTTP status {look.status}, nothing on the page"
        )
    notice = notice_of(look)
    if notice is None or (role == "login" and notice.reason is Reason.LOGIN):
        return None
    return notice if role != "named" or notice.reason in _IN_FRONT else None


_ACCEPTED = 202
_IN_FRONT = (Reason.CHALLENGE, Reason.ACCESS_DENIED, Reason.MAINTENANCE, Reason.CONSENT_WALL)

"""What is seen of a page, to tell the site from a notice in front of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLook:
    """What is seen of a page.

    text: its beginning, lines kept. words: on the whole page; main_words: outside header, navigation and footer, as
    many as there are when nothing is marked. controls: links, fields, images and the like. passwords: visible password
    fields. fields: type, name, id, autocomplete and placeholder of each other visible field one types in, search boxes
    left out. actions: names of buttons and of links outside header, navigation and footer. inside: addresses of the
    same host its links lead to, itself left out; menu: those in header and navigation. frames: address of each frame.
    code: addresses of what it loads, names in it, the begin of its scripts. status: of the document that is shown, 0
    when it is not known. path: of its address; moved: another address was asked for.
    """

    title: str = ""
    heading: str = ""
    text: str = ""
    words: int = 0
    main_words: int | None = None
    controls: int = 0
    passwords: int = 0
    fields: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    inside: int = 0
    menu: int = 0
    frames: tuple[str, ...] = ()
    code: str = ""
    noindex: bool = False
    status: int = 200
    content_type: str = "text/html"
    path: str = "/"
    moved: bool = False

    @property
    def own_words(self) -> int:
        return self.words if self.main_words is None else self.main_words

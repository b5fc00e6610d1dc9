"""What a page is for, told by the texts of the links to it, its URL and its markup. The words are data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

from results.model import FoundPage

# Longer link texts are teasers of articles about the subject, not links to the page itself.
LONGEST_LINK_TEXT = 60

# Role -> the field of FoundPage that counts its markup; evidence of last resort.
_MARKUP = {"form": "forms", "table": "tables", "media": "media", "login": "password_fields"}


@dataclass(frozen=True, slots=True)
class Role:
    """A reason to sample a page. clause: Decision (EU) 2018/1524, Annex I, 3.2; the rest as in page_roles.toml."""

    name: str
    clause: str
    pages: int
    whole: re.Pattern[str] | None
    weak: re.Pattern[str] | None
    words: re.Pattern[str] | None
    path: re.Pattern[str] | None
    articles: re.Pattern[str] | None


def evidence_of_role(role: Role, page: FoundPage) -> tuple[int, str] | None:
    """(strength, evidence), strongest 3; None when nothing speaks for the role."""
    for text in page.link_texts:
        if role.whole and role.whole.fullmatch(folded(text)):
            return 3, f"link text: {text}"
    for text in page.link_texts:
        if role.weak and role.weak.fullmatch(folded(text)):
            return 1 if _is_article(role, page.url) else 2, f"link text: {text}"
    for text in page.link_texts:
        if role.words and len(text) <= LONGEST_LINK_TEXT and role.words.search(folded(text)):
            return 2, f"link text: {text}"
    if role.path and (segment := _segment_like(role.path, page.url)):
        return 1 if _is_article(role, page.url) else 2, f"URL: {segment}"
    markup = _MARKUP.get(role.name)
    if markup and getattr(page, markup):
        return 1, f"markup: {getattr(page, markup)} {markup.replace('_', ' ')}"
    return None


def folded(text: str) -> str:
    """Lower case, without diacritics, white space single, apostrophes straight."""
    # Decomposed first: letters in mathematical type have no lower case of their own.
    lower = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", lower).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _is_article(role: Role, url: str) -> bool:
    """A page of a theme or of the news, about the subject, rather than the page that is meant."""
    folders = urlsplit(url).path.rstrip("/").split("/")[:-1]
    return bool(role.articles and any(role.articles.fullmatch(folded(unquote(folder))) for folder in folders))


def _segment_like(path: re.Pattern[str], url: str) -> str:
    for segment in reversed(urlsplit(url).path.split("/")):
        words = folded(unquote(segment)).partition(".")[0].replace("-", " ").replace("_", " ")
        if words and path.fullmatch(words):
            return unquote(segment)
    return ""


def _load() -> tuple[Role, ...]:
    text = (resources.files("crawler") / "page_roles.toml").read_text("utf-8")
    return tuple(_role(name, entry) for name, entry in tomllib.loads(text).items())


def _role(name: str, entry: dict[str, Any]) -> Role:
    return Role(
        name=name,
        clause=entry["clause"],
        pages=entry.get("pages", 1),
        whole=_any_of(entry.get("whole", ())),
        weak=_any_of(entry.get("weak", ())),
        words=_any_of(entry.get("words", ()), r"\b(?:{})\b"),
        path=_any_of(entry.get("path", ())),
        articles=_any_of(entry.get("articles", ())),
    )


def _any_of(alternatives: Sequence[str], form: str = "{}") -> re.Pattern[str] | None:
    return re.compile(form.format("|".join(alternatives))) if alternatives else None


ROLES = _load()

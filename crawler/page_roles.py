"""What a page is for, by the texts of the links to it, its URL and its markup."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

from results.model import EvidenceKind, FoundPage
from results.page_words.fold import folded
from results.page_words.phrases import Phrases, phrases

# Longer link texts are teasers of articles about the subject, not links to the page itself.
LONGEST_LINK_TEXT = 60

# Role -> the field of FoundPage that counts its markup; evidence of last resort.
_MARKUP = {"form": "forms", "table": "tables", "media": "media", "login": "password_fields"}


@dataclass(frozen=True, slots=True)
class Role:
    """A reason to sample a page. clause: Decision (EU) 2018/1524, Annex I, 3.2; the words as in
    results/page_words/roles.toml.
    """

    name: str
    clause: str
    pages: int
    whole: Phrases
    weak: Phrases
    words: Phrases
    path: Phrases
    articles: Phrases


def evidence_of_role(role: Role, page: FoundPage) -> tuple[int, str] | None:
    """(strength, evidence), strongest 3; None when nothing speaks for the role."""
    for text in page.link_texts:
        if role.whole.are_all_of(folded(text)):
            return 3, EvidenceKind.LINK_TEXT.of(text)
    for text in page.link_texts:
        if role.weak.are_all_of(folded(text)):
            return 1 if _is_article(role, page.url) else 2, EvidenceKind.LINK_TEXT.of(text)
    for text in page.link_texts:
        if len(text) <= LONGEST_LINK_TEXT and role.words.are_words_of(folded(text)):
            return 2, EvidenceKind.LINK_TEXT.of(text)
    if role.path and (segment := _segment_like(role.path, page.url)):
        return 1 if _is_article(role, page.url) else 2, EvidenceKind.ADDRESS.of(segment)
    markup = _MARKUP.get(role.name)
    if markup and getattr(page, markup):
        return 1, EvidenceKind(markup.replace("_", "-")).of(getattr(page, markup))
    return None


def _is_article(role: Role, url: str) -> bool:
    """A page of a theme or of the news, about the subject, rather than the page that is meant."""
    folders = urlsplit(url).path.rstrip("/").split("/")[:-1]
    return any(role.articles.are_all_of(folded(unquote(folder))) for folder in folders)


def _segment_like(path: Phrases, url: str) -> str:
    for segment in reversed(urlsplit(url).path.split("/")):
        words = folded(folded(unquote(segment)).partition(".")[0].replace("-", " ").replace("_", " "))
        if words and path.are_all_of(words):
            return unquote(segment)
    return ""


def _load() -> tuple[Role, ...]:
    text = (resources.files("crawler") / "page_roles.toml").read_text("utf-8")
    return tuple(_role(name, entry) for name, entry in tomllib.loads(text).items())


def _role(name: str, entry: dict[str, Any]) -> Role:
    ways = ("whole", "weak", "words", "path", "articles")
    return Role(name, entry["clause"], entry.get("pages", 1), *(phrases("roles", name, way) for way in ways))


ROLES = _load()

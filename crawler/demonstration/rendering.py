"""Pages, style sheets and script of the demonstration web, from Jinja layouts."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crawler.demonstration.content import DemonstrationSite, Page, standard
from crawler.demonstration.faults import MENU_WITHOUT_TEXT, catalogue, navigation


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("crawler.demonstration", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(site: DemonstrationSite, page: Page) -> str:
    """The whole HTML document."""
    return _environment().get_template("layouts/document.html.jinja").render(_context(site, page))


def render_body(site: DemonstrationSite, page: Page) -> str:
    """What stands inside <body>; the site drawn by a script puts it there."""
    return _environment().get_template("layouts/body.html.jinja").render(_context(site, page))


def render_notice(site: DemonstrationSite, layout: str, **values: str) -> str:
    """A page that is not the site's content: sign-in form, refusal, empty shell, framed map."""
    words = standard(site.language).words
    return _environment().get_template(f"layouts/{layout}").render(site=site, words=words, **values)


def render_style(site: DemonstrationSite) -> str:
    return _environment().get_template("styles/style.css.jinja").render(site=site)


def page_title(site: DemonstrationSite, page: Page) -> str:
    return site.name if page.kind == "home" and page.title == site.name else f"{page.title} | {site.name}"


def _context(site: DemonstrationSite, page: Page) -> dict[str, Any]:
    language = site.language_of(page)
    same_language = tuple(other for other in site.pages if site.language_of(other) == language)
    by_kind = {other.kind: other for other in same_language if other.kind}
    faults = site.faults_of(page)

    def link(kind: str) -> str:
        return by_kind[kind].path if kind in by_kind else "/"

    return {
        "site": site,
        "page": page,
        "language": language,
        "title": page_title(site, page),
        "words": standard(language).words,
        "navigation": navigation(site, page),
        "kinds": by_kind,
        "link": link,
        "overview": tuple(other for other in same_language if other.listed and other.content),
        "other_languages": tuple(
            (other, standard(other).words["language_name"]) for other in site.languages if other != language
        ),
        "body": _render_text(page.body, site=site, link=link),
        "intro": _render_text(page.intro, site=site, link=link),
        "faults": faults,
        "menu_without_text": MENU_WITHOUT_TEXT in faults,
        "fragments": _fragments(faults, language),
    }


def _fragments(faults: tuple[str, ...], language: str) -> tuple[Markup, ...]:
    found = (catalogue()[name] for name in faults)
    return tuple(
        _render_text(fault.html, text=fault.text.get(language, {}), language=language) for fault in found if fault.html
    )


def _render_text(source: str, **values: object) -> Markup:
    return Markup(_environment().from_string(source).render(values))  # noqa: S704 our own files

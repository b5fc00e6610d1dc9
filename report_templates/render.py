"""Records -> a static report of HTML pages that needs no script, no server and no network."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_templates.environment import FOLDER, environment_for
from report_templates.output_folder import replaced_folder
from report_templates.pages import page_views
from report_templates.pictures import PICTURES, Pictures, placed
from report_templates.views import SiteView, checked_pages_view, crawl_view, site_view
from results.model import CheckDescription, CrawlReport, PageAudit, SiteReport, Tools

# Made once a site, and on its own; every other template in pages/ is a page of the report, or several, made once a
# language: a new page is a new file.
SITE, CHECKED_PAGES = "site", "check"
# What would make a site's page too long, in a folder of the site: a page for each failed check, for all barriers,
# for what a person must look at, and for good practices.
SITE_FAULT, SITE_BARRIERS, SITE_PERSON, SITE_PRACTICES = (
    "site_fault", "site_barriers", "site_person", "site_practices",
)  # fmt: skip
NOT_ON_ITS_OWN = frozenset({SITE, CHECKED_PAGES, SITE_FAULT, SITE_BARRIERS, SITE_PERSON, SITE_PRACTICES})
SUFFIX = ".html.jinja"
SLUG = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")


class IncompleteReportError(ValueError):
    """The site reports are not those of the crawl report."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a page is: path within its language's folder. Makes relative links, so a report can be moved.

    pages: those of the whole crawl that are directly in the folder of a language; not every report has all.
    """

    languages: tuple[str, ...]
    language: str
    page: str
    pages: frozenset[str] = frozenset()

    def has(self, page: str) -> bool:
        return page in self.pages

    @property
    def path(self) -> str:
        return self.to_path(self.page, self.language)

    def to(self, page: str, language: str = "") -> str:
        return self._relative(self.to_path(page, language or self.language))

    def static(self, name: str) -> str:
        return self._relative(f"static/{name}")

    def picture(self, name: str) -> str:
        return self._relative(f"{PICTURES}/{placed(name)}")

    def site(self, slug: str) -> str:
        return self.to(f"sites/{slug}.html")

    def to_path(self, page: str, language: str) -> str:
        """The first language has no folder of its own."""
        return page if language == self.languages[0] else f"{language}/{page}"

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")


def render_report(
    report: CrawlReport,
    site_reports: Iterable[SiteReport],
    out: Path,
    languages: Sequence[str] = ("nl", "en"),
    pictures: Path | None = None,
) -> Path:
    """Writes the report and returns its first page, out/index.html, in the first language.

    site_reports: one for each site of the report, in any order; read once and held one at a time.
    pictures: the folder that has those of the barriers; one that is not there is not shown.
    Raises UnknownLanguageError, NotAReportError and IncompleteReportError; then `out` is as it was.
    """
    if not languages:
        raise ValueError("a report needs at least one language")
    all_languages = tuple(dict.fromkeys(languages))
    for code in all_languages:
        environment_for(code)
    with replaced_folder(out) as folder:
        shutil.copytree(FOLDER / "static", folder / "static")
        view = crawl_view(report)
        made = [(name, path, page) for name in _crawl_pages() for path, page in page_views(name, view)]
        start = Location(all_languages, all_languages[0], "", frozenset(path for _, path, _ in made if "/" not in path))
        for code in all_languages:
            for name, path, page in made:
                _write(folder, replace(start, language=code, page=path), name, view=view, page=page)
        _write_site_pages(folder, report, site_reports, start, Pictures(pictures, folder / PICTURES))
    return out / "index.html"


def render_pages(
    audits: Sequence[PageAudit],
    checks: Mapping[str, CheckDescription],
    tools: Tools,
    language: str,
) -> str:
    """One HTML page, complete in itself, about pages checked on request."""
    template = environment_for(language).get_template(CHECKED_PAGES + SUFFIX)
    return template.render(view=checked_pages_view(audits, checks, tools), checks=checks, here=None)


def _crawl_pages() -> Iterator[str]:
    for path in sorted((FOLDER / "pages").glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        if name not in NOT_ON_ITS_OWN:
            yield name


def _write_site_pages(
    folder: Path,
    report: CrawlReport,
    site_reports: Iterable[SiteReport],
    start: Location,
    pictures: Pictures,
) -> None:
    missing = {summary.slug for summary in report.sites}
    for one in site_reports:
        slug = one.summary.slug
        if slug not in missing:
            raise IncompleteReportError(f"the report of site {slug!r} was not expected, or came twice")
        if not SLUG.fullmatch(slug):
            raise IncompleteReportError(f"{slug!r} cannot be the name of a page")
        missing.discard(slug)
        view = site_view(report, pictures.there(one))
        pictures.copy(line.barrier for line in (*view.barriers.first, *view.barriers.folded))
        for code in start.languages:
            _write_site(folder, report, view, replace(start, language=code))
    if missing:
        raise IncompleteReportError(f"{len(missing)} sites have no report, among them {min(missing)!r}")


def _write_site(folder: Path, report: CrawlReport, view: SiteView, start: Location) -> None:
    slug = view.site_report.summary.slug

    def write(page: str, template: str, **context: object) -> None:
        _write(folder, replace(start, page=page), template, view=view, report=report, **context)

    write(f"sites/{slug}.html", SITE)
    for block in view.failures:
        write(f"sites/{slug}/{block.anchor}.html", SITE_FAULT, block=block)
    if view.barriers.apart:
        write(f"sites/{slug}/barriers.html", SITE_BARRIERS)
    if view.for_a_person:
        write(f"sites/{slug}/person.html", SITE_PERSON)
    if view.best_practices:
        write(f"sites/{slug}/practices.html", SITE_PRACTICES)


def _write(folder: Path, location: Location, template: str, **context: object) -> None:
    path = folder / location.path
    path.parent.mkdir(parents=True, exist_ok=True)
    page = environment_for(location.language).get_template(template + SUFFIX)
    # newline: the same bytes on every system
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page.generate(here=location, **context))

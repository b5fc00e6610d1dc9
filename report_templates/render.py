"""Records -> a static report of HTML pages that needs no script, no server and no network."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from report_templates import site_sheet
from report_templates.environment import FOLDER, environment_for
from report_templates.feeds import FILE, report_feed, site_feed
from report_templates.languages import load_language
from report_templates.output_folder import replaced_folder
from report_templates.pages import page_views, shared_files, static_files
from report_templates.pictures import PICTURES, Pictures, placed
from report_templates.unchanged import Unchanged, unchanged
from report_templates.views import CrawlView, SiteView, checked_pages_view, crawl_view, site_view
from report_templates.workers import Workers, workers
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
PAGES_AT_ONCE = 50
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

    def shared(self, path: str) -> str:
        """A file that is the same in every language."""
        return self._relative(path)

    def picture(self, name: str) -> str:
        return self._relative(f"{PICTURES}/{placed(name)}")

    def site(self, slug: str) -> str:
        return self.to(f"sites/{slug}.html")

    def to_path(self, page: str, language: str) -> str:
        """The first language has no folder of its own."""
        return page if language == self.languages[0] else f"{language}/{page}"

    def _relative(self, path: str) -> str:
        return _relative(path, posixpath.dirname(self.path) or ".")


@lru_cache(10_000)
def _relative(path: str, folder: str) -> str:
    """The same few pages are led to from everywhere."""
    return posixpath.relpath(path, folder)


@dataclass(frozen=True, slots=True)
class Writing:
    """What every page of a report is written with. made: template, address and view of the pages of the whole crawl."""

    folder: Path
    report: CrawlReport
    view: CrawlView
    made: tuple[tuple[str, str, object], ...]
    start: Location


def render_report(
    report: CrawlReport,
    site_reports: Iterable[SiteReport],
    out: Path,
    languages: Sequence[str] = ("nl", "en"),
    pictures: Path | None = None,
    processes: int = 1,
) -> Path:
    """Writes the report and returns its first page, out/index.html, in the first language.

    site_reports: one for each site of the report, in any order; read once and held one at a time (a few, where there
    are several processes). pictures: the folder that has those of the barriers; one that is not there is not shown.
    The pages of a site of which nothing changed are taken over from the report that is in `out`.
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
        made = tuple((name, path, page) for name in _crawl_pages() for path, page in page_views(name, view))
        start = Location(all_languages, all_languages[0], "", frozenset(path for _, path, _ in made if "/" not in path))
        before = unchanged(out.resolve(), folder, all_languages, report, start.pages)
        writing = Writing(folder, report, view, made, start)
        _write_files(writing)
        with workers(processes, _begin, writing) as several:
            for code in all_languages:
                for first in range(0, len(made), PAGES_AT_ONCE):
                    several.do(_write_crawl_pages, code, first)
            _write_site_pages(report, site_reports, Pictures(pictures, folder / PICTURES), before, several)
        before.save()
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


def _write_files(writing: Writing) -> None:
    """What the pages read or lead to, beside the style sheet."""
    folder, view = writing.folder, writing.view
    for name in _crawl_pages():
        for file, text in shared_files(name, view):
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(text, "utf-8", "replace", newline="")
    for code in writing.start.languages:
        for name in _crawl_pages():
            for file, text in static_files(name, view, code):
                (folder / "static" / file).write_text(text, "utf-8", newline="\n")
        feed = folder / writing.start.to_path(FILE, code)
        feed.parent.mkdir(exist_ok=True)
        feed.write_text(report_feed(view, load_language(code)), "utf-8", "replace", newline="\n")


def _write_site_pages(
    report: CrawlReport,
    site_reports: Iterable[SiteReport],
    pictures: Pictures,
    before: Unchanged,
    several: Workers,
) -> None:
    missing = {summary.slug for summary in report.sites}
    for one in site_reports:
        slug = one.summary.slug
        if slug not in missing:
            raise IncompleteReportError(f"the report of site {slug!r} was not expected, or came twice")
        if not SLUG.fullmatch(slug):
            raise IncompleteReportError(f"{slug!r} cannot be the name of a page")
        missing.discard(slug)
        shown = pictures.there(one)
        if not before.keep(report, shown):
            several.do(_write_site, shown, pictures)
    if missing:
        raise IncompleteReportError(f"{len(missing)} sites have no report, among them {min(missing)!r}")


_shared: list[Writing] = []
"""What this process writes with: one thing, given when it began."""


def _begin(writing: Writing) -> None:
    _shared[:] = [writing]


def _write_crawl_pages(code: str, first: int) -> None:
    writing = _shared[0]
    for name, path, page in writing.made[first : first + PAGES_AT_ONCE]:
        _write(writing.folder, replace(writing.start, language=code, page=path), name, view=writing.view, page=page)


def _write_site(one: SiteReport, pictures: Pictures) -> None:
    """In every language."""
    writing = _shared[0]
    view = site_view(writing.report, one)
    pictures.copy(line.barrier for line in (*view.barriers.first, *view.barriers.folded))
    for code in writing.start.languages:
        _write_pages_of_site(writing, view, replace(writing.start, language=code))


def _write_pages_of_site(writing: Writing, view: SiteView, start: Location) -> None:
    folder, report, slug = writing.folder, writing.report, view.site_report.summary.slug

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
    language = load_language(start.language)
    beside = folder / start.to_path(f"sites/{slug}", start.language)
    beside.mkdir(parents=True, exist_ok=True)
    (beside / FILE).write_text(site_feed(report, view.site_report, language), "utf-8", newline="\n")
    if view.failures or view.for_a_person:
        (beside / site_sheet.FILE).write_text(site_sheet.site_sheet(view, language), "utf-8", "replace", newline="")


def _write(folder: Path, location: Location, template: str, **context: object) -> None:
    path = folder / location.path
    path.parent.mkdir(parents=True, exist_ok=True)
    page = environment_for(location.language).get_template(template + SUFFIX)
    # newline: the same bytes on every system
    path.write_text(page.render(here=location, **context), "utf-8", newline="\n")

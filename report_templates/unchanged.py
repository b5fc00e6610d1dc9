"""Pages of websites of which nothing changed are taken over from the report before, not written again (decision 42).

What a page of a website shows is its facts: a digest of them is kept in the report. What differs in every crawl and is
on no page of the website (when it was audited, how long that took) is not among them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from report_templates.barriers import exception_lines
from report_templates.pictures import PICTURES, placed
from results.model import Barrier, CrawlReport, SampledPage, SiteReport

RECORD = Path("static", "unchanged.json")
FOLDER = Path(__file__).parent
SOURCES = ("*.py", "pages/*", "partials/*", "locale/*/LC_MESSAGES/*.po")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """before, now: name of the website's page -> digest of its facts. base: digest of what all of them share."""

    old: Path
    new: Path
    folders: tuple[str, ...]
    base: str
    before: Mapping[str, str]
    now: dict[str, str] = field(default_factory=dict)

    def keep(self, report: CrawlReport, one: SiteReport) -> bool:
        """Takes the pages over when nothing changed; False when they are to be written."""
        slug = one.summary.slug
        self.now[slug] = facts_digest(report, one)
        if self.before.get(slug) != self.now[slug]:
            return False
        if not all((self.old / folder / "sites" / f"{slug}.html").is_file() for folder in self.folders):
            return False
        for folder in self.folders:
            _take_over(self.old / folder / "sites", self.new / folder / "sites", slug)
        for barrier in one.barriers:
            if barrier.picture is not None:
                _take_file(*(place / PICTURES / placed(barrier.picture.name) for place in (self.old, self.new)))
        return True

    def save(self) -> None:
        record = {"base": self.base, "sites": self.now}
        (self.new / RECORD).write_text(json.dumps(record, indent=0) + "\n", "utf-8", newline="\n")


def unchanged(
    old: Path, new: Path, languages: tuple[str, ...], report: CrawlReport, pages: frozenset[str]
) -> Unchanged:
    """What the report in `old` has that `new` can take over: nothing when it is not there, or made by other means.

    pages: of the whole crawl, which those of a website lead to.
    """
    # The first language has no folder of its own.
    folders = ("", *languages[1:])
    base = _base_digest(languages, report, pages)
    try:
        record = json.loads((old / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        record = {}
    same = isinstance(record, dict) and record.get("base") == base
    return Unchanged(old, new, folders, base, record["sites"] if same else {})


def facts_digest(report: CrawlReport, one: SiteReport) -> str:
    site = one.summary.site
    shown = replace(
        one,
        summary=replace(one.summary, last_tested=""),
        discovery=replace(one.discovery, pages=(), seconds=0.0),
        sample=replace(one.sample, seed=0, pages=()),
        pages=tuple(map(_shown_page, one.pages)),
        barriers=tuple(map(_shown_barrier, one.barriers)),
    )
    found = [(page.content_type, page.language) for page in one.discovery.pages]
    labels = [
        report.labels.get(column, {}).get(value)
        for column, value in (("organisation", site.organisation), ("policy_domain", site.policy_domain))
    ]
    states = [line.state for line in exception_lines(one.exceptions, report.crawl.started_at)]
    return _digest(repr((shown, found, labels, states)))


def _shown_page(page: SampledPage) -> SampledPage:
    # A page says what was known of it when it was written, also whether it had been carried over then.
    audit = replace(page.audit, outcomes=(), audited_at="", proven_at="", carried_from=0)
    audit = replace(audit, load_seconds=0.0, settle_seconds=0.0, check_seconds=0.0)
    return replace(page, audit=audit)


def _shown_barrier(barrier: Barrier) -> Barrier:
    """Of one that is there, no page says that this crawl saw it last."""
    return replace(barrier, last_crawl=0, last_seen="") if barrier.state.there else barrier


def _base_digest(languages: tuple[str, ...], report: CrawlReport, pages: frozenset[str]) -> str:
    sources = (path for pattern in SOURCES for path in sorted(FOLDER.glob(pattern)) if path.is_file())
    made_with = [hashlib.blake2b(path.read_bytes()).hexdigest() for path in sources]
    contact = report.crawl.settings.get("contact_url", "")
    known = (languages, report.profiles, report.crawl.tools, contact, report.checks, report.criteria, sorted(pages))
    return _digest(repr((made_with, known)))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _take_over(old: Path, new: Path, slug: str) -> None:
    """The page of a website and those in its folder."""
    _take_file(old / f"{slug}.html", new / f"{slug}.html")
    for path in _files(old / slug):
        _take_file(path, new / slug / path.name)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from folder.iterdir()


def _take_file(old: Path, new: Path) -> None:
    """A link to the same file where the disk has such, a copy where it has not."""
    if not old.is_file() or new.exists():
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)

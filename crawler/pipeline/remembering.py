"""What is kept of a site's visits, so that the next crawl can prove which pages are unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.visit import PageVisit
from crawler.pipeline.carrying import Carrying
from crawler.pipeline.compared_pages import packed
from crawler.pipeline.run import CrawlRun
from results.model import RememberedPage, SeenFile, Site, SiteMemory


def memory_of(run: CrawlRun, site: Site, visits: Sequence[PageVisit], carrying: Carrying) -> SiteMemory | None:
    """None when no page could be proven unchanged. visits: before they were compared; carrying: as before them."""
    files = _Files()
    pages = [page for visit in visits if (page := _remembered(run, visit, carrying, files)) is not None]
    if not pages:
        return None
    kept = {page.url for page in pages}
    remembered = [visit for visit in visits if visit.planned.url in kept]
    is_as_before = all(visit.audit.carried_from for visit in remembered)
    return SiteMemory(
        site_id=site.id,
        crawl_id=run.crawl.id,
        basis=run.basis.of(site),
        pages=tuple(pages),
        files=files.all,
        facts=b"" if is_as_before else packed(remembered),
    )


def _remembered(run: CrawlRun, visit: PageVisit, carrying: Carrying, files: _Files) -> RememberedPage | None:
    url = visit.planned.url
    if visit.audit.carried_from and carrying.memory is not None:
        known = carrying.known[url]
        places = files.places([carrying.memory.files[place] for place in known.files])
        return replace(known, files=places, carried=known.carried + 1)
    if not visit.audit.tested or visit.files.unprovable:
        return None
    return RememberedPage(url, visit.planned.role, files.places(visit.files.files), run.crawl.id)


class _Files:
    """Each file of the site once, whichever page asked for it."""

    def __init__(self) -> None:
        self._places: dict[SeenFile, int] = {}
        self._files: list[SeenFile] = []

    @property
    def all(self) -> tuple[SeenFile, ...]:
        return tuple(self._files)

    def places(self, files: Sequence[SeenFile]) -> tuple[int, ...]:
        found = []
        for file in files:
            place = self._places.setdefault(replace(file, sent=()), len(self._files))
            if place == len(self._files):
                self._files.append(file)
            found.append(place)
        return tuple(dict.fromkeys(found))

"""The pages of a report: each a template, and beside it, when it shows more than the crawl, a module of its name.

Such a module has `page_view(crawl)`, which takes the CrawlView and gives what the template knows as `page`, or None
when the report has no such page. Or it has `page_views(crawl)`, for a template that many pages are made from: the
address of each within the folder of its language, and its `page`. A new page is a new file; no list names them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_templates.views import CrawlView


def page_views(name: str, crawl: CrawlView) -> Iterator[tuple[str, object]]:
    """The pages that the template of this name makes; for one without a module, a page that shows the crawl itself."""
    if all(module.name != name for module in pkgutil.iter_modules(__path__)):
        yield f"{name}.html", crawl
        return
    module = import_module(f"{__name__}.{name}")
    if hasattr(module, "page_views"):
        yield from module.page_views(crawl)
        return
    page = module.page_view(crawl)
    if page is not None:
        yield f"{name}.html", page

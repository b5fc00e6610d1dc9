"""The pages of a report: each a template, and beside it, when it shows more than the crawl, a module of its name.

Such a module has `page_view(crawl)`, which takes the CrawlView and gives what the template knows as `page`, or None
when the report has no such page. Or it has `page_views(crawl)`, for a template that many pages are made from: the
address of each within the folder of its language, and its `page`. It may have `static_files(crawl, language)`: name
and text of files that its pages in that language read; and `shared_files(crawl)`, for all languages. A new page is a
new file; no list names them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_templates.views import CrawlView


def page_views(name: str, crawl: CrawlView) -> Iterator[tuple[str, object]]:
    """The pages that the template of this name makes; for one without a module, a page that shows the crawl itself."""
    module = _module(name)
    if module is None:
        yield f"{name}.html", crawl
        return
    if hasattr(module, "page_views"):
        yield from module.page_views(crawl)
        return
    page = module.page_view(crawl)
    if page is not None:
        yield f"{name}.html", page


def static_files(name: str, crawl: CrawlView, language: str) -> Iterator[tuple[str, str]]:
    """Files that the pages of this template read, beside the style sheet."""
    module = _module(name)
    if module is not None and hasattr(module, "static_files"):
        yield from module.static_files(crawl, language)


def shared_files(name: str, crawl: CrawlView) -> Iterator[tuple[str, str]]:
    """Address and text of files that the pages in every language lead to."""
    module = _module(name)
    if module is not None and hasattr(module, "shared_files"):
        yield from module.shared_files(crawl)


def _module(name: str) -> ModuleType | None:
    known = any(module.name == name for module in pkgutil.iter_modules(__path__))
    return import_module(f"{__name__}.{name}") if known else None

"""What a host of the demonstration web answers to a path. Same question, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from crawler.demonstration.content import Behaviour, DemonstrationSite, Page, sites, standard
from crawler.demonstration.discovery_files import discovery_files
from crawler.demonstration.portable_document import write_pdf
from crawler.demonstration.rendering import (
    page_title,
    render_body,
    render_notice,
    render_page,
    render_style,
)

_HTML = "text/html; charset=utf-8"
_FOLDER = files(__package__)
FRAME_PATH = "/frame/map"  # what the frames of the fault catalogue show; no page links to it
_DATA = "/data"  # where the script fetches a page from


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. headers: those besides Content-Type and Content-Length."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@cache
def answer(host: str, path: str) -> Answer:
    """Host names nobody serves get the proxy's own 502. path: without query string."""
    site = next((site for site in sites() if site.host == host), None)
    if site is None or site.behaviour is Behaviour.UNREACHABLE:
        return Answer(502, "text/plain; charset=utf-8", f"The host {host} does not exist.\n".encode())
    match site.behaviour:
        case Behaviour.REDIRECT:
            return Answer(301, "text/plain; charset=utf-8", b"", {"Location": site.redirect})
        case Behaviour.DENIED:
            return _html(200, render_notice(site, "denied.html.jinja", path=path))
        case Behaviour.LOGIN:
            return _behind_login(site, path)
    return _file(site, path) or _page(site, path)


def bad_gateway(host: str) -> Answer:
    """The answer to a tunnel: this web is http only."""
    return Answer(502, "text/plain; charset=utf-8", f"No https on {host}.\n".encode())


def _behind_login(site: DemonstrationSite, path: str) -> Answer:
    found = _file(site, path)
    if found:
        return found
    if path == "/login":
        return _html(200, render_notice(site, "login.html.jinja"))
    return Answer(302, "text/plain; charset=utf-8", b"", {"Location": f"http://{site.host}/login"})


def _file(site: DemonstrationSite, path: str) -> Answer | None:
    """Everything that is not a page: style, script, pictures, documents, robots.txt, sitemaps."""
    if path in discovery_files(site):
        return Answer(200, *discovery_files(site)[path])
    if path == "/style.css":
        return Answer(200, "text/css; charset=utf-8", render_style(site).encode())
    if path == "/app.js":
        return Answer(200, "text/javascript; charset=utf-8", (_FOLDER / "layouts" / "app.js").read_bytes())
    if path == FRAME_PATH:
        return _html(200, render_notice(site, "map.html.jinja"))
    document = next((document for document in site.documents if document.path == path), None)
    if document:
        return Answer(200, "application/pdf", write_pdf(document, site.language))
    return _picture(path)


def _picture(path: str) -> Answer | None:
    folder, _, name = path.rpartition("/")
    if folder != "/pictures":
        return None
    found = next((entry for entry in (_FOLDER / "pictures").iterdir() if entry.name == name), None)
    return Answer(200, "image/svg+xml", found.read_bytes()) if found else None


def _page(site: DemonstrationSite, path: str) -> Answer:
    if site.behaviour is Behaviour.SCRIPT:
        return _drawn_by_script(site, path)
    page = site.find(path) or _not_found(site, path)
    return _html(page.status, render_page(site, page))


def _drawn_by_script(site: DemonstrationSite, path: str) -> Answer:
    if path.startswith(f"{_DATA}/"):
        wanted = path.removeprefix(_DATA)
        page = site.find(wanted) or _not_found(site, wanted)
        body = json.dumps({"title": page_title(site, page), "html": render_body(site, page)})
        return Answer(page.status, "application/json", body.encode())
    status = 200 if site.find(path) else 404
    return _html(status, render_notice(site, "shell.html.jinja", data=f"{_DATA}{path}"))


def _not_found(site: DemonstrationSite, path: str) -> Page:
    words = standard(site.language).words
    body = f"<p>{words['not_found_text']}</p>"
    return Page(path, words["not_found"], body=body, status=404, content=False)


def _html(status: int, text: str) -> Answer:
    return Answer(status, _HTML, text.encode())

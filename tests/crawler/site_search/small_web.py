"""A web of sixty hosts on a server of its own that acts as a proxy, made from hosts.toml."""

from __future__ import annotations

import random
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOSTS = tomllib.loads(Path(__file__).with_name("hosts.toml").read_text("utf-8"))["host"]
SCOPE = Path(__file__).with_name("scope.toml")
CHAIN = "winkel-voorbeeld.be"  # keten-N of it redirects to keten-N+1, for ever
PORTAL = "http://www.voorbeeld-overheid.be/organisaties"
LISTED_ELSEWHERE = {"gemeente-10.be", "fr.gemeente-04.be", "musea.voorbeeld-overheid.be"}
TRAPS = ("/kalender", ";jsessionid", "sid=", "kleur=")
PAPERS = (("imprint", "/colofon", "Colofon"), ("statement", "/toegankelijkheid", "Toegankelijkheidsverklaring"))
NO_SITE = {
    "parked": "<html><title>Te koop</title><body><p>Deze domeinnaam is te koop</p></body></html>",
    "javascript": "<html><title>App</title><body><div id=app></div><script>start()</script></body></html>",
    "login": "<html><title>Aanmelden</title><body><form><input name=u><input type=password></form></body></html>",
}
PAGE = """<!doctype html>
<html lang="{language}"><head><title>{title}</title>{head}</head><body>
<header class="{marks[0]}"><div class="{marks[1]}"><a href="/" class="{marks[4]}">{name}</a></div>
<nav class="{marks[5]}"><ul>{items}</ul></nav></header>
<main>{body}</main>
<footer class="{marks[6]}"><p class="{marks[7]}">{foot}</p></footer></body></html>"""
WORDS = tuple(
    """water weg school boom plein kaart vraag dienst loket burger raad stem huis zorg werk lucht bus fiets park boek
    markt straat nummer blad jaar week uur plan doel taak hulp steun recht plicht kind gezin oud jong groen stil
    """.split()  # noqa: SIM905 - a table of words
)  # fmt: skip


@dataclass(frozen=True)
class Reply:
    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Seen:
    """A request; times in seconds of one clock."""

    host: str
    target: str
    began: float
    ended: float
    status: int


class SmallWeb:
    def __init__(self) -> None:
        self.hosts: dict[str, dict[str, Any]] = {host["name"]: host for host in HOSTS}
        self.seen: list[Seen] = []
        self._busy: Counter[str] = Counter()

    def expected(self, what: str) -> set[str]:
        """Hosts of this kind; candidates with the parts that are sites of their own."""
        names = {name for name, host in self.hosts.items() if host["what"] == what}
        parts = {f"{name}/{part}/" for name, host in self.hosts.items() for part in host.get("parts", ())}
        return names | parts if what == "candidate" else names

    @property
    def traps(self) -> list[Seen]:
        """Requests for pages that a trap made up, its first page left out."""
        return [seen for seen in self.seen if any(trap in seen.target for trap in TRAPS)]

    def reply(self, host: str, target: str) -> Reply:
        if host.startswith("keten-") and host.endswith(CHAIN):
            number = int(host.removeprefix("keten-").partition(".")[0]) + 1
            chained = Reply("", 302, {"Location": f"http://keten-{number}.{CHAIN}/"})
            return Reply("", 404) if target == "/robots.txt" else chained
        if host not in self.hosts:
            return Reply("no such host", 502)
        this = self.hosts[host]
        return (
            self._robots(this) if target == "/robots.txt" else self._unusual(this, target) or self._page(this, target)
        )

    def _unusual(self, this: dict[str, Any], target: str) -> Reply | None:
        """Answers that are no page of the site's own."""
        if self._busy[this["name"]] < this.get("busy", 0):
            self._busy[this["name"]] += 1
            return Reply("later", 429, {"Retry-After": "1"})
        if "redirect" in this and target == "/":
            return Reply("", 301, {"Location": this["redirect"]})
        if "same_as" in this:
            return self.reply(this["same_as"], target)
        if "status" in this:
            return Reply("broken", this["status"])
        kind = next((kind for kind in NO_SITE if this.get(kind)), "")
        return Reply(NO_SITE[kind]) if kind else None

    def _robots(self, this: dict[str, Any]) -> Reply:
        if "crawl_delay" in this:
            return Reply(f"User-agent: *\nCrawl-delay: {this['crawl_delay']}\n", type="text/plain")
        return Reply(this["robots"], type="text/plain") if "robots" in this else Reply("", 404)

    def _page(self, this: dict[str, Any], target: str) -> Reply:
        path = urlsplit(target).path
        folder = path.split("/")[1]
        for name, place, title in PAPERS:
            if path == place and name in this:
                return Reply(self._html(this, f"<h1>{title}</h1><p>{this[name]}</p>", title))
        if path == "/":
            body = self._home(this)
        elif path == "/organisaties" and "directory" in this:
            body = self._directory(this, target)
        elif folder in this.get("parts", {}):
            return Reply(self._part(this, folder))
        elif this.get("trap"):
            body = _trap(this["trap"], target)
        elif folder in this.get("hidden", {}):
            body = f'<p>{_prose(folder)}</p><a href="http://{this["hidden"][folder]}/">musea</a>'
        elif folder in (*this.get("folders", ()), "over", "contact"):
            body = f"<h1>{folder}</h1><p>{_prose(folder)}</p>"
        else:
            return Reply("not here", 404)
        return Reply(self._html(this, body, folder))

    def _home(self, this: dict[str, Any]) -> str:
        links = "".join(f'<li><a href="http://{host}/">{host.split(".")[0]}</a></li>' for host in this.get("links", ()))
        own = [f'<a href="/{name}/">{name}</a>' for name in (*this.get("parts", ()), *this.get("folders", ()))]
        if "directory" in this:
            own.append('<a href="/organisaties">Organisaties</a>')
        if this.get("trap"):
            own.append(_trap(this["trap"], "/"))
        text = f"{this.get('text', '')} {_prose(this['name'])}"
        return f"<h1>{this['name']}</h1><p>{text}</p><ul>{links}</ul>{' '.join(own)}"

    def _directory(self, this: dict[str, Any], target: str) -> str:
        """Every government host that is not meant to be found otherwise, over some pages."""
        page = int(parse_qs(urlsplit(target).query).get("page", ["1"])[0])
        linked = {link for host in HOSTS for link in host.get("links", ())} | LISTED_ELSEWHERE
        listed = [name for name, host in self.hosts.items() if host["what"] == "candidate" and name not in linked]
        here = listed[page - 1 :: this["directory"]]
        items = "".join(f'<li><a href="http://{name}/">Organisatie {name.split(".")[0]}</a></li>' for name in here)
        pages = "".join(f'<a href="/organisaties?page={n + 1}">{n + 1}</a>' for n in range(this["directory"]))
        return f"<h1>Organisaties</h1><ul>{items}</ul>{pages}"

    def _part(self, this: dict[str, Any], folder: str) -> str:
        other = {"name": f"{this['name']}/{folder}", "style": this["parts"][folder]}
        inside = {f"/{folder}/{page}": page for page in ("sport", "muziek", "reizen", "vragen")}
        return self._html(other, f"<h1>{folder}</h1><p>{_prose(folder)}</p>", folder, inside)

    def _html(self, this: dict[str, Any], body: str, title: str = "", navigation: dict[str, str] | None = None) -> str:
        style, base = this.get("style", this["name"]), this.get("navigation_of", "")
        rng = random.Random(style)  # the classes and depth of a template
        marks = [f"{rng.choice(WORDS)}-{rng.randrange(90)}" for _ in range(8)]
        inside = navigation or {"/over": "Over ons", "/contact": "Contact"}
        prefix = f"http://{base}" if base else ""
        extra = [(f"{prefix}{href}", text) for href, text in inside.items()]
        extra += [(place, text) for name, place, text in PAPERS if name in this]
        items = "".join(
            f'<li class="{marks[2]}"><a class="{marks[3]}" href="{href}">{text}</a></li>' for href, text in extra
        )
        head = f'<link rel=canonical href="{this["canonical"]}">' if "canonical" in this else ""
        head += "".join(
            f'<link rel=alternate hreflang=x href="http://{other}/">' for other in this.get("languages", ())
        )
        return PAGE.format(
            name=this["name"],
            language=this.get("language", "nl"),
            title=title or this.get("title", this["name"]),
            head=head,
            items=items,
            body=body,
            foot=this.get("foot", ""),
            marks=marks,
        )


def _prose(seed: str) -> str:
    rng = random.Random(f"prose of {seed}")
    return " ".join(rng.choice(WORDS) for _ in range(80))


def _trap(kind: str, target: str) -> str:
    """Links without end."""
    number = sum(int(digits) for digits in "".join(c if c.isdigit() else " " for c in target).split()) % 100_000
    if kind == "calendar":
        return "".join(f'<a href="/kalender/2026/{(number + n) % 12 + 1}/{number + n}">dag</a> ' for n in range(1, 9))
    if kind == "session":
        return "".join(
            f'<a href="/over;jsessionid={number * 7 + n:032x}">over</a> <a href="/contact?sid={number + n:032x}">c</a>'
            for n in range(1, 5)
        )
    return "".join(
        f'<a href="/zoek?kleur={number + n}&maat={n}&sorteer={number % 7}">filter</a> ' for n in range(1, 12)
    )


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


@contextmanager
def serve(web: SmallWeb) -> Iterator[str]:
    """Its address as a proxy, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            began, parts = time.monotonic(), urlsplit(self.path)
            target = self.path.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/"
            reply = web.reply(parts.netloc, target)
            time.sleep(0.002)  # so that two requests at once overlap
            web.seen.append(Seen(parts.netloc, target, began, time.monotonic(), reply.status))
            body = reply.body.encode()
            with suppress(OSError):
                self.send_response(reply.status)
                for name, value in ({"Content-Type": reply.type} | reply.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def do_CONNECT(self) -> None:
            self.send_error(502)  # nothing here speaks TLS

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base's
            pass

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

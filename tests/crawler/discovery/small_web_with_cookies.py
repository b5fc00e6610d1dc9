"""small_web_with_cookies.py PORT: a proxy that answers for every host with a few pages, and sets cookies."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PAGES = {"/": "Home", "/a": "About", "/b": "Contact"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        title = PAGES.get(parts.path)
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in PAGES.items())
        body = (
            f"<!doctype html><html lang=en><head><title>{title}</title></head><body><main><h1>{title}</h1>"
            f"<p>All about {title} at {parts.netloc}.</p><ul>{links}</ul></main></body></html>"
        ).encode()
        self.send_response(200 if title else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"visit=1; Domain={parts.hostname}")
        self.send_header("Set-Cookie", "wide=1; Domain=.gov.uk")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

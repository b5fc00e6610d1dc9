"""An HTTP proxy on this machine of which a test says what it answers: so a test has any host it likes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LocalProxy:
    """answer: writes the whole answer to these methods; the URL that was asked for is the handler's path."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None], *methods: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

        def answered(handler: BaseHTTPRequestHandler) -> None:
            answer(handler)

        for method in methods:
            setattr(Handler, f"do_{method}", answered)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

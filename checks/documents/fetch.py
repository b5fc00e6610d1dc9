"""One document from the web, within its caps. The browser would download it without an end to its size."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException

from results.model import Reason

_CHUNK = 1 << 16


class NotFetched(Exception):
    """reason: why. The message is one technical line."""

    def __init__(self, reason: Reason, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back, redirects followed. headers: of the answer, by their name in lower case."""

    final_url: str
    status: int
    content_type: str
    data: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentFetcher:
    """proxy: URL or empty. seconds: for the whole document. most_bytes: larger ones are not read."""

    user_agent: str
    proxy: str = ""
    seconds: float = 30.0
    most_bytes: int = 20_000_000

    async def fetch(self, url: str) -> Fetched:
        """Raises NotFetched."""
        return await asyncio.to_thread(self._fetch, url)

    def _fetch(self, url: str) -> Fetched:
        started = time.monotonic()
        request = urllib.request.Request(url, headers={"User-Agent": self.user_agent})  # noqa: S310 - handlers below
        try:
            with self._opener().open(request, timeout=self.seconds) as response:
                data = bytearray()
                while chunk := response.read(_CHUNK):
                    data += chunk
                    if len(data) > self.most_bytes:
                        raise NotFetched(Reason.TOO_LARGE, f"over {self.most_bytes} bytes")
                    if time.monotonic() - started > self.seconds:
                        raise NotFetched(Reason.TIMEOUT, f"not complete within {self.seconds:g} s")
                content_type = response.headers.get_content_type()
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Fetched(response.url, response.status, content_type, bytes(data), headers)
        except urllib.error.HTTPError as error:
            error.close()
            raise NotFetched(Reason.HTTP_ERROR, f"HTTP {error.code}", error.code) from error
        except TimeoutError as error:
            raise NotFetched(Reason.TIMEOUT, f"no answer within {self.seconds:g} s") from error
        except (OSError, HTTPException, ValueError) as error:
            late = isinstance(getattr(error, "reason", None), TimeoutError)
            reason = Reason.TIMEOUT if late else Reason.UNREACHABLE
            raise NotFetched(reason, str(error).splitlines()[0] if str(error) else type(error).__name__) from error

    def _opener(self) -> urllib.request.OpenerDirector:
        """Only http and https: the usual opener also reads files and FTP, to which a redirect could lead."""
        opener = urllib.request.OpenerDirector()
        proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else {}
        for handler in (
            urllib.request.ProxyHandler(proxies),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
        ):
            opener.add_handler(handler)
        return opener

"""What an answer says of a file, by which another answer can be told to be the same."""

from __future__ import annotations

import email.utils
from collections.abc import Mapping

from results.model.carrying import DECIDING_HEADERS, Headers

# A date says nothing about two versions of the same second: RFC 9110, 8.8.2.2.
_LONG_ENOUGH = 60.0


def deciding(headers: Mapping[str, str]) -> Headers:
    """headers: by their name in lower case. Those that decide what a browser does with the bytes."""
    return tuple((name, headers[name]) for name in DECIDING_HEADERS if name in headers)


def validators(headers: Mapping[str, str]) -> tuple[str, str]:
    """ETag and Last-Modified, each empty when it may stand for other bytes too."""
    if headers.get("vary", "").strip() == "*":
        return "", ""
    etag = headers.get("etag", "")
    changed, answered = _time(headers.get("last-modified", "")), _time(headers.get("date", ""))
    is_old = changed is not None and answered is not None and answered - changed >= _LONG_ENOUGH
    return etag if etag.startswith('"') else "", headers["last-modified"] if is_old else ""


def _time(value: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None

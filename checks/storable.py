"""Text of a page as it can be stored."""

from __future__ import annotations


def storable(text: str) -> str:
    """JavaScript strings may hold halves of characters (lone surrogates), which UTF-8, and so SQLite, refuses."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

"""Fingerprints of what is stored once: the same content, the same digest, in every database and for ever.

They are in databases: a change here would store everything anew beside what is there. `wadmon database check`
computes them again from what is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

TEXT_BYTES = 8
"""Of a text. Two texts may have one digest: whoever looks one up compares the text too."""

RECORD_BYTES = 16
"""Of a record, whose rows are not compared: a collision is not to be expected before some 10^18 records."""

# One encoder for all: `json.dumps` would make one a call.
compact_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text_digest(value: str) -> int:
    """Of a text as it is stored: a lone surrogate counts as the question mark that it becomes."""
    return int.from_bytes(_digest(value, TEXT_BYTES), "big", signed=True)


def record_digest(values: Sequence[Any]) -> bytes:
    """Of a row and of the rows below it, as (nested) sequences of texts, numbers and None."""
    return _digest(compact_json(values), RECORD_BYTES)


def _digest(value: str, size: int) -> bytes:
    return hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=size).digest()

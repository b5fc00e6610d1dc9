"""Fingerprints of what is stored once: the same content, the same digest, in every database and for ever.

They are in databases: a change here would store everything anew beside what is there. `wadmon database check`
computes them again from what is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

TEXT_BYTES = 4
"""Of a text. Two texts may have one digest: whoever looks one up compares the text too."""

RECORD_BYTES = 12
"""Of a record, whose rows are not compared: a collision is not to be expected before some 10^14 records."""

# One encoder for all: `json.dumps` would make one a call.
compact_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text_digest(value: str) -> int:
    """Of a text as it is stored: a lone surrogate counts as the question mark that it becomes."""
    return int.from_bytes(_digest(value, TEXT_BYTES), "big", signed=True)


def record_digest(values: Sequence[Any]) -> bytes:
    """Of a row and of the rows below it, as (nested) sequences of texts, numbers and None."""
    return _digest(compact_json(values), RECORD_BYTES)


def elements_digest(elements: Iterable[Sequence[str]]) -> bytes:
    """Of the elements of an outcome, each as five texts: selector, snippet, measured, message, region.

    Of the texts with a NUL between them, which is made ten times as fast as their JSON.
    """
    texts = list(chain.from_iterable(elements))
    joined = "\0".join(texts)
    if joined.count("\0") >= len(texts) > 0:  # a text has one itself, and the places between them would be lost
        joined = compact_json(texts)
    return _digest(joined, RECORD_BYTES)


def result_digest(facts: Sequence[Any], listed: Iterable[tuple[str, str, int, bytes | None]]) -> bytes:
    """Of what a visit gave. listed: check, outcome, number of elements and the digest of those that are stored."""
    outcomes = [(check, outcome, count, elements and elements.hex()) for check, outcome, count, elements in listed]
    return record_digest([*facts, outcomes])


def _digest(value: str, size: int) -> bytes:
    return hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=size).digest()

"""Fingerprints of what is stored once: the same content, the same digest, in every database and for ever.

They are in databases: a change here would store everything anew beside what is there. `wadmon database check`
computes them again from what is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

SIZE = 16
"""Bytes. A collision is not to be expected before some 10^18 different texts."""


def text_digest(value: str) -> bytes:
    """Of a text as it is stored: a lone surrogate counts as the question mark that it becomes."""
    return hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=SIZE).digest()


def record_digest(values: Sequence[Any]) -> bytes:
    """Of a row and of the rows below it, as (nested) sequences of texts, numbers and None."""
    return text_digest(json.dumps(values, ensure_ascii=False, separators=(",", ":")))

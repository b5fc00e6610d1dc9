"""What a script of ours tells of an element -> the record that is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from checks.storable import storable
from results.model import Finding, Outcome


def finding_of(check: str, outcome: Outcome, told: Mapping[str, Any]) -> Finding:
    """told: selector, snippet, region, message, and `measured` with plain values."""
    return Finding(
        check=check,
        outcome=outcome,
        selector=storable(told["selector"]),
        snippet=storable(told["snippet"]),
        measured=storable(json.dumps(told["measured"], ensure_ascii=False, sort_keys=True)),
        message=storable(told["message"]),
        region=told["region"],
    )

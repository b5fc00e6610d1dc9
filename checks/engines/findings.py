"""What a script of ours says of an element -> the record that is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from checks.storable import storable
from results.model import Finding, Outcome


@dataclass(frozen=True, slots=True)
class Reported:
    """One element: selector, snippet, region and message as in `Finding`. measured: plain values."""

    selector: str
    snippet: str
    region: str
    message: str
    measured: Mapping[str, str | int | float | bool | None]


def finding_of(check: str, outcome: Outcome, element: Reported) -> Finding:
    return Finding(
        check=check,
        outcome=outcome,
        selector=storable(element.selector),
        snippet=storable(element.snippet),
        measured=storable(json.dumps(dict(element.measured), ensure_ascii=False, sort_keys=True)),
        message=storable(element.message),
        region=element.region,
    )

"""The verbs of `wadmon`. A module here offers those in its VERBS; no list elsewhere names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

_HERE = Path(__file__).parent


def verbs(asked: str = "") -> Iterator[click.Command]:
    """The verbs of one module after another, each imported when it comes to it.

    asked: a verb whose module comes first, so that who wants no other need not wait for the imports of all.
    """
    for module in sorted(_modules(), key=lambda module: (not _seems_to_offer(module, asked), module)):
        yield from getattr(import_module(f"{__name__}.{module}"), "VERBS", ())


def _modules() -> Iterator[str]:
    return (file.stem for file in _HERE.glob("*.py") if file.stem != "__init__")


def _seems_to_offer(module: str, verb: str) -> bool:
    """The verb's function stands in its VERBS, as the source has it. A wrong answer makes `verbs` slower, no more."""
    source = (_HERE / f"{module}.py").read_text("utf-8")
    function = re.escape(verb.replace("-", "_"))
    return re.search(rf"^VERBS\b.*\b{function}\b", source, re.MULTILINE | re.DOTALL) is not None

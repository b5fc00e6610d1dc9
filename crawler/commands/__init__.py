"""The verbs of `wadmon`. A module here offers those in its VERBS; no list elsewhere names them."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import click


def verbs() -> Iterator[click.Command]:
    """Every verb of every module of this package."""
    for module in pkgutil.iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{module.name}"), "VERBS", ())

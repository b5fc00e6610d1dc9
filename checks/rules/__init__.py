"""The checks of our own, one module each. Found by looking into this folder: there is no list to edit."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from checks.check import Check


@cache
def own_checks() -> tuple[Check, ...]:
    """Every CHECK, in the order of the module names; a module's name is its check's id with underscores."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(module.CHECK for module in modules)

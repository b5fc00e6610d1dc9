"""The browsers pages are shown in: what one must offer (`engine.py`), and one module or more for each.

A module with an ENGINE is found by its name; no list names them.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from checks.browsers.engine import EngineKind, UnknownEngine


def engine_kind(name: str) -> EngineKind:
    """Raises UnknownEngine when no module of this name offers one."""
    modules = {each.name: import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__)}
    kinds = {each: vars(module)["ENGINE"] for each, module in modules.items() if hasattr(module, "ENGINE")}
    if name not in kinds:
        raise UnknownEngine(f"there is no browser engine {name!r}; there are: {', '.join(sorted(kinds))}")
    found: EngineKind = kinds[name]
    return found

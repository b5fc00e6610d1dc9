"""What a name in a template may be asked for, read from the annotations of the records it stands for.

A type here is what `typing` has for it; Any is what nothing is known of, and may be asked anything.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_VIEWS = ("items", "keys", "values")
_ENUM = ("name", "value")
"""Of its members; the class itself does not have them."""


class Missing(Exception):
    """The type has no such attribute."""


def attribute(of: Any, name: str) -> Any:
    """Raises Missing when no type that `of` may be has it."""
    kinds = alternatives(of)
    if Any in kinds or not kinds:
        return Any
    found = [_of_class(kind, name) for kind in kinds if _has(kind, name)]
    if not found:
        raise Missing(f"{' or '.join(sorted(written(kind) for kind in kinds))} has no {name!r}")
    return either(found)


def item(of: Any, key: object) -> Any:
    """What `of[key]` is. key: where it is known when the template is read, else None."""
    return either(_item(kind, key) for kind in alternatives(of))


def element(of: Any) -> Any:
    """What a loop over `of` gives."""
    return either(_element(kind) for kind in alternatives(of))


def answer(of: Any) -> Any:
    """What calling `of` gives."""
    if isinstance(of, type):
        return of
    if get_origin(of) is Callable or of is Any:
        return get_args(of)[-1] if get_args(of) else Any
    try:
        given = get_type_hints(of).get("return", Any)
    except (NameError, TypeError):
        return Any
    return Any if _is_open(given) else given


def alternatives(of: Any) -> list[Any]:
    """What it may be, apart from None: templates look whether it is there."""
    if get_origin(of) in (Union, types.UnionType):
        return [kind for part in get_args(of) for kind in alternatives(part)]
    return [] if of in (None, types.NoneType) else [Any if _is_open(of) else of]


def either(kinds: Iterable[Any]) -> Any:
    known = list(dict.fromkeys(kinds))
    if not known or Any in known:
        return Any
    return Union[tuple(known)]  # noqa: UP007 - made when run


def written(kind: Any) -> str:
    return str(getattr(kind, "__name__", kind)) if get_origin(kind) is None else str(kind).replace("typing.", "")


def _class(kind: Any) -> Any:
    return get_origin(kind) or kind


def _has(kind: Any, name: str) -> bool:
    of = _class(kind)
    return hasattr(of, name) or name in _fields(kind) or (name in _ENUM and issubclass(of, Enum))


def _fields(kind: Any) -> Mapping[str, Any]:
    """The annotations of a record: a slot's default does not show in its class."""
    return get_type_hints(kind) if isinstance(kind, type) and kind.__module__ != "builtins" else {}


def _of_class(kind: Any, name: str) -> Any:
    fields = _fields(kind)
    if name in fields:
        return fields[name]
    if name in _ENUM and issubclass(_class(kind), Enum):
        return str
    if name in _VIEWS and issubclass(_class(kind), Mapping):
        key, value = get_args(kind) or (Any, Any)
        return Callable[[], Iterable[(tuple[key, value], key, value)[_VIEWS.index(name)]]]
    member = getattr(_class(kind), name)
    return answer(member.fget) if isinstance(member, property) else member


def _item(kind: Any, key: object) -> Any:
    arguments = get_args(kind)
    if isinstance(key, slice) or kind is str:
        return kind
    if not arguments:
        return Any
    if issubclass(_class(kind), Mapping):
        return arguments[-1]
    if _class(kind) is tuple and Ellipsis not in arguments:
        return arguments[key] if isinstance(key, int) and key < len(arguments) else either(arguments)
    return arguments[0] if issubclass(_class(kind), Sequence) else Any


def _element(kind: Any) -> Any:
    arguments = get_args(kind)
    if not arguments:
        return kind if kind is str else Any
    if _class(kind) is tuple and Ellipsis not in arguments:
        return either(arguments)
    return arguments[0]


def _is_open(kind: Any) -> bool:
    return kind is Any or isinstance(kind, TypeVar)

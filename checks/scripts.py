"""Scripts for the page: a JavaScript module and what it imports, as one expression a browser can evaluate.

The modules are ordinary ones, that editors and linters understand. What is supported is what ours use:
`import { a, b as c } from "./x.js";`, `export const a`, `export function a`, and `export default`, each at the start
of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent  # page scripts are found from here

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|class|function\*?|async function) (\w+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_ENTRY = "_default"


class ScriptError(Exception):
    """A module that cannot be linked; the message names the file and what is wrong with it."""


@cache
def script(name: str) -> str:
    """The default export of a module, by its path from `checks/`: `observations/media.js`."""
    return f"({linked([FOLDER / name])})[0]"


def linked(entries: Sequence[Path]) -> str:
    """An expression: the array of the default exports of these modules; what they share is there once.

    Raises ScriptError.
    """
    modules: dict[Path, str] = {}
    places = [_add(entry.resolve(), modules, ()) for entry in entries]
    exports = ", ".join(f"{place}.{_ENTRY}" for place in places)
    return "(() => {\n" + "\n".join(modules.values()) + f"\nreturn [{exports}];\n}})()"


def _add(path: Path, modules: dict[Path, str], importing: tuple[Path, ...]) -> str:
    """Puts a module after those it imports; the name it has there."""
    if path in importing:
        raise ScriptError(f"{path}: imports itself, by way of {importing[-1]}")
    if path not in modules:
        source = _read(path)
        imports = []
        for names, address in _IMPORT.findall(source):
            imported = (path.parent / address).resolve()
            place = _add(imported, modules, (*importing, path))
            imports.append(f"const {{ {_bindings(names, imported, path)} }} = {place};")
        modules[path] = _as_function(path, source, imports, f"module{len(modules)}")
    return f"module{list(modules).index(path)}"


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ScriptError(f"{path}: cannot be read: {error.strerror}") from None


def _bindings(names: str, imported: Path, importing: Path) -> str:
    """`a, b as c` -> `a, b: c`"""
    bindings = [name.split() for name in names.split(",") if name.strip()]
    missing = {name for name, *_ in bindings} - set(_EXPORT.findall(_read(imported)))
    if missing:
        raise ScriptError(f"{importing}: {imported.name} does not export {', '.join(sorted(missing))}")
    return ", ".join(": ".join(dict.fromkeys((binding[0], binding[-1]))) for binding in bindings)


def _as_function(path: Path, source: str, imports: Sequence[str], place: str) -> str:
    exports = _EXPORT.findall(source)
    if _DEFAULT.search(source):
        exports.append(_ENTRY)
    body = _DEFAULT.sub(f"const {_ENTRY} = ", _EXPORT.sub("", _IMPORT.sub("", source)))
    if unknown := _UNKNOWN.search(body):
        raise ScriptError(f"{path}: not supported: {unknown[0]}")
    return "\n".join(
        [f"const {place} = (() => {{", *imports, body.strip(), f"return {{ {', '.join(exports)} }};", "})();"]
    )

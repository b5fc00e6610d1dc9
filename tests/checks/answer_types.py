"""Writes checks/page/answers.d.ts: what page scripts give back, as Python reads it, in TypeScript.

`python tests/checks/answer_types.py` refreshes the file; test_answers.py fails when it is stale.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import checks
from checks.answers import PageScript

FILE = Path(checks.__file__).parent / "page" / "answers.d.ts"
HEAD = "// What scripts give back, made from the records that read it: python tests/checks/answer_types.py\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def page_scripts() -> dict[str, PageScript[Any]]:
    """Every script, and every part of one, that has a record, by the name of its answer."""
    skipped = ("checks.engines.fetch", "checks.engines.hatch_build")
    modules = (module.name for module in pkgutil.walk_packages(checks.__path__, "checks."))
    found = [
        value
        for name in modules
        if name not in skipped
        for value in vars(import_module(name)).values()
        if isinstance(value, PageScript)
    ]
    return {answer_name(script): script for script in sorted(found, key=lambda script: (script.name, script.part))}


def declarations() -> str:
    types: dict[str, str] = {}
    for name, script in page_scripts().items():
        schema = script.answer.json_schema()
        for record, given in (*schema.pop("$defs", {}).items(), (name, schema)):
            written = typescript(given)
            if types.setdefault(record, written) != written:
                raise ValueError(f"{script.name}: another record is called {record} too: rename one")
    return HEAD + "".join(f"\nexport type {name} = {types[name]};\n" for name in sorted(types))


def answer_name(script: PageScript[Any]) -> str:
    """observations/media.js -> MediaAnswer; of a part of it, MediaPartAnswer"""
    return f"{Path(script.name).stem}_{script.part}".title().replace("_", "") + "Answer"


def typescript(schema: Mapping[str, Any]) -> str:
    match schema:
        case {"$ref": reference}:
            written = str(reference).rpartition("/")[2]
        case {"const": value}:
            written = f'"{value}"'
        case {"enum": values}:
            written = " | ".join(f'"{value}"' for value in values)
        case {"anyOf": kinds} | {"oneOf": kinds}:
            written = " | ".join(dict.fromkeys(map(typescript, kinds)))
        case {"type": "object", "properties": fields}:
            written = "".join(["{\n", *(f"  {name}: {typescript(of)};\n" for name, of in fields.items()), "}"])
        case {"type": "object", "additionalProperties": values}:
            written = f"Record<string, {typescript(values)}>"
        case {"prefixItems": items}:
            written = f"[{', '.join(map(typescript, items))}]"
        case {"type": "array", "items": item}:
            each = typescript(item)
            written = f"({each})[]" if " | " in each else f"{each}[]"
        case _:
            written = PLAIN[str(schema["type"])]
    return written


if __name__ == "__main__":
    FILE.write_text(declarations(), encoding="utf-8")

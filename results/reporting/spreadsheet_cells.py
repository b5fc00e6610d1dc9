"""Text in files that people open in a spreadsheet, which runs a cell that looks like a formula.

Such text gets an apostrophe in front, as spreadsheets do themselves; text that begins with apostrophes before such a
sign gets one more, so that reading takes away exactly one.
"""

from __future__ import annotations

import re
from typing import Any

# https://owasp.org/www-community/attacks/CSV_Injection; the last four are their full-width forms.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_STARTS = re.escape("".join(FORMULA_STARTS))
_FORMULA = re.compile(f"'*[{_STARTS}]")
_DEFUSED = re.compile(f"'+[{_STARTS}]")


def defused(cell: Any) -> Any:
    """Text that begins like a formula, made plain text; None is an empty cell; other values stay."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\0", "\N{REPLACEMENT CHARACTER}")  # many readers of CSV stop at it
    return f"'{text}" if _FORMULA.match(text) else text


def undefused(text: str) -> str:
    """Without the apostrophe that `defused` put in front."""
    return text[1:] if _DEFUSED.match(text) else text

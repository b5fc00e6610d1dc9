"""What a text must hold for an expression to match it: a string is found in a text much sooner than an expression."""

from __future__ import annotations

import re
from typing import Final

_ANY: Final = frozenset(("",))  # in every text: nothing is known
_REPEATED: Final = re.compile(r"[?*+]\??|\{[0-9,]+\}\??")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_LETTERS: Final = re.compile(r"(?:[^\\\[()|.^$?*+{]|\\\W)+")
_ESCAPED: Final = re.compile(r"\\(\W)")
_OTHER_GROUPS: Final = re.compile(r"\(\?[^:=!<]|\(\?<[^=!]")  # names, flags, conditions


def needed(pattern: str) -> frozenset[str]:
    """Strings of which at least one is in every text that the expression matches a part of."""
    return _ANY if _OTHER_GROUPS.search(pattern) else _Reader(pattern).alternatives()


class _Reader:
    """Goes through an expression once. Of what it does not know it says that nothing is known."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> frozenset[str]:
        """Up to the bracket that closes them, or the end."""
        found = self._sequence()
        while self._takes("|"):
            found |= self._sequence()
        return _ANY if "" in found else found

    def _sequence(self) -> frozenset[str]:
        """Of the parts that follow each other, the one that is least likely to be in a text."""
        best, letters = _ANY, ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            more = self._letters()
            inside = _ANY if more else self._group()
            repeated = self._repeated()
            optional = repeated.startswith(("?", "*", "{0", "{,"))
            letters += more[:-1] if optional else more
            if repeated or not more:
                best = max(best, frozenset((letters,)), _ANY if optional else inside, key=_rareness)
                letters = more[-1:] if repeated.startswith("+") else ""
        return max(best, frozenset((letters,)), key=_rareness)

    def _letters(self) -> str:
        """Those that stand for themselves; what repeats something repeats the last of them."""
        found = _LETTERS.match(self._pattern, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return _ESCAPED.sub(r"\1", found[0])

    def _group(self) -> frozenset[str]:
        """What is needed of what stands for something else."""
        if self._takes("("):
            looks = self._takes("?") and not self._takes(":")  # ahead or behind
            inside = self.alternatives()
            self._takes(")")
            return _ANY if looks else inside
        found = _CLASS.match(self._pattern, self._at)
        self._at = found.end() if found else self._at + 1 + (self._pattern[self._at] == "\\")
        return _ANY

    def _repeated(self) -> str:
        found = _REPEATED.match(self._pattern, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _takes(self, sign: str) -> bool:
        if not self._pattern.startswith(sign, self._at):
            return False
        self._at += 1
        return True


def _rareness(strings: frozenset[str]) -> tuple[int, int]:
    return min(map(len, strings)), -len(strings)

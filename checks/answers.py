"""What a page script gives back, read into a record in one way: nothing of it is believed before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from checks.browsers.engine import Kept, Page, PageError
from checks.scripts import script
from checks.storable import storable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageScript(Generic[T]):
    """A script of ours, by its path from `checks/`, and the type of what it gives back.

    The same type stands in page/answers.d.ts, made from this one, for the script to be checked against.
    part: of a script whose value is kept in the page, the function of that value that gives the answer.
    """

    name: str
    answer: TypeAdapter[T]
    part: str = ""

    async def run(self, page: Page, *given: Any) -> T:
        """Raises PageError when the page cannot answer, or answers something else."""
        return self.read(await page.run(script(self.name), *given))

    async def ask(self, kept: Kept, *given: Any) -> T:
        """The answer of a part of what was kept. Raises PageError, as `run`."""
        return self.read(await kept.run(f"(kept, ...given) => kept.{self.part}(...given)", *given))

    def read(self, value: Any) -> T:
        """value: plain JSON. Raises PageError."""
        try:
            return self.answer.validate_json(storable(json.dumps(value, ensure_ascii=False)), strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            where = f"{self.name} {self.part}".strip()
            raise PageError(f"{where} gave back something else: {place}: {first['msg']}") from None

"""Page scripts: modules that import each other, as one expression for the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.browsers.chromium import ChromiumContext
from checks.scripts import FOLDER, ScriptError, linked

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.asyncio(loop_scope="session")
async def test_a_script_uses_what_it_imports_under_any_name_and_shares_it_with_others(
    context: ChromiumContext, write: Write
) -> None:
    write("shared/count.js", "let calls = 0;", "export const count = () => (calls += 1);", "export class Tally {}")
    write("shared/twice.js", 'import { count } from "./count.js";', "", "export function twice() {", "  count();",
          "  return count();", "}")  # fmt: skip
    first = write("first.js", "import {", "  twice as two,", '} from "./shared/twice.js";', "",
                  "export default (given) => [given, two()];")  # fmt: skip
    second = write("second.js", 'import { count, Tally } from "./shared/count.js";', "export default () =>",
                   "  [count(), Tally.name];")  # fmt: skip
    page = await context.new_page()
    assert await page.run(f"({linked([first, second])}).map((run) => run(5))") == [[5, 2], [3, "Tally"]]
    await page.close()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['import { other } from "./there.js";'], "entry.js: there.js does not export other"),
        (['import { it } from "./gone.js";'], "gone.js: cannot be read: No such file or directory"),
        (['import { it } from "./entry.js";'], "entry.js: imports itself, by way of "),
        (['import it from "./there.js";'], 'entry.js: not supported: import it from "./there.js";'),
        (["export { it };"], "entry.js: not supported: export { it };"),
    ],
)
def test_what_cannot_be_linked_is_refused_with_the_file_and_the_reason(
    write: Write, lines: list[str], message: str
) -> None:
    write("there.js", "export const it = 1;")
    with pytest.raises(ScriptError) as refused:
        linked([write("entry.js", *lines)])
    assert message in str(refused.value)


def test_every_script_of_ours_can_be_linked() -> None:
    scripts = [path for path in FOLDER.rglob("*.js") if path.name != "axe.min.js"]
    entries = [path for path in scripts if "\nexport default " in f"\n{path.read_text('utf-8')}"]
    assert len(linked(entries)) > len(entries) > len(scripts) / 2

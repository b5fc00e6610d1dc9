/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading]";
  const TEXT = 40;
  const BOLD = 600;
  const DATA = "th, [role=columnheader], [role=rowheader], td[headers]";
  /** @param {Element} table */
  const own = (table) => [...table.rows].filter((row) => row.closest("table") === table);
  /** @param {Element} cell */
  const bold = (cell) => {
    let at = cell;
    while (at.children.length === 1 && page.text(at.children[0]) === page.text(cell)) at = at.children[0];
    return Number(page.style(at).fontWeight) >= BOLD;
  };
  /** @param {Element} cell */
  const isHead = (cell) => {
    const heading = cell.querySelector(HEADING);
    return heading !== null && page.text(heading) === page.text(cell);
  };
  /** @param {Element} cell */
  const isText = (cell) => page.text(cell).length >= TEXT && !cell.querySelector(HEADING) && !bold(cell);
  /** @param {string} words */
  const open = (words) => words.length >= 12 && /[\p{Ll},;-]$/u.test(words);
  /** @param {string} words */
  const goesOn = (words) => /^\p{Ll}/u.test(words);

  for (const table of page.all("table")) {
    if (
      !page.seen(table) ||
      !page.heard(table) ||
      [...table.querySelectorAll(DATA)].some((cell) => cell.closest("table") === table)
    )
      continue;
    const rows = own(table).map((row) => [...row.cells].filter((cell) => page.text(cell)));
    const wide = rows.filter((row) => row.length >= 2);
    if (wide.length < 2) continue;
    const pairs = rows
      .slice(1)
      .map((row, at) => [rows[at], row])
      .filter(([above, below]) => above.length >= 2 && above.length === below.length);
    const headed = pairs.find(([above, below]) => above.every(isHead) && below.every(isText));
    const joints = pairs.flatMap(([above, below]) =>
      above.map((cell, at) => open(page.text(cell)) && goesOn(page.text(below[at]))),
    );
    const down = joints.filter(Boolean).length;
    const broken =
      down >= 2 && down * 2 >= joints.length && pairs[0][0].slice(1).every((cell) => !goesOn(page.text(cell)));
    const partly = pairs.some(([above, below]) =>
      above.some((cell, at) => open(page.text(cell)) && goesOn(page.text(below[at]))),
    );
    const labels = pairs.some(
      ([above, below]) =>
        above.every((cell) => !cell.querySelector("input, select, textarea")) &&
        below.filter((cell) => cell.querySelector("input:not([type=hidden]), select, textarea")).length >= 2,
    );
    if (headed)
      page.failed(table, "A row of headings stands before the row of their texts.", { columns: headed[0].length });
    else if (broken)
      page.failed(table, "Texts go on in the cell below, but are read across.", { columns: pairs[0][0].length });
    else if (partly || labels) page.cannotTell(table, "Read row by row, does it make sense?");
    else page.passed(table);
  }
};

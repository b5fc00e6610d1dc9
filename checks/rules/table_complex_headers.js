/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const ROWS = 200;
  /** @param {Element} cell */
  const plain = (cell) => cell.localName === "th" && !cell.hasAttribute("scope") && !cell.hasAttribute("headers");
  /** @param {Element} row */
  const double = (row) => {
    const cells = [...row.cells];
    return cells.length > 2 && plain(cells[0]) && plain(cells[1]) && cells.some((cell) => cell.localName === "td");
  };
  // One cell has text, and it is a data cell, in a table whose other rows are filled.
  /** @param {Element} row */
  const filled = (row) =>
    [...row.cells].filter((cell) => page.text(cell) || cell.querySelector("img, svg, input, a, button"));
  /**
   * @param {Element} row
   * @param {number} columns
   */
  const title = (row, columns) => {
    const cells = [...row.cells];
    const full = filled(row);
    return (
      columns > 2 &&
      full.length === 1 &&
      full[0].localName === "td" &&
      /\p{L}/u.test(page.text(full[0])) &&
      (cells.length > 2 || full[0].colSpan >= columns)
    );
  };
  for (const table of page.all("table")) {
    if (page.role(table) !== "table" || !page.heard(table) || !page.seen(table) || !table.querySelector("th")) continue;
    const rows = [...table.rows].slice(0, ROWS);
    const columns = Math.max(0, ...rows.map((row) => row.cells.length));
    const twice = rows.filter(double);
    const titles = rows.filter((row, at) => title(row, columns) && rows[at + 1] && filled(rows[at + 1]).length > 1);
    if (twice.length > 1) page.cannotTell(table, "Two header cells in front of each row, without scope or headers.");
    else if (titles.length) {
      page.cannotTell(titles[0], "A row with one filled data cell: is it the title of the rows below?");
    } else page.passed(table);
  }
};

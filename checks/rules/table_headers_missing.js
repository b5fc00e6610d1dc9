/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const ROWS = 60;
  const COLUMNS = 30;
  const LONG = 80;
  const BOLD = 600;
  const HEADERS = "th, td[scope], [role=columnheader], [role=rowheader]";
  // What stands in cells of tables that lay out a page rather than hold data.
  const BLOCKS = "table, h1, h2, h3, h4, h5, h6, nav, main, form, section, article, p + p, iframe, fieldset";
  /** @param {Element} table */
  const own = (table) => (/** @type {Element} */ cell) => cell.closest("table") === table;
  /** @param {Element} cell */
  const weight = (cell) => {
    let at = cell;
    while (at.children.length === 1 && page.text(at.children[0]) === page.text(cell)) at = at.children[0];
    return Number(page.style(at).fontWeight);
  };
  /** @param {Element} cell */
  const bold = (cell) => weight(cell) >= BOLD;
  /** @param {string} words */
  const number = (words) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(words) && words.length <= 20;

  /**
   * @param {Element} table
   * @param {Element[][]} rows
   */
  const reason = (table, rows) => {
    const [head, ...others] = rows;
    const named = head.filter((cell) => /\p{L}/u.test(page.text(cell)));
    if (named.length < 2 || named.length < head.length - 1 || head.some((cell) => number(page.text(cell)))) return "";
    if (table.tHead && table.tHead.rows[0] === head[0].parentElement && table.tHead.rows.length < table.rows.length) {
      return "the cells of its <thead> are not header cells";
    }
    const rest = others.flat().filter((cell) => page.text(cell));
    if (others.length >= 2 && named.every(bold) && !rest.some(bold)) return "its bold first row is no header row";
    /** @param {number} at */
    const figures = (at) => others.length >= 3 && others.every((row) => number(page.text(row[at])));
    const labels = others.every((row) => /\p{L}/u.test(page.text(row[0])));
    if (labels && head.some((_, at) => at > 0 && figures(at))) {
      return "its first row names columns of figures, but is no header row";
    }
    return "";
  };

  for (const table of page.all("table")) {
    if (!["table", "grid", "treegrid"].includes(page.role(table)) || !page.heard(table) || !page.seen(table)) continue;
    if (table.rows.length < 2) continue;
    const cells = [...table.rows].slice(0, ROWS).map((row) => [...row.cells].slice(0, COLUMNS));
    if ([...table.querySelectorAll(HEADERS)].some(own(table))) {
      page.passed(table);
      continue;
    }
    const all = cells.flat();
    const filled = all.filter((cell) => page.text(cell));
    if (cells.some((row) => row.length < 2) || filled.length < 4 || filled.length < all.length * 0.6) continue;
    if (all.some((cell) => cell.querySelector(BLOCKS)) || table.parentElement?.closest("table")) continue;
    const regular =
      cells.every((row) => row.length === cells[0].length) &&
      all.every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
    const short = filled.every((cell) => page.text(cell).length <= LONG || cell.cellIndex === cells[0].length - 1);
    const why = regular && short ? reason(table, cells) : "";
    if (why) page.failed(table, `The table holds data; ${why}.`);
    else if (table.caption || axe.commons.table.isDataTable(table)) {
      page.cannotTell(table, "The table seems to hold data; no cell is a header cell.");
    }
  }
};

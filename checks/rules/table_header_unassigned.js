/** @typedef {[number, number, number, number]} Place left, top, right and bottom in the grid of a table */
/**
 * A table, its cells and headers; named: the headers a cell names itself, null when it leaves that to the browser.
 * @typedef {{ page: import("../engines/run_checks.js").Page, cells: Element[], headers: Element[],
 *   place: (cell: Element) => Place, named: Map<Element, string[] | null>, asked: Set<string | null>,
 *   data: (cell: Element) => boolean }} Known
 */

const SLOTS = 5000;
const HEADER = ["columnheader", "rowheader"];
/** @param {Element[][]} grid */
const places = (grid) => {
  /** @type {Map<Element, Place>} */
  const known = new Map();
  grid.forEach((row, y) =>
    row.forEach((cell, x) => {
      const [left, top] = known.get(cell) || [x, y];
      known.set(cell, [left, top, x, y]);
    }),
  );
  return known;
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} cell
 */
const isData = (page, cell) => cell.localName === "td" && !HEADER.includes(page.role(cell));

// scope that points the wrong way on a whole row, or column, of headers.
/** @param {Known} table */
const scopesThatPointWrong = ({ page, cells, headers, place, data, named }) => {
  /** @param {number} at */
  const first = (at) => headers.filter((header) => place(header)[at] === 0);
  /**
   * @param {Element} header
   * @param {string} value
   */
  const scoped = (header, value) => (header.getAttribute("scope") || "").trim().toLowerCase() === value;
  const heads = [first(1), first(0).filter((header) => place(header)[1] > 0)];
  /** @param {number} at */
  const has = (at) => cells.some((cell) => data(cell) && place(cell)[at] > 0 && named.get(cell) === null);
  const rowsOnly = heads[0].length >= 2 && heads[0].every((header) => scoped(header, "row")) && has(1);
  const columnsOnly = heads[1].length >= 2 && heads[1].every((header) => scoped(header, "col")) && has(0);
  if (rowsOnly) page.failed(heads[0][0], "The header cells of the first row say that they head rows.");
  if (columnsOnly) page.failed(heads[1][0], "The header cells of the first column say that they head columns.");
};

/**
 * @param {Known} table
 * @param {Element} header
 */
const headerOfNothing = ({ page, cells, place, named, asked, data }, header) => {
  /** @param {Element} cell */
  const free = (cell) => named.get(cell) === null;
  const [left, top, right, bottom] = place(header);
  const others = cells.filter((cell) => cell !== header);
  const column = others.filter((cell) => place(cell)[0] <= right && place(cell)[2] >= left);
  const row = others.filter((cell) => place(cell)[1] <= bottom && place(cell)[3] >= top).filter(data);
  const below = column.filter((cell) => data(cell) && place(cell)[1] > bottom && page.text(cell));
  const beside = row.filter((cell) => page.text(cell));
  const scope = (header.getAttribute("scope") || "").trim().toLowerCase();
  const assigned =
    {
      col: () => column.some(free),
      row: () => row.some(free),
      colgroup: () => true,
      rowgroup: () => true,
    }[scope] || (() => column.some(free) || row.some(free));
  if ((asked.has(header.id) && header.id) || assigned()) {
    page.passed(header);
  } else if (scope === "row" && below.length && !row.length) {
    page.failed(header, "scope=row makes it the header of its row, which has no data; the cells below lack one.");
  } else if (scope === "col" && beside.length && !column.length) {
    page.failed(header, "scope=col makes it the header of its column, which has no cells; its row lacks one.");
  } else if (!["row", "col"].includes(scope) && below.length) {
    page.failed(header, "The cells below it name other headers in their headers attribute, and not this one.");
  } else if (below.length || beside.length) {
    page.cannotTell(header, "No cell has this header.");
  }
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} table
 */
const check = (page, table) => {
  const grid = axe.commons.table.toGrid(table);
  const known = places(grid);
  /** @type {(cell: Element) => Place} */
  const place = (cell) => known.get(cell) ?? [0, 0, 0, 0];
  const cells = [...known.keys()].filter(Boolean);
  const headers = cells.filter(
    (cell) => cell.localName === "th" && HEADER.includes(page.role(cell)) && page.seen(cell) && page.heardText(cell),
  );
  /** @param {Element} cell */
  const data = (cell) => isData(page, cell);
  if (!headers.length || !cells.some(data)) return;
  // The header cells a cell names itself; null when it leaves that to the browser.
  /** @type {Map<Element, string[] | null>} */
  const named = new Map(
    cells.map((cell) => {
      const ids = (cell.getAttribute("headers") || "").split(/\s+/).filter(Boolean);
      const found = ids.filter((id) => cells.some((other) => other.id === id));
      return [cell, found.length ? found : null];
    }),
  );
  const asked = new Set([...named.values()].flat());
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  /** @param {Element} cell */
  const headersOf = (cell) => named.get(cell)?.flatMap((id) => byId.get(id) ?? []) ?? [];
  // Headers that a cell names and that stand neither above or below it nor in its row.
  /**
   * @param {Place} one
   * @param {Place} other
   */
  const crosses = ([left, top, right, bottom], [fromX, fromY, toX, toY]) =>
    (left <= toX && right >= fromX) || (top <= toY && bottom >= fromY);
  const strange = cells.filter(
    (cell) => data(cell) && headersOf(cell).some((other) => !crosses(place(other), place(cell))),
  );
  // A header above the cell that it does not name, while it names the header of another column.
  const shifted = strange.filter((cell) =>
    headers.some(
      (header) =>
        asked.has(header.id) &&
        place(header)[0] <= place(cell)[2] &&
        place(header)[2] >= place(cell)[0] &&
        place(header)[1] < place(cell)[1] &&
        !headersOf(cell).includes(header),
    ),
  );
  shifted.forEach((cell) => page.failed(cell, "The cell names a header that stands above another column."));
  // All of it names data as its headers.
  const wrong = cells.filter(
    (cell) =>
      data(cell) &&
      named.get(cell) &&
      headersOf(cell).every((other) => data(other) && other !== cell && !other.hasAttribute("scope")),
  );
  if (headers.length) wrong.forEach((cell) => page.failed(cell, "The cell names other data as its headers."));
  const about = { page, cells, headers, place, named, asked, data };
  scopesThatPointWrong(about);
  headers.forEach((header) => headerOfNothing(about, header));
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const table of page.all("table")) {
    if (!["table", "grid", "treegrid"].includes(page.role(table)) || !page.heard(table) || !page.seen(table)) continue;
    if (!table.rows.length || table.rows.length * table.rows[0].cells.length > SLOTS) continue;
    check(page, table);
  }
};

/** @import { Page } from "../engines/run_checks.js" */

const TEXT = 80;
const LONG = 200;
const PARTS = "main, [role=main], nav, [role=navigation], [role=banner], [role=contentinfo]";
const BLOCKS = "h1, h2, h3, h4, h5, h6, table, form, section, article";
const CALLED =
  /\b(layout|lay-out|opmaak|mise en page|gestaltung|indeling van de pagina|seitenaufteilung|page layout|formatting|formatering|impaginazione|maquetación)\b/i;
// What places parts of a page; a cell of data may hold a list or a long text as well.
const PLACED = "form, nav, h1, h2, h3, table, fieldset, main, section, article";
const PICTURE = "img, svg, canvas, object, embed, video";
const CONTROL = "input:not([type=hidden]), select, textarea, button";

/** @param {Element} table */
const own = (table) => (/** @type {Element} */ cell) => cell.closest("table") === table;

// Header cells that all are whole texts head nothing; among others, one may be a statement that its row answers.
/**
 * @param {Page} page
 * @param {Element} cell
 */
const isText = (page, cell) =>
  page.text(cell).length >= TEXT && /[.!?]$/u.test(page.text(cell)) && !cell.getAttribute("scope");

/**
 * @param {Page} page
 * @param {Element} cell
 */
const places = (page, cell) => {
  const links = [...cell.querySelectorAll("a[href]")];
  const linked = links.reduce((sum, link) => sum + page.text(link).length, 0);
  const part = cell.querySelector(PLACED);
  return (
    Boolean(part && !(part.matches("h1, h2, h3") && page.text(part) === page.text(cell))) ||
    (links.length >= 3 && linked >= page.text(cell).length * 0.8)
  );
};

// A label in one cell, its field in the next, and nothing else.
/**
 * @param {Page} page
 * @param {Element[][]} rows
 */
const linesUpFields = (page, rows) => {
  /** @param {Element} cell */
  const isLabel = (cell) =>
    page.text(cell) === "" ||
    [...cell.children].some((each) => page.text(each) === page.text(cell) && each.matches("label"));
  return (
    rows.flat().some((cell) => cell.querySelector("label")) &&
    rows.every((row) => {
      const [fields, others] = [true, false].map((has) =>
        row.filter((cell) => Boolean(cell.querySelector(CONTROL)) === has),
      );
      return fields.length === 1 && others.every(isLabel);
    })
  );
};

// In a row of its own: a picture beside text, or one text in columns. No row and no column says what a cell is about.
/**
 * @param {Page} page
 * @param {Element[]} cells
 */
const setsBeside = (page, cells) => {
  const texts = cells.filter((cell) => page.text(cell));
  /** @param {Element} cell */
  const isWritten = (cell) => Boolean(cell.querySelector("p")) && page.text(cell).length >= TEXT;
  /** @param {Element} cell */
  const isPicture = (cell) => !page.text(cell) && cell.querySelector(PICTURE);
  return (
    texts.length > 0 &&
    (texts.every(isWritten) || (cells.some(isPicture) && texts.some((cell) => cell.querySelector("p"))))
  );
};

/**
 * @param {Page} page
 * @param {Element} table
 */
const lays = (page, table) => {
  const rows = [...table.rows].filter((row) => row.closest("table") === table).map((row) => [...row.cells]);
  const cells = rows.flat().filter((cell) => cell.localName === "td");
  const filled = cells.filter((cell) => page.text(cell) || cell.querySelector(`${PICTURE}, ${CONTROL}, iframe`));
  const placed = filled.filter((cell) => places(page, cell));
  const parts = filled.filter((cell) => placed.includes(cell) || page.text(cell).length >= LONG);
  const single = rows.filter((row) => row.some((cell) => cell.localName === "td")).length === 1;
  const headed = rows.some((row) => row.filter((cell) => cell.localName === "th").length > 1);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (linesUpFields(page, rows) || (single && filled.length > 1 && !headed && setsBeside(page, filled))) return true;
  return (
    placed.length > 0 &&
    parts.length >= (filled.length > 2 ? filled.length - 1 : filled.length) &&
    (single || columns === 1 || filled.length <= 4)
  );
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const table of page.all("table")) {
    if (page.role(table) !== "table" || !page.heard(table) || !page.seen(table)) continue;
    if (table.parentElement?.closest("table")) continue;
    const headers = [...table.querySelectorAll("th")].filter(own(table));
    const summary = table.getAttribute("summary") || "";
    const forData =
      headers.length > 0 ||
      table.caption ||
      summary.trim() ||
      [...table.querySelectorAll("td[scope], td[headers]")].some(own(table));
    if (table.querySelector(PARTS)) {
      if (forData) page.failed(table, "The table lays out the page and has the markup of a data table.");
      else page.cannotTell(table, "The table lays out the page; is the order of its cells a sensible one?");
    } else if (
      forData &&
      (lays(page, table) ||
        CALLED.test(`${summary} ${table.caption ? page.text(table.caption) : ""}`) ||
        (headers.length > 0 && headers.every((cell) => isText(page, cell))))
    ) {
      page.failed(table, "The table lays out the page and has the markup of a data table.");
    } else if (!forData && table.querySelector(BLOCKS)) {
      page.cannotTell(table, "The table seems to lay out the page; is the order of its cells a sensible one?");
    } else page.passed(table);
  }
};

const SILENT = /^(presentation|none)$/i;
const CONTROLS = "a[href], button, input, select, textarea, summary, [role=button], [tabindex]";
const WIDGET =
  "[role=menu], [role=menubar], [role=tablist], [role=tree], [role=listbox], [role=radiogroup], [role=group], " +
  "[role=toolbar], [role=list], [role=grid], [role=table], [role=feed]";
/** @param {Element} element */
const roleOf = (element) => (element.getAttribute("role") || "").trim().split(/\s+/)[0];
/** @param {Element} table */
const ownRows = (table) => [...table.rows].filter((row) => row.closest("table") === table);

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} table
 */
const isRegular = (page, table) => {
  const rows = ownRows(table).map((row) => [...row.cells]);
  const cells = rows.flat();
  const filled = cells.filter((cell) => page.text(cell));
  return (
    rows.length >= 3 &&
    rows.every((row) => row.length >= 2 && row.length === rows[0].length) &&
    filled.length >= cells.length * 0.8 &&
    cells.every(
      (cell) =>
        page.text(cell).length <= 60 && !cell.querySelector("table, form, input, select, h1, h2, h3, h4, p + p, img"),
    )
  );
};
// A sentence or a picture heads nothing, whatever cell it is in.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} cell
 */
const isHeader = (page, cell) => {
  const words = page.text(cell);
  const isSentence = /[.!?…]["'”’»)]?$/.test(words) && words.split(" ").length > 3;
  return cell.matches("th, [scope]") && Boolean(words) && words.length <= 80 && !isSentence;
};
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} rows
 */
const headersOf = (page, rows) => {
  const cells = rows.map((row) => [...row.cells]);
  const found = cells.flat().filter((cell) => isHeader(page, cell));
  /** @param {Element[]} row */
  const isHead = (row) => row.length > 1 && row.every((cell) => found.includes(cell) || !page.text(cell));
  const first = cells.filter(([cell]) => found.includes(cell)).length;
  return cells.some(isHead) || first >= 2 ? found : [];
};
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const judgeTable = (page, element) => {
  const rows = ownRows(element);
  const headers = headersOf(page, rows);
  const restored = element.querySelector(
    "[role=row], [role=columnheader], [role=rowheader], [role=cell], [role=gridcell]",
  );
  if (restored) {
    page.passed(element);
    return;
  }
  const blocks = element.querySelector("table, form, nav, main, h1, h2, h3, section, article");
  const figures = rows.filter((row) =>
    [...row.cells].some((cell) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(page.text(cell))),
  ).length;
  const marked = headers.length >= 2 || (element.caption && page.text(element.caption));
  if (rows.length >= 2 && marked && !blocks && headers.length)
    page.failed(element, "The table has headers, and is said to be no table.");
  else if (isRegular(page, element) && !blocks && figures * 2 >= rows.length)
    page.failed(element, "The table holds data, and is said to be no table.");
  else if (marked || isRegular(page, element))
    page.cannotTell(element, "The table may hold data, and is said to be no table.");
  else page.passed(element);
};
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const judgeList = (page, element) => {
  const items = [...element.children].filter((child) => child.matches("li, dt, dd, div"));
  const worded = items.filter((item) => page.text(item) && page.seen(item));
  const roles = items.some((item) => roleOf(item) && !SILENT.test(roleOf(item)));
  const inner = element.querySelector(
    "[role]:not([role=presentation], [role=none], [role=img], [role=button], [role=link])",
  );
  if (worded.length < 3 || roles || inner || element.closest(WIDGET)) page.passed(element);
  else if (
    element.closest("nav, [role=navigation], header, footer") ||
    worded.every((item) => item.querySelector(CONTROLS))
  ) {
    page.cannotTell(element, "The list is said to be no list.", { items: worded.length });
  } else page.failed(element, "The list is said to be no list.", { items: worded.length });
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  // ARIA gives the role back to what can be focused or has a global attribute; axe tells what counts.
  /** @param {Element} element */
  const silenced = (element) =>
    SILENT.test(roleOf(element)) && (SILENT.test(page.role(element)) || !page.role(element)) && page.heard(element);

  for (const element of page.all("[role]")) {
    if (!silenced(element) || !page.seen(element) || !page.text(element)) continue;
    if (element.matches("h1, h2, h3, h4, h5, h6")) {
      const inside = element.closest("[role=tab], [role=button], button, [role=option], [role=menuitem]");
      const heading =
        element.querySelector("[role=heading]") ||
        page.parent(element)?.closest("[role=heading], h1, h2, h3, h4, h5, h6");
      if (inside || heading) page.passed(element);
      else if (element.querySelector(CONTROLS)) page.cannotTell(element, "The heading is said to be none.");
      else page.failed(element, "The heading is said to be none.");
    } else if (element.localName === "table") judgeTable(page, element);
    else if (element.matches("ul, ol, dl")) judgeList(page, element);
    else if (element.localName === "fieldset" && element.querySelector("legend")) {
      const choices = element.querySelectorAll("input[type=radio], input[type=checkbox]").length;
      (choices >= 2 ? page.failed : page.cannotTell)(
        element,
        "The group is said to be none: its legend names nothing.",
      );
    } else if (element.matches("blockquote, figure, label, th, li, dt, dd, caption, legend")) {
      const whole = page.parent(element)?.closest("ul, ol, dl, table, fieldset, figure");
      if (element.matches("th") && whole && !SILENT.test(roleOf(whole))) {
        page.failed(element, "The header cell is said to be none.");
      } else if (element.matches("blockquote")) page.cannotTell(element, "The quotation is said to be none.");
    }
  }
};

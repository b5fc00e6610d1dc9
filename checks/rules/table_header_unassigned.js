export default (page) => {
  const SLOTS = 5000;
  const HEADER = ["columnheader", "rowheader"];

  // cell -> [left, top, right, bottom] in the grid of the table
  const places = (grid) => {
    const known = new Map();
    grid.forEach((row, y) =>
      row.forEach((cell, x) => {
        const [left, top] = known.get(cell) || [x, y];
        known.set(cell, [left, top, x, y]);
      }),
    );
    return known;
  };

  const check = (table) => {
    const grid = axe.commons.table.toGrid(table);
    const place = places(grid);
    const cells = [...place.keys()].filter(Boolean);
    const headers = cells.filter(
      (cell) => cell.localName === "th" && HEADER.includes(page.role(cell)) && page.seen(cell) && page.heardText(cell),
    );
    const data = (cell) => cell.localName === "td" && !HEADER.includes(page.role(cell));
    if (!headers.length || !cells.some(data)) return;
    // The header cells a cell names itself; null when it leaves that to the browser.
    const named = new Map(
      cells.map((cell) => {
        const ids = (cell.getAttribute("headers") || "").split(/\s+/).filter(Boolean);
        const found = ids.filter((id) => cells.some((other) => other.id === id));
        return [cell, found.length ? found : null];
      }),
    );
    const asked = new Set([...named.values()].flat());
    const free = (cell) => named.get(cell) === null;

    for (const header of headers) {
      const [left, top, right, bottom] = place.get(header);
      const others = cells.filter((cell) => cell !== header);
      const column = others.filter((cell) => place.get(cell)[0] <= right && place.get(cell)[2] >= left);
      const row = others.filter((cell) => place.get(cell)[1] <= bottom && place.get(cell)[3] >= top).filter(data);
      const below = column.filter((cell) => data(cell) && place.get(cell)[1] > bottom && page.text(cell));
      const beside = row.filter((cell) => page.text(cell));
      const scope = (header.getAttribute("scope") || "").trim().toLowerCase();
      const heads =
        {
          col: () => column.some(free),
          row: () => row.some(free),
          colgroup: () => true,
          rowgroup: () => true,
        }[scope] || (() => column.some(free) || row.some(free));
      if ((asked.has(header.id) && header.id) || heads()) {
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
    }
  };

  for (const table of page.all("table")) {
    if (!["table", "grid", "treegrid"].includes(page.role(table)) || !page.heard(table) || !page.seen(table)) continue;
    if (!table.rows.length || table.rows.length * table.rows[0].cells.length > SLOTS) continue;
    check(table);
  }
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const NEAR = 4; // a table that scrolls under fixed headers has those in a table of their own, close by
  const DATA = "td, [role=cell], [role=gridcell]";
  /** @param {Element} table */
  const accompanied = (table) => {
    let around = table;
    for (let step = 0; step < NEAR && around.parentElement && around.parentElement !== document.body; step += 1) {
      around = around.parentElement;
    }
    return around.querySelectorAll("table").length > 1;
  };
  for (const table of page.all("table")) {
    if (!["table", "grid", "treegrid"].includes(page.role(table)) || !page.heard(table) || !page.seen(table)) continue;
    const headers = [...table.rows]
      .flatMap((row) => [...row.cells])
      .filter(
        (cell) =>
          cell.localName === "th" && ["columnheader", "rowheader"].includes(page.role(cell)) && page.heardText(cell),
      );
    if (headers.length < 2) continue;
    if (table.querySelector(DATA)) page.passed(table);
    else if ([...table.tBodies].some((body) => !body.rows.length) || accompanied(table)) {
      page.cannotTell(table, "The table has header cells and no data yet.", { headers: headers.length });
    } else page.failed(table, "All cells of the table are header cells.", { headers: headers.length });
  }
};

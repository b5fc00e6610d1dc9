export default (page) => {
  const PARTS = "main, [role=main], nav, [role=navigation], [role=banner], [role=contentinfo]";
  const BLOCKS = "h1, h2, h3, h4, h5, h6, table, form, section, article";
  const own = (table) => (cell) => cell.closest("table") === table;
  for (const table of page.all("table")) {
    if (page.role(table) !== "table" || !page.heard(table) || !page.seen(table)) continue;
    if (table.parentElement?.closest("table")) continue;
    const headers = [...table.querySelectorAll("th")].filter(own(table));
    const forData = headers.length > 0 || table.caption || (table.getAttribute("summary") || "").trim();
    if (table.querySelector(PARTS)) {
      if (forData) page.failed(table, "The table lays out the page and has the markup of a data table.");
      else page.cannotTell(table, "The table lays out the page; is the order of its cells a sensible one?");
    } else if (!forData && table.querySelector(BLOCKS)) {
      page.cannotTell(table, "The table seems to lay out the page; is the order of its cells a sensible one?");
    } else page.passed(table);
  }
};

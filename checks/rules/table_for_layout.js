export default (page) => {
  const PARTS = "main, [role=main], nav, [role=navigation], [role=banner], [role=contentinfo]";
  const BLOCKS = "h1, h2, h3, h4, h5, h6, table, form, section, article";
  const own = (table) => (cell) => cell.closest("table") === table;
  for (const table of page.all("table")) {
    if (page.role(table) !== "table" || !page.heard(table) || !page.seen(table)) continue;
    if (table.parentElement?.closest("table")) continue;
    const headers = [...table.querySelectorAll("th")].filter(own(table));
    const says = [
      headers.length && "header cells",
      table.caption && "a caption",
      (table.getAttribute("summary") || "").trim() && "a summary",
    ].filter(Boolean);
    if (table.querySelector(PARTS)) {
      if (says.length) page.failed(table, `The table lays out the page and has ${says.join(" and ")}.`);
      else page.cannotTell(table, "The table lays out the page; is the order of its cells a sensible one?");
    } else if (!says.length && table.querySelector(BLOCKS)) {
      page.cannotTell(table, "The table seems to lay out the page; is the order of its cells a sensible one?");
    } else page.passed(table);
  }
};

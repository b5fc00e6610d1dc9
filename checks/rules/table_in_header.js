/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const TABLE = ["table", "grid", "treegrid"];
  for (const header of page.all("th")) {
    if (!["columnheader", "rowheader"].includes(page.role(header)) || !page.heard(header)) continue;
    const inner = [...header.querySelectorAll("table")].find(
      (table) =>
        TABLE.includes(page.role(table)) &&
        page.heard(table) &&
        page.seen(table) &&
        [...table.querySelectorAll("th, td")].filter(page.text).length > 1,
    );
    if (inner) page.failed(header, "A header cell that holds a table.");
    else page.passed(header);
  }
};

const LONGEST = 20 * 3600; // seconds: the exception of WCAG 2.2.1
// As HTML reads it: white space, digits, a fraction that is left out, then the end or a separator.
const DELAY = /^[ \t\n\f\r]*(\d+|(?=\.))[\d.]*(?:$|[;, \t\n\f\r])/;

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  // axe-core compares the attribute as it is written.
  /** @param {Element} meta */
  const foundByAxe = (meta) => meta.getAttribute("http-equiv") === "refresh";
  for (const meta of page.all("meta[http-equiv]")) {
    if ((meta.getAttribute("http-equiv") ?? "").trim().toLowerCase() !== "refresh" || meta.closest("noscript"))
      continue;
    const seconds = Number(DELAY.exec(meta.getAttribute("content") || "")?.[1] || 0);
    if (!seconds || seconds > LONGEST || foundByAxe(meta)) page.passed(meta);
    else page.failed(meta, "The page reloads or leads elsewhere by itself.", { seconds });
  }
};

/** @type {import("../engines/run_checks.js").Rule<{ words: Record<string, string[]> }>} */
export default (page, { words }) => {
  const LINKS = 3000;
  for (const link of page.all("a[href], area[href]").slice(0, LINKS)) {
    if (typeof link.href !== "string" || !/^https?:/.test(link.protocol || "")) continue;
    const type = (link.pathname.match(/\.([a-z]{3,4})$/i) || [])[1]?.toLowerCase();
    if (!Object.hasOwn(words, type || "") || !page.heard(link)) continue;
    // "Annual report (PDF)", "report.pdf", "Annual report" beside "PDF, 2 MB"
    const said = page.fold(`${page.name(link)} ${page.text(link)} ${page.context(link)}`).split(" ");
    if (words[type].some((word) => said.includes(word))) page.passed(link);
    else page.cannotTell(link, "the link does not say which type of document it opens", { type });
  }
};

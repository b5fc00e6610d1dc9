/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const WORDS = 250;
  const [body] = page.all("body");
  if (!body) return;
  const headings = page.all("h1, h2, h3, h4, h5, h6, [role=heading]");
  if (headings.some((heading) => page.role(heading) === "heading" && page.heard(heading))) {
    page.passed(body);
    return;
  }
  const words = page.text(document.querySelector("main, [role=main]") || body).split(" ").length;
  if (words > WORDS) page.cannotTell(body, "A long text, and no heading.", { words });
};

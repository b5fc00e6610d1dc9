import { drawsBeside } from "../page/drawn.js";

/** @type {import("../engines/run_checks.js").Rule<{ words: string[] }>} */
export default (page, { words }) => {
  const LINKS = 3000;
  const HERE = ["", "_self", "_parent", "_top"];
  /** @param {string} text */
  const says = (text) => {
    const folded = ` ${page.fold(text)}`;
    return words.some((word) => folded.includes(` ${word}`));
  };
  // A drawing in or after the link: whether it is the sign of a new window, a person sees.
  /** @param {Element} link */
  const draws = (link) =>
    Boolean(link.querySelector("img, svg, i:empty, span:empty, use")) ||
    [link, ...link.querySelectorAll("span")].some(drawsBeside) ||
    page.style(link).backgroundImage !== "none";
  // A line above or below that speaks of all links.
  const announced = page
    .all("p, li, small")
    .slice(0, LINKS)
    .some(
      (element) =>
        element.textContent.length < 400 &&
        /link|lien|enlace/i.test(element.textContent) &&
        !element.querySelector("a") &&
        says(element.textContent) &&
        page.heard(element),
    );
  for (const link of page.all("a[href][target], area[href][target]").slice(0, LINKS)) {
    if (HERE.includes((link.getAttribute("target") || "").trim().toLowerCase()) || !page.heard(link)) continue;
    if (announced || says(`${page.name(link)} ${page.text(link)} ${page.context(link)}`) || draws(link))
      page.passed(link);
    else page.cannotTell(link, "the link opens a new window and does not say so");
  }
};

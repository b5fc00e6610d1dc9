// "The menu on the right": whether links stand there, and whether a screen reader could find a menu.

/** @typedef {import("../../engines/run_checks.js").Page} Page */

const WORD = /\b(menu|menü|menus|nav|navigation|navigatie|navigationsmenu|hoofdmenu|hauptmenu)\b/i;
// Anything a screen reader could find as a menu, by role or by name.
const LANDMARKS = "nav, [role=navigation], [role=menu], [role=menubar], aside, [role=complementary]";
const NAMED =
  "h1, h2, h3, h4, h5, h6, [role=heading], button, a, summary, [role=button], [aria-label], " +
  "[aria-labelledby], [title], caption, legend, label, dt, strong, b";

/**
 * @param {Page} page
 * @param {Element} element
 */
const wordsOf = (page, element) =>
  [
    element.getAttribute("aria-label"),
    element.getAttribute("title"),
    element.textContent.slice(0, 200),
    element.matches("[aria-labelledby]") ? page.name(element) : "",
  ].join(" ");

/** @param {Page} page */
export const hasMenu = (page) =>
  page.all(LANDMARKS).some(page.heard) ||
  page.all(NAMED).some((element) => WORD.test(wordsOf(page, element)) && page.heard(element));

/**
 * @param {Page} page
 * @param {Element} block
 * @param {"left" | "right"} side
 */
export const hasLinksBeside = (page, block, side) => {
  const range = document.createRange();
  range.selectNodeContents(block);
  const own = range.getBoundingClientRect();
  return page.all("ul, ol").some((list) => {
    if (list.contains(block) || list.querySelectorAll("a[href]").length < 2 || !page.seen(list)) return false;
    const box = list.getBoundingClientRect();
    return (
      box.bottom > own.top &&
      box.top < own.bottom + innerHeight &&
      (side === "left" ? box.right <= own.left : box.left >= own.right)
    );
  });
};

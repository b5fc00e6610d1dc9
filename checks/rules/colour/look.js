// How an element looks, its colour apart.

/** @typedef {import("../../engines/run_checks.js").Page} Page */

const LOOK = /** @type {const} */ ([
  "fontWeight",
  "fontStyle",
  "fontSize",
  "fontFamily",
  "textDecorationLine",
  "backgroundColor",
  "backgroundImage",
  "listStyleType",
  "listStyleImage",
  "borderTopStyle",
  "borderLeftStyle",
  "borderBottomStyle",
  "textTransform",
]);

/**
 * The same for elements that look alike but for the colour of their letters, and for how they stand in a line.
 * @param {Page} page
 * @param {Element} element
 */
export const lettersOf = (page, element) => LOOK.map((name) => page.style(element)[name]).join("|");

/**
 * The same for elements that look alike but for the colour of their letters.
 * @param {Page} page
 * @param {Element} element
 */
export const lookOf = (page, element) => `${lettersOf(page, element)}|${page.style(element).display}`;

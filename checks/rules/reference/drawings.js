// Pictures that stand for a word, and that no one hears.

/** @typedef {import("../../engines/run_checks.js").Page} Page */

/**
 * What a picture draws; the same for pictures that look alike.
 * @param {Element} picture
 */
const drawing = (picture) =>
  [...picture.querySelectorAll("path, circle, polygon, rect, use")]
    .map((shape) => ["d", "points", "href", "r", "width"].map((name) => shape.getAttribute(name) || "").join(" "))
    .join(";") ||
  picture.getAttribute("src") ||
  "";

/**
 * @param {Page} page
 * @param {Element} root
 */
const silent = (page, root) =>
  [...root.querySelectorAll("svg, img")].filter(
    (picture) => page.seen(picture) && !page.heard(picture) && drawing(picture),
  );

/**
 * The sentence of a block as far as a picture in it.
 * @param {Element} block
 * @param {Element} picture
 */
const sentenceBefore = (block, picture) => {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEndBefore(picture);
  return (
    before
      .toString()
      .split(/[.?!;]/)
      .at(-1) ?? ""
  );
};

/**
 * "Choose ▸ to go on", the sign being a picture that a control has as well.
 * @param {Page} page
 * @param {Element[]} controls
 * @param {Element} block
 * @param {import("./expressions.js").Expression} verb
 */
export const isByPicture = (page, controls, block, verb) =>
  block.matches("p, li, dd, label") &&
  silent(page, block).some(
    (picture) =>
      verb.test(sentenceBefore(block, picture).slice(-40)) &&
      controls.some(
        (control) =>
          !block.contains(control) &&
          !page.text(control) &&
          silent(page, control).some((other) => drawing(other) === drawing(picture)),
      ),
  );

/**
 * "A diamond after a name means...": the same silent picture stands in some items of the list after it.
 * @param {Page} page
 * @param {Element} block
 * @param {{ sign: import("./expressions.js").Expression, means: import("./expressions.js").Expression }} expressions
 */
export const isBySign = (page, block, { sign, means }) => {
  if (!sign.test(block.textContent) || !means.test(block.textContent)) return false;
  const list = [block.nextElementSibling, block.nextElementSibling?.firstElementChild].find((element) =>
    element?.matches("ul, ol, table, dl"),
  );
  const items = list ? [...list.querySelectorAll("li, td, dd")].filter((item) => page.text(item)) : [];
  const drawn = items.map((item) => silent(page, item).length > 0);
  return drawn.includes(true) && drawn.includes(false);
};

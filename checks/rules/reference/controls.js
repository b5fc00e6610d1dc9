// The controls of the page, as CSS draws them and where.

/** @typedef {import("../../engines/run_checks.js").Page} Page */

const CONTROL =
  "button, a[href], input[type=submit], input[type=button], input[type=image], [role=button], [role=link], summary";
const BUTTON = "button, input, summary, [role=button]";
const KINDS = /** @type {[RegExp, string][]} */ ([
  [/button|knop|bouton|knopf|schaltfl/i, `${BUTTON}, a[href][class*=btn i], a[href][class*=button i]`],
  [/lin[ks]|lien/i, "a[href], [role=link]"],
]);

/**
 * The controls that are drawn; looked for when they are asked for first.
 * @param {Page} page
 */
export const controlsOf = (page) => {
  /** @type {Element[] | undefined} */
  let known;
  return () => (known ??= page.all(CONTROL).filter(page.seen));
};

/**
 * The selector of what a word for a control can mean.
 * @param {string} thing
 */
export const kindOf = (thing) => KINDS.find(([called]) => called.test(thing))?.[1] || CONTROL;

/**
 * Whether the name of one of the controls stands in a text.
 * @param {Page} page
 * @param {Element[]} controls
 * @param {string} text
 */
export const isNamed = (page, controls, text) => {
  const said = ` ${page.fold(text)} `;
  return controls.some((control) => {
    const name = page.fold(page.name(control));
    return name.length >= 2 && said.includes(` ${name} `);
  });
};

/**
 * Red, orange, yellow, green or blue; empty for what has no clear colour, or is not drawn.
 * @param {string} css
 */
const hueOf = (css) => {
  const [red, green, blue] = (/[\d.]+, [\d.]+, [\d.]+/.exec(css) || [""])[0].split(", ").map(Number);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (!(most - least > 60) || /^rgba.*, 0\)$/.test(css)) return "";
  if (most !== red) return most === green ? "green" : "blue";
  const towardsGreen = (green - least) / (most - least);
  return towardsGreen > 0.75 ? "yellow" : towardsGreen > 0.35 ? "orange" : "red";
};

/** @param {DOMRect} box */
const isRegular = (box) => Math.abs(box.width - box.height) <= 4;

/** @type {Record<string, (box: DOMRect, style: CSSStyleDeclaration) => boolean>} */
const SHAPES = {
  round: (box, { borderTopLeftRadius: radius }) =>
    isRegular(box) && parseFloat(radius) >= (radius.endsWith("%") ? 40 : box.width * 0.4),
  square: (box, { borderTopLeftRadius: radius }) => isRegular(box) && parseFloat(radius) <= 4,
  triangle: (_, { clipPath }) => clipPath.startsWith("polygon"),
};

/**
 * @param {Page} page
 * @param {Element} control
 * @param {string} look a shape or a colour
 */
export const isLike = (page, control, look) => {
  const shape = SHAPES[look];
  if (shape)
    return [control, ...control.children]
      .slice(0, 3)
      .some((part) => shape(part.getBoundingClientRect(), page.style(part)));
  const { backgroundColor, color } = page.style(control);
  return hueOf(backgroundColor) === look || (backgroundColor === "rgba(0, 0, 0, 0)" && hueOf(color) === look);
};

/**
 * Whether a control stands in the third of a block, or beside it, that a side means.
 * @param {Element} control
 * @param {string} side
 * @param {Element} block
 */
export const isAt = (control, side, block) => {
  const [box, its] = [control.getBoundingClientRect(), block.getBoundingClientRect()];
  const middle = (box.left + box.right) / 2;
  return side === "left" ? middle <= its.left + its.width / 3 : middle >= its.left + (its.width * 2) / 3;
};

import { roots, within } from "../../page/tree.js";
import { oneLine } from "../../page/words.js";
import { isHiddenFromReaders, place } from "./texts.js";

// Text that is as large as the window allows: in units of the window only, zooming in leaves it as small as it was.

const FOUND = 40;
const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio], [type=image]), select, textarea";
const ROUNDING = 0.06;

/**
 * A look, with the size of the window and of the letters of fields.
 * @typedef {import("./texts.js").Look & { fields: ReturnType<typeof fieldSizes>,
 *   window: { width: number, height: number } }} Seen
 */

/** The size of the letters of fields, that are no texts of the document. */
export const fieldSizes = () =>
  within(roots(), FIELDS)
    .filter((field) => field instanceof HTMLElement && field.checkVisibility({ visibilityProperty: true }))
    .slice(0, 100)
    .map((field) => ({ field, size: parseFloat(getComputedStyle(field).fontSize) }));

// Whether the sizes are to each other as the sides of the windows are.
/**
 * @param {(number | undefined)[]} sizes
 * @param {number[]} sides
 */
const follow = ([first, ...sizes], [whole, ...sides]) =>
  Boolean(first) &&
  sizes.every((size, at) => size && Math.abs((size * whole) / (Number(first) * sides[at]) - 1) <= ROUNDING);

/**
 * Texts and fields whose letters have shrunk as much as the window has, in both smaller windows.
 * @param {Seen[]} looks in three windows, the largest first
 * @returns {import("../../page/answers.js").Unscaled[]}
 */
export const unscaled = (looks) => {
  const fields = looks.map((one) => one.fields);
  /** @param {(number | undefined)[]} sizes */
  const shrunk = (sizes) =>
    /** @type {const} */ (["width", "height"]).some((side) =>
      follow(
        sizes,
        looks.map(({ window }) => window[side]),
      ),
    );
  /** @type {Map<Element, string>} */
  const found = new Map();
  const [first] = looks;
  first.texts.forEach(({ node, element }, index) => {
    const sizes = looks.map(({ readings }) => readings[index]?.size);
    if (!shrunk(sizes) || found.has(element) || isHiddenFromReaders(element) || found.size >= FOUND) return;
    found.set(element, oneLine(node.data));
  });
  fields[0].forEach(({ field, size }) => {
    const later = fields.slice(1).map((all) => all.find((other) => other.field === field)?.size);
    if (shrunk([size, ...later])) found.set(field, field.getAttribute("placeholder") || "");
  });
  return [...found].map(([element, words]) => ({ kind: "unscaled", place: place(element, words) }));
};

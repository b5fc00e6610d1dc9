// Texts that may stand on a plate which something beside them paints: axe-core looks for backgrounds in what a text is in.
// Whether they do is seen on pixels (observations/text_on_images.js), so what was found is kept for it.

const LEVELS = 4;
const NEIGHBOURS = 12;
const KEY = Symbol.for("wad-monitor: texts on plates");
const notes = /** @type {any} */ (globalThis);

/** @param {string} colour */
const isClear = (colour) => /^rgba\(.*, 0\)$|^transparent$/.test(colour);
// How far a shadow reaches beyond what casts it: its offset or its spread, whatever its blur.
const REACH = /(-?[\d.]+)px (-?[\d.]+)px -?[\d.]+px (-?[\d.]+)px/g;
/** @param {string} shadow */
const reachOf = (shadow) =>
  Math.max(0, ...[...shadow.matchAll(REACH)].flatMap(([, ...lengths]) => lengths.map(Number).map(Math.abs)));

/**
 * How a pseudo-element or a neighbour paints as much as a text of this size needs: "fill", "edge" or not at all, "".
 * @param {CSSStyleDeclaration} style
 * @param {{ width: number, height: number }} size
 */
const paints = (style, { width, height }) => {
  if (style.display === "none" || style.visibility !== "visible") return "";
  const [sides, ends] = [
    parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth),
    parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth),
  ];
  const covers = (/** @type {number} */ wide, /** @type {number} */ high) => wide >= width / 2 && high >= height * 0.8;
  const coloured = !isClear(style.backgroundColor) || style.backgroundImage !== "none";
  if (coloured && covers(parseFloat(style.width), parseFloat(style.height))) return "fill";
  if (covers(sides, ends)) return "edge";
  return reachOf(style.boxShadow) >= height ? "edge" : "";
};

/**
 * @param {Element} element
 * @param {DOMRect} box
 */
const isPlate = (element, box) => {
  // What an element itself is filled with, axe-core sees.
  if (paints(getComputedStyle(element), box) === "edge") return true;
  return ["::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return style.content !== "none" && style.content !== "normal" && paints(style, box) !== "";
  });
};

/** @returns {Set<Element>} the texts that may stand on a plate, of those that were asked about */
export const onPlates = () => (notes[KEY] ??= new Set());

/**
 * Whether a text may stand on a plate that a cousin or sibling paints.
 * @param {Element} element
 */
export const mayStandOnPlate = (element) => {
  const box = element.getBoundingClientRect();
  let at = element;
  for (let level = 0; at?.parentElement && level < LEVELS; level += 1, at = at.parentElement) {
    const beside = [...at.parentElement.children].filter((one) => one !== at).slice(0, NEIGHBOURS);
    const around = beside.flatMap((one) => [one, ...[...one.children].slice(0, NEIGHBOURS)]);
    if (around.some((one) => isPlate(one, box))) {
      onPlates().add(element);
      return true;
    }
  }
  return false;
};

// The boxes that cut off what is in an element, and what of a line they leave. Made anew when the layout changed.

import { own, parent } from "./tree.js";

const INLINE = /^(inline|contents)$/;
const BAND = [0.2, 0.8]; // of the height of a line's box: top of capitals, base line, in the fonts of the web
const LEGIBLE = 0.7; // share of that band that must be drawn

/**
 * A box that cuts off or scrolls what is in it; x, y: from where to where it leaves what is in it. masked: it leaves
 * nothing that can be known. drawn: left, top, right and bottom of what is in it.
 * @typedef {object} Box
 * @property {Element} [element]
 * @property {Box | null} [outer]
 * @property {boolean} [masked]
 * @property {number[]} [drawn]
 * @property {number[] | null} [x]
 * @property {number[] | null} [y]
 * @property {boolean} [scrollsX]
 * @property {boolean} [scrollsY]
 */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Sides */
/** @typedef {NonNullable<ReturnType<typeof lineIn>>} Line */

/** @param {string} overflow */
const cuts = (overflow) => /hidden|clip/.test(overflow);
/** @param {string} overflow */
const scrolls = (overflow) => /auto|scroll/.test(overflow);

/**
 * What holds it, as it is drawn.
 * @param {Element} element
 * @returns {Element | null}
 */
export const flat = (element) => element.assignedSlot || parent(element);

const styles = () => {
  /** @type {Map<Element, CSSStyleDeclaration>} */
  const known = new Map();
  return (/** @type {Element} */ element) => {
    const style = known.get(element) ?? getComputedStyle(element);
    known.set(element, style);
    return style;
  };
};

// Whether an element is the containing block of what is positioned in it, whatever its own position.
/** @param {CSSStyleDeclaration} style */
const holds = ({ transform, translate, rotate, scale, filter, contain }) =>
  [transform, translate, rotate, scale, filter].some((value) => value && value !== "none") ||
  /paint|layout|strict|content/.test(contain);

/**
 * @param {Element} element
 * @param {(element: Element) => CSSStyleDeclaration} style
 * @param {Element} page
 */
const holder = (element, style, page) => {
  const { position } = style(element);
  /** @param {Element} at */
  const passes = (at) => position === "fixed" || (position === "absolute" && style(at).position === "static");
  let at = flat(element);
  while (at && at !== page && passes(at) && !holds(style(at))) at = flat(at);
  return position === "fixed" && at === page ? null : at;
};

/**
 * @param {Element & { [name: string]: any }} element
 * @param {Box | null} outer
 * @param {CSSStyleDeclaration} style
 * @returns {Box}
 */
const boxOf = (element, outer, { overflowX, overflowY }) => {
  const at = element.getBoundingClientRect();
  const scale = element.offsetWidth ? at.width / element.offsetWidth : 1;
  const x = at.left + element.clientLeft * scale;
  const y = at.top + element.clientTop * scale;
  const [right, bottom] = [x + element.clientWidth * scale, y + element.clientHeight * scale];
  return {
    element,
    outer,
    drawn: [x, y, right, bottom],
    x: cuts(overflowX) ? [x, right] : null,
    y: cuts(overflowY) ? [y, bottom] : null,
    scrollsX: scrolls(overflowX),
    scrollsY: scrolls(overflowY),
  };
};

/** The page as it is laid out now. `around(element)`: the innermost box that cuts off what is in it. */
export const clipping = () => {
  const page = own("documentElement");
  const style = styles();
  /** @type {Map<Element, Box | null>} */
  const boxes = new Map();
  // overflow of the root, or of the body when the root has none, is that of the window.
  const rooted = [page, own("body")].find(
    (element) => element && (style(element).overflowX !== "visible" || style(element).overflowY !== "visible"),
  );
  const cutsWindow = Boolean(rooted) && cuts(style(rooted).overflowX);
  /** @type {Box} */
  const edge = {
    element: page,
    x: [
      style(page).direction === "rtl" ? -Infinity : -window.scrollX,
      cutsWindow ? page.clientWidth - window.scrollX : Infinity,
    ],
    y: [-window.scrollY, Infinity],
  };
  /**
   * @param {Element | null} element
   * @returns {Box | null}
   */
  const around = (element) => {
    if (!element || element === page) return element ? edge : null;
    const known = boxes.get(element);
    if (known !== undefined) return known;
    const outer = around(holder(element, style, page));
    const its = style(element);
    const { overflowX, overflowY, display, clip, clipPath, position } = its;
    const clips = `${overflowX}${overflowY}` !== "visiblevisible" && !INLINE.test(display) && element !== rooted;
    const masked = clipPath !== "none" || (clip !== "auto" && /absolute|fixed/.test(position));
    const box = masked ? { masked, outer } : clips ? boxOf(element, outer, its) : outer;
    boxes.set(element, box);
    return box;
  };
  return {
    page,
    style,
    width: page.clientWidth,
    cutsWindow,
    around,
    holds: (/** @type {Element} */ element) => holds(style(element)),
  };
};

/**
 * @param {Sides} part
 * @param {("left" | "right" | "top" | "bottom")[]} sides
 * @param {number[]} limits
 */
const narrow = (part, [low, high], [from, to]) => {
  part[low] = Math.max(part[low], from);
  part[high] = Math.min(part[high], to);
};

/**
 * One line of a text: what of it can be seen or scrolled to, and what is drawn as it is scrolled now.
 * @param {DOMRect} at
 * @param {Box | null} innermost
 */
export const lineIn = (at, innermost) => {
  const { left, right, top, bottom } = at;
  const [seen, drawn] = [
    { left, right, top, bottom },
    { left, right, top, bottom },
  ];
  let [freeX, freeY, both] = [false, false, false];
  /** @type {(Element | null | undefined)[]} */
  let [cutX, cutY] = [null, null];
  for (let box = innermost; box; box = box.outer ?? null) {
    if (box.masked) return null;
    if (box.drawn && (box.x || box.scrollsX)) narrow(drawn, ["left", "right"], [box.drawn[0], box.drawn[2]]);
    if (box.drawn && (box.y || box.scrollsY)) narrow(drawn, ["top", "bottom"], [box.drawn[1], box.drawn[3]]);
    if (box.x && !freeX) {
      const [before, after] = [seen.left < box.x[0] - 1, seen.right > box.x[1] + 1];
      if (before || after) cutX ||= box.element;
      both ||= before && after;
      narrow(seen, ["left", "right"], box.x);
    }
    if (box.y && !freeY) {
      if (seen.top < box.y[0] - 1 || seen.bottom > box.y[1] + 1) cutY ||= box.element;
      narrow(seen, ["top", "bottom"], box.y);
    }
    freeX ||= Boolean(box.scrollsX);
    freeY ||= Boolean(box.scrollsY);
  }
  const [high, low] = BAND.map((share) => top + share * at.height);
  const band = (Math.min(seen.bottom, low) - Math.max(seen.top, high)) / (low - high);
  const read = band >= LEGIBLE ? Math.max(0, seen.right - seen.left) : 0;
  return { at, seen, drawn, freeX, cutX, cutY, both, band, top: high, bottom: low, width: at.width, read };
};

/**
 * Whether what is hidden of a line is its height.
 * @param {Line} line
 */
export const isTooTall = ({ band }) => band < LEGIBLE;

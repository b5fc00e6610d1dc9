import { flat } from "../../page/clipping.js";
import { parent } from "../../page/tree.js";
import { oneLine, short } from "../../page/words.js";
import { inside, isHiddenFromReaders, isReadable, moved, place } from "./texts.js";

const FOUND = 40;
const LEAST = 3; // CSS pixels, either side of a line
const HIGH = 0.4; // of the lower of two lines, that must be drawn over the other

/** @typedef {import("./texts.js").Look} Look */
/** @typedef {{ index: number, left: number, right: number, top: number, bottom: number }} Band */
/** @typedef {Map<string, [number, number]>} Pairs texts by their numbers */

/** @type {WeakMap<Look, Pairs>} */
const known = new WeakMap();

/**
 * @param {import("./texts.js").Reading | null} reading
 * @param {number} index
 * @returns {Band[]}
 */
const bandsOf = (reading, index) =>
  (reading ? reading.lines : [])
    .map((one) => ({
      index,
      left: one.drawn.left,
      right: one.drawn.right,
      top: Math.max(one.top, one.drawn.top),
      bottom: Math.min(one.bottom, one.drawn.bottom),
    }))
    .filter(({ top, bottom, left, right }) => bottom - top > LEAST && right - left > LEAST);

/**
 * @param {Band} one
 * @param {Band} other
 */
const collide = (one, other) => {
  const low = Math.min(one.bottom, other.bottom) - other.top;
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const least = Math.min(one.bottom - one.top, other.bottom - other.top);
  return one.index !== other.index && low >= least * HIGH && across >= least;
};

// Pairs of texts, by their numbers, of which the one is drawn over the other.
/** @param {Look} look */
const collisions = ({ readings }) => {
  const lines = readings.flatMap(bandsOf).sort((a, b) => a.top - b.top);
  /** @type {Pairs} */
  const pairs = new Map();
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
      const other = lines[next];
      if (!collide(one, other)) continue;
      pairs.set([one.index, other.index].sort((a, b) => a - b).join(), [one.index, other.index]);
    }
  });
  return pairs;
};

/**
 * @param {Element} element
 * @param {Element} other
 */
const around = (element, other) => {
  let at = /** @type {Element | null} */ (element);
  while (at && !at.contains(other)) at = parent(at);
  return at;
};

// What stays where it is while the page scrolls under it, or moves by itself, passes over other text all the time.
/** @param {Look} now */
const floats = (now) => (/** @type {Element} */ at) =>
  /fixed|sticky/.test(now.style(at).position) || now.style(at).animationName !== "none";

/**
 * Texts that are drawn over another, that were not before.
 * @param {Look} before
 * @param {Look} now
 * @param {boolean} sameWindow the window is as it was, so that nothing was laid out otherwise on purpose
 * @returns {import("../../page/answers.js").Overlap[]}
 */
export const overlaps = (before, now, sameWindow) => {
  const colliding = known.get(before) ?? collisions(before);
  known.set(before, colliding);
  /** @type {Map<Element, import("../../page/answers.js").Overlap>} */
  const found = new Map();
  const isLayer = (sameWindow ? floats : moved)(now);
  for (const [key, pair] of collisions(now)) {
    const [text, other] = pair.map((index) => now.texts[index]);
    if (colliding.has(key) || found.size >= FOUND || found.has(text.element)) continue;
    if (pair.some((index) => !isReadable(before.readings[index]))) continue;
    if ([text, other].some(({ element }) => isHiddenFromReaders(element))) continue;
    const shared = around(text.element, other.element) || now.page;
    found.set(text.element, {
      kind: "overlap",
      place: place(text.element, oneLine(text.node.data)),
      other: short(oneLine(other.node.data), 80),
      moved: [text, other].some(({ element }) => inside(element, shared, flat, isLayer)),
    });
  }
  return [...found.values()];
};

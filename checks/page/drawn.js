// Where an element is drawn, what cuts it off, and what lies over it.

import { own, upward } from "./tree.js";

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box CSS pixels in the window */

const LEAST = 2; // CSS pixels; less of something is not seen
const MOST_CONTENT = 12; // elements inside that may be drawn where the element itself has no box
const PAINTED = ["IMG", "VIDEO", "IFRAME", "CANVAS"];

/** @param {CSSStyleDeclaration} style */
const isCutAway = (style) => {
  if (/^inset\((50|100)%/.test(style.clipPath)) return true;
  const cut = /rect\(([\d.]+)px,? ([\d.]+)px,? ([\d.]+)px,? ([\d.]+)px\)/.exec(style.clip);
  const [, top, right, bottom, left] = (cut ?? []).map(Number);
  return Boolean(cut) && /absolute|fixed/.test(style.position) && (right - left < LEAST || bottom - top < LEAST);
};

/** @param {Element} element */
const boxOfContent = (element) => {
  const boxes = [...element.querySelectorAll("*")]
    .slice(0, MOST_CONTENT)
    .map((each) => each.getBoundingClientRect())
    .filter((each) => each.width >= 1 && each.height >= 1);
  return {
    left: Math.min(...boxes.map((each) => each.left)),
    top: Math.min(...boxes.map((each) => each.top)),
    right: Math.max(...boxes.map((each) => each.right)),
    bottom: Math.max(...boxes.map((each) => each.bottom)),
  };
};

/** @param {Box} box */
const isLarge = ({ left, top, right, bottom }) => right - left >= LEAST && bottom - top >= LEAST;

/**
 * The box of an element, or that of its content, less what is cut off; null when nothing is left.
 * @param {Element} element
 * @returns {Box | null}
 */
export const drawnBox = (element) => {
  const page = own("scrollingElement") || own("documentElement");
  const whole = element.getBoundingClientRect();
  let { left, top, right, bottom } = whole.width >= 1 && whole.height >= 1 ? whole : boxOfContent(element);
  let free = false; // what is positioned is not cut off by what lies between it and what it is positioned against
  for (const at of upward(element)) {
    const style = getComputedStyle(at);
    if (isCutAway(style)) return null;
    if (at !== element && at !== page && !free && style.display !== "inline") {
      const edge = at.getBoundingClientRect();
      if (style.overflowX !== "visible") [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    free ||= style.position === "fixed" || style.position === "absolute";
  }
  return isLarge({ left, top, right, bottom }) ? { left, top, right, bottom } : null;
};

/**
 * The part of a box that is in the window; null when there is none.
 * @param {Box} box
 * @returns {Box | null}
 */
export const inWindow = ({ left, top, right, bottom }) => {
  const part = {
    left: Math.max(left, 0),
    top: Math.max(top, 0),
    right: Math.min(right, innerWidth),
    bottom: Math.min(bottom, innerHeight),
  };
  return isLarge(part) ? part : null;
};

/** @param {string} colour */
const isOpaque = (colour) => {
  const alpha = /^rgba\([^)]*,\s*([\d.]+)\)$/.exec(colour) || /\/\s*([\d.]+)\)$/.exec(colour);
  return colour !== "transparent" && (!alpha || Number(alpha[1]) > 0.98);
};

/** @param {Element} element */
const paints = (element) => {
  const style = getComputedStyle(element);
  return Number(style.opacity) > 0.98 && (isOpaque(style.backgroundColor) || PAINTED.includes(element.tagName));
};

/**
 * @param {number} x
 * @param {number} y
 */
const hitAt = (x, y) => {
  let hit = document.elementFromPoint(x, y);
  for (;;) {
    const deeper = hit?.shadowRoot?.elementFromPoint(x, y);
    if (!deeper || deeper === hit) return hit;
    hit = deeper;
  }
};

/**
 * The opaque element that hides all of this part of an element, if one does.
 * @param {Element} element
 * @param {Box} part
 * @returns {Element | null}
 */
export const cover = (element, part) => {
  if (getComputedStyle(element).pointerEvents === "none") return null;
  const friends = new Set([...upward(element), ...(element.labels || [])]);
  const [width, height] = [part.right - part.left, part.bottom - part.top];
  let hides = null;
  for (const y of [0.5, 0.08, 0.92]) {
    for (const x of [0.5, 0.03, 0.97, 0.25, 0.75]) {
      const hit = hitAt(part.left + x * width, part.top + y * height);
      const line = hit ? upward(hit) : [];
      const common = line.findIndex((at) => friends.has(at));
      if (!hit || common === 0 || line.includes(element) || line[common]?.tagName === "LABEL") return null;
      hides = line.slice(0, common).find(paints);
      if (!hides) return null;
    }
  }
  return hides;
};

/**
 * Whether a style puts something before or after what is in it.
 * @param {Element} element
 */
export const drawsBeside = (element) =>
  ["::before", "::after"].some((part) => !["none", "normal", '""'].includes(getComputedStyle(element, part).content));

import { flat, isTooTall } from "../../page/clipping.js";
import { hasListener } from "../../page/instruments.js";
import { own, parent } from "../../page/tree.js";
import { oneLine } from "../../page/words.js";
import { cutLine, inside, isHiddenFromReaders, isReadable, moved, place } from "./texts.js";

/** @typedef {import("./texts.js").Look} Look */
/** @typedef {import("./texts.js").Reading} Reading */

const FOUND = 40;
const BOX = [16, 6]; // CSS pixels; what is in a smaller box is out of view on purpose
const REVEALS = "button, summary, [role=button], [role=tab], [aria-expanded], [aria-controls], input, label";
const LEAST = 2; // times the size of its letters, that must be lost of a text

// A link around a box leads to what the box shortens, unless what is cut off is the words of the link.
/**
 * @param {Element | null} link
 * @param {Element} box
 */
const leadsOn = (link, box) => link !== null && oneLine(link.textContent) !== oneLine(box.textContent);

// What may show the rest of a box or lead to it: in the card the box is in, or right before or after it.
/** @param {Element} element */
const reveals = (element) => {
  const around = parent(element);
  const length = (/** @type {Element} */ one) => one.textContent.length;
  const card = around && length(around) <= 300 + 4 * length(element);
  const { previousElementSibling: last, nextElementSibling: next } = element;
  const near = card ? [around] : [element, last, next].filter((one) => one !== null);
  /**
   * @param {string} selector
   * @param {(found: Element) => boolean} test
   */
  const finds = (selector, test) =>
    near.some((one) => (one.matches(selector) && test(one)) || [...one.querySelectorAll(selector)].some(test));
  return {
    toggle:
      finds(REVEALS, (found) => !found.contains(element)) ||
      inside(element, own("documentElement"), parent, (one) => hasListener(one, "click")),
    link:
      leadsOn(element.closest("a[href], button"), element) ||
      finds("a[href]", (link) => !element.contains(link) && !link.contains(element)),
  };
};

/**
 * @param {Reading | null} was
 * @param {Reading | null} reading
 * @param {boolean} always
 * @returns {reading is Reading}
 */
const isCutOff = (was, reading, always) => {
  if (!was || !reading || !cutLine(reading)) return false;
  if (always ? !cutLine(was) : !isReadable(was)) return false;
  return reading.total * (1 - reading.share) >= LEAST * reading.size;
};

// Whether a box shows something of this text or of another.
/**
 * @param {Look} now
 * @param {Element} box
 * @param {Reading} reading
 * @param {boolean} through
 */
const shows = (now, box, reading, through) =>
  reading.share > 0 ||
  through ||
  now.readings.some((other, at) => other && other.share > 0.5 && box.contains(now.texts[at].element));

/**
 * @param {Look} now
 * @param {import("./texts.js").PageText} text
 * @param {Reading} was
 * @param {Reading} reading
 * @param {{ always: boolean, sameWindow: boolean }} about
 */
const entry = (now, text, was, reading, { always, sameWindow }) => {
  const worst = cutLine(reading);
  if (!worst) return null;
  const tall = isTooTall(worst);
  const box = tall ? worst.cutY : worst.cutX;
  if (!box || box === now.page || box.clientWidth < BOX[0] || box.clientHeight < BOX[1]) return null;
  if (isHiddenFromReaders(text.element)) return null;
  const through = reading.lines.some(
    (line) =>
      line.band > 0.1 &&
      isTooTall(line) &&
      line.seen.right - line.seen.left > 0.5 * Math.min(line.width, box.clientWidth),
  );
  if (!shows(now, box, reading, through)) return null;
  const words = oneLine(text.node.data);
  /** @param {(element: Element) => boolean} test */
  const between = (test) => inside(text.element, box, flat, test) || test(box);
  return {
    box,
    kind: /** @type {const} */ ("cut"),
    always,
    axis: tall ? "y" : "x",
    before: was.share,
    after: reading.share,
    through,
    both: !tall && worst.both,
    words: words.split(" ").length,
    fills_window: box.clientHeight >= 0.9 * window.innerHeight,
    ellipsis: !tall && between((at) => now.style(at).textOverflow !== "clip"),
    clamped: between((at) => now.style(at).webkitLineClamp !== "none"),
    moved:
      inside(text.element, box, flat, moved(now)) ||
      parseFloat(now.style(box).textIndent) < 0 ||
      box.scrollLeft !== 0 ||
      box.scrollTop !== 0,
    direct: sameWindow || !inside(text.element, box, flat, (at) => now.style(at).display !== "inline"),
    titled: between((at) => oneLine(at.getAttribute("title") || "").includes(words)),
    text: words,
  };
};

/**
 * Texts of which less can be read than before, one for each box that cuts them off. always: those that were cut off
 * already. sameWindow: nothing can have been put away on purpose, for the window is as it was.
 * @param {Look} before
 * @param {Look} now
 * @param {{ always?: boolean, sameWindow?: boolean }} about
 * @returns {import("../../page/answers.js").Cut[]}
 */
export const cutTexts = (before, now, { always = false, sameWindow = false } = {}) => {
  const { texts, readings } = now;
  /** @param {number} index */
  const wordsOf = (index) => oneLine(texts[index].node.data);
  const readable = new Set(readings.flatMap((one, index) => (isReadable(one) ? [wordsOf(index)] : [])));
  /** @type {Map<Element, import("../../page/answers.js").Cut>} what cuts -> what is said of it */
  const found = new Map();
  readings.forEach((reading, index) => {
    const was = before.readings[index];
    if (!was || !isCutOff(was, reading, always) || readable.has(wordsOf(index))) return;
    const cut = entry(now, texts[index], was, reading, { always, sameWindow });
    if (!cut) return;
    const { box, text, ...said } = cut;
    const known = found.get(box);
    if (known ? said.after >= known.after : found.size >= FOUND) return;
    found.set(box, { ...said, place: place(box, text), ...reveals(box) });
  });
  return [...found.values()];
};

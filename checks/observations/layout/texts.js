import { clipping, lineIn } from "../../page/clipping.js";
import { describe } from "../../page/describe.js";
import { own, parent } from "../../page/tree.js";
import { short } from "../../page/words.js";

// The texts of a page, and how they can be read as it is laid out now. A text is a text node with a letter or digit in
// it. Of each of its lines the band between the top of the capitals and the base line counts: a line of which a third
// of that band is hidden is not read as it was meant.

const TEXTS = 3000;
const READ = 0.98; // share of a text's width that is drawn before it counts as readable as it was
const LOST = 0.9; // of a line, below which it counts as cut off
const NOT_TEXT = "script, style, noscript, template, select, textarea, marquee, canvas, audio, video, object";

/** @typedef {{ node: Text, element: HTMLElement }} PageText */
/** @typedef {{ lines: import("../../page/clipping.js").Line[], total: number, size: number, share: number }} Reading */
/** @typedef {ReturnType<typeof look>} Look */

/** The texts of the document and its open shadow roots, in their order. */
export const findTexts = () => {
  /** @type {PageText[]} */
  const found = [];
  /** @param {Document | ShadowRoot} root */
  const walk = (root) => {
    const both = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
    const nodes = Document.prototype.createTreeWalker.call(document, root, both);
    for (let node = nodes.nextNode(); node && found.length < TEXTS; node = nodes.nextNode()) {
      if (!(node instanceof Text)) {
        if (node.shadowRoot) walk(node.shadowRoot);
      } else if (/[\p{L}\p{N}]/u.test(node.data)) {
        const element = parent(node);
        if (element instanceof HTMLElement && !element.closest(NOT_TEXT)) found.push({ node, element });
      }
    }
  };
  walk(own("documentElement"));
  return found;
};

/** @param {Element} element */
const isDrawn = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

/**
 * @param {PageText} text
 * @param {ReturnType<typeof clipping>} layout
 * @param {Range} range
 * @returns {Reading | null}
 */
const reading = ({ node, element }, layout, range) => {
  if (!element.isConnected || !node.isConnected || !isDrawn(element)) return null;
  range.selectNodeContents(node);
  const innermost = layout.around(element);
  const lines = [];
  for (const at of range.getClientRects()) {
    if (at.width < 1 || at.height < 1) continue;
    const line = lineIn(at, innermost);
    if (!line) return null;
    lines.push(line);
  }
  const total = lines.reduce((sum, { width }) => sum + width, 0);
  if (!total) return null;
  const size = parseFloat(layout.style(element).fontSize);
  return { lines, total, size, share: lines.reduce((sum, { read }) => sum + read, 0) / total };
};

/**
 * What holds for the page as it is laid out now: of each text how it can be read, null when it is not drawn.
 * @param {PageText[]} texts
 */
export const look = (texts) => {
  const layout = clipping();
  const range = new Range();
  return { ...layout, texts, readings: texts.map((text) => reading(text, layout, range)) };
};

/**
 * A text that can be read as it was meant.
 * @param {Reading | null} read
 */
export const isReadable = (read) => read !== null && read.share >= READ;

/**
 * Of a reading, the first line that is cut off.
 * @param {Reading} reading
 */
export const cutLine = ({ lines }) => lines.find(({ read, width }) => read < width * LOST);

/** @param {Element} element */
export const isHiddenFromReaders = (element) => Boolean(element.closest("[aria-hidden=true], [inert]"));

/**
 * @param {Element} element
 * @param {string} words
 * @returns {import("../../page/answers.js").TextPlace}
 */
export const place = (element, words) => ({ ...describe(element), text: short(words, 80) });

/**
 * Whether one of the elements from one up to, and without, one around it is so.
 * @param {Element} element
 * @param {Element} outer
 * @param {(element: Element) => Element | null} flat
 * @param {(element: Element) => boolean} test
 */
export const inside = (element, outer, flat, test) => {
  for (let at = /** @type {Element | null} */ (element); at && at !== outer; at = flat(at)) if (test(at)) return true;
  return false;
};

/**
 * Whether an element is placed by hand or moved, so that what becomes of it may be meant.
 * @param {Look} now
 */
export const moved = (now) => (/** @type {Element} */ at) => {
  const { position, animationName, textIndent } = now.style(at);
  return (
    /absolute|fixed|sticky/.test(position) || animationName !== "none" || parseFloat(textIndent) < 0 || now.holds(at)
  );
};

// The text of a page, line by line as the author broke it: a block begins one, a <br> or a line of preformatted text too.

import { parent } from "./tree.js";
import { oneLine } from "./words.js";

const NO_TEXT =
  "script, style, noscript, template, textarea, select, datalist, svg, math, iframe, object, video, audio";
const INLINE = /^(inline|contents|ruby)$/;
const MOST = 4000;

/**
 * @typedef {object} Line
 * @property {Element} block what it stands in
 * @property {Element} element what holds its first letters, and so their look
 * @property {Element[]} elements what holds its letters, in order
 * @property {string} raw with its white space: no-break spaces and tabs, and all of it in preformatted text
 * @property {string} text white space folded
 * @property {boolean} preformatted
 */

/**
 * At most MOST lines that are drawn, in the order of the document.
 * @param {(Document | ShadowRoot)[]} roots
 * @param {(element: Element) => CSSStyleDeclaration} style
 * @returns {Line[]}
 */
export const linesOf = (roots, style) => {
  /** @type {Line[]} */
  const lines = [];
  /** @type {Map<Element, Element>} */
  const blocks = new Map();
  /**
   * @param {Element} element
   * @returns {Element}
   */
  const blockOf = (element) => {
    const known = blocks.get(element);
    if (known) return known;
    const above = parent(element);
    const block = above && INLINE.test(style(element).display) ? blockOf(above) : element;
    blocks.set(element, block);
    return block;
  };
  const drawn = new Map();
  /** @param {Element} element */
  const isDrawn = (element) => {
    if (!drawn.has(element)) {
      drawn.set(element, !element.closest(NO_TEXT) && element.checkVisibility({ visibilityProperty: true }));
    }
    return drawn.get(element);
  };
  /** @type {Line | null} */
  let current = null;
  /**
   * @param {Element} element
   * @param {string} data
   */
  const add = (element, data) => {
    const block = blockOf(element);
    const preformatted = style(element).whiteSpaceCollapse?.startsWith("preserve") ?? false;
    const pieces = preformatted ? data.split("\n") : [data.replace(/[ \t\n\r\f]+/g, " ")];
    pieces.forEach((piece, at) => {
      if (at || !current || current.block !== block) {
        current = { block, element, elements: [], raw: "", text: "", preformatted };
        lines.push(current);
      }
      current.raw += piece;
      if (/\S/.test(piece)) {
        if (!current.elements.length) current.element = element;
        if (current.elements.at(-1) !== element) current.elements.push(element);
      }
    });
  };
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && lines.length < MOST; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.tagName === "BR" || blockOf(node) === node) current = null;
        continue;
      }
      const element = parent(node);
      if (element && (current || /\S/.test(node.data)) && isDrawn(element)) add(element, node.data);
    }
    current = null;
  }
  for (const line of lines) line.text = oneLine(line.raw);
  return lines.filter((line) => line.text);
};

import { own, upward } from "../../page/tree.js";

// The boxes of the words of a text, of those that nothing cuts off or lies over.

const WORDS = 12;
const SMALLEST = [3, 5]; // CSS pixels

/**
 * @param {Element} at
 * @param {DOMRect} box
 */
const cutsOff = (at, box) => {
  const style = getComputedStyle(at);
  if (style.clipPath !== "none") return true;
  if (style.overflowX === "visible" && style.overflowY === "visible") return false;
  const edge = at.getBoundingClientRect();
  return (
    at.localName !== "body" &&
    (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)
  );
};

// As far as can be seen from here.
/**
 * @param {DOMRect} box
 * @param {Element} element
 */
const isOpen = (box, element) => {
  const page = own("documentElement");
  if (upward(element).some((at) => at !== page && cutsOff(at, box))) return false;
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
    return x >= 0 && x < page.scrollWidth && y + scrollY >= 0;
  }
  const top = Document.prototype.elementFromPoint.call(document, x, y);
  return top !== null && (top.contains(element) || element.contains(top));
};

/**
 * @param {Text} node
 * @param {Element} element what it is in
 * @returns {[number, number, number, number][]} left, top, width and height in the document
 */
export const wordBoxes = (node, element) => {
  const range = Document.prototype.createRange.call(document);
  /** @type {[number, number, number, number][]} */
  const found = [];
  for (const match of node.data.matchAll(/\S*[\p{L}\p{N}]\S*/gu)) {
    if (found.length >= WORDS) break;
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const [box, ...more] = range.getClientRects();
    if (!box || more.length || box.width < SMALLEST[0] || box.height < SMALLEST[1] || !isOpen(box, element)) continue;
    found.push([box.left + scrollX, box.top + scrollY, box.width, box.height]);
  }
  return found;
};

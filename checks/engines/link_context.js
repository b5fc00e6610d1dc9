// The words around a link that WCAG 2.4.4 lets it lean on.

import { oneLine } from "../page/words.js";

const CONTEXT = 400; // words, nodes or parts
const PARAGRAPHS = "p, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, blockquote";
const LISTS = "ul, ol, [role=list]";
// The items of a flex box are blocks to CSS, though a sentence may be made of them.
const PHRASING = "a, abbr, b, cite, code, em, i, label, mark, q, small, span, strong, time, u";

/** @param {Element} cell */
const headersOf = (cell) => (cell.matches("table td, table th") ? axe.commons.table.getHeaders(cell) : []);
/** @param {Element} link */
const described = (link) => [
  ...(link.getAttribute("aria-describedby") || "")
    .split(/\s+/)
    .filter(Boolean)
    .map((/** @type {string} */ id) => /** @type {any} */ (link.getRootNode()).getElementById?.(id)?.textContent || ""),
  link.getAttribute("title") || "",
];

/** @param {ReturnType<typeof import("./reading.js").reading>} page */
export const contextIn = (page) => {
  /** @param {Element} element */
  const inline = (element) =>
    /^(inline|contents|ruby)/.test(page.style(element).display) ||
    (element.matches(PHRASING) &&
      element.parentElement !== null &&
      /flex|grid/.test(page.style(element.parentElement).display));

  // Text inside `root` as heard, without `link` and without what `left` matches.
  /**
   * @param {Node | Node[]} root
   * @param {Element} link
   * @param {string} left
   */
  const wordsAround = (root, link, left = "") => {
    /** @type {string[]} */
    const words = [];
    /** @param {Node} node */
    const read = (node) => {
      if (words.length > CONTEXT || node === link) return;
      if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
      if (!(node instanceof Element) || (left && node.matches(left)) || !page.heard(node)) return;
      const said = node.getAttribute("aria-label") || node.getAttribute("alt");
      if (said && !node.contains(link)) words.push(said);
      else node.childNodes.forEach(read);
      if (!inline(node)) words.push(" ");
    };
    [root].flat().forEach(read);
    return oneLine(words.join(""));
  };

  // What stands on the same lines as the link, where no element marks the paragraph.
  /** @param {Element} link */
  const lineOf = (link) => {
    let top = link;
    while (top.parentElement && inline(top) && inline(top.parentElement)) top = top.parentElement;
    /**
     * @param {Node | null} node
     * @returns {node is Node}
     */
    const joins = (node) => node !== null && (!(node instanceof Element) || inline(node) || !page.heard(node));
    /** @type {Node[]} */
    const line = [top];
    if (!inline(top)) return line;
    for (let at = top.previousSibling; joins(at) && line.length < CONTEXT; at = at.previousSibling) line.unshift(at);
    for (let at = top.nextSibling; joins(at) && line.length < CONTEXT; at = at.nextSibling) line.push(at);
    return line;
  };

  return (/** @type {Element} */ link) => {
    const parts = [wordsAround(lineOf(link), link)];
    for (let at = link.parentElement; at && parts.length < CONTEXT; at = at.parentElement) {
      if (at.matches(PARAGRAPHS)) {
        parts.push(wordsAround(at, link));
      } else if (at.matches("li, [role=listitem]")) {
        parts.push(wordsAround(at, link, LISTS));
      } else if (at.matches("td, th, [role=cell], [role=gridcell]")) {
        parts.push(
          wordsAround(at, link),
          ...headersOf(at).map((/** @type {Element} */ header) => page.heardText(header)),
        );
        break;
      }
    }
    return oneLine([...new Set([...parts, ...described(link)].map(oneLine))].join(" "));
  };
};

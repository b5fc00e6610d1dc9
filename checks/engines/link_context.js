// The words around a link that WCAG 2.4.4 lets it lean on.

import { folded } from "./reading.js";

const CONTEXT = 400; // words, nodes or parts
const PARAGRAPHS = "p, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, blockquote";
const LISTS = "ul, ol, [role=list]";
// The items of a flex box are blocks to CSS, though a sentence may be made of them.
const PHRASING = "a, abbr, b, cite, code, em, i, label, mark, q, small, span, strong, time, u";

const headersOf = (cell) => (cell.matches("table td, table th") ? axe.commons.table.getHeaders(cell) : []);
const described = (link) => [
  ...(link.getAttribute("aria-describedby") || "")
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => link.getRootNode().getElementById?.(id)?.textContent || ""),
  link.getAttribute("title") || "",
];

/** @param {ReturnType<typeof import("./reading.js").reading>} page */
export const contextIn = (page) => {
  const inline = (element) =>
    /^(inline|contents|ruby)/.test(page.style(element).display) ||
    (element.matches(PHRASING) &&
      Boolean(element.parentElement) &&
      /flex|grid/.test(page.style(element.parentElement).display));

  // Text inside `root` as heard, without `link` and without what `left` matches.
  const wordsAround = (root, link, left = "") => {
    const words = [];
    const read = (node) => {
      if (words.length > CONTEXT || node === link) return;
      if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || (left && node.matches(left)) || !page.heard(node)) return;
      const said = node.getAttribute("aria-label") || node.getAttribute("alt");
      if (said && !node.contains(link)) words.push(said);
      else node.childNodes.forEach(read);
      if (!inline(node)) words.push(" ");
    };
    [root].flat().forEach(read);
    return folded(words.join(""));
  };

  // What stands on the same lines as the link, where no element marks the paragraph.
  const lineOf = (link) => {
    let top = link;
    while (top.parentElement && inline(top) && inline(top.parentElement)) top = top.parentElement;
    const joins = (node) => node && (node.nodeType !== Node.ELEMENT_NODE || inline(node) || !page.heard(node));
    const line = [top];
    if (!inline(top)) return line;
    while (joins(line[0].previousSibling) && line.length < CONTEXT) line.unshift(line[0].previousSibling);
    while (joins(line.at(-1).nextSibling) && line.length < CONTEXT) line.push(line.at(-1).nextSibling);
    return line;
  };

  return (link) => {
    const parts = [wordsAround(lineOf(link), link)];
    for (let at = link.parentElement; at && parts.length < CONTEXT; at = at.parentElement) {
      if (at.matches(PARAGRAPHS)) {
        parts.push(wordsAround(at, link));
      } else if (at.matches("li, [role=listitem]")) {
        parts.push(wordsAround(at, link, LISTS));
      } else if (at.matches("td, th, [role=cell], [role=gridcell]")) {
        parts.push(wordsAround(at, link), ...headersOf(at).map((header) => page.heardText(header)));
        break;
      }
    }
    return folded([...new Set([...parts, ...described(link)].map(folded))].join(" "));
  };
};

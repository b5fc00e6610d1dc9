import { describe, kept, region } from "../page/describe.js";
import { parent, roots, upward, within } from "../page/tree.js";
import { fold, short } from "../page/words.js";
import { listening } from "../page/instruments.js";

// Runs the checks of checks/rules/*.js on the document, all in one go, and brings back what is stored.
// `scripts`: [id, function, data]. Returns [id, error or "", [[outcome, count, findings]...]].
//
// Each function gets `page`, and the data of its module:
//   page.all(selector)        elements, also in open shadow roots, in the order of the document
//   page.parent(element)      what it is in, also through a shadow root; page.upward(element) it and all it is in
//   page.seen(element)        drawn on the screen: not hidden, not transparent, not clipped away or off-screen
//   page.heard(element)       in the accessibility tree
//   page.text(element)        its text as drawn, white space folded; of hidden elements their text content
//   page.heardText(element)   the text and names a screen reader reads inside it
//   page.name(element)        accessible name;  page.role(element) its role, explicit or implicit, or ""
//   page.language(element)    primary language subtag in force there, lower case, or ""
//   page.style(element)       computed style
//   page.context(link)        the words around a link that WCAG 2.4.4 lets it lean on: the same sentence or paragraph,
//                             list items, table cell and its headers, description; not its own words
//   page.fold(text)           lower case, no accents, punctuation and white space folded, for comparing words
//   page.listens(element, ...types)  its own listeners of these event types, attributes (onclick) included
//   page.failed(element, message, measured), page.cannotTell(...), page.passed(element)
// An element is spoken of once; a failure outweighs a doubt, a doubt a pass.
export default (scripts, { cap }) => {
  const MESSAGE = 300;
  const CONTEXT = 400;
  axe.teardown();
  axe.setup(document);
  const { aria, dom, text } = axe.commons;

  const places = roots();
  const memo = (read) => {
    const known = new WeakMap();
    return (element) => {
      if (!known.has(element)) known.set(element, read(element));
      return known.get(element);
    };
  };
  const folded = (words) => words.replace(/\s+/g, " ").trim();
  // What is not in axe's tree (inside a closed <details>, say) is read as axe reads what is hidden.
  const known = (element) => Boolean(axe.utils.getNodeFromTree(element));
  const listeners = new Map(); // event types -> the elements that listen for one of them
  const shared = {
    parent,
    upward,
    fold,
    all: (selector) => within(places, selector),
    seen: memo(
      (element) =>
        known(element) &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        dom.isVisibleOnScreen(element),
    ),
    heard: memo((element) => known(element) && dom.isVisibleToScreenReaders(element)),
    text: memo((element) => folded(element.innerText ?? element.textContent ?? "")),
    heardText: memo((element) =>
      known(element) ? folded(text.visibleVirtual(axe.utils.getNodeFromTree(element), true)) : "",
    ),
    name: memo((element) => (known(element) ? folded(text.accessibleText(element)) : "")),
    role: memo((element) => (known(element) ? aria.getRole(element) || "" : "")),
    language: memo((element) => {
      for (let at = element; at; at = parent(at)) {
        if (at.hasAttribute("lang")) return at.getAttribute("lang").trim().split("-")[0].toLowerCase();
      }
      return "";
    }),
    style: memo((element) => getComputedStyle(element)),
    listens: (element, ...types) => {
      const key = types.join(" ");
      if (!listeners.has(key)) listeners.set(key, listening(...types));
      return listeners.get(key).has(element);
    },
  };

  // Text inside `root` as heard, without `link` and without what `left` matches.
  const wordsAround = (root, link, left = "") => {
    const words = [];
    const read = (node) => {
      if (words.length > CONTEXT || node === link) return;
      if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || (left && node.matches(left)) || !shared.heard(node)) return;
      const said = node.getAttribute("aria-label") || node.getAttribute("alt");
      if (said && !node.contains(link)) words.push(said);
      else node.childNodes.forEach(read);
      if (!inline(node)) words.push(" ");
    };
    [root].flat().forEach(read);
    return folded(words.join(""));
  };
  // The items of a flex box are blocks to CSS, though a sentence may be made of them.
  const PHRASING = "a, abbr, b, cite, code, em, i, label, mark, q, small, span, strong, time, u";
  const inline = (element) =>
    /^(inline|contents|ruby)/.test(shared.style(element).display) ||
    (element.matches(PHRASING) &&
      Boolean(element.parentElement) &&
      /flex|grid/.test(shared.style(element.parentElement).display));
  // What stands on the same lines as the link, where no element marks the paragraph.
  const lineOf = (link) => {
    let top = link;
    while (top.parentElement && inline(top) && inline(top.parentElement)) top = top.parentElement;
    const joins = (node) => node && (node.nodeType !== Node.ELEMENT_NODE || inline(node) || !shared.heard(node));
    const line = [top];
    if (!inline(top)) return line;
    while (joins(line[0].previousSibling) && line.length < CONTEXT) line.unshift(line[0].previousSibling);
    while (joins(line.at(-1).nextSibling) && line.length < CONTEXT) line.push(line.at(-1).nextSibling);
    return line;
  };
  const headersOf = (cell) => (cell.matches("table td, table th") ? axe.commons.table.getHeaders(cell) : []);
  const described = (link) => [
    ...(link.getAttribute("aria-describedby") || "")
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => link.getRootNode().getElementById?.(id)?.textContent || ""),
    link.getAttribute("title") || "",
  ];
  const nested = "ul, ol, [role=list]";
  shared.context = memo((link) => {
    const parts = [wordsAround(lineOf(link), link)];
    for (let at = link.parentElement; at && parts.length < CONTEXT; at = at.parentElement) {
      if (at.matches("p, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, blockquote")) {
        parts.push(wordsAround(at, link));
      } else if (at.matches("li, [role=listitem]")) {
        parts.push(wordsAround(at, link, nested));
      } else if (at.matches("td, th, [role=cell], [role=gridcell]")) {
        parts.push(wordsAround(at, link), ...headersOf(at).map((header) => shared.heardText(header)));
        break;
      }
    }
    return folded([...new Set([...parts, ...described(link)].map(folded))].join(" "));
  });

  const RANK = { failed: 3, cantTell: 2, passed: 1 };
  const run = ([id, check, data]) => {
    const said = new Map(); // element -> [outcome, message, measured]
    const say =
      (outcome) =>
      (element, message = "", measured = {}) => {
        const before = said.get(element);
        if (!before || RANK[outcome] > RANK[before[0]]) said.set(element, [outcome, message, measured]);
      };
    const page = { ...shared, failed: say("failed"), cannotTell: say("cantTell"), passed: say("passed") };
    let error = "";
    try {
      check(page, data);
    } catch (problem) {
      error = short(problem instanceof Error ? problem.stack : String(problem), MESSAGE);
    }
    const outcomes = ["failed", "cantTell", "passed"].map((outcome) => {
      const elements = [...said].filter(([, [what]]) => what === outcome);
      return [
        outcome,
        elements.length,
        outcome === "passed" ? [] : kept(elements, ([element]) => region(element), cap).map(told),
      ];
    });
    return [id, error, outcomes.filter(([, count]) => count)];
  };
  const told = ([element, [, message, measured]]) => ({
    ...describe(element),
    message: short(message, MESSAGE),
    measured,
  });

  return scripts.map(run);
};

import { describe } from "../page/describe.js";
import { parent as up } from "../page/tree.js";

const SKIP =
  "script, style, noscript, template, code, pre, kbd, samp, var, math, svg, address, textarea, select, " +
  "datalist, iframe, object, video, audio, canvas, [translate=no], .notranslate, [contenteditable], [hidden]";

const memo = (read) => {
  const known = new Map();
  return (element) => {
    if (!known.has(element)) known.set(element, read(element));
    return known.get(element);
  };
};
const inline = memo((element) => /^(inline|contents|ruby.*)$/.test(getComputedStyle(element).display));
const left = memo((element) => element.matches(SKIP) || Boolean(up(element) && left(up(element))));
const drawn = memo((element) => element.checkVisibility({ visibilityProperty: true }));
const linked = memo((element) => Boolean(element.closest("a[href], button, [role=link], [role=button]")));
const saying = memo((element) => (element.hasAttribute("lang") ? element : up(element) && saying(up(element))));
const block = memo((element) =>
  element.hasAttribute("lang") || !inline(element) || !up(element) ? element : block(up(element)),
);

// Block -> [text, letters, letters in links].
const unitsIn = (whole, { most, longest, total }) => {
  const units = new Map();
  let length = 0;
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && length < total && units.size <= most; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.shadowRoot) read(node.shadowRoot);
        if (node.tagName === "BR" && units.has(block(node))) units.get(block(node))[0] += " ";
        continue;
      }
      const element = up(node);
      if (!element || left(element) || !drawn(element)) continue;
      const at = block(element);
      if (!/\p{L}/u.test(node.data)) {
        // a space between two links, or the full stop after one
        if (units.has(at)) units.get(at)[0] += node.data.slice(0, 20).replace(/\s+/g, " ");
        continue;
      }
      if (!units.has(at)) units.set(at, ["", 0, 0]);
      const unit = units.get(at);
      if (unit[0].length > longest) continue;
      const text = node.data.slice(0, longest).replace(/\s+/g, " ");
      unit[0] += text;
      unit[1] += text.length;
      if (linked(element)) unit[2] += text.length;
      length += text.length;
    }
  };
  read(whole);
  return units;
};

// What a page with little text says elsewhere: its title, and the names of what is drawn.
const NAMED = "[aria-label], img[alt], area[alt], input[type=image i][alt], input[type=submit i][value], iframe[title]";
/** @returns {Array<[Element, string]>} */
const namesIn = (most) => {
  const named = [...document.querySelectorAll(NAMED)].filter((element) => !left(element) && drawn(element));
  const nameOf = (element) =>
    ["aria-label", "alt", "value", "title"].map((from) => element.getAttribute(from)).find(Boolean);
  const plain = (words) => (words ?? "").replace(/\s+/g, " ").trim();
  /** @type {Array<[Element, string]>} */
  const names = named.slice(0, most).map((element) => [element, plain(nameOf(element))]);
  const title = document.querySelector("head > title");
  return title ? [[title, plain(document.title)], ...names] : names;
};

/**
 * The texts of the page, block by block, with the language each is said to be in; and their elements.
 * texts: [text, tag of the language, index of the element that says so, share of the letters that is in links].
 * names: [text, tag, index] of the title and of what has a name of its own.
 * @param {{most: number, longest: number, total: number}} bounds
 */
export default (bounds) => {
  const root = document.documentElement;
  const units = root ? unitsIn(document, bounds) : new Map();
  const blocks = [...units.keys()].slice(0, bounds.most);
  const names = root ? namesIn(bounds.most) : [];
  const said = [...blocks, ...names.map(([element]) => element)].map(saying);
  const elements = [...new Set([...blocks, ...said, root])].filter(Boolean);
  const place = new Map(elements.map((element, index) => [element, index]));
  /** @returns {[string, number]} */
  const by = (element) => {
    const source = saying(element);
    return [source?.getAttribute("lang").trim() ?? "", source ? place.get(source) : -1];
  };
  return {
    /** @returns {import("../page/answers.js").LanguagesSeenAnswer} */
    seen: () => ({
      root: place.get(root) ?? -1,
      tag: root?.getAttribute("lang")?.trim() ?? "",
      texts: blocks.map((element) => {
        const [text, letters, inLinks] = units.get(element);
        return [text.trim(), ...by(element), inLinks / letters];
      }),
      names: names.map(([element, name]) => [name, ...by(element)]),
    }),
    /**
     * @param {number[]} at
     * @returns {import("../page/answers.js").LanguagesDescribeAnswer}
     */
    describe: (at) => at.map((index) => describe(elements[index])),
  };
};

import { describe } from "../page/describe.js";
import { parent as up } from "../page/tree.js";
import { oneLine } from "../page/words.js";

const SKIP =
  "script, style, noscript, template, code, pre, kbd, samp, var, math, svg, address, textarea, select, " +
  "datalist, iframe, object, video, audio, canvas, [translate=no], .notranslate, [contenteditable], [hidden]";

/**
 * @template Value
 * @param {(element: Element) => Value} read
 * @returns {(element: Element) => Value}
 */
const memo = (read) => {
  const known = new Map();
  return (element) => {
    if (!known.has(element)) known.set(element, read(element));
    return known.get(element);
  };
};
const inline = memo((element) => /^(inline|contents|ruby.*)$/.test(getComputedStyle(element).display));
/** @type {(element: Element) => boolean} */
const left = memo((element) => {
  const above = up(element);
  return element.matches(SKIP) || (above !== null && left(above));
});
const drawn = memo((element) => element.checkVisibility({ visibilityProperty: true }));
const linked = memo((element) => Boolean(element.closest("a[href], button, [role=link], [role=button]")));
/** @type {(element: Element) => Element | null} */
const saying = memo((element) => {
  const above = up(element);
  return element.hasAttribute("lang") ? element : above && saying(above);
});
/** @type {(element: Element) => Element} */
const block = memo((element) => {
  const above = up(element);
  return element.hasAttribute("lang") || !inline(element) || !above ? element : block(above);
});

// Block -> [text, letters, letters in links].
/**
 * @param {Document} whole
 * @param {{ most: number, longest: number, total: number }} bounds
 */
const unitsIn = (whole, { most, longest, total }) => {
  /** @type {Map<Element, [string, number, number]>} */
  const units = new Map();
  let length = 0;
  /** @param {Document | ShadowRoot} root */
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && length < total && units.size <= most; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.shadowRoot) read(node.shadowRoot);
        const broken = node.tagName === "BR" && units.get(block(node));
        if (broken) broken[0] += " ";
        continue;
      }
      const element = up(node);
      if (!element || left(element) || !drawn(element)) continue;
      const at = block(element);
      const known = units.get(at);
      if (!/\p{L}/u.test(node.data)) {
        // a space between two links, or the full stop after one
        if (known) known[0] += node.data.slice(0, 20).replace(/\s+/g, " ");
        continue;
      }
      /** @type {[string, number, number]} */
      const unit = known ?? ["", 0, 0];
      units.set(at, unit);
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
/**
 * @param {{ most: number, longest: number }} bounds
 * @returns {[Element, string][]}
 */
const namesIn = ({ most, longest }) => {
  const named = [...document.querySelectorAll(NAMED)].filter((element) => !left(element) && drawn(element));
  /** @param {Element} element */
  const nameOf = (element) =>
    ["aria-label", "alt", "value", "title"].map((from) => element.getAttribute(from)).find(Boolean);
  /** @type {Array<[Element, string]>} */
  const names = named.slice(0, most).map((element) => [element, nameOf(element) ?? ""]);
  const title = document.querySelector("head > title");
  if (title) names.unshift([title, document.title]);
  return names.map(([element, name]) => [element, oneLine(name.slice(0, longest))]);
};

// The tag of a language as an element has it.
const LONGEST_TAG = 100;
/** @param {Element | null | undefined} element */
const tagOf = (element) => (element?.getAttribute("lang") ?? "").trim().slice(0, LONGEST_TAG);

/**
 * The texts of the page, block by block, with the language each is said to be in; and their elements.
 * texts: [text, tag of the language, index of the element that says so, share of the letters that is in links].
 * names: [text, tag, index] of the title and of what has a name of its own.
 * @param {{most: number, longest: number, total: number}} bounds
 */
export default (bounds) => {
  const root = document.documentElement;
  /** @type {ReturnType<typeof unitsIn>} */
  const units = root ? unitsIn(document, bounds) : new Map();
  const blocks = [...units.keys()].slice(0, bounds.most);
  const names = root ? namesIn(bounds) : [];
  const said = [...blocks, ...names.map(([element]) => element)].map(saying);
  const elements = [...new Set([...blocks, ...said, root])].filter((element) => element !== null);
  const place = new Map(elements.map((element, index) => [element, index]));
  /**
   * @param {Element} element
   * @returns {[string, number]}
   */
  const by = (element) => {
    const source = saying(element);
    return [tagOf(source), (source && place.get(source)) ?? -1];
  };
  return {
    /** @returns {import("../page/answers.js").LanguagesSeenAnswer} */
    seen: () => ({
      root: place.get(root) ?? -1,
      tag: tagOf(root),
      texts: blocks.map((element) => {
        const [text, letters, inLinks] = units.get(element) ?? ["", 1, 0];
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

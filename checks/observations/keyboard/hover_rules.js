// The style rules that bring something up under the mouse.

import { own, upward } from "../../page/tree.js";

const MOST = 30;
const MOST_A_RULE = 50;
const OTHER = /:(checked|target|focus-visible|focus-within|focus|active|popover-open)|\[open\]/g;

/**
 * @param {string} selector
 * @returns {any[]}
 */
export const all = (selector) => {
  try {
    return [...Document.prototype.querySelectorAll.call(document, selector)];
  } catch {
    return []; // no selector any more without its :hover
  }
};

/**
 * @param {Element} element
 * @param {string} selector
 */
export const matches = (element, selector) => {
  try {
    return element.matches(selector.trim() || "*");
  } catch {
    return false;
  }
};

/** @param {Element} element */
export const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

/** @param {MediaList | undefined} media */
const inForce = (media) => !media?.length || matchMedia(media.mediaText).matches;
/**
 * @param {Iterable<any>} list
 * @param {CSSStyleRule[]} [found]
 */
const rulesIn = (list, found = []) => {
  for (const rule of list) {
    if (rule.selectorText) found.push(rule);
    else if (!inForce(rule.media)) continue;
    if (rule.cssRules?.length) rulesIn(rule.cssRules, found);
  }
  return found;
};
/** @param {CSSStyleSheet} sheet */
const rulesOf = (sheet) => {
  try {
    return sheet.disabled || !inForce(sheet.media) ? [] : rulesIn(sheet.cssRules);
  } catch {
    return []; // of another origin: cannot be read
  }
};
// The selectors of a list, parted at its outer commas.
/** @param {string} list */
const selectors = (list) => list.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[^,])+/g) || [];

/** The style rules that show something, under the mouse or otherwise. */
export const showing = () =>
  [...own("styleSheets"), ...document.adoptedStyleSheets]
    .flatMap(rulesOf)
    .filter(({ selectorText }) => selectorText.includes(":hover") || selectorText.search(OTHER) >= 0)
    .filter(
      ({ style }) =>
        (style?.display && style.display !== "none") || (style?.visibility && style.visibility !== "hidden"),
    );

/**
 * The selectors of what such rules show otherwise than under the mouse.
 * @param {CSSStyleRule[]} rules
 */
export const otherwise = (rules) =>
  rules
    .flatMap((rule) => selectors(rule.selectorText).filter((each) => each.search(OTHER) >= 0))
    .map((selector) => selector.replace(OTHER, ""));

/**
 * What comes up -> what the mouse must be over.
 * @param {CSSStyleRule[]} rules
 * @returns {Map<Element, Element>}
 */
export const hovered = (rules) => {
  const found = new Map();
  /** @param {string} selector */
  const collect = (selector) => {
    const cut = selector.lastIndexOf(":hover");
    const inner = selector.slice(cut + ":hover".length);
    // `li:hover > ul`: what lies inside or beside the thing under the mouse; not that thing itself.
    if (cut < 0 || !/[\s>+~]/.test(inner.trim() && inner) || inner.includes("(") || selector.includes("::")) return;
    const outer = selector.slice(0, cut).replaceAll(":hover", "");
    for (const content of all(selector.replaceAll(":hover", "").trim()).slice(0, MOST_A_RULE)) {
      if (found.size >= MOST || found.has(content) || isShown(content)) continue;
      const beside = [...(content.parentElement?.children || [])];
      const under = [...upward(content).slice(1), ...beside].find((each) => matches(each, outer));
      if (under && isShown(under)) found.set(content, under);
    }
  };
  for (const rule of rules) selectors(rule.selectorText).forEach(collect);
  return found;
};

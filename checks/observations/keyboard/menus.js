import { describe } from "../../page/describe.js";
import { own, upward } from "../../page/tree.js";

const MOST = 30;
const MOST_A_RULE = 50;
const USABLE = "a[href], button, input, select, textarea, [tabindex]";
const OTHER = /:(checked|target|focus-visible|focus-within|focus|active|popover-open)|\[open\]/g;

const all = (selector) => {
  try {
    return [...Document.prototype.querySelectorAll.call(document, selector)];
  } catch {
    return []; // no selector any more without its :hover
  }
};
const matches = (element, selector) => {
  try {
    return element.matches(selector.trim() || "*");
  } catch {
    return false;
  }
};
const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

const inForce = (media) => !media?.length || matchMedia(media.mediaText).matches;
const rulesIn = function* (list) {
  for (const rule of list) {
    if (!inForce(rule.media)) continue;
    if (rule.selectorText) yield rule;
    if (rule.cssRules?.length) yield* rulesIn(rule.cssRules);
  }
};
const rulesOf = (sheet) => {
  try {
    return sheet.disabled || !inForce(sheet.media) ? [] : [...rulesIn(sheet.cssRules)];
  } catch {
    return []; // of another origin: cannot be read
  }
};
// The style rules that bring something up.
const showing = () =>
  [...own("styleSheets"), ...document.adoptedStyleSheets]
    .flatMap(rulesOf)
    .filter(
      ({ style }) =>
        (style?.display && style.display !== "none") || (style?.visibility && style.visibility !== "hidden"),
    );
// The selectors of a list, parted at its outer commas.
const selectors = (list) => list.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[^,])+/g) || [];

// Menu -> what the mouse must be over.
const menusOf = (rules) => {
  const menus = new Map();
  const collect = (selector) => {
    const cut = selector.lastIndexOf(":hover");
    const inner = selector.slice(cut + ":hover".length);
    // `li:hover > ul`: what lies inside or beside the thing under the mouse; not that thing itself.
    if (cut < 0 || !/[\s>+~]/.test(inner.trim() && inner) || inner.includes("(") || selector.includes("::")) return;
    const outer = selector.slice(0, cut).replaceAll(":hover", "");
    for (const menu of all(selector.replaceAll(":hover", "").trim()).slice(0, MOST_A_RULE)) {
      if (menus.size >= MOST || menus.has(menu) || isShown(menu)) continue;
      const beside = [...(menu.parentElement?.children || [])];
      const under = [...upward(menu).slice(1), ...beside].find((each) => matches(each, outer));
      if (under && isShown(under)) menus.set(menu, under);
    }
  };
  for (const rule of rules) selectors(rule.selectorText).forEach(collect);
  return menus;
};

// Two links are the same for a visitor when they lead to the same place, or, leading nowhere, have the same text.
const key = (link) => {
  const nowhere = !link.href || link.href.endsWith("#");
  return nowhere ? `${link.tagName} ${link.textContent.trim()}` : link.href;
};
const elsewhere = (menu) =>
  new Set(
    all("a[href], button")
      .filter((link) => !menu.contains(link) && link.tabIndex >= 0 && isShown(link))
      .map(key),
  );

// The links that a style rule brings up under the mouse, and that the keyboard walk did not come to: one entry a menu.
// `complete`: the walk came to all stops of the document. Needs walk.js.
export default (complete) => {
  const walk = window[Symbol.for("wad-monitor.keyboard")];
  const rules = showing();
  const otherwise = rules
    .flatMap((rule) => selectors(rule.selectorText).filter((each) => each.search(OTHER) >= 0))
    .map((selector) => selector.replace(OTHER, ""));
  const report = ([menu, under]) => {
    const links = [...menu.querySelectorAll("a[href], button")].filter((link) => link.textContent.trim());
    if (!links.length || links.some(walk.visited)) return [];
    const around = under.contains(menu) ? under : under.parentElement;
    const controls = [around, ...around.querySelectorAll(USABLE)].filter((each) => each.tabIndex >= 0 && isShown(each));
    if (controls.length && !complete && !controls.some(walk.visited)) return []; // the walk ended before it
    const reached = elsewhere(menu);
    const missing = links.filter((link) => !reached.has(key(link)));
    if (!missing.length) return [];
    const scripted = walk.heardByAll || [...upward(under), ...around.querySelectorAll("*")].some(walk.hears);
    const styled = otherwise.some((selector) => matches(menu, selector));
    return [
      {
        ...describe(missing[0]),
        menu: describe(menu).selector,
        links: missing.length,
        sure: !scripted && !styled,
      },
    ];
  };
  return [...menusOf(rules)].flatMap(report);
};

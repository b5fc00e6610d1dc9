// Which element is meant, as a finding says it.

import { getter, parent } from "./tree.js";
import { oneLine, short } from "./words.js";

const SNIPPET = 400;
const SELECTOR = 500;
const WORDS = 120;
const ROLES = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];
/** @type {Record<string, string>} */
const TAGS = {
  ASIDE: "complementary",
  FOOTER: "contentinfo",
  FORM: "form",
  HEADER: "banner",
  MAIN: "main",
  NAV: "navigation",
  SEARCH: "search",
  SECTION: "region",
};
const SECTIONS =
  "article, aside, main, nav, section, " +
  "[role=article], [role=complementary], [role=main], [role=navigation], [role=region]";

const outerHTML = getter(Element.prototype, "outerHTML");

// The landmark this element is, as HTML-AAM and ARIA say; empty when it is none.
/** @param {Element} element */
const landmark = (element) => {
  const said = (element.getAttribute("role") || "").trim().toLowerCase().split(/\s+/)[0];
  const role = said || TAGS[element.tagName] || "";
  if (!ROLES.includes(role)) return "";
  const named = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
  if ((role === "form" || role === "region") && !named) return "";
  // A <header> or <footer> is the page's own unless it belongs to a section.
  const scoped = !said && (role === "banner" || role === "contentinfo");
  const around = scoped ? parent(element) : null;
  return around && Element.prototype.closest.call(around, SECTIONS) ? "" : role;
};

/**
 * The nearest landmark around an element; a named section only counts where no other landmark is.
 * @param {Element | null} element
 */
export const region = (element) => {
  let section = "";
  for (let at = element; at; at = parent(at)) {
    const role = landmark(at);
    if (role && role !== "region") return role;
    section ||= role;
  }
  return section;
};

/** @param {Element} element */
const snippet = (element) => {
  const html = outerHTML.call(element.cloneNode(false));
  const text = oneLine(element.textContent || "");
  const at = html.lastIndexOf("</");
  return short(at < 0 ? html : html.slice(0, at) + short(text, WORDS) + html.slice(at), SNIPPET);
};

// Names a program makes anew with each build or visit: long numbers, a number at the end, letters and figures mixed.
const GENERATED = /\d{3}|[-_:]\d+$|:|^[0-9a-f]{6,}$|(?=[a-z0-9]*[a-z]\d)(?=[a-z0-9]*\d[a-z])[a-z0-9]{6,}/i;
/** @param {string} name */
const isStable = (name) => !GENERATED.test(name);
/** @param {string} found */
const ids = (found) => [...found.matchAll(/#((?:\\.|[\w-])+)/g)].map(([, id]) => id.replace(/\\(.)/g, "$1"));

// By its place, from the nearest element around it that has an id a person gave.
/** @param {Element} element */
const placed = (element) => {
  const steps = [];
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    if (at !== element && at.id && isStable(at.id)) return [`#${CSS.escape(at.id)}`, ...steps].join(" > ");
    const name = CSS.escape(at.localName);
    const alike = [...(at.parentElement?.children ?? [])].filter((other) => other.localName === at.localName);
    steps.unshift(alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(at) + 1})` : name);
  }
  return steps.join(" > ");
};

// The values of some attributes are compared without regard to case, which axe-core counts as different ones.
/**
 * @param {string[]} found
 * @param {Element} element
 */
const isFoundBy = ([selector, ...inner], element) =>
  inner.length > 0 || Document.prototype.querySelector.call(document, selector) === element;

/**
 * A selector that finds the element again on the next visit: `found`, unless a generated id stands in its last part, or
 * it finds another.
 * @param {string[]} found of each frame or shadow root it is in, and of itself
 * @param {Element | null} element
 */
export const steady = (found, element) => {
  const last = found.at(-1);
  const isPoor = element && last && (!ids(last).every(isStable) || !isFoundBy(found, element));
  const parts = isPoor ? [...found.slice(0, -1), placed(element)] : found;
  return short(parts.join(" >>> "), SELECTOR);
};

/** @param {Element} element */
const selector = (element) => {
  if (!axe._tree) axe.setup(document); // its selectors count the classes and tags of the page
  return steady([axe.utils.getSelector(element)].flat(9), element);
};

/**
 * Needs axe-core in the page.
 * @param {Element} element
 */
export const describe = (element) => ({
  selector: selector(element),
  snippet: snippet(element),
  region: region(element),
});

/**
 * Of more than are kept, the first of each landmark is: profiles ask where a check failed.
 * @template T
 * @param {T[]} entries
 * @param {(entry: T) => string} place the landmark an entry is in
 * @param {number} cap
 */
export const kept = (entries, place, cap) => {
  if (entries.length <= cap) return entries;
  const first = new Map(entries.map((entry) => /** @type {const} */ ([place(entry), entry])).reverse());
  const chosen = new Set([...new Set([...first.values(), ...entries])].slice(0, cap));
  return entries.filter((entry) => chosen.has(entry));
};

// A link that promises to skip to somewhere in this page.

import { describe } from "../../page/describe.js";
import { fold } from "../../page/words.js";
import { focused } from "./focus.js";
import { stops } from "./stops.js";

const BYPASSES = "main, [role=main], h1, h2, h3, h4, h5, h6, [role=heading]";
const FIRST = 3; // stops it is among

/** @param {string} selector */
const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
/** @type {{ target: Element | null }} */
const found = { target: null };

/** @param {string} href */
const targetOf = (href) => {
  let id = href.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    /* as it stands */
  }
  const named = () => all("a[name]").find((each) => each.getAttribute("name") === id);
  return Document.prototype.getElementById.call(document, id) || named() || null;
};

/**
 * The first of them; null when there is none.
 * @param {string[]} words that promise it
 * @param {number} from the number of the first stop of the document
 * @returns {import("../../page/answers.js").WalkSkipAnswer}
 */
export const skipLink = (words, from) => {
  const turned = stops.map((stop, at) => ({ at, ...stop }));
  turned.push(...turned.splice(0, from < stops.length ? from : 0));
  for (const { at, element } of turned.slice(0, FIRST)) {
    const href = element.tagName === "A" && element.getAttribute("href");
    if (!href || !/^#[\w\-.:%]+$/.test(href) || !element.isConnected) continue;
    const name = fold(`${element.textContent} ${element.getAttribute("aria-label") || ""}`);
    if (!words.some((word) => name.includes(word))) continue;
    const target = targetOf(href);
    found.target = target;
    const there = target && (target.tagName === "A" || target.checkVisibility({ visibilityProperty: true }));
    return {
      at,
      element: describe(element),
      target: there ? "there" : target ? "hidden" : "missing",
      bypass: all(BYPASSES).some((each) => each.checkVisibility()),
    };
  }
  return null;
};

/** Whether the focus went on from the target after Enter and Tab; null when nothing there takes the focus. */
export const hasLanded = () => {
  const { target } = found;
  /** @param {Element} element */
  const isBeyond = (element) =>
    target !== null &&
    (target.contains(element) || Boolean(target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING));
  const active = focused();
  return stops.some(({ element }) => isBeyond(element)) ? !active || isBeyond(active) : null;
};

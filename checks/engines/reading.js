// What checks read of a page, each of it once, as axe-core has it.

import { listening } from "../page/instruments.js";
import { linesOf } from "../page/lines.js";
import { parent, roots, upward, within } from "../page/tree.js";
import { fold, oneLine } from "../page/words.js";

/**
 * @template Value
 * @param {(element: Element) => Value} read
 * @returns {(element: Element) => Value}
 */
export const memo = (read) => {
  const known = new WeakMap();
  return (element) => {
    if (!known.has(element)) known.set(element, read(element));
    return known.get(element);
  };
};

// What is not in axe's tree (inside a closed <details>, say) is read as axe reads what is hidden.
/** @param {Element} element */
const known = (element) => Boolean(axe.utils.getNodeFromTree(element));

/** @param {Element} element */
const languageOf = (element) => {
  for (const at of upward(element)) {
    const language = at.getAttribute("lang");
    if (language !== null) return language.trim().split("-")[0].toLowerCase();
  }
  return "";
};

/** Sets axe-core up anew for the document as it is. What it gives is explained in run_checks.js. */
export const reading = () => {
  axe.teardown();
  axe.setup(document);
  const { aria, dom, text } = axe.commons;
  const places = roots();
  /** @type {import("../page/lines.js").Line[] | undefined} */
  let lines;
  const styleOf = memo((element) => getComputedStyle(element));
  const listeners = new Map(); // event types -> the elements that listen for one of them
  return {
    parent,
    upward,
    fold,
    all: (/** @type {string} */ selector) => within(places, selector),
    seen: memo(
      (element) =>
        known(element) &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        dom.isVisibleOnScreen(element),
    ),
    heard: memo((element) => known(element) && dom.isVisibleToScreenReaders(element)),
    text: memo((element) => oneLine(element.innerText ?? element.textContent ?? "")),
    heardText: memo((element) =>
      known(element) ? oneLine(text.visibleVirtual(axe.utils.getNodeFromTree(element), true)) : "",
    ),
    name: memo((element) => (known(element) ? oneLine(text.accessibleText(element)) : "")),
    role: memo((element) => (known(element) ? aria.getRole(element) || "" : "")),
    language: memo(languageOf),
    style: styleOf,
    lines: () => (lines ??= linesOf(places, styleOf)),
    listens: (/** @type {EventTarget} */ element, /** @type {string[]} */ ...types) => {
      const key = types.join(" ");
      if (!listeners.has(key)) listeners.set(key, listening(...types));
      return listeners.get(key).has(element);
    },
  };
};

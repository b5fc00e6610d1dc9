// Where the focus is, and what listens.

import { own } from "../../page/tree.js";
import { hasListener } from "../../page/instruments.js";

export const KEYS = ["keydown", "keyup", "keypress"];
export const FOCUS = ["focus", "focusin"];
export const OPENERS = [...KEYS, ...FOCUS, "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"];

/** The element that has the focus, also in an open shadow root; null when none has. */
export const focused = () => {
  let at = own("activeElement");
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at && at !== own("body") && at !== own("documentElement") ? at : null;
};

const names = new WeakMap();
const given = { names: 0 };

/**
 * A number for what has the focus inside a frame that can be looked into; null elsewhere.
 * @param {Element | null} element
 * @returns {number | null}
 */
export const inside = (element) => {
  let at = element;
  try {
    while (at?.contentDocument?.activeElement) at = at.contentDocument.activeElement;
  } catch {
    return null; // of another site
  }
  if (!at || at === element || at.localName === "body") return null;
  if (!names.has(at)) names.set(at, (given.names += 1));
  return names.get(at);
};

/**
 * @param {EventTarget} target
 * @param {string[]} types
 */
export const hears = (target, types) => hasListener(target, ...types);

/** What listens for all the page, if it listens. */
export const outermost = () => [own("documentElement"), own("body"), document, window].filter(Boolean);

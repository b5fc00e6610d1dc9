import { handlersOf } from "./handlers.js";
import { add, apply, create, get, getter, set, uncurried } from "./natives.js";

const MOST_LISTENERS = 20; // kept of one type on one target
const NONE = [];
const stringify = JSON.stringify;

const split = uncurried(String.prototype.split);
const elementsIn = uncurried(Document.prototype.querySelectorAll);
const elementsInFragment = uncurried(DocumentFragment.prototype.querySelectorAll);
const shadowOf = getter(Element.prototype, "shadowRoot");

const heard = new WeakMap(); // target -> object with the listeners of each event type

const listens = (target, types) => {
  const known = get(heard, target);
  for (let at = 0; at < types.length; at += 1) {
    if (known?.[types[at]] || typeof target[`on${types[at]}`] === "function") return true;
  }
  return false;
};

const visit = (elements, types, found) => {
  for (let at = 0; at < elements.length; at += 1) {
    const shadow = shadowOf(elements[at]);
    if (listens(elements[at], types)) found(elements[at]);
    if (shadow) visit(elementsInFragment(shadow, "*"), types, found);
  }
};

/**
 * Remembers which targets listen for which events.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchListeners = ({ answer, whenAsked }) => {
  EventTarget.prototype.addEventListener = function addEventListener(type, listener, options) {
    const target = this ?? window;
    if (listener && typeof target === "object") {
      if (!get(heard, target)) set(heard, target, create(null));
      const kept = (get(heard, target)[`${type}`] ??= []);
      if (kept.length < MOST_LISTENERS) kept[kept.length] = listener;
    }
    return apply(add, target, [type, listener, options]);
  };
  whenAsked("listens", (target, types) => {
    if (listens(target, split(types, " "))) answer(target, "listens", "");
  });
  whenAsked("listeners", (_, text) => {
    const types = split(text, " ");
    const found = (target) => answer(target, "listeners", "");
    if (listens(window, types)) found(window);
    if (listens(document, types)) found(document);
    visit(elementsIn(document, "*"), types, found);
  });
  // Reading code takes methods that a page may have made its own: where it did, nothing is said.
  whenAsked("handlers", (_, types) => {
    try {
      for (const { target, ...rest } of handlersOf(split(types, " "), (at, type) => get(heard, at)?.[type] ?? NONE)) {
        answer(target, "handlers", stringify(rest));
      }
    } catch {
      answer(document, "handlers", "");
    }
  });
};

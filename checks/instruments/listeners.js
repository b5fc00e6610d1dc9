import { handlersAt, textOf } from "./handlers.js";
import { add, apply, create, get, getOwnPropertyDescriptor, getter, set, uncurried } from "./natives.js";

const MOST_LISTENERS = 20; // kept of one type on one target
/** @type {any[]} */
const NONE = [];

const split = uncurried(String.prototype.split);
const elementsIn = uncurried(Document.prototype.querySelectorAll);
const elementsInFragment = uncurried(DocumentFragment.prototype.querySelectorAll);
const shadowOf = getter(Element.prototype, "shadowRoot");

const heard = new WeakMap(); // target -> object with the listeners of each event type

/**
 * @param {any} target
 * @param {string[]} types
 */
const listens = (target, types) => {
  const known = get(heard, target);
  for (let at = 0; at < types.length; at += 1) {
    if (known?.[types[at]] || typeof target[`on${types[at]}`] === "function") return true;
  }
  return false;
};

// Calls `look` with each target of the document.
/** @param {(target: EventTarget) => void} look */
const visitAll = (look) => {
  /** @param {Element[]} elements */
  const visit = (elements) => {
    for (let at = 0; at < elements.length; at += 1) {
      const shadow = shadowOf(elements[at]);
      look(elements[at]);
      if (shadow) visit(elementsInFragment(shadow, "*"));
    }
  };
  look(window);
  look(document);
  visit(elementsIn(document, "*"));
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
    visitAll((target) => {
      if (listens(target, types)) answer(target, "listeners", "");
    });
  });
  whenAsked("handlers", (_, text) => {
    const types = split(text, " ");
    visitAll((target) => {
      const known = get(heard, target);
      /**
       * @param {string} type
       * @param {string} source
       * @param {string} selector
       */
      const found = (type, source, selector) => answer(target, "handlers", `${type}\0${selector}\0${source}`);
      handlersAt(target, types, (type) => known?.[type] ?? NONE, found);
    });
  });
  // A function the page wrote, by its name.
  whenAsked("source", (_, name) => answer(document, "source", textOf(getOwnPropertyDescriptor(window, name)?.value)));
};

import { add, apply, create, get, getOwnPropertyDescriptor, getter, set, uncurried } from "./natives.js";

const split = uncurried(String.prototype.split);
const elementsIn = uncurried(Document.prototype.querySelectorAll);
const elementsInFragment = uncurried(DocumentFragment.prototype.querySelectorAll);
const shadowOf = getter(Element.prototype, "shadowRoot");
const sourceOf = uncurried(Function.prototype.toString);

const heard = new WeakMap(); // target -> object with a property for each event type

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
      get(heard, target)[`${type}`] = true;
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
  // A function the page wrote, by its name.
  whenAsked("source", (_, name) => {
    const value = getOwnPropertyDescriptor(window, name)?.value;
    answer(document, "source", typeof value === "function" ? sourceOf(value) : "");
  });
};

// The code that answers to an event at a target, in the page's own world: listeners, attributes and properties (onclick),
// and what frameworks keep beside the elements. What it says is read apart (page/handlers.js).

import { create, uncurried } from "./natives.js";

const MOST_SOURCE = 3000; // characters
const keysOf = Object.keys;
const sourceOf = uncurried(Function.prototype.toString);
const sliced = uncurried(String.prototype.slice);
const lowered = uncurried(String.prototype.toLowerCase);
const startsWith = uncurried(String.prototype.startsWith);
const hasOwn = uncurried(Object.prototype.hasOwnProperty);

/**
 * The text of a function or of an object that handles events; empty for what is neither.
 * @param {any} listener
 * @returns {string}
 */
export const textOf = (listener) => {
  const called = typeof listener === "function" ? listener : listener?.handleEvent;
  return typeof called === "function" ? sliced(sourceOf(called), 0, MOST_SOURCE) : "";
};

/**
 * @param {(type: string, source: string, selector: string) => void} found
 * @param {Record<string, boolean>} types
 * @param {string} name
 * @param {any} value
 */
const note = (found, types, name, value) => {
  const type = name === "doubleclick" ? "dblclick" : name;
  if (types[type] && typeof value === "function") found(type, textOf(value), "");
};

/** @typedef {(type: string, source: string, selector: string) => void} Hear called with each handler */

// React keeps the properties of an element, with their handlers, beside it; Svelte its handlers.
/**
 * @param {any} target
 * @param {Record<string, boolean>} types
 * @param {Hear} found
 */
const ofFrameworks = (target, types, found) => {
  const keys = keysOf(target);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at];
    if (!startsWith(key, "__")) continue;
    const value = target[key];
    note(found, types, sliced(key, 2), value?.[0] ?? value);
    if (!value || !(startsWith(key, "__reactProps$") || startsWith(key, "__reactEventHandlers$"))) continue;
    const names = keysOf(value);
    for (let of = 0; of < names.length; of += 1) {
      if (startsWith(names[of], "on")) note(found, types, lowered(sliced(names[of], 2)), value[names[of]]);
    }
  }
};

/**
 * @param {any} target
 * @param {Record<string, boolean>} types
 * @param {Hear} found
 */
const ofJQuery = (target, types, found) => {
  const events = /** @type {any} */ (window).jQuery?._data?.(target, "events");
  if (!events) return;
  for (const type in types) {
    const all = hasOwn(events, type) ? events[type] : [];
    for (let at = 0; at < all.length; at += 1) found(type, textOf(all[at].handler), `${all[at].selector ?? ""}`);
  }
};

/**
 * @param {any} target
 * @param {string[]} names of events
 * @param {(type: string) => any[]} listeners that were added to it
 * @param {(type: string, source: string, selector: string) => void} found selector: what it is delegated for
 */
export const handlersAt = (target, names, listeners, found) => {
  const types = create(null);
  for (let at = 0; at < names.length; at += 1) {
    const type = names[at];
    types[type] = true;
    const all = listeners(type);
    for (let of = 0; of < all.length; of += 1) found(type, textOf(all[of]), "");
    if (typeof target[`on${type}`] === "function") found(type, textOf(target[`on${type}`]), "");
  }
  try {
    ofFrameworks(target, types, found);
    ofJQuery(target, types, found);
  } catch {
    /* nothing that we know */
  }
};

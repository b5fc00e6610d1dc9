// Which code of the page answers to which events of which elements, as far as its text tells.

import { answersTo, sourceOfFunction } from "./instruments.js";

/**
 * @typedef {{target: any, type: string, source: string, delegated: boolean, alone: boolean}} Handler
 * delegated: it listens further out and asks where the event came from; alone: it answers for this kind of element only.
 */

const MOST_SELECTED = 300; // elements of one delegating listener
const MOST_LISTENERS = 60; // delegating
const MOST_SOURCE = 3000; // characters
const SHORT = 400; // characters of a handler that mostly calls others
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/;
// What a delegating listener asks of the element that an event came from; `not` and `leaves` together mean yes.
const ASKS = [
  /(?<not>!?)\s*[\w$.?()]+\??\.(?:closest|matches|is)\(\s*(["'`])(?<selector>[^"'`]+)\2\s*\)(?<leaves>\s*\)\s*\{?\s*return\b)?/g,
  /(?<not>!?)\s*[\w$.?]+\.classList\.contains\(\s*(["'`])(?<name>[\w-]+)\2\s*\)(?<leaves>\s*\)\s*\{?\s*return\b)?/g,
  /\.(?:tagName|nodeName)\s*(?<not>!?)={1,3}\s*(["'`])(?<tag>[\w-]+)\2(?<leaves>\s*\)\s*\{?\s*return\b)?/g,
  /arget\.id\s*(?<not>!?)={1,3}\s*(["'`])(?<id>[\w-]+)\2(?<leaves>\s*\)\s*\{?\s*return\b)?/g,
  /arget\.dataset\.(?<data>\w+)/g,
];

/** @type {Map<string, string>} */
const functions = new Map();
/** @param {string} name */
const functionOf = (name) => {
  const known = functions.get(name) ?? sourceOfFunction(name);
  functions.set(name, known);
  return known;
};

// The text of a handler, with that of the page's own functions that it calls by name.
/** @param {string} source */
const withCalled = (source) => {
  if (source.length > SHORT) return source;
  const called = [...source.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)\s*\(/g)].map(([, name]) => functionOf(name));
  const own = called.filter((text) => text && text !== source && !NATIVE.test(text));
  return [source, ...new Set(own)].join("\n").slice(0, MOST_SOURCE);
};

// The selectors of what a listener further out answers for.
/** @param {string} source */
const asked = (source) => {
  const found = new Set();
  for (const pattern of ASKS) {
    for (const { groups } of source.matchAll(pattern)) {
      const { not, leaves, selector, name, tag, id, data } = groups ?? {};
      if (not && !leaves) continue;
      if (data)
        found.add(`[data-${data.replace(/[A-Z]/g, (/** @type {string} */ letter) => `-${letter.toLowerCase()}`)}]`);
      else found.add(selector || (name && `.${name}`) || (id && `#${id}`) || tag.toLowerCase());
    }
  }
  return [...found];
};

/**
 * @param {any} root what a listener is added to
 * @param {string} selector
 */
const selected = (root, selector) => {
  const place = root === window ? document : root;
  const owner = place === document ? Document.prototype : place;
  try {
    return [...owner.querySelectorAll.call(place, selector)].slice(0, MOST_SELECTED);
  } catch {
    return []; // not a selector of CSS
  }
};

/** @type {Map<string, Handler[]>} event type -> what answers to it, asked once */
const answering = new Map();
const given = { delegating: 0 };

/**
 * @param {EventTarget} target
 * @param {string} type
 * @param {string} text
 * @param {string} selector
 */
const add = (target, type, text, selector) => {
  const source = NATIVE.test(text) ? "" : withCalled(text);
  const kept = answering.get(type) ?? [];
  /** @param {string[]} kinds */
  const delegate = (kinds) => {
    for (const kind of kinds) {
      for (const each of selected(target, kind)) {
        kept.push({ target: each, type, source, delegated: true, alone: kinds.length === 1 });
      }
    }
  };
  if (selector) {
    delegate([selector]);
    return;
  }
  const isDelegating = source.includes("arget") && (given.delegating += 1) <= MOST_LISTENERS;
  const kinds = isDelegating ? asked(source) : [];
  kept.push({ target, type, source, delegated: false, alone: kinds.length === 0 });
  delegate(kinds);
};

/**
 * What answers to these events, by the element it answers for.
 * @param {...string} types
 * @returns {Map<any, Handler[]>}
 */
export const handlers = (...types) => {
  const missing = types.filter((type) => !answering.has(type));
  for (const type of missing) answering.set(type, []);
  if (missing.length > 0) {
    for (const [target, detail] of answersTo("handlers", missing.join(" "))) {
      const [type, selector, ...text] = detail.split("\0");
      add(target, type, text.join("\0"), selector);
    }
  }
  return Map.groupBy(
    types.flatMap((type) => answering.get(type) ?? []),
    ({ target }) => target,
  );
};

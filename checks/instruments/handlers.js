// Which code of the page answers to which events of which elements: listeners, attributes and properties (onclick),
// and what frameworks keep beside the elements.

/**
 * @typedef {{target: EventTarget, type: string, source: string, delegated: boolean, alone: boolean}} Handler
 * delegated: it listens further out and asks where the event came from; alone: it answers for this kind of element only.
 */

const MOST_SOURCE = 3000; // characters
const MOST_SELECTED = 300; // elements of one delegating listener
const MOST_LISTENERS = 60; // delegating
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

const textOf = (listener) => {
  const called = typeof listener === "function" ? listener : listener?.handleEvent;
  const source = typeof called === "function" ? Function.prototype.toString.call(called) : "";
  return NATIVE.test(source) ? "" : source.slice(0, MOST_SOURCE);
};

/**
 * The source of a handler, and of the page's own functions that it calls by name.
 * @param {unknown} listener
 */
const sourceOf = (listener) => {
  const source = textOf(listener);
  if (source.length > SHORT) return source;
  const called = [...source.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)\s*\(/g)].map(([, name]) => name);
  const others = [...new Set(called)]
    .map((name) => Object.getOwnPropertyDescriptor(window, name)?.value)
    .map((value) => (typeof value === "function" && value !== listener ? textOf(value) : ""));
  return [source, ...others].filter(Boolean).join("\n").slice(0, MOST_SOURCE);
};

// React keeps the properties of an element, with their handlers, beside it; Svelte its handlers.
const ofFrameworks = (target, types) => {
  const found = [];
  for (const key of Object.keys(target)) {
    if (!key.startsWith("__")) continue;
    const type = types.find((each) => key === `__${each}`);
    if (type) found.push([type, target[key]?.[0] ?? target[key]]);
    if (!/^__react(Props|EventHandlers)\$/.test(key)) continue;
    for (const [property, value] of Object.entries(target[key] ?? {})) {
      const name = property.toLowerCase().replace("ondoubleclick", "ondblclick").slice(2);
      if (typeof value === "function" && property.startsWith("on") && types.includes(name)) found.push([name, value]);
    }
  }
  return found;
};

// [type, handler, selector of what it is delegated for]
const ofJQuery = (target, types) => {
  try {
    const events = window["jQuery"]?._data?.(target, "events") ?? {};
    return types.flatMap((type) => [...(events[type] ?? [])].map((one) => [type, one.handler, one.selector || ""]));
  } catch {
    return []; // no jQuery that we know
  }
};

const selected = (root, selector) => {
  try {
    return [...root.querySelectorAll(selector)].slice(0, MOST_SELECTED);
  } catch {
    return []; // not a selector of CSS
  }
};

// The selectors of what a listener further out answers for.
const asked = (source) => {
  const found = new Set();
  for (const pattern of ASKS) {
    for (const { groups } of source.matchAll(pattern)) {
      const { not, leaves, selector, name, tag, id, data } = groups;
      if (not && !leaves) continue;
      if (data) found.add(`[data-${data.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`);
      else found.add(selector || (name && `.${name}`) || (id && `#${id}`) || tag.toLowerCase());
    }
  }
  return [...found];
};

/**
 * All handlers of these types in the document.
 * @param {string[]} types
 * @param {(target: EventTarget, type: string) => unknown[]} listenersOf those that were added
 * @returns {Handler[]}
 */
export const handlersOf = (types, listenersOf) => {
  /** @type {Handler[]} */
  const handlers = [];
  const delegate = (root, type, source, selector, alone) => {
    for (const target of selected(root, selector)) handlers.push({ target, type, source, delegated: true, alone });
  };
  let delegating = 0;
  const note = (target, root, type, listener) => {
    const source = sourceOf(listener);
    const kinds = source.includes("arget") && (delegating += 1) <= MOST_LISTENERS ? asked(source) : [];
    handlers.push({ target, type, source, delegated: false, alone: kinds.length === 0 });
    for (const selector of kinds) delegate(root, type, source, selector, kinds.length === 1);
  };
  const visit = (target, root, isOuter) => {
    for (const type of types) {
      for (const listener of listenersOf(target, type)) note(target, root, type, listener);
      if (typeof target[`on${type}`] === "function") note(target, root, type, target[`on${type}`]);
    }
    if (!isOuter) for (const [type, listener] of ofFrameworks(target, types)) note(target, root, type, listener);
    for (const [type, listener, selector] of ofJQuery(target, types)) {
      if (selector) delegate(root, type, sourceOf(listener), selector, true);
      else note(target, root, type, listener);
    }
  };
  const visitAll = (root) => {
    for (const element of root.querySelectorAll("*")) {
      visit(element, element, false);
      if (element.shadowRoot) visitAll(element.shadowRoot);
    }
    visit(root, root, true);
  };
  visitAll(document);
  visit(window, document, true);
  return handlers;
};

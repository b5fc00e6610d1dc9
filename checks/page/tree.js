// A page that is not of one piece, and that may name a field after what one asks of its elements.

/**
 * What reads a property, past what the page names so.
 * @param {object} prototype
 * @param {string} name
 * @returns {() => any}
 */
export const getter = (prototype, name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  if (!get) throw new TypeError(`no property ${name}`);
  return get;
};

// A form with a field named "parentNode" has the field in the place of its parent: read past such names.
const parentNode = getter(Node.prototype, "parentNode");

// The text of an element as it is drawn; empty for what has none.
const innerText = getter(HTMLElement.prototype, "innerText");

/**
 * @param {unknown} element
 * @returns {string}
 */
export const textOf = (element) => (element instanceof HTMLElement && innerText.call(element)) || "";

/**
 * What an element is in, also through a shadow root.
 * @param {Node} element
 * @returns {Element | null}
 */
export const parent = (element) => {
  const above = parentNode.call(element);
  return above instanceof Element ? above : above instanceof ShadowRoot ? above.host : null;
};

/**
 * An element and all it is in, outwards, through shadow roots.
 * @param {Element} element
 */
export const upward = (element) => {
  const line = [];
  for (let at = /** @type {Element | null} */ (element); at; at = parent(at)) line.push(at);
  return line;
};

/**
 * The document's own property, whatever the page names "body" or "title".
 * @param {keyof Document} name
 */
export const own = (name) => getter(Document.prototype, name).call(document);

/** @param {Document | ShadowRoot} root */
const methodsOf = (root) => (root === document ? Document.prototype : root);

/**
 * The document and the open shadow roots in it.
 * @returns {(Document | ShadowRoot)[]}
 */
export const roots = () => {
  /** @type {(Document | ShadowRoot)[]} */
  const found = [];
  /** @param {Document | ShadowRoot} root */
  const open = (root) => {
    found.push(root);
    for (const { shadowRoot } of methodsOf(root).querySelectorAll.call(root, "*")) if (shadowRoot) open(shadowRoot);
  };
  open(document);
  return found;
};

/**
 * The elements of these roots that match, in their order.
 * @param {(Document | ShadowRoot)[]} places
 * @param {string} selector
 * @returns {Element[]}
 */
export const within = (places, selector) =>
  places.flatMap((root) => [...methodsOf(root).querySelectorAll.call(root, selector)]);

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Element | null}
 */
const first = (root, selector) => {
  try {
    return root.querySelector(selector);
  } catch {
    return null; // no selector this browser knows
  }
};

/**
 * Which of these elements are on the page. A selector goes into frames and shadow roots with " >>> "; what is in a
 * frame that cannot be looked into counts as there.
 * @param {string[]} selectors
 * @returns {import("../page/answers.js").ThereAnswer}
 */
export default (selectors) =>
  selectors.map((selector) => {
    /** @type {ParentNode | null | undefined} */
    let root = document;
    for (const step of selector.split(" >>> ")) {
      if (!root) return true;
      const element = first(root, step);
      if (!element) return false;
      root = element.shadowRoot ?? (element instanceof HTMLIFrameElement ? element.contentDocument : null);
    }
    return true;
  });

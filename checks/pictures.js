import { cover, drawnBox, inWindow } from "./page/drawn.js";
import { own } from "./page/tree.js";

// Where on the page the elements of these selectors are drawn: of each group the first that can be shown.

const INTO = " >>> "; // from a frame or a shadow root to what is in it

/** @param {Element} element */
const rootIn = (element) => {
  if (element.shadowRoot) return element.shadowRoot;
  try {
    return element.contentDocument || null; // of a frame of this site; null, or an error, for one of another
  } catch {
    return null;
  }
};

/**
 * The element, or the frame around it when that is not to be looked into; and where that frame begins.
 * @param {string} selector
 */
const found = (selector) => {
  /** @type {Document | ShadowRoot} */
  let root = document;
  /** @type {Element | null} */
  let element = null;
  let [left, top] = [0, 0];
  for (const step of selector.split(INTO)) {
    if (element) {
      const inner = rootIn(element);
      if (!inner) break;
      root = inner;
      if (root.nodeType === Node.DOCUMENT_NODE) {
        const frame = element.getBoundingClientRect();
        [left, top] = [left + frame.left + element.clientLeft, top + frame.top + element.clientTop];
      }
    }
    element = root === document ? Document.prototype.querySelector.call(document, step) : root.querySelector(step);
    if (!element) return null;
  }
  return element && { element, left, top };
};

/**
 * @param {Element} element
 * @param {import("./page/drawn.js").Box} box
 */
const isHidden = (element, box) => {
  const part = element.ownerDocument === document ? inWindow(box) : null;
  return part !== null && cover(element, part) !== null;
};

/**
 * @param {[string, string]} given selector and tag
 * @param {number} width
 * @param {number} height
 */
const boxOf = ([selector, tag], width, height) => {
  const place = found(selector);
  if (!place || place.element.localName !== tag || place.element === own("documentElement")) return null;
  if (!place.element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  const box = drawnBox(place.element);
  if (!box || isHidden(place.element, box)) return null;
  const left = Math.max(box.left + place.left + scrollX, 0);
  const top = Math.max(box.top + place.top + scrollY, 0);
  const right = Math.min(box.right + place.left + scrollX, width);
  const bottom = Math.min(box.bottom + place.top + scrollY, height);
  return right - left < 2 || bottom - top < 2 ? null : { left, top, width: right - left, height: bottom - top };
};

/**
 * @param {[string, string]} one
 * @param {number} width
 * @param {number} height
 */
const tried = (one, width, height) => {
  try {
    return boxOf(one, width, height);
  } catch {
    return null; // a selector that was cut off, or that the page has no sense for any more
  }
};

/**
 * @param {[string, string][][]} groups selector and tag of each element
 * @returns {import("./page/answers.js").PicturesAnswer}
 */
export default (groups) => {
  scrollTo({ left: 0, top: 0, behavior: "instant" });
  const page = own("scrollingElement") || own("documentElement");
  const [width, height] = [page.scrollWidth, page.scrollHeight];
  const places = groups.flatMap((group, at) => {
    for (const [number, one] of group.entries()) {
      const box = tried(one, width, height);
      if (box) return [{ group: at, number, ...box }];
    }
    return [];
  });
  return { width, height, places };
};

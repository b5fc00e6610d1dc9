import { finish, hold } from "../page/animations.js";
import { describe } from "../page/describe.js";
import { onPlates } from "../page/plates.js";
import { own } from "../page/tree.js";
import { behindText, isPainted } from "./contrast/ground.js";
import { areThere, grounds, overlaps, shaky } from "./contrast/pictures.js";
import { wordBoxes } from "./contrast/words.js";

// Finds text of which styles alone do not tell what is behind a letter or how it is blended with it: on a background
// image or gradient, over an <img>, under a filter or blend mode, perhaps on a plate of a neighbour. An image that did not come, or comes only on
// scrolling, would put text on the wrong ground: such text is left alone.
// Returns find, hide, show and end: find() gives the texts with the boxes of their words, in px of the document, and
// makes the page stand still if there are any; hide() makes all text transparent without changing anything else, show()
// undoes that; end() lets the page move on.

const ELEMENTS = 6000;
const TEXTS = 24;
const NOT_TEXT =
  "script, style, noscript, template, select, textarea, option, svg, math, [aria-hidden=true], " +
  "[aria-disabled=true], :disabled, [inert]";
const LATE = "[data-bg], [data-background], [data-background-image], [data-src], .lazy, .lazyload, .b-lazy";
const LARGE = [24, 18.66]; // CSS pixels, of large letters and of large bold ones

/** @param {string} colour */
const rgba = (colour) => {
  const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(colour);
  if (!parts) return null;
  const [red, green, blue, alpha] = parts.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
  return /** @type {[number, number, number, number]} */ ([red, green, blue, alpha]);
};

/** @param {Element} element */
const isInactive = (element) => Boolean(element.closest("label")?.control?.matches(":disabled, [aria-disabled=true]"));

/**
 * @param {Text} node
 * @param {ReturnType<typeof behindText>} ground
 * @param {Element[]} pictures
 */
const candidate = (node, ground, pictures) => {
  const element = node.parentElement;
  if (!/[\p{L}\p{N}]/u.test(node.data) || !(element instanceof HTMLElement)) return null;
  if (element.closest(NOT_TEXT) || element.closest(LATE) || isInactive(element)) return null;
  const { image, blended, sure } = ground(element);
  if (!sure || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  const style = getComputedStyle(element);
  const colour = rgba(style.webkitTextFillColor);
  if (!colour || colour[3] < 0.1) return null;
  if (style.textShadow !== "none" || style.webkitTextStrokeWidth !== "0px") return null;
  const words = wordBoxes(node, element);
  const over = pictures.some((picture) => !picture.contains(element) && words.some((box) => overlaps(box, picture)));
  if (!words.length || !(image || blended || over || onPlates().has(element))) return null;
  const size = parseFloat(style.fontSize);
  const bold = Number(style.fontWeight) >= 700;
  return { element, colour, blended, large: size >= LARGE[0] || (bold && size >= LARGE[1]), words };
};

/**
 * @param {Element[]} places
 * @returns {Generator<Text>}
 */
const textsIn = function* (places) {
  const seen = new Set();
  for (const root of places) {
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text && !seen.has(node)) yield node;
      seen.add(node);
    }
  }
};

/** @returns {Promise<import("../page/answers.js").TextOnImagesFindAnswer>} */
const find = async () => {
  const page = own("documentElement");
  const elements = [...Document.prototype.querySelectorAll.call(document, "body, body *")]
    .slice(0, ELEMENTS)
    .filter((element) => element instanceof HTMLElement);
  const pictures = elements.filter((element) => element instanceof HTMLImageElement && element.naturalWidth > 0);
  const painted = elements.filter(isPainted);
  const [behind, moving] = [grounds(painted), shaky()];
  const ground = behindText();
  /** @type {import("../page/answers.js").PlacedText[]} */
  const texts = [];
  for (const node of textsIn([...onPlates(), ...painted, ...pictures.map(cardOf)])) {
    const text = texts.length < TEXTS ? candidate(node, ground, pictures) : null;
    if (!text || text.words.some((box) => moving.some((other) => overlaps(box, other)))) continue;
    const { element, ...measured } = text;
    if (await areThere(behind, text.words)) texts.push({ place: describe(element), ...measured });
  }
  return { texts, width: page.scrollWidth, height: page.scrollHeight };
};

// What a picture stands in together with the text over it, if any.
/** @param {Element} picture */
const cardOf = (picture) => {
  const { width, height } = picture.getBoundingClientRect();
  let card = picture;
  for (let at = picture.parentElement, steps = 0; at && steps < 4; at = at.parentElement, steps += 1) {
    const box = at.getBoundingClientRect();
    if (box.width * box.height > 1.6 * width * height) break;
    card = at;
  }
  return card;
};

export default () => {
  let letGo = () => {};
  const findAndHold = async () => {
    const found = await find();
    if (found.texts.length) {
      finish();
      letGo = hold();
    }
    return found;
  };
  const sheet = new CSSStyleSheet();
  const hide = () => {
    sheet.replaceSync(
      "*, ::before, ::after { -webkit-text-fill-color: transparent !important; transition: none !important; }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const show = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  return { find: findAndHold, hide, show, end: () => letGo() };
};

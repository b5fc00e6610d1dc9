import { handlers } from "../page/handlers.js";
import { mayStandOnPlate } from "../page/plates.js";
import { upward } from "../page/tree.js";

/** @typedef {import("./run_axe.js").Result} Result */

// Where axe-core fails an element though a person could disagree: rule -> (element) => whether it is in doubt. Such a
// failure becomes a doubt, for a person to look at. The reasons are in decisions/0015-axe-doubts.md.

/** @param {Element} element */
const shown = (element) => (element.innerText ?? element.textContent ?? "").trim();
// What is on the screen may be a picture: a font that draws an icon for a word, and did not load here.
const ICONS = /icon|symbol|glyph|awesome|fontello|icomoon/i;
/** @param {Element} element */
const isIconWord = (element) =>
  /^[a-z0-9_]+$/.test(shown(element)) &&
  [element, ...element.querySelectorAll("*")].some((part) => ICONS.test(getComputedStyle(part).fontFamily));
// UTF-8 read as another encoding: what is on the screen is not what the author wrote.
const MISREAD = /[ÂÃâ][\u0080-\u00bf€‚„…†‡‰‹“”•–—™›¦]/;
/** @param {Element} element */
const isMisread = (element) => document.characterSet !== "UTF-8" && MISREAD.test(shown(element));
/** @param {Element} element */
const meant = (element) => (isMisread(element) ? shown(element).replace(new RegExp(MISREAD, "g"), "") : shown(element));
/** @param {Result} result */
const invalid = ({ any, all, none }) => [...any, ...all, ...none].flatMap(({ data }) => data ?? []).map(String);

// A line, a box or a background under a link tells it from the text around it as an underline does.
/** @param {Element} element */
const isMarked = (element) =>
  [element, ...element.querySelectorAll("*")].some((part) => {
    const { boxShadow, backgroundImage, borderBottomWidth, outlineStyle } = getComputedStyle(part);
    return (
      boxShadow !== "none" || backgroundImage !== "none" || parseFloat(borderBottomWidth) > 0 || outlineStyle !== "none"
    );
  });
/** @param {string} words */
const fold = (words) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
/** @param {Element} element */
const named = (element) => {
  if (!axe._tree) axe.setup(document); // axe has let go of it when its run is over
  return axe.utils.getNodeFromTree(element) ? fold(axe.commons.text.accessibleText(element)) : "";
};
// What an item shows of itself: not the menu that opens below it, nor the text of a card after its heading.
/** @param {Element} element */
const own = (element) => {
  const heading = element.querySelector("h1, h2, h3, h4, h5, h6, [role=heading]");
  if (heading) return fold(shown(heading));
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const menu of copy.querySelectorAll("ul, ol, [role=menu], [role=listbox]")) menu.remove();
  return fold(copy.textContent || "");
};
// Its name begins with its heading, with what it shows without its submenu, or spells out what it shows in short ("EN").
/** @param {Element} element */
const isNamedBeginning = (element) => {
  const name = named(element);
  const words = own(element);
  const short = fold(shown(element));
  return (
    Boolean(name) &&
    ((words !== short && words && name.startsWith(words)) ||
      (/^\p{L}{2,3}$/u.test(short) && name.split(" ").some((/** @type {string} */ word) => word.startsWith(short))))
  );
};
// Browsers give a drawn shape with a name the role of a graphics object, which may have one.
/** @param {Element} element */
const isShape = (element) => element instanceof SVGElement && element.localName !== "svg";

/** @type {Record<string, (element: Element, result: Result) => boolean>} */
export const doubts = {
  "aria-prohibited-attr": isShape,
  // Text without a letter or digit (a line of signs) says nothing in human language (WCAG, "text"); axe knows that,
  // but takes misread signs for letters.
  "color-contrast": (/** @type {Element} */ element) =>
    (shown(element) && !/[\p{L}\p{N}]/u.test(meant(element))) || mayStandOnPlate(element),
  "link-in-text-block": isMarked,
  "label-content-name-mismatch": (/** @type {Element} */ element) =>
    isIconWord(element) || isMisread(element) || isNamedBeginning(element),
  // Browsers ignore an invalid aria-hidden: the content stays for everybody.
  "aria-valid-attr-value": (/** @type {Element} */ _, /** @type {Result} */ result) =>
    invalid(result).every((attribute) => attribute.startsWith("aria-hidden=")),
};

// Where an open dialog may keep the focus from what is hidden: not on a page none of whose code answers to the focus or
// to keys, there or further out.
const KEEPS = ["focus", "focusin", "focusout", "blur", "keydown", "keyup"];
/** @param {Element} element */
const keepsFocus = (element) => {
  const answering = handlers(...KEEPS);
  const dialogs = document.querySelectorAll("[role=dialog], [role=alertdialog], dialog");
  const places = [
    ...upward(element),
    ...dialogs,
    ...[...dialogs].flatMap((dialog) => [...dialog.querySelectorAll("*")]),
  ];
  return [...places, document, window].some((place) => answering.has(place));
};

/** Where axe-core cannot tell, and the page's own code can: rule -> (element, result) => whether it fails. */
/** @type {Record<string, (element: Element, result: Result) => boolean>} */
export const settled = {
  "aria-hidden-focus": (element, { none, any, all }) =>
    [...any, ...all, ...none].every(({ id }) => id === "focusable-modal-open") &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest("[inert]") &&
    !document.querySelector("dialog:modal") &&
    !keepsFocus(element),
};

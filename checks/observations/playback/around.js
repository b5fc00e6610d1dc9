// The words and links around media, that could stand in for what they say, and the buttons that may stop them.

import { own, within } from "../../page/tree.js";
import { nameOf, speaksOf } from "./names.js";

/** @typedef {(Document | ShadowRoot)[]} Places the document and its shadow roots */

const ASIDE = "nav, header, footer, [role=navigation], [role=banner], [role=contentinfo]";
const SECTIONS = "main, article, section, aside, [role=main], [role=article], [role=region]";
const UNFOLDS = "button, [role=button], [role=tab], summary";
const BUTTON =
  "button, [role=button], [role=switch], [role=slider], input[type=button], input[type=image]," +
  " input[type=range], input[type=checkbox], summary, [onclick], a[href^='#'], a[href^='javascript:'], a:not([href])";
const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], figcaption";
const WORDS = 5000; // more are not counted
const FOLLOWED = 40; // words
const STEPS = 3;

/**
 * The page's own header and footer are aside; those of an article are not.
 * @param {Element} element
 */
const isContent = (element) => {
  const aside = element.closest(ASIDE);
  return !aside || (aside.matches("header, footer") && Boolean(aside.parentElement?.closest(SECTIONS)));
};

/**
 * How many words the content has, links to sound left out.
 * @param {Places} places
 * @param {Element[]} soundLinks
 */
export const countWords = (places, soundLinks) => {
  let count = 0;
  for (const root of [own("body"), ...places.slice(1)].filter(Boolean)) {
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && count < WORDS; node = walker.nextNode()) {
      const text = node;
      const around = text.parentElement;
      if (
        !around?.closest("script, style, noscript, template, video, audio") &&
        (!around || isContent(around)) &&
        !soundLinks.some((link) => link.contains(text))
      ) {
        count += (text.data.match(/[\p{L}\p{N}]+/gu) || []).length;
      }
    }
  }
  return count;
};

/**
 * How many links and buttons the content has, that may lead to a text.
 * @param {Places} places
 * @param {Element[]} soundLinks
 */
export const countLinks = (places, soundLinks) =>
  within(places, `a[href], iframe, object, embed, ${UNFOLDS}`).filter(
    (link) =>
      isContent(link) &&
      !soundLinks.includes(link) &&
      !(link.getAttribute("href") || "").startsWith("#") &&
      !link.closest("video, audio"),
  ).length;

/** @param {Element} heading */
const isFollowed = (heading) => {
  const after = heading.closest("section, article, details, div")?.textContent || "";
  return after.split(/\s+/).length > FOLLOWED;
};

/**
 * Whether something one can follow, open or read under a heading is called so.
 * @param {Places} places
 * @param {string[]} words for a transcript
 */
export const hasTranscript = (places, words) =>
  within(places, `a[href], ${UNFOLDS}`).some((element) => speaksOf(words, nameOf(element))) ||
  within(places, HEADING).some((heading) => speaksOf(words, nameOf(heading)) && isFollowed(heading));

/**
 * The heading before an element, and its caption, folded.
 * @param {Places} places
 * @param {Element} element
 */
export const titleOf = (places, element) => {
  const heading = within(places, "h1, h2, h3, h4, h5, h6, legend, figcaption")
    .filter((one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    .at(-1);
  const caption = element.closest("figure")?.querySelector("figcaption");
  return [heading, caption]
    .filter((one) => one instanceof Element)
    .map(nameOf)
    .join(" ");
};

/**
 * Whether a button is called so.
 * @param {Places} places
 * @param {string[]} words for stopping
 */
export const hasStopButton = (places, words) =>
  within(places, BUTTON).some((button) => speaksOf(words, nameOf(button)));

/**
 * Whether there is any button within the block an element is in.
 * @param {Element} element
 */
export const hasButtonNear = (element) => {
  const body = own("body");
  let at = element.parentElement;
  for (let step = 0; at && step < STEPS && at !== body && !at.matches("main, [role=main]"); step += 1) {
    if (at.querySelector(BUTTON) || at.matches(BUTTON)) return true;
    at = at.parentElement;
  }
  return false;
};

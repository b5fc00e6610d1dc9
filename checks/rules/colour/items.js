// Text that names colours: of the labels of required fields, or of the items of a list after it.

import { drawsBeside } from "../../page/drawn.js";
import { lookOf } from "./look.js";
import { LONG, hasOne, hueOf, named } from "./words.js";

/** @typedef {import("../../engines/run_checks.js").Page} Page */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {{ item: Element, inner: Element, hue: string }} Item inner: see `innermost` */

const ITEMS = 100;

/**
 * The element that holds all text of an item; null where more than one does: what differs inside one may say more.
 * @param {Element} item
 */
const innermost = (item) => {
  let at = item;
  while (
    at.children.length === 1 &&
    ![...at.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  )
    [at] = at.children;
  return at.children.length ? null : at;
};

/**
 * The words of a text that are long enough to say something.
 * @param {Page} page
 * @param {string} text
 */
const wordsOf = (page, text) =>
  new Set(
    page
      .fold(text)
      .split(" ")
      .filter((word) => word.length > 2),
  );

/**
 * A text that says which colour the labels of required fields have.
 * @param {Page} page
 * @param {Words} words
 * @param {Element} text
 * @param {string} colour
 */
const labelsByColour = (page, words, text, colour) => {
  const form = text.closest("form") || text.parentElement?.querySelector("form");
  const labels = form ? [...form.querySelectorAll("label, legend")].filter(page.seen) : [];
  const coloured = labels.filter((label) => hueOf(page.style(label).color) === colour);
  const plain = labels.find((label) => !coloured.includes(label));
  if (!coloured.length || !plain) return;
  for (const label of coloured) {
    const said =
      /[*†•()]/.test(page.text(label)) ||
      [label, ...label.children].some(drawsBeside) ||
      label.querySelector("img, svg, abbr, i, sup, b, strong") ||
      hasOne(words.required, page.fold(page.text(label)));
    if (!said && lookOf(page, label) === lookOf(page, plain)) {
      page.failed(label, "only the colour of the label tells that the field is required", { colour });
    } else page.passed(label);
  }
};

/**
 * The items of a list or table; empty where their colours cannot be compared.
 * @param {Page} page
 * @param {Element} list
 * @returns {Item[]}
 */
const itemsOf = (page, list) => {
  const items = [];
  for (const item of [...list.querySelectorAll("li, td, dd")].filter((one) => page.text(one)).slice(0, ITEMS)) {
    const inner = innermost(item);
    if (!inner) return [];
    items.push({ item, inner, hue: hueOf(page.style(inner).color) });
  }
  return items;
};

/**
 * A word all items of one colour share, and no other has, says as much as the colour.
 * @param {Page} page
 * @param {Item[]} items
 */
const isSaidByWords = (page, items) =>
  [...new Set(items.map(({ hue }) => hue))].some((hue) => {
    const group = items.filter((item) => item.hue === hue);
    const others = items.filter((item) => item.hue !== hue);
    const has = (/** @type {Item} */ { inner }, /** @type {string} */ word) =>
      wordsOf(page, page.text(inner)).has(word);
    return (
      group.length > 1 &&
      [...wordsOf(page, page.text(group[0].inner))].some(
        (word) => group.every((item) => has(item, word)) && !others.some((item) => has(item, word)),
      )
    );
  });

/**
 * A text that names two colours, before a list or table whose items have them.
 * @param {Page} page
 * @param {Element} text
 * @param {string[]} meant
 */
const listByColour = (page, text, meant) => {
  const list = text.localName === "caption" ? text.closest("table") : text.nextElementSibling;
  if (!list?.matches("ul, ol, dl, table")) return;
  if (list.querySelector("img, svg, canvas, input, select, [role=img]")) return;
  const items = itemsOf(page, list);
  const hues = new Set(items.map(({ hue }) => hue));
  if (hues.has("") || hues.size < 2 || ![...hues].every((hue) => meant.includes(hue))) return;
  const elements = [items.map(({ inner }) => inner), items.map(({ item }) => item)];
  const same = elements.every((each) => new Set(each.map((element) => lookOf(page, element))).size === 1);
  const said = wordsOf(page, page.text(text));
  const repeated = items.some(({ item }) => [...wordsOf(page, page.text(item))].some((word) => said.has(word)));
  const measured = { colours: [...hues].join(" ") };
  const message = "the text tells the items apart by their colour, and nothing else does";
  if (same && !isSaidByWords(page, items) && !repeated && !elements.flat().some(drawsBeside))
    page.failed(list, message, measured);
  else page.cannotTell(list, message, measured);
};

/** @type {import("../../engines/run_checks.js").Rule<Words>} */
export const textsThatNameColours = (page, words) => {
  for (const text of page.all("p, h2, h3, h4, h5, h6, caption, legend, figcaption")) {
    const raw = text.textContent;
    if (raw.length > 2 * LONG || !named(words, page.fold(raw)).length || !page.seen(text)) continue;
    const drawn = page.text(text);
    if (!drawn || drawn.length > LONG) continue;
    const folded = page.fold(drawn);
    const meant = named(words, folded);
    if (meant.length === 1 && hasOne(words.required, folded) && !drawn.includes("*"))
      labelsByColour(page, words, text, meant[0]);
    else if (meant.length >= 2) listByColour(page, text, meant);
  }
};

import { flat } from "../../page/clipping.js";
import { roots, within } from "../../page/tree.js";
import { inside, isHiddenFromReaders, moved, place } from "./texts.js";
import { isTooTall } from "../../page/clipping.js";
import { oneLine } from "../../page/words.js";

/** @typedef {import("./texts.js").Look} Look */

const FOUND = 40;
const TOKENS = 400;
const ROUNDING = 8; // CSS pixels
const INLINE = /^(inline|contents)$/;
// What needs two dimensions (1.4.10), or is drawn as it is written.
const TWO_DIMENSIONS =
  "pre, code, samp, kbd, svg, math, map, [role=table], [role=grid], [role=treegrid], " +
  "[role=toolbar], [role=application], [role=img], [role=tree], [contenteditable], .leaflet-container";
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]";

/** @param {Element} element */
const dataTable = (element) => {
  const table = element.closest("table");
  return table !== null && !/^(presentation|none)$/.test(table.getAttribute("role") || "");
};
/** @param {Element} element */
const needsTwoDimensions = (element) => Boolean(element.closest(TWO_DIMENSIONS)) || dataTable(element);

// Whether only the first word of each line is too long.
/**
 * @param {import("./texts.js").PageText} text
 * @param {number} start
 * @param {number} edge
 */
const onlyWords = ({ node }, start, edge) => {
  const range = new Range();
  let tokens = 0;
  for (const { index: from, 0: token } of node.data.matchAll(/\S+/g)) {
    if ((tokens += 1) > TOKENS) break;
    range.setStart(node, from);
    range.setEnd(node, from + token.length);
    const at = range.getBoundingClientRect();
    if (at.right > edge + ROUNDING && at.left > start) return false;
  }
  return true;
};

/**
 * @param {Look} now
 * @param {import("./texts.js").Reading} reading
 * @param {number} edge
 */
const linesPast = (now, reading, edge) =>
  reading.lines.filter(
    (line) =>
      !isTooTall(line) &&
      !line.freeX &&
      line.at.right > edge + ROUNDING &&
      (!line.cutX || line.cutX === now.page) &&
      line.seen.right > line.seen.left,
  );

/**
 * @param {Look} now
 * @param {Element} element
 */
const blockOf = (now, element) => {
  let block = element;
  while (block !== now.page && INLINE.test(now.style(block).display)) block = flat(block) ?? now.page;
  return block;
};

/**
 * Lines that go on past the right edge of the window, outside any scroller of their own.
 * @param {Look} now
 * @returns {import("../../page/answers.js").Wide[]}
 */
export const wideTexts = (now) => {
  /** @type {Map<Element, import("../../page/answers.js").Wide>} */
  const found = new Map();
  const edge = now.width - window.scrollX;
  now.readings.forEach((reading, index) => {
    const text = now.texts[index];
    const past = reading && found.size < FOUND ? linesPast(now, reading, edge) : [];
    if (!reading || !past.length || needsTwoDimensions(text.element) || isHiddenFromReaders(text.element)) return;
    const block = blockOf(now, text.element);
    if (found.has(block)) return;
    const box = block.getBoundingClientRect();
    found.set(block, {
      kind: "wide",
      place: place(block, oneLine(text.node.data)),
      over: Math.round(Math.max(...past.map(({ at }) => at.right)) - edge),
      beyond: past.every(({ at }) => at.left > edge - reading.size),
      word: onlyWords(text, box.left + reading.size, edge),
      table: Boolean(text.element.closest("table")),
      cut: now.cutsWindow,
      both: now.cutsWindow && past.some(({ both }) => both),
      hyphens: false,
      wider: box.width > now.width,
      moved: inside(text.element, now.page, flat, moved(now)),
    });
  });
  return [...found.values()];
};

/**
 * @param {Look} now
 * @param {Element} element
 */
const isCutOrScrolled = (now, element) => {
  for (let box = now.around(flat(element)); box; box = box.outer ?? null)
    if (box.masked || box.scrollsX || (box.x && box.element !== now.page)) return true;
  return false;
};

/**
 * Links and controls without text of their own (pictures, fields) that lie past the edge of a page that scrolls.
 * @param {Look} now
 * @returns {import("../../page/answers.js").Wide[]}
 */
export const wideControls = (now) => {
  const edge = now.width - window.scrollX;
  if (now.page.scrollWidth <= now.width + ROUNDING && !now.cutsWindow) return [];
  return within(roots(), CONTROLS)
    .filter((element) => element instanceof HTMLElement && !oneLine(element.textContent || ""))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width >= ROUNDING && box.height >= ROUNDING && box.right > edge + ROUNDING)
    .filter(({ element }) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter(({ element }) => !needsTwoDimensions(element) && !isHiddenFromReaders(element))
    .filter(({ element }) => !isCutOrScrolled(now, element))
    .slice(0, FOUND)
    .map(({ element, box }) => ({
      kind: "wide",
      place: place(element, ""),
      over: Math.round(box.right - edge),
      beyond: box.left > edge - ROUNDING,
      word: false,
      table: Boolean(element.closest("table")),
      cut: now.cutsWindow,
      both: false,
      hyphens: false,
      wider: box.width > now.width,
      moved: inside(element, now.page, flat, moved(now)),
    }));
};

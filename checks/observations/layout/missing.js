import { hasListener } from "../../page/instruments.js";
import { parent } from "../../page/tree.js";
import { region } from "../../page/describe.js";
import { oneLine } from "../../page/words.js";
import { isHiddenFromReaders, isReadable, place } from "./texts.js";

// Texts that are not drawn at all in a narrow window.

const FOUND = 5;
const WORDS = 4; // fewer say little that is lost
const NEWS = 3; // texts drawn only now, that may stand in the place of those that went
const OPENS =
  "button, summary, [role=button], [role=tab], [aria-expanded], [aria-controls], [aria-haspopup], [onclick], " +
  "input[type=checkbox], input[type=button], a[href='#'], a[href^='javascript:'], a:not([href]), [tabindex='0']";

/** @param {Element} element */
const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
/** @param {string} words */
const count = (words) => (words.match(/[\p{L}\p{N}]+/gu) || []).length;

// The outermost element that is not drawn.
/** @param {Element} element */
const hiddenBlock = (element) => {
  let block = element;
  for (let at = /** @type {Element | null} */ (element); at && !isShown(at); at = parent(at)) block = at;
  return block;
};

// Whether something on the page may show a block: a button of any kind, or a link to it.
/**
 * @param {Element} block
 * @param {Element[]} shown
 */
const canOpen = (block, shown) =>
  shown.some(
    (element) =>
      element.matches(OPENS) ||
      hasListener(element, "click") ||
      (element.hash?.length > 1 &&
        [block, ...block.querySelectorAll("[id]")].some(({ id }) => `#${id}` === element.hash)),
  );

/**
 * Blocks of text that could be read in the wide window and are nowhere in this one.
 * opens: something on the page may show them. replaced: other texts are drawn in this window only.
 * @param {import("./texts.js").Look} before
 * @param {import("./texts.js").Look} now
 * @returns {import("../../page/answers.js").Missing[]}
 */
export const missingTexts = (before, now) => {
  const { texts, readings } = now;
  const drawn = readings.map((reading, index) => (reading ? oneLine(texts[index].node.data) : "")).join(" ");
  /** @type {Map<Element, string>} hidden block -> its words */
  const blocks = new Map();
  readings.forEach((reading, index) => {
    const { node, element } = texts[index];
    const words = oneLine(node.data);
    if (reading || !isReadable(before.readings[index]) || !element.isConnected || !node.isConnected) return;
    if (isShown(element) || drawn.includes(words) || isHiddenFromReaders(element)) return;
    const block = hiddenBlock(element);
    blocks.set(block, `${blocks.get(block) || ""} ${words}`);
  });
  const lost = [...blocks].filter(([, words]) => count(words) >= WORDS).slice(0, FOUND);
  if (!lost.length) return [];
  const fresh = readings.filter((reading, index) => isReadable(reading) && !before.readings[index]).length;
  const shown = [...Document.prototype.querySelectorAll.call(document, `${OPENS}, a[href*='#']`)].filter(isShown);
  return lost.map(([block, words]) => ({
    kind: "missing",
    place: place(block, oneLine(words)),
    words: count(words),
    main: region(block) === "main",
    opens: canOpen(block, shown),
    replaced: fresh >= NEWS || fresh >= readings.filter(Boolean).length / 2,
  }));
};

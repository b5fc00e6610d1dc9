// Instructions that name a control by its look or place alone.

import { isAt, isLike, isNamed, kindOf } from "./controls.js";
import { isByPicture, isBySign } from "./drawings.js";

/** @typedef {import("../../engines/run_checks.js").Page} Page */
/** @typedef {import("./expressions.js").Instruction} Instruction */

const SYMBOL = /[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff»«›‹✓✗×≡☰]/u;
const SHOWN = 60; // characters

/**
 * Which of the meanings a word has.
 * @param {import("./expressions.js").Words} meanings
 * @param {string} word
 */
const meaning = (meanings, word) => Object.keys(meanings).find((one) => meanings[one].includes(word));

/**
 * "The green button", and such a control is drawn: the words that say so; empty when none are, or a name is said too.
 * @param {Page} page
 * @param {Element[]} controls
 * @param {Element} block
 * @param {string} text
 * @param {Instruction} instruction
 */
const byShapeOrPlace = (page, controls, block, text, { patterns, looks, sides }) => {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const { look = "", side = "", thing = "" } = match.groups ?? {};
    const word = page.fold(look || side);
    const [meantLook, meantSide, kind] = [meaning(looks, word), meaning(sides, word), kindOf(thing)];
    const isMeant = (/** @type {Element} */ control) => {
      if (meantLook) return isLike(page, control, meantLook);
      return meantSide ? isAt(control, meantSide, block) : SYMBOL.test(word);
    };
    const meant = controls.some((control) => control.matches(kind) && !block.contains(control) && isMeant(control));
    if (meant && !isNamed(page, controls, text)) return match[0];
  }
  return "";
};

/**
 * "Press ▸", and a control has that sign for its text and its name: the words that say so.
 * @param {Page} page
 * @param {Element[]} controls
 * @param {Element} block
 * @param {string} text
 * @param {import("./expressions.js").Expression} verb
 */
const bySymbol = (page, controls, block, text, verb) => {
  const said = verb.exec(text);
  const symbol = said && SYMBOL.exec(text.slice(said.index));
  if (!symbol) return "";
  const alone = controls.some(
    (control) =>
      !block.contains(control) &&
      page.text(control) === symbol[0] &&
      (!page.name(control) || page.name(control) === symbol[0]),
  );
  return alone && !isNamed(page, controls, text) ? text.slice(said.index, said.index + symbol.index + 1) : "";
};

/**
 * The words of a text that name a control by its look or place, where it has a name and none is said; or empty.
 * @param {Page} page
 * @param {() => Element[]} controls
 * @param {Element} block
 * @param {string} text
 * @param {Instruction | undefined} instruction of the language of the text
 */
export const byLook = (page, controls, block, text, instruction) => {
  if (!instruction) return "";
  if (block.matches("p, caption, figcaption") && isBySign(page, block, instruction)) return text.slice(0, SHOWN);
  if (!instruction.verb.test(text)) return "";
  const words = byShapeOrPlace(page, controls(), block, text, instruction);
  if (words) return words;
  if (block.querySelector("svg, img") && isByPicture(page, controls(), block, instruction.verb))
    if (!isNamed(page, controls(), text)) return text.slice(0, SHOWN);
  return bySymbol(page, controls(), block, text, instruction.verb);
};

import { controlsOf } from "./reference/controls.js";
import { first, instructionsOf, pointers } from "./reference/expressions.js";
import { byLook } from "./reference/looks.js";
import { hasLinksBeside, hasMenu } from "./reference/menus.js";

const BLOCKS = 3000;
const TEXT = 3000; // characters
const FOUND = 100;

/**
 * A paragraph may hold links and emphasis; of what holds other blocks only its own text is read.
 * @param {Element} block
 */
const textOf = (block) =>
  (block.matches("p, label, legend, figcaption")
    ? block.textContent
    : [...block.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data)
        .join(" ")
  )
    .replace(/\s+/g, " ")
    .trim();

/** @type {import("../engines/run_checks.js").Rule<import("./reference/expressions.js").Data>} */
export default (page, { patterns, left, references }) => {
  const [pointing, instructions, controls] = [pointers(patterns), instructionsOf(references), controlsOf(page)];
  let found = 0;
  for (const block of page.all("p, li, dt, dd, td, th, label, legend, figcaption, div, span").slice(0, BLOCKS)) {
    const text = textOf(block);
    if (text.length < 12 || text.length > TEXT) continue;
    const language = page.language(block);
    const expressions = pointing[language];
    if (!expressions) continue;
    const menu = first(expressions.menu, text);
    const match = menu || first(expressions.doubt, text);
    const inText = block.matches("span") && block.parentElement?.closest("p, li");
    const look = inText ? "" : byLook(page, controls, block, text, instructions[language]);
    if (!(match || look) || !page.seen(block) || !page.heard(block)) continue;
    if ((found += 1) > FOUND) break;
    const side = menu && left.includes(menu[1].toLowerCase()) ? "left" : "right";
    if (menu && hasLinksBeside(page, block, side) && !hasMenu(page))
      page.failed(block, "nothing can be found as the menu this text points at", { words: menu[0] });
    else if (look) page.failed(block, "the text names a control by its look or place alone", { words: look });
    else if (match)
      page.cannotTell(block, "the text points at something by its place, shape or colour", { words: match[0] });
  }
};

import { effectOf } from "../page/effects.js";
import { handlers } from "../page/handlers.js";

const KEYS = ["keydown", "keypress", "keyup"];
// A single letter, digit or sign the code asks for; of a pressed key by its number, which is not that of its character.
const BY_NAME =
  /\bkey(?:\s*\.\s*toLowerCase\(\)|\s*\.\s*toUpperCase\(\))?\s*={2,3}\s*(["'`])(?<key>[^\s"'`])\1|\bcase\s*(["'`])(?<sign>[^\s"'`])\3\s*:|\bcode\s*={2,3}\s*(["'`])(?<code>Key[A-Z]|Digit\d|Slash|Comma|Period)\5/;
const BY_NUMBER = /\b(?:keyCode|which|charCode)\s*={2,3}\s*(?<number>\d+)/g;
/**
 * @param {string} type
 * @param {number} number
 */
const isOfCharacter = (type, number) =>
  type === "keypress" ? number > 32 && number < 127 : (number > 47 && number < 91) || (number > 185 && number < 223);
/** @param {import("../page/handlers.js").Handler} handler */
const asked = ({ type, source }) => {
  const { groups } = BY_NAME.exec(source) ?? {};
  if (groups) return groups.key ?? groups.sign ?? groups.code;
  const numbers = [...source.matchAll(BY_NUMBER)].map((match) => Number(match.groups?.number));
  return String(numbers.find((number) => isOfCharacter(type, number)) ?? "");
};
const WITH_MODIFIER = /(?<!!)\b(?:\w+\s*\.\s*)?(?:ctrlKey|metaKey|altKey)\b/;
const WITHOUT_MODIFIER =
  /!\s*(?:\w+\s*\.\s*)?(?:ctrlKey|metaKey|altKey)|(?:ctrlKey|metaKey|altKey)[^;{}]*\)\s*\{?\s*return\b/;
const ACTS = /\b(?:focus|click|select|dispatchEvent)\s*\(/;
// The code may only do so in a part of the page, or when the visitor has chosen to.
const LIMITED = /\b(?:contains|localStorage|enabled|disabled|settings|preferences|activeElement\s*={2,3})\b/i;

/** @type {import("../engines/run_checks.js").Rule<{ words: string[] }>} */
export default (page, { words }) => {
  const canBeChanged = () =>
    page
      .all("a[href], button, input, select, summary, [role=button], [role=switch]")
      .some((control) => words.some((word) => ` ${page.fold(page.name(control))} `.includes(` ${word}`)));
  const outer = [window, document, document.documentElement, document.body];
  const code = handlers(...KEYS);
  for (const target of outer) {
    for (const handler of code.get(target) ?? []) {
      const { source, delegated } = handler;
      const key = asked(handler);
      if (delegated || !key || !(effectOf(source) || ACTS.test(source))) continue;
      if (WITH_MODIFIER.test(source) && !WITHOUT_MODIFIER.test(source)) continue;
      const message = "a single character, pressed anywhere on the page, does something";
      if (LIMITED.test(source) || canBeChanged()) page.cannotTell(document.body, message, { key });
      else page.failed(document.body, message, { key });
    }
  }
};

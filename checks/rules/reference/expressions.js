// The expressions of the data, as JavaScript reads them.

/**
 * The data of the check: see visual_reference.py.
 * @typedef {{ menu: string[], doubt: string[] }} Patterns
 * @typedef {Record<string, string[]>} Words what is meant, and the words for it
 * @typedef {{ verb: string, thing: string, looks: Words, sides: Words, signs: string, means: string,
 *   shapes: string[] }} References
 * @typedef {{ patterns: Record<string, Patterns>, left: string[], references: Record<string, References> }} Data
 */

/**
 * What one language says when it names a control by its look or place. patterns: with the groups look, side, thing.
 * @typedef {{ verb: Expression, sign: Expression, means: Expression, patterns: Expression[], looks: Words, sides: Words }} Instruction
 */

/**
 * Edges and letters of words in any language: JavaScript's own know ASCII only. A word begins before a letter or a
 * group; every other edge is an end.
 * @param {string} pattern
 */
const inAnyLanguage = (pattern) =>
  pattern
    .replace(/\\b(?=\p{L}|\((?!\?[!=]))/gu, "(?<!\\p{L})")
    .replaceAll("\\b", "(?!\\p{L})")
    .replaceAll("\\w", "\\p{L}");

const lower = { of: "", text: "" };
/** @param {string} text */
const inLowerCase = (text) => {
  if (lower.of !== text) Object.assign(lower, { of: text, text: text.toLowerCase() });
  return lower.text;
};

/**
 * @typedef {{ exec: (text: string) => RegExpExecArray | null, test: (text: string) => boolean }} Expression
 */

/**
 * Made when it is first asked, for most languages are not on a page. Whether letters are upper case is asked only of a
 * text that is found in lower case: it takes five times as long.
 * @param {string} pattern
 * @returns {Expression}
 */
const expression = (pattern) => {
  /** @type {RegExp | undefined} */
  let quick;
  /** @param {string} text */
  const exec = (text) => {
    quick ??= new RegExp(inAnyLanguage(pattern.toLowerCase()), "u");
    return quick.test(inLowerCase(text)) ? new RegExp(inAnyLanguage(pattern), "iu").exec(text) : null;
  };
  return { exec, test: (text) => exec(text) !== null };
};

/**
 * By language: texts that send people to a menu, and others that point at something.
 * @param {Record<string, Patterns>} patterns
 */
export const pointers = (patterns) =>
  Object.fromEntries(
    Object.entries(patterns).map(([language, { menu, doubt }]) => [
      language,
      { menu: menu.map(expression), doubt: doubt.map(expression) },
    ]),
  );

/** @param {Words} lists */
const either = (lists) => Object.values(lists).flat().join("|");

/**
 * @param {References} references
 * @returns {Instruction}
 */
const instructionOf = ({ verb, thing, looks, sides, signs, means, shapes }) => ({
  verb: expression(`\\b(?:${verb})\\b`),
  sign: expression(`\\b(?:${signs})\\b`),
  means: expression(`\\b(?:${means})\\b`),
  patterns: shapes.map((shape) =>
    expression(
      `\\b(?:${verb})\\b[^.?!;]{0,60}?` +
        shape
          .replace("LOOK", `(?<look>${either(looks)})`)
          .replace("SIDE", `(?<side>${either(sides)})`)
          .replace("THING", `(?<thing>${thing})`),
    ),
  ),
  looks,
  sides,
});

/**
 * By language.
 * @param {Record<string, References>} references
 */
export const instructionsOf = (references) =>
  Object.fromEntries(Object.entries(references).map(([language, given]) => [language, instructionOf(given)]));

/**
 * @param {Expression[]} expressions
 * @param {string} text
 */
export const first = (expressions, text) => expressions.map((one) => one.exec(text)).find((match) => match !== null);

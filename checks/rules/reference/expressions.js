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
 * @typedef {{ verb: RegExp, sign: RegExp, means: RegExp, patterns: RegExp[], looks: Words, sides: Words }} Instruction
 */

// Edges and letters of words in any language: JavaScript's own know ASCII only.
const EDGE = "(?:(?<!\\p{L})(?=\\p{L})|(?<=\\p{L})(?!\\p{L}))";

/** @param {string} pattern */
const expression = (pattern) => new RegExp(pattern.replaceAll("\\b", EDGE).replaceAll("\\w", "\\p{L}"), "iu");

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
 * @param {RegExp[]} expressions
 * @param {string} text
 */
export const first = (expressions, text) => expressions.map((one) => one.exec(text)).find((match) => match !== null);

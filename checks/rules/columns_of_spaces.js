/** @typedef {[number, string]} Part where it begins, and its text */
/** @typedef {{ line: import("../page/lines.js").Line, parts: Part[] }} Row */

const RULES = /[|│┃║]/gu;
const BORDER = /^[-+=|_─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝\s]+$/u;
/** @param {import("../page/lines.js").Line} line */
const ruled = (line) => (line.raw.match(RULES) || []).length >= 2;
const LEAST = 3;
const TAB = 8;
const WIDE = 3; // white space in text that the browser would fold
const SIGNS = /[{}<>;=\\|`~^]|\$\w|\/\/|\w\(|::|->|^\s*(#|--|\$|>)\s?/u;
const ELSEWHERE = "code, kbd, samp, textarea, [role=img], [role=table], [role=grid], [contenteditable], table table";

/** @param {string} raw */
const unfolded = (raw) => {
  let text = "";
  for (const character of raw.replace(/\s+$/u, "")) {
    text += character === "\t" ? " ".repeat(TAB - (text.length % TAB)) : /\s/u.test(character) ? " " : character;
  }
  return text;
};
// [where each part begins, the part]; a wide gap after the end of a sentence parts nothing.
/** @param {import("../page/lines.js").Line} line */
const partsOf = (line) => {
  // Lines that part the cells of a table drawn with signs.
  const text = unfolded(ruled(line) ? line.raw.replace(RULES, "  ") : line.raw);
  const least = line.preformatted ? 2 : WIDE;
  /** @type {Part[]} */
  const parts = [];
  for (const match of text.matchAll(new RegExp(`\\S+(?: {1,${least - 1}}\\S+)*`, "gu"))) {
    const before = parts.at(-1);
    const gap = before ? match.index - before[0] - before[1].length : 0;
    if (before && gap === 2 && !line.preformatted && /[.!?:]$/u.test(before[1])) before[1] += `  ${match[0]}`;
    else parts.push([match.index, match[0]]);
  }
  return parts;
};
/**
 * @param {number} one
 * @param {number} other
 */
const near = (one, other) => Math.abs(one - other) <= 1;
/**
 * @param {Part} one
 * @param {Part} other
 */
const sideways = (one, other) => Math.abs(one[0] + one[1].length - other[0] - other[1].length) <= 1;
// Whether every part of the shorter line, but the first, stands under one of the other: at its beginning or its end.
/**
 * @param {Part[]} one
 * @param {Part[]} other
 */
const under = (one, other) => {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  return few.slice(1).every((part) => many.slice(1).some((place) => near(part[0], place[0]) || sideways(part, place)));
};
/**
 * @param {Row} one
 * @param {Row} other
 */
const alike = (one, other) => {
  const belong = one.line.block === other.line.block || one.line.block === other.line.block.previousElementSibling;
  if (!belong || one.line.preformatted !== other.line.preformatted) return false;
  // Where letters differ in width, as many parts must do.
  return one.line.preformatted ? under(one.parts, other.parts) : one.parts.length === other.parts.length;
};
/** @param {string} part */
const words = (part) => /[\p{L}\p{N}]/u.test(part);

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Row[]} run */
  const judge = (run) => {
    const [{ line }] = run;
    if (line.element.closest(ELSEWHERE) || !page.seen(line.block) || !page.heard(line.block)) return;
    const filled = run.filter(({ parts }) => parts.filter(([, part]) => words(part)).length >= 2);
    if (filled.length < LEAST) return;
    const code = run.filter((entry) => !ruled(entry.line) && SIGNS.test(entry.line.text)).length;
    const drawn = run.reduce(
      (sum, { line: { text } }) => sum + text.replace(RULES, "").replace(/[\p{L}\p{N}\s.,:%€$£()-]/gu, "").length,
      0,
    );
    const letters = run.reduce((sum, { line: { text } }) => sum + text.length, 0);
    const labels = run.every(({ parts }) => parts.length === 2 && /[:=–-]$/u.test(parts[0][1]));
    const measured = { lines: run.length, columns: Math.max(...run.map(({ parts }) => parts.length)) };
    if (code * 3 > run.length || drawn * 4 > letters) return;
    if (labels) page.cannotTell(line.block, "White space sets values apart from their labels.", measured);
    else page.failed(line.block, "White space makes columns.", measured);
  };

  const lines = page.lines();
  if (lines.length) page.passed(document.documentElement);
  /** @type {Row[]} */
  let run = [];
  const close = () => {
    if (run.length >= LEAST) judge(run);
    run = [];
  };
  for (const line of lines) {
    const parts = partsOf(line);
    if (parts.length < 2) {
      // A line of dashes under the head of a table, or a title above the next part of it.
      if ((!BORDER.test(line.text) && words(line.text)) || !run.length || run.at(-1)?.line.block !== line.block)
        close();
      continue;
    }
    const entry = { line, parts };
    const before = run.at(-1);
    if (before && !alike(before, entry)) close();
    run.push(entry);
  }
  close();
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const LEAST = 4;
  const GAP = "[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]{1,3}";
  const LETTER = "(?:\\p{Script=Latin}|\\p{Script=Greek}|\\p{Script=Cyrillic})\\p{M}?";
  const SPACED = new RegExp(
    `(?<![\\p{L}\\p{N}.'’])${LETTER}(?:${GAP}${LETTER}){${LEAST - 1},}(?![\\p{L}\\p{N}.'’])`,
    "gu",
  );
  const ALONE = new RegExp(`^${LETTER}$`, "u");
  const VOWEL = /[aeiouyàâäáåãæèéêëìíîïòóôöøœùúûüýαεηιουωаеёиоуыэюяєії]/iu;
  // Initials of months, days, points of the compass: several languages write the same ones.
  const INITIALS = /^(jfmamjja|mtotfls|mtwtfss|smtwtfs|mdwdvzz|lmmjvsd|mdmdfss|lmmgvsd|lmxjvsd|mtktpls|nesw|nosw|nozw)/;
  const ELSEWHERE =
    "code, kbd, samp, var, pre, [role=img], [role=math], [aria-label], [contenteditable], .katex, .MathJax";

  /** @param {string[]} letters */
  const spells = (letters) => {
    const word = page.fold(letters.join("")).replaceAll(" ", "");
    const rising = letters.every(
      (letter, at) => !at || letter.localeCompare(letters[at - 1], undefined, { sensitivity: "base" }) > 0,
    );
    const vowels = letters.filter((letter) => VOWEL.test(letter)).length;
    return (
      !rising &&
      new Set(word).size > 2 &&
      vowels > 0 &&
      vowels < letters.length &&
      vowels <= letters.length * 0.8 &&
      !INITIALS.test(word)
    );
  };
  /**
   * @param {Element} element
   * @param {string[]} letters
   */
  const judge = (element, letters) => {
    if (!element.closest(ELSEWHERE) && spells(letters) && page.heard(element)) {
      page.failed(element, "White space parts the letters of a word.", { letters: letters.join(" ").slice(0, 80) });
    }
  };

  const lines = page.lines();
  if (lines.length) page.passed(document.documentElement);
  /** @type {import("../page/lines.js").Line[]} */
  let column = [];
  const close = () => {
    if (column.length >= LEAST)
      judge(
        column[0].block,
        column.map(({ text }) => text),
      );
    column = [];
  };
  for (const line of lines) {
    for (const [run] of line.raw.matchAll(SPACED)) {
      const words = run.trim().replace(/\s+/gu, " ");
      const holders = line.elements.filter((element) => page.text(element).includes(words));
      const [holder] = holders.sort((one, other) => page.text(one).length - page.text(other).length);
      if (!holder && line.elements.some((element) => element.closest(ELSEWHERE))) continue;
      judge(holder || line.block, run.match(/\p{L}\p{M}?/gu) ?? []);
    }
    // One letter a line of the same block: a word set upright with line breaks.
    if (!ALONE.test(line.text) || (column.length && column[0].block !== line.block)) close();
    if (ALONE.test(line.text)) column.push(line);
  }
  close();
};

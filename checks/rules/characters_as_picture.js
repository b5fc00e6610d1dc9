// A line of a table drawn with signs.
const TABLE = /[|│║].*\p{L}{2}.*[|│║]/u;
// The bar of a chart: one sign again and again.
const BAR = /([█▇▆▅▄▓▒░■▬●*#=])\1{2,}/u;
const LINES = 3;
const SIGNS = 20;
const LEAST_SIGNS = 0.6; // of what is drawn
const NAMED = "[role=img], [role=math], [aria-label], [aria-labelledby], math, .katex, .MathJax";
const PROGRAM = "code, kbd, samp, var, [contenteditable]";
const ART = /[/\\_|()'`.,\-=*#@~^<>+:;"!%&$?[\]{}¦°·•●○■□▪▫◆◇▲△▼▽★☆\u2500-\u259f\u2800-\u28ff]/gu;

// A drawing: lines of one block, hardly a word in them, not one sign repeated to part the text.
/** @param {import("../page/lines.js").Line[]} run */
const drawing = (run) => {
  const text = run.map((line) => line.raw).join("");
  const ink = text.replace(/\s/gu, "");
  // Letters that repeat are ink too: a banner of M, an edge of o.
  const signs = (ink.replace(/(\p{L})\1{3,}/gu, (letters) => "#".repeat(letters.length)).match(ART) || []).length;
  const shapes = new Set(run.map((line) => line.raw.trimEnd())).size;
  return run.length >= LINES && signs >= SIGNS && signs >= ink.length * LEAST_SIGNS && shapes >= LINES;
};
/** @param {Element} block */
const explained = (block) => {
  const figure = block.closest("figure");
  return Boolean(figure?.querySelector("figcaption")) || Boolean(block.getAttribute("aria-describedby"));
};
// Letters of other alphabets that look like Latin ones.
const CYRILLIC = "аеорсухіјѕԁһԛԝАВЕЗІЈКМНОРСТУХЅԌԚԜ";
const GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικυ";
const FOREIGN = new RegExp(
  `^(?=.*[${CYRILLIC}${GREEK}])(?=.*\\p{Script=Latin})[\\p{Script=Latin}\\p{M}${CYRILLIC}${GREEK}]{3,}$`,
  "u",
);
const NOT_LATIN = ["bg", "el", "ru", "uk", "sr", "mk", "be", "kk", "mn", "ky", "tg", "bs"];
const WIDE = ["ja", "zh", "ko"];
// Mathematical and enclosed letters, small capitals and letters turned over, in the place of the ordinary ones.
const DRESSED = /[\u{1d400}-\u{1d7cb}\u{24b6}-\u{24e9}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]{4,}/u;
const FULL_WIDTH = /[\uff21-\uff3a\uff41-\uff5a]{4,}/u;
const SMALL = /[ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ]{4,}|[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ][\p{L}]*[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ][\p{L}]*[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]/u;
const BUILT = /\|-\||\/\\\/\\|\\\/\\\/|\/-\\|\|\\\||\|\\\/\||\(_\)|\|_\||\]\[|\|<|\|\)(?=\p{L})|\(\)(?=\p{L})/gu;
const FIGURED =
  /(?<![\p{L}\p{N}])(?=[\p{L}\d@$!|]*\p{L})\p{L}*(?:[013457@$!|]{1,2}\p{L}+)+[013457@$]*(?![\p{L}\p{N}])/gu;
/** @type {Record<string, string>} */
const LETTER_OF = { 0: "o", 1: "l", 3: "e", 4: "a", 5: "s", 7: "t", "@": "a", $: "s", "!": "i", "|": "l" };
/** @param {string} word */
const figures = (word) => (word.match(/[013457@$!|]/g) || []).length;
// "w3lc0m3", not "B2B", "mp3", "covid19" or a password of capitals and figures.
/** @param {string} word */
const isFigured = (word) => {
  const lower = /^\p{Lu}?[\p{Ll}\d@$!|]+$/u.test(word);
  const read = word.replace(/[013457@$!|]/g, (sign) => LETTER_OF[sign]);
  return lower && word.length >= 4 && /[aeiou]/i.test(read) && !/(\d)(?!\1)\d/.test(word);
};
/**
 * @param {string} text
 * @param {string} language
 */
const imitation = (text, language) => {
  const foreign = text.split(/[^\p{L}\p{M}]+/u).find((word) => FOREIGN.test(word) && /[^µμ]/u.test(word));
  if (foreign && !NOT_LATIN.includes(language)) return foreign;
  const dressed = DRESSED.exec(text) || SMALL.exec(text) || (WIDE.includes(language) ? null : FULL_WIDTH.exec(text));
  if (dressed) return dressed[0];
  const built = text.match(BUILT) || [];
  if (built.length >= 2 && /\p{L}/u.test(text)) return built.join(" ");
  const figured = (text.match(FIGURED) || []).filter(isFigured);
  const most = Math.max(0, ...figured.map(figures));
  return most >= 2 && figures(figured.join("")) > 2 ? figured.join(" ") : null;
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {import("../page/lines.js").Line[]} run */
  const bars = (run) => {
    const lengths = run.map(({ raw }) => (raw.match(BAR) || [""])[0].length).filter(Boolean);
    return lengths.length >= LINES && new Set(lengths).size >= 2 && !run.some(({ text }) => /\d/.test(text));
  };
  /** @param {import("../page/lines.js").Line[]} run */
  const judgeDrawing = (run) => {
    const [{ block }] = run;
    if (run.filter((line) => TABLE.test(line.text)).length >= 2) return; // columns-of-spaces speaks of those
    if (!(drawing(run) || bars(run)) || block.closest(`${NAMED}, ${PROGRAM}`) || !page.heard(block)) return;
    if (!bars(run) && run.some((line) => /\p{L}{4}/u.test(line.text.replace(/(\p{L})\1{3,}/gu, "")))) {
      page.cannotTell(block, "Signs seem to draw something.", { lines: run.length });
    } else if (explained(block))
      page.cannotTell(block, "Signs draw a picture; is it told in words?", { lines: run.length });
    else page.failed(block, "Signs draw a picture that no text tells.", { lines: run.length });
  };

  const lines = page.lines();
  if (lines.length) page.passed(document.documentElement);
  /** @type {import("../page/lines.js").Line[]} */
  let run = [];
  for (const line of lines) {
    if (run.length && run.at(-1)?.block !== line.block) {
      judgeDrawing(run);
      run = [];
    }
    run.push(line);
    const found = imitation(line.text, page.language(line.element));
    if (!found || line.element.closest(`${NAMED}, ${PROGRAM}, pre`) || !page.heard(line.element)) continue;
    page.failed(line.element, "Characters stand for letters that they look like.", { text: found.slice(0, 80) });
  }
  if (run.length) judgeDrawing(run);
};

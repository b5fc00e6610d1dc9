// Words, cut and folded.

/**
 * At most `length` characters.
 * @param {string} text
 * @param {number} length
 */
export const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);

/**
 * White space of any kind as one space, none at the ends.
 * @param {string} text
 */
export const oneLine = (text) => text.replace(/\s+/g, " ").trim();

// As in results/page_words/fold.py: letters that Unicode does not decompose, and what is drawn as nothing.
/** @type {Record<string, string>} */
const LETTERS = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ŧ: "t", ß: "ss" };
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const NOT_DRAWN = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/gu;

/**
 * Lower case, no accents, ligatures as letters, punctuation and white space folded, for comparing words: what
 * folded_words of results/page_words/fold.py gives.
 * @param {string} words
 */
export const fold = (words) =>
  words
    .replace(NOT_DRAWN, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

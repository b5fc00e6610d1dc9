// Words, cut and folded.

/**
 * At most `length` characters.
 * @param {string} text
 * @param {number} length
 */
export const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);

/**
 * Lower case, no accents, punctuation and white space folded, for comparing words.
 * @param {string} words
 */
export const fold = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

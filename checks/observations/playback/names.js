// What media, and what belongs to them, are called.

import { fold } from "../../page/words.js";

const folded = (/** @type {string} */ words) => ` ${fold(words)} `;

/**
 * Whether one of the words begins a word of a folded text.
 * @param {string[]} words
 * @param {string} text
 */
export const speaksOf = (words, text) => words.some((word) => text.includes(` ${word}`));

/**
 * All that names an element, folded.
 * @param {Element} element
 */
export const nameOf = (element) =>
  folded(
    [
      element.textContent,
      element.getAttribute("aria-label"),
      element.getAttribute("title"),
      element.value,
      ...[...element.querySelectorAll("img[alt], [aria-label], svg title")].map(
        (part) => part.getAttribute("alt") || part.getAttribute("aria-label") || "",
      ),
    ]
      .filter((part) => typeof part === "string")
      .join(" "),
  );

/**
 * The path of an address; empty for what is none.
 * @param {string} url
 */
export const pathOf = (url) => {
  try {
    return new URL(url, document.baseURI).pathname;
  } catch {
    return "";
  }
};

/**
 * The name of a file, folded.
 * @param {string} url
 */
export const fileOf = (url) => {
  try {
    return folded(decodeURIComponent(pathOf(url).split("/").at(-1) ?? ""));
  } catch {
    return "";
  }
};

/**
 * Where a link leads; that of an SVG has an object for its href.
 * @param {Element} link
 * @returns {string}
 */
export const addressOf = (link) => (typeof link.href === "string" ? link.href : link.getAttribute("href") || "");

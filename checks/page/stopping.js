// The buttons of a page, and whether one says that it stops something.

import { fold } from "./words.js";

export const BUTTON =
  "button, [role=button], [role=switch], [role=tab], input[type=button], input[type=image]," +
  " input[type=checkbox], summary, [onclick], a[href^='#'], a[href^='javascript:'], a:not([href])";

/**
 * Words with a space on either side, so that one can ask how they begin.
 * @param {string} words
 */
export const apart = (words) => ` ${fold(words)} `;

/** @param {Element} button */
const nameOf = (button) =>
  apart(
    [
      button.textContent?.slice(0, 200),
      button.getAttribute("aria-label"),
      button.title,
      button.value,
      button.querySelector("img[alt]")?.alt,
      button.querySelector("[aria-label]")?.getAttribute("aria-label"),
      button.querySelector("svg title")?.textContent,
    ]
      .filter((part) => typeof part === "string")
      .join(" "),
  );

/**
 * @param {readonly string[]} words folded beginnings of words
 * @param {Element} button
 */
export const saysOneOf = (words, button) => words.some((word) => nameOf(button).includes(` ${word}`));

/**
 * Those that are drawn.
 * @param {Element} element
 */
export const buttonsIn = (element) =>
  [...element.querySelectorAll(BUTTON)].filter((button) => button.checkVisibility());

import { POINTING } from "../page/effects.js";
import { handlers } from "../page/handlers.js";

const WHEN = [...POINTING, "change"];
const SET = /\.src\s*=(?!=)|setAttribute\(\s*["'`]src["'`]|\.attr\(\s*["'`]src["'`]\s*,/;
const DRAWING = /setAttribute(?:NS)?\([^)]*["'`](?:xlink:)?href["'`]\s*,\s*[^)]*#/;
const ICON =
  /(?:classList\.(?:toggle|replace|add)|toggleClass|addClass)\(\s*["'`](?:fa|bi|mdi|ti|icon|glyphicon)-[\w-]+/;
const TEXT_TOO =
  /\.alt\b|["'`](?:alt|title|aria-[\w-]+)["'`]|\.aria[A-Z]\w+\s*=|\.title\s*=|textContent|innerText|innerHTML|nodeValue|\.text\(|\.html\(/;
const PICTURES = /(["'`])([^"'`\n]*\.(?:png|jpe?g|gif|svg|webp|avif)(?:\?[^"'`\n]*)?)\1(?!\s*\+)/gi;
const NAMED = /getElementById\(\s*(["'`])([\w-]+)\1|(?:querySelector|\$)\(\s*(["'`])#([\w-]+)\3/g;
const ITSELF = /(?:\bthis|arget)\s*\.\s*(?:src\b|setAttribute)/;
const CONTROL = "button, a[href], summary, [role=button], [role=link], [role=switch], [role=tab], [tabindex]";
const MESSAGE = "a script changes the picture, and its text alternative stays as it was";

/** @param {string} address */
const addressOf = (address) => URL.parse(address, document.baseURI)?.href ?? "";

// The picture that a handler changes: itself, the one in its control, or the one that its code names.
/**
 * @param {Element} element
 * @param {string} source
 */
const changedBy = (element, source) => {
  const ids = [...source.matchAll(NAMED)].map((match) => match[2] || match[4]);
  const named = ids.map((id) => document.getElementById(id)).filter((one) => one?.matches("img, input[type=image i]"));
  if (named.length) return named.length === 1 ? named[0] : null;
  if (element.matches("img, input[type=image i]")) return ITSELF.test(source) ? element : null;
  const inside = [...element.querySelectorAll("img")];
  return inside.length === 1 ? inside[0] : null;
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 * @param {string} source
 */
const judgePicture = (page, element, source) => {
  const picture = changedBy(element, source);
  if (!picture || !page.seen(picture) || !page.heard(picture) || !page.name(picture)) return;
  const now = addressOf(picture.getAttribute("src") || "");
  const others = [...source.matchAll(PICTURES)].map((match) => addressOf(match[2])).filter((one) => one && one !== now);
  if (!others.length) return; // another picture of the same kind, as in a gallery or a webcam
  const control = picture.closest(CONTROL);
  const words = control && control !== picture ? page.fold(page.name(control)) : "";
  const measured = { name: page.name(picture) };
  if (TEXT_TOO.test(source)) page.passed(picture);
  else if (words && words !== page.fold(page.name(picture))) page.cannotTell(picture, MESSAGE, measured);
  else page.failed(picture, MESSAGE, measured);
};

// A control whose only content is a drawing or the sign of a font.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 * @param {string} source
 */
const judgeIcon = (page, element, source) => {
  const name = page.name(element);
  if (!element.matches(CONTROL) || !name || page.text(element) || !page.heard(element)) return;
  if (TEXT_TOO.test(source)) page.passed(element);
  else page.failed(element, MESSAGE, { name });
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const [element, answering] of handlers(...WHEN)) {
    if (!(element instanceof HTMLElement) || element.matches("html, body, main") || !page.seen(element)) continue;
    for (const { source, alone, delegated } of answering) {
      if (delegated && !alone) continue;
      if (SET.test(source)) judgePicture(page, element, source);
      else if (DRAWING.test(source) || ICON.test(source)) judgeIcon(page, element, source);
    }
  }
};

const MOST = 300;
const LARGE = 80; // elements; pixels
const PAINTED = 2500; // square pixels
const media = "img, svg, canvas, video, audio, iframe, object, input, select, textarea, button, [role]";
// Words drawn in an image that is written in the style sheet itself.
const WRITTEN = /url\(["']?data:image\/svg\+xml([^)]*<text|[^)]*%3ctext)/i;
const FEW = 300; // letters of a page that says something

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const drawsSign = (page, element) =>
  [null, "::before", "::after"].some((part) => {
    const style = part ? getComputedStyle(element, part) : page.style(element);
    if (part && (style.content === "none" || style.content === "normal")) return false;
    if (!/url\(/.test(style.backgroundImage) || !/no-repeat/.test(style.backgroundRepeat)) return false;
    // A sign takes a small place; a picture behind the whole box is a background.
    const size = parseFloat(style.backgroundSize);
    const room = Math.max(parseFloat(style.paddingLeft), parseFloat(style.paddingRight));
    const box = element.getBoundingClientRect();
    return part || size <= LARGE || (room >= 16 && room <= LARGE) || (box.width <= LARGE && box.height <= LARGE);
  });
// How to tell what draws the only content of a place: the element itself or the one empty box in it.
/** @param {import("../engines/run_checks.js").Page} page */
const soleIn = (page) => {
  /** @param {Element} element */
  const heard = (element) => page.heardText(element) || page.name(element);
  /** @param {Element} element */
  const address = (element) => {
    const parts = [null, "::before", "::after"].map((part) => {
      const style = part ? getComputedStyle(element, part) : page.style(element);
      if (part && (style.content === "none" || style.content === "normal")) return "";
      return /url\(/.test(style.backgroundImage) ? `${style.backgroundImage} ${style.backgroundPosition}` : "";
    });
    return parts.find(Boolean) || "";
  };
  return (/** @type {Element} */ element) => {
    if (heard(element) || element.querySelector(media) || !page.seen(element)) return "";
    return [element, ...[...element.querySelectorAll("*")].slice(0, 5)].map(address).find(Boolean) || "";
  };
};

// Cells of data that hold a picture and nothing else: two different ones at least, or one beside an empty cell.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {(element: Element) => string} sole
 */
const judgeCells = (page, sole) => {
  for (const table of page.all("table")) {
    if (page.role(table) !== "table" || !page.heard(table) || !table.querySelector("th, caption")) continue;
    const cells = [...table.querySelectorAll("td")].slice(0, MOST);
    const drawing = cells.map((cell) => ({ cell, picture: sole(cell) })).filter(({ picture }) => picture);
    const pictures = new Set(drawing.map(({ picture }) => picture)).size;
    const blank = cells.some((cell) => !page.text(cell) && !drawing.some((other) => other.cell === cell));
    if (drawing.length >= 2 && (pictures >= 2 || blank)) {
      page.failed(drawing[0].cell, "cells say with a background image what no text does", { cells: drawing.length });
    } else if (drawing.length) page.cannotTell(drawing[0].cell, "a cell holds nothing but a background image");
  }
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {(element: Element) => string} sole
 */
const judgePlaces = (page, sole) => {
  for (const heading of page.all("h1, h2, h3, h4, h5, h6, figure, dd, legend, caption")) {
    const box = heading.getBoundingClientRect();
    if (box.width < 16 || box.height < 16 || !sole(heading)) continue;
    if (page.heard(heading)) page.failed(heading, "its only content is a background image, which no text tells");
  }
  // "Status:" and then nothing but a picture.
  for (const box of page.all("span, i, b, em, strong, div").slice(0, 3000)) {
    const before = box.previousSibling;
    const words = (before?.textContent || "").trim();
    if (
      !/\p{L}\s*:$/u.test(words) ||
      words.length > 60 ||
      box.childElementCount ||
      page.text(box) ||
      box.nextSibling?.textContent?.trim()
    )
      continue;
    if (page.heard(box) && sole(box))
      page.failed(box, "what follows the colon is a background image that no text tells");
  }
  for (const box of page.all("div, span, a, p, h1, h2, h3, header, section, button, li").slice(0, 3000)) {
    if (
      !WRITTEN.test(page.style(box).backgroundImage) ||
      page.text(box) ||
      !page.seen(box) ||
      page.heardText(box) ||
      page.name(box)
    )
      continue;
    page.failed(box, "a background image holds words that no text tells");
  }
};

// A page that is painted: hardly a letter, and boxes with pictures in the place of its content.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {(element: Element) => string} sole
 */
const judgePage = (page, sole) => {
  const letters = page.lines().reduce((sum, { text }) => sum + text.length, 0);
  if (letters < FEW) {
    const painted = page.all("a, div, span, td, button, section, header, li").filter((box) => {
      const { width, height } = box.getBoundingClientRect();
      return width * height >= PAINTED && sole(box) && !box.querySelector("a, div, span, td, button");
    });
    const empty = painted.filter((box) => box.matches("a, button") || box.closest("a, button"));
    const area = painted.reduce(
      (sum, box) => sum + box.getBoundingClientRect().width * box.getBoundingClientRect().height,
      0,
    );
    if (painted.length >= 3 && (empty.length >= 3 || area >= (innerWidth * innerHeight) / 4)) {
      page.failed(document.body, "background images hold the content of the page", { images: painted.length, letters });
    }
  }
};

/** @type {import("../engines/run_checks.js").Rule<{ signs: string[], said: string[] }>} */
export default (page, { signs, said }) => {
  const SIGN = new RegExp(`(^|[^a-z])(${signs.join("|")})([^a-z]|$)`, "i");
  const SAID = said.map((word) => ` ${word} `);
  const sole = soleIn(page);
  judgeCells(page, sole);
  judgePlaces(page, sole);
  judgePage(page, sole);
  const candidates = page
    .all(signs.map((sign) => `[class*="${sign}" i]`).join(","))
    .filter((element) => SIGN.test(element.getAttribute("class") ?? ""))
    .slice(0, MOST);
  for (const element of candidates) {
    if (element.matches("input, select, textarea, img, svg *") || !page.seen(element) || !drawsSign(page, element))
      continue;
    const text = ` ${page.fold(`${page.heardText(element)} ${page.name(element)}`)} `;
    if (SAID.some((word) => text.includes(word))) page.passed(element);
    else page.cannotTell(element, "a sign in the background may say what no text does");
  }
};

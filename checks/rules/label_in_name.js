import { drawnBox } from "../page/drawn.js";

const CONTROLS =
  "a[href], button, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=radio], " +
  "[role=switch], [role=option]";
const FIELDS = "input:not([type=hidden i]), select, textarea";
const BUTTONS = "input[type=submit i], input[type=button i], input[type=reset i]";
const NAMED = "[aria-label], [aria-labelledby]";
const ICONS = /icon|symbol|glyph|awesome|material/i;
const LONG = 120; // letters that are no label any more
const WORD = 4; // letters of a word that tells something
/** @typedef {{ text: string, drawn: boolean, heard: boolean, block: Element, picture: boolean }} Piece */

const MESSAGES = {
  middle: "hidden words stand in the middle of the label that is shown",
  other: "other words are read aloud than are shown",
};

/** @param {import("../page/drawn.js").Box} box */
const isOut = ({ right, bottom }) => right + scrollX <= 0 || bottom + scrollY <= 0;

// The words in a control: whether each is drawn, whether it is read aloud, and which block it is in.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} control
 */
const piecesOf = (page, control) => {
  /** @type {Piece[]} */
  const pieces = [];
  const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      const text = node.localName === "img" ? ` ${node.getAttribute("alt") || ""} ` : "";
      if (text.trim()) pieces.push({ text, drawn: false, heard: page.heard(node), block: control, picture: true });
      continue;
    }
    const element = node.parentElement;
    if (!element || !node.data || element.closest("script, style, noscript, template")) continue;
    const box = page.seen(element) ? drawnBox(element) : null;
    const drawn = box !== null && !isOut(box) && !ICONS.test(page.style(element).fontFamily);
    let block = /** @type {Element} */ (element);
    while (block !== control && /^(inline|contents)/.test(page.style(block).display))
      block = block.parentElement ?? control;
    pieces.push({ text: node.data, drawn, heard: page.heard(element), block, picture: false });
  }
  return pieces;
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Piece[]} pieces
 */
const folded = (page, pieces) => page.fold(pieces.map(({ text }) => text).join(""));
/** @param {string} text */
const hasLetters = (text) => /\p{L}{2}/u.test(text);

// Most controls hold plain words: what is drawn of those is their name.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} control
 */
const mayDiffer = (page, control) =>
  [...control.querySelectorAll("*")].some((part) => {
    const { position, overflowX } = page.style(part);
    return (
      part.getAttribute("aria-hidden") === "true" ||
      /absolute|fixed/.test(position) ||
      (overflowX !== "visible" && part.clientWidth <= 1) ||
      Boolean(part.alt)
    );
  });

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} control
 */
const judgeControl = (page, control) => {
  if (!mayDiffer(page, control)) {
    if (page.name(control)) page.passed(control);
    return;
  }
  const pieces = piecesOf(page, control);
  const shown = pieces.filter(({ drawn, text }) => drawn && text.trim());
  const visible = folded(
    page,
    pieces.filter(({ drawn }) => drawn),
  );
  const name = page.name(control);
  // A card or a menu has more than a label; what is labelled from elsewhere is axe-core's to judge.
  if (!hasLetters(visible) || visible.length > LONG || !name || new Set(shown.map(({ block }) => block)).size > 1)
    return;
  if (page.fold(name).includes(visible)) {
    page.passed(control);
    return;
  }
  const measured = { label: visible, name };
  const ends = [shown[0], shown[shown.length - 1]];
  const [first, last] = ends.map((piece) => pieces.indexOf(piece));
  const within = pieces.filter(
    ({ drawn, heard, text }, at) => at > first && at < last && !drawn && heard && text.trim(),
  );
  const mute = shown.filter(({ heard }) => !heard);
  if (within.length && !mute.length && hasLetters(folded(page, within))) {
    // A picture may show the words of its alternative; “3 new messages” is said in more than one way.
    const sure = ends.every(({ text }) => hasLetters(text)) && !within.every(({ picture }) => picture);
    (sure ? page.failed : page.cannotTell)(control, MESSAGES.middle, measured);
  } else if (mute.length && pieces.some(({ drawn, heard, text }) => !drawn && heard && hasLetters(text))) {
    const words = folded(page, mute).split(" ");
    const missing = words.filter((word) => word.length >= WORD && !page.fold(name).includes(word));
    if (missing.length && !/\d/.test(visible)) page.failed(control, MESSAGES.other, measured);
    else page.cannotTell(control, MESSAGES.other, measured);
  }
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} label
 */
const labelText = (page, label) => {
  const copy = /** @type {Element} */ (label.cloneNode(true));
  for (const part of copy.querySelectorAll(`${FIELDS}, script, style`)) part.remove();
  return page.fold((copy.textContent || "").replace(/\([^)]*\)/g, " "));
};

/** @type {import("../engines/run_checks.js").Rule<{ marks: string[] }>} */
export default (page, data) => {
  const marks = data.marks.map((mark) => ` ${mark} `);
  /** @param {string} words */
  const bare = (words) => marks.reduce((text, mark) => text.replace(mark, " "), ` ${words} `).trim();
  /** @param {Element} field */
  const judgeField = (field) => {
    const name = page.fold(page.name(field));
    const labels = [...(field.labels ?? [])].filter((label) => page.seen(label) && drawnBox(label));
    const label = field.matches(BUTTONS) ? page.fold(field.value) : labels.length === 1 && labelText(page, labels[0]);
    if (!label || !name || !hasLetters(label) || label.length > LONG) return;
    const words = bare(label);
    if (` ${name} `.includes(` ${words} `)) {
      page.passed(field);
      return;
    }
    const missing = words.split(" ").filter((word) => word.length >= WORD && !name.includes(word));
    (missing.length ? page.failed : page.cannotTell)(field, MESSAGES.other, { label, name: page.name(field) });
  };
  for (const control of page.all(CONTROLS)) {
    if (!control.matches(NAMED) && page.seen(control) && page.heard(control)) judgeControl(page, control);
  }
  for (const field of page.all(FIELDS)) {
    if (field.matches(NAMED) && page.seen(field) && page.heard(field)) judgeField(field);
  }
};

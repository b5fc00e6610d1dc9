import { oneLine } from "../page/words.js";

const LEAST = 3;
const SHORT = 150;
const PARTS = 400;
const INLINE = 5;
const BLOCKS = "p, div, ul, ol, dl, table, h1, h2, h3, h4, h5, h6";
const BULLET = /^([•●▪■◦‣∙⁃➢➤►]|[*·-](?=\s))\s*(?=.*[\p{L}\p{N}])/u;
const DASH = /^([–—])\s*(?=.*\p{L})/u;
const NUMBER = /^\(?(\d{1,2})[.)]\s+(?=.*\p{L})/u;
const ELSEWHERE = "li, pre, code, samp, kbd, textarea, address, [role=list], [role=listitem], [contenteditable]";

/** @typedef {[string, number]} Marker how a line begins: its kind, its number */
/** @typedef {[Element, string]} Entry what holds a line, and the line */

/**
 * @param {string} line
 * @returns {Marker | null}
 */
const marker = (line) => {
  const [bullet, dash, number] = [BULLET.exec(line), DASH.exec(line), NUMBER.exec(line)];
  if (bullet) return [bullet[1], 0];
  if (dash) return [dash[1], 0];
  return number ? ["1", Number(number[1])] : null;
};

/**
 * @param {Marker | null} before
 * @param {Marker} now
 */
const follows = (before, now) => before && before[0] === now[0] && (now[0] !== "1" || now[1] === before[1] + 1);

// Runs of lines that begin alike.
/** @param {Entry[]} lines */
const runs = (lines) => {
  /** @type {Entry[][]} */
  const found = [];
  /** @type {Marker | null} */
  let before = null;
  for (const entry of lines) {
    const now = marker(entry[1]);
    if (now && follows(before, now)) found.at(-1)?.push(entry);
    else if (now) found.push([entry]);
    before = now;
  }
  return found.filter((run) => run.length >= LEAST);
};

// Paragraphs, or blocks that hold nothing but text, one after the other.
/** @param {Element} block */
const text = (block) =>
  block.children.length <= INLINE && !block.querySelector(BLOCKS) ? oneLine(block.textContent) : "";

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Entry[]} run */
  const judge = (run) => {
    const [element] = run[0];
    const lines = run.map(([, line]) => line);
    if (element.closest(ELSEWHERE) || !page.seen(element) || !page.heard(element)) return;
    const [kind, start] = marker(lines[0]) ?? ["", 0];
    const short = lines.every((line) => line.length <= SHORT);
    const spoken = lines.some((line) => /[?!»”"]$/.test(line));
    const sure =
      kind === "1" ? short && start === 1 : kind === "-" || kind === "*" ? short && !spoken : !DASH.test(lines[0]);
    const say = sure ? page.failed : page.cannotTell;
    say(element, "Lines that begin with a typed sign or number, and no list.", { lines: lines.length, sign: kind });
  };
  let looked = false;
  // Lines parted by <br>.
  for (const parent of new Set(page.all("br").map((line) => line.parentElement))) {
    // A form may have a field of the name "children".
    if (!parent || parent.localName === "form" || parent.childNodes.length > PARTS) continue;
    const lines = [""];
    for (const node of parent.childNodes) {
      if (node.nodeName === "BR") lines.push("");
      else if (node.nodeType === 1 || node.nodeType === 3) lines.push(`${lines.pop()}${node.textContent}`);
    }
    runs(
      lines
        .map(oneLine)
        .filter(Boolean)
        .map((line) => /** @type {Entry} */ ([parent, line])),
    ).forEach(judge);
    looked = true;
  }
  for (const first of page.all("p, div")) {
    /**
     * @param {Element | null} block
     * @returns {block is Element}
     */
    const alike = (block) => block?.localName === first.localName;
    if (alike(first.previousElementSibling) || !alike(first.nextElementSibling)) continue;
    /** @type {Entry[]} */
    const lines = [];
    for (
      let block = /** @type {Element | null} */ (first);
      alike(block) && lines.length < PARTS;
      block = block.nextElementSibling
    ) {
      lines.push([block, text(block)]);
    }
    runs(lines).forEach(judge);
    looked = true;
  }
  if (looked || page.all("ul, ol, [role=list]").some(page.heard)) page.passed(document.documentElement);
};

const TARGETS = "a[href], button, [role=button], [role=link]";
const LEAST = 24; // CSS pixels
const ROW = 3; // targets that make a row
const MOST = 60; // targets of a row that are compared
const MESSAGES = {
  row: "small links stand in a row, close together, and in no sentence",
  signs: "small links stand in a row with signs between them",
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const blockOf = (page, element) => {
  let block = element.parentElement;
  while (block?.parentElement && /^(inline|contents)$/.test(page.style(block).display)) block = block.parentElement;
  return block;
};

// What stands in the block beside the targets; axe-core takes any of it for a sentence.
/** @param {Element} block */
const beside = (block) => {
  /** @type {string[]} */
  const words = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.data.trim() && !node.parentElement?.closest(TARGETS)) words.push(...node.data.trim().split(/\s+/));
  return words;
};

/** @param {DOMRect} box */
const isSmall = ({ width, height }) => width < LEAST || height < LEAST;
/** @param {DOMRect} box */
const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
/**
 * @param {number[]} place
 * @param {DOMRect} box
 */
const distance = ([x, y], { left, right, top, bottom }) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
// A circle of 24 pixels around a small target touches another target, or the circle around another small one.
/**
 * @param {DOMRect} box
 * @param {DOMRect[]} boxes
 */
const isCrowded = (box, boxes) =>
  boxes.some((other) => {
    if (other === box) return false;
    const [[x, y], [otherX, otherY]] = [centre(box), centre(other)];
    return distance([x, y], other) < LEAST / 2 || (isSmall(other) && Math.hypot(x - otherX, y - otherY) < LEAST);
  });

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const isInline = (/** @type {Element} */ target) => page.style(target).display === "inline" && page.seen(target);
  const rows = Map.groupBy(page.all(TARGETS).filter(isInline), (target) => blockOf(page, target));
  for (const [block, targets] of rows) {
    if (!block || targets.length < ROW || targets.length > MOST) continue;
    const words = beside(block);
    if (!words.length || words.some((word) => word.length > 2)) continue; // alone, axe-core measures them
    const boxes = targets.map((target) => target.getBoundingClientRect());
    const crowded = targets.filter((_, at) => isSmall(boxes[at]) && isCrowded(boxes[at], boxes));
    const measured = { targets: crowded.length };
    if (!crowded.length) page.passed(targets[0]);
    else if (words.every((word) => /[\p{L}\p{N}]/u.test(word))) page.failed(crowded[0], MESSAGES.row, measured);
    else page.cannotTell(crowded[0], MESSAGES.signs, measured);
  }
};

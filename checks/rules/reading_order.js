/** @type {import("../engines/run_checks.js").Rule<{ steps: Record<string, string[]> }>} */
export default (page, { steps }) => {
  const LEAST = 3;
  const MOST = 12;
  const EDGE = 2;
  const NOTHING = ["script", "style", "br", "template"];
  const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], legend, caption";
  const DONE = "a, button, input, select, textarea, label, [role=button], [role=radio], [role=tab], [role=menuitem]";
  /** @param {Element} element */
  const box = (element) => element.getBoundingClientRect();
  /**
   * @param {DOMRect} one
   * @param {DOMRect} other
   */
  const level = (one, other) =>
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > Math.min(one.height, other.height) / 2;

  // Children that follow each other in the code and stand the other way round on the screen.
  /**
   * @param {Element[]} children
   * @param {(one: DOMRect, other: DOMRect) => boolean} back
   */
  const reversed = (children, back) => {
    /** @type {Element[]} */
    let run = [];
    let longest = run;
    for (const child of children) {
      const before = /** @type {Element | undefined} */ (run.at(-1));
      run = before && back(box(before), box(child)) ? [...run, child] : [child];
      if (run.length > longest.length) longest = run;
    }
    return longest;
  };
  /**
   * @param {DOMRect} one
   * @param {DOMRect} other
   */
  const toLeft = (one, other) =>
    other.width > 0 && one.width > 0 && other.right <= one.left + EDGE && level(one, other);
  /**
   * @param {DOMRect} one
   * @param {DOMRect} other
   */
  const toRight = (one, other) => toLeft(other, one);
  /**
   * @param {DOMRect} one
   * @param {DOMRect} other
   */
  const upwards = (one, other) =>
    other.height > 0 && one.height > 0 && other.bottom <= one.top + EDGE && Math.abs(other.left - one.left) <= EDGE;
  /** @param {Element} element */
  const number = (element) => Number((/^\D{0,12}?(\d{1,2})(?![\d.,:]\d)/.exec(page.text(element)) || [])[1]);
  // Numbered so that what is seen counts up, and the code counts down.
  /** @param {Element[]} run */
  const countsUp = (run) => {
    const numbers = run.map(number);
    return numbers.every((value, at) => !at || value === numbers[at - 1] - 1) && numbers.at(-1) === 1;
  };
  /**
   * @param {Element} parent
   * @param {Element} first
   */
  const announced = (parent, first) => {
    const before = [...parent.children].slice(0, [...parent.children].indexOf(first)).reverse();
    const heading = [...before, parent.previousElementSibling].find((element) => element?.matches(HEADING));
    const words = heading ? page.fold(page.text(heading)).split(" ") : [];
    return (steps[page.language(parent)] || steps.en).some((step) => words.includes(step));
  };

  for (const parent of page.all("div, ul, ol, section, article, main, p, fieldset, td, body")) {
    const children = [...parent.children].filter((child) => !NOTHING.includes(child.localName));
    if (children.length < LEAST || children.length > MOST) continue;
    const rightToLeft = page.style(parent).direction === "rtl";
    const rows = reversed(children, rightToLeft ? toRight : toLeft);
    const run = rows.length >= LEAST ? rows : reversed(children, upwards);
    const known =
      run.length >= LEAST &&
      run.every((child) => page.seen(child) && page.heard(child) && /[\p{L}\p{N}]/u.test(page.text(child)));
    if (!known) continue;
    if (run.some((child) => child.matches(DONE) || child.querySelector(DONE))) continue;
    if (countsUp(run) || announced(parent, run[0])) {
      page.failed(parent, "Steps that the code has in the reverse order of the screen.", { blocks: run.length });
    } else {
      page.cannotTell(parent, "The code has these blocks in the reverse order of the screen.", { blocks: run.length });
    }
  }
  page
    .all("body")
    .slice(0, 1)
    .forEach((body) => page.passed(body));
};

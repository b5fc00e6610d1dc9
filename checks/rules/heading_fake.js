const LENGTH = 60;
const WORDS = 8;
const PARAGRAPH = 60;
const BOLD = 600;
const LARGER = 1.2;
const MUCH_LARGER = 1.5;
// A subtitle stands in one of these with its title; the first line of one is of its own.
const SECTIONS = "main, article, section, aside, [role=main], [role=article], [role=region]";
const DEPTH = 2; // elements between a heading and what holds it and its text
const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading]";
// Places where bold or large text has another reason.
const ELSEWHERE = `${HEADING}, a, button, label, legend, summary, figure, figcaption, blockquote, table, li, dl,
  nav, address, header, footer, dialog, form, pre, [role=dialog], [role=alertdialog], [role=alert], [role=status],
  [role=note],
  [role=banner], [role=contentinfo], [role=navigation], [role=button], [role=tab], [role=link], [role=listitem],
  [role=term], [role=option], [role=menuitem], [aria-live], [aria-roledescription]`;
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {import("../page/lines.js").Line} line
 */
const look = (page, line) => {
  const styles = line.elements.map((element) => page.style(element));
  return {
    size: Math.max(...styles.map((style) => parseFloat(style.fontSize))),
    bold: styles.every((style) => Number(style.fontWeight) >= BOLD),
    capitals: styles.every((style) => style.textTransform === "uppercase"),
    colour: styles[0].color,
  };
};
/** @param {string} words */
const titleLike = (words) =>
  words.length >= 3 &&
  words.length <= LENGTH &&
  words.split(" ").length <= WORDS &&
  /^[\p{Lu}]/u.test(words) &&
  /\p{L}{3}/u.test(words) &&
  !/[\d%€$£@]/.test(words) &&
  !/[.,;:!…"”»’]$/.test(words);
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} one
 * @param {Element} other
 */
const near = (page, one, other) => {
  const shared = page.upward(one).find((element) => element.contains(other));
  /** @param {Element} element */
  const depth = (element) => page.upward(element).findIndex((at) => at === shared);
  return shared !== undefined && depth(one) <= DEPTH && depth(other) <= DEPTH;
};
/** @param {Element} element */
const top = (element) => element.getBoundingClientRect().top;

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Set<Element>} isHeading
 * @param {Element} block
 */
const belowHeading = (page, isHeading, block) => {
  let at = /** @type {Element | null} */ (block);
  while (
    at &&
    !at.previousElementSibling &&
    page.text(at.parentElement || at) !== "" &&
    at.parentElement?.firstElementChild === at &&
    !at.parentElement.matches(SECTIONS)
  ) {
    at = at.parentElement;
  }
  return Boolean(at?.previousElementSibling && isHeading.has(at.previousElementSibling));
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {import("../page/lines.js").Line} line */
  const isParagraph = (line) =>
    line.text.length >= PARAGRAPH && !line.block.closest(`${HEADING}, a, button, table, nav`) && page.seen(line.block);

  const headings = page.all(HEADING).filter((heading) => page.heard(heading));
  const isHeading = new Set(headings);
  if (headings.length) page.passed(headings[0]);

  const lines = page.lines();
  /** @type {{ element: Element, kind: string, times: number, bold: boolean, apart: boolean, named: unknown,
   * below: boolean }[]} */
  const candidates = [];
  lines.slice(0, -1).forEach((line, at) => {
    const next = lines[at + 1];
    if (
      !titleLike(line.text) ||
      !isParagraph(next) ||
      line.element.closest(ELSEWHERE) ||
      next.block.closest("[role]:not(main, article)") !== line.block.closest("[role]:not(main, article)")
    )
      return;
    const inBlock = next.block.contains(line.block);
    if (
      !inBlock &&
      (!near(page, line.block, next.block) || top(next.block) < line.block.getBoundingClientRect().bottom - 2)
    )
      return;
    if (inBlock && lines[at - 1]?.block === line.block && lines[at - 1].text.length < PARAGRAPH) return;
    if (!page.seen(line.block) || !page.heard(line.element) || line.block.hasAttribute("role")) return;
    const [mine, its] = [look(page, line), look(page, next)];
    const times = Math.round((mine.size / its.size) * 100) / 100;
    if (its.bold || !((mine.bold && times >= 1) || times >= MUCH_LARGER)) return;
    const apart = mine.capitals || mine.colour !== its.colour;
    const kind = JSON.stringify([mine, line.block.localName, inBlock]);
    const named = line.block.id && document.querySelector(`[aria-labelledby~="${CSS.escape(line.block.id)}"]`);
    const element = inBlock ? line.element : line.block;
    candidates.push({
      element,
      kind,
      times,
      bold: mine.bold,
      apart,
      named,
      below: belowHeading(page, isHeading, inBlock ? line.block : element),
    });
  });
  for (const { element, kind, times, bold, apart, named, below } of candidates) {
    const alike = candidates.filter((other) => other.kind === kind).length;
    const large = bold && times >= LARGER;
    const sure = large ? !below || alike > 1 : alike >= (bold && !apart ? 3 : 2);
    if (sure && !named)
      page.failed(element, "It looks like a heading of the paragraph after it, and is none.", { times, alike });
    else page.cannotTell(element, "It may be a heading: it stands out from the paragraph after it.", { times });
  }
};

// What tells two links of one text apart to the eye, and is in the context of neither: the paragraph before each, which
// ends in a colon, or the picture above each.
/** @param {Element} link */
const hostOf = (link) => URL.parse(link.getAttribute("href") || "", document.baseURI)?.host ?? "";
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} link
 */
const blockOf = (page, link) => {
  let block = link;
  while (block.parentElement && /^(inline|contents)$/.test(page.style(block).display)) block = block.parentElement;
  return block;
};
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} first
 * @param {Element} second
 */
const isToldBefore = (page, first, second) => {
  const blocks = [first, second].map((link) => blockOf(page, link));
  if (blocks[0] === blocks[1] || hostOf(first) === hostOf(second)) return false;
  const alone = blocks.every((block, at) => page.fold(page.text(block)) === page.fold(page.text([first, second][at])));
  const before = blocks.map((block) => block.previousElementSibling);
  if (!alone || before.some((each) => !each?.matches("p, div, span, dt") || each.querySelector("a"))) return false;
  const words = before.map((each) => (each ? page.text(each) : ""));
  return words[0] !== words[1] && words.every((each) => /:\s*$/.test(each));
};

const PICTURES = "img, [role=img], svg[aria-label]";
const LEVELS = 2;
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} links
 */
const toldAbove = (page, links) => {
  /** @type {Element | null} */
  let around = links[0];
  do around = around.parentElement;
  while (around && !links.every((link) => around?.contains(link)));
  for (let level = 0; around && level <= LEVELS; level += 1, around = around.parentElement) {
    const pictures = [...around.querySelectorAll(PICTURES)].filter((each) => page.seen(each) && page.name(each));
    if (pictures.length !== links.length || links.some((link) => pictures.some((each) => link.contains(each))))
      continue;
    const names = new Set(pictures.map((each) => page.fold(page.name(each))));
    const boxes = [pictures, links].map((each) =>
      each.map((/** @type {Element} */ one) => one.getBoundingClientRect()),
    );
    /** @param {DOMRect} box */
    const middle = ({ left, right }) => (left + right) / 2;
    const apart = Math.abs(middle(boxes[1][0]) - middle(boxes[1][1]));
    /**
     * @param {DOMRect} link
     * @param {number} at
     */
    const isUnder = (link, at) =>
      boxes[0][at].bottom <= link.top + 1 && Math.abs(middle(boxes[0][at]) - middle(link)) < apart / 3;
    return names.size === links.length && boxes[1].every(isUnder);
  }
  return false;
};

/** @param {Element} link */
const address = (link) => {
  try {
    return new URL(link.getAttribute("href") ?? "", document.baseURI).href
      .replace(/^https?:\/\/(www\.)?/i, "")
      .replace(/(index|default)\.\w+(?=$|[?#])/i, "")
      .replace(/\/(?=$|[?#])/, "")
      .replace(/#$/, "");
  } catch {
    return link.getAttribute("href") ?? ""; // no address at all: as it stands
  }
};

// Of links with one text in one context.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {string} name
 * @param {Element[]} group
 */
const judgeGroup = (page, name, group) => {
  const [first, ...others] = group;
  const elsewhere = others.filter((link) => address(link) !== address(first));
  const above = elsewhere.length > 0 && elsewhere.length === others.length && toldAbove(page, group);
  page.passed(first);
  for (const link of elsewhere) {
    const measured = {
      name: name.slice(0, 100),
      address: address(link).slice(0, 200),
      other: address(first).slice(0, 200),
    };
    if (above) page.failed(link, "only the picture above tells it from another link with this text", measured);
    else if (isToldBefore(page, first, link))
      page.failed(link, "only the paragraph before tells it from another link with this text", measured);
    else
      page.cannotTell(link, "another link with this text, and nothing else around it, has another address", measured);
  }
};

const LINKS = 2000;

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Element} link */
  const goesSomewhere = (link) => !/^(#?$|javascript:)/i.test((link.getAttribute("href") || "#").trim());
  const headings = page.all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(page.heard);
  /**
   * @param {Element} link
   * @param {Element} heading
   */
  const before = (link, heading) => heading.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  /** @param {Element} link */
  const headingOf = (link) => {
    let low = 0;
    let high = headings.length;
    while (low < high) {
      /** @param {DOMRect} box */
      const middle = (low + high) >> 1;
      if (before(link, headings[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const named = new Map();
  for (const link of page.all("a[href], area[href]").slice(0, LINKS)) {
    if (!goesSomewhere(link) || !page.heard(link) || page.role(link) !== "link") continue;
    const name = page.name(link).toLowerCase();
    if (name) named.set(name, [...(named.get(name) || []), link]);
  }
  for (const [name, links] of named) {
    if (links.length < 2) continue;
    if (new Set(links.map(address)).size < 2) {
      page.passed(links[0]);
      continue;
    }
    /** @type {Map<string, Element[]>} */
    const alike = new Map();
    for (const link of links) {
      // Sorted: of one sentence each link leaves out itself.
      const key = `${headingOf(link)} ${page.fold(page.context(link)).split(" ").sort().join(" ")}`;
      alike.set(key, [...(alike.get(key) || []), link]);
    }
    for (const group of alike.values()) judgeGroup(page, name, group);
  }
};

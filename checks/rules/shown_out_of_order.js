const MOST = 40;
const EDGE = 2;
const NEAR = 120; // pixels between a heading and its text
const TEXT = 40;
const NOTHING = "script, style, br, template, link, noscript";
const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], dt, legend, summary";
const CONTROL = "a[href], button, input, select, textarea, [role=button], [role=tab], [role=menuitem]";
/** @param {Element} element */
const box = (element) => element.getBoundingClientRect();

/**
 * @param {DOMRect} one
 * @param {DOMRect} other
 */
const across = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left);
/**
 * @param {DOMRect} one
 * @param {DOMRect} other
 */
const isOver = (one, other) =>
  one.bottom <= other.top + EDGE &&
  other.top - one.bottom <= NEAR &&
  across(one, other) > Math.min(one.width, other.width) / 2;

/**
 * @param {Element} one
 * @param {Element} other
 */
const rows = (one, other) => {
  const [a, b] = [box(one), box(other)];
  const level = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
  return level ? a.left - b.left : a.top - b.top;
};
/**
 * @param {Element} one
 * @param {Element} other
 */
const columns = (one, other) => {
  const [a, b] = [box(one), box(other)];
  return across(a, b) > Math.min(a.width, b.width) / 2 ? a.top - b.top : a.left - b.left;
};
const orders = [rows, columns];
/** @param {string} words */
const begins = (words) => /^["“„«(]?\p{Lu}/u.test(words);
/** @param {string} words */
const goesOn = (words) => /^\p{Ll}/u.test(words);
/** @param {string} words */
const ends = (words) => /[.!?…]["”»)]?$/u.test(words);

// CSS that can show a child elsewhere than its place in the code.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} parent
 * @param {Element[]} children
 */
const moves = (page, parent, children) => {
  const { display, flexDirection, flexWrap } = page.style(parent);
  const boxes = /flex|grid/.test(display);
  if (/flex/.test(display) && /reverse/.test(`${flexDirection} ${flexWrap}`)) return true;
  return children.some((/** @type {Element} */ child) => {
    const style = page.style(child);
    const placed =
      /grid/.test(display) && !/^auto( \/ auto)*$/.test(`${style.gridRowStart} / ${style.gridColumnStart}`);
    return (
      (boxes && style.order !== "0") ||
      placed ||
      style.position === "absolute" ||
      style.float === "right" ||
      (style.position === "relative" &&
        `${style.top}${style.left}${style.right}${style.bottom}` !== "autoautoautoauto" &&
        `${style.top}${style.left}` !== "0px0px") ||
      style.transform !== "none" ||
      parseFloat(style.marginTop) < -20
    );
  });
};

// Texts under another heading than the last one before them in the code.
/** @param {import("../engines/run_checks.js").Page} page */
const tornIn = (page) => {
  /** @param {Element} child */
  const isHeading = (child) =>
    child.matches(HEADING) ||
    (child.children.length === 1 &&
      child.children[0].matches(HEADING) &&
      page.text(child.children[0]) === page.text(child));
  /** @param {Element} child */
  const isText = (child) =>
    !child.querySelector(HEADING) &&
    page.text(child).length >= TEXT &&
    !child.matches(CONTROL) &&
    /[.!?…:]["”»)]?$/u.test(page.text(child));
  return (/** @type {Element[]} */ children) => {
    const headings = children.filter(isHeading);
    return children.filter(isText).filter((text) => {
      const its = box(text);
      const over = headings
        .filter((heading) => isOver(box(heading), its))
        .sort((one, other) => box(other).bottom - box(one).bottom)[0];
      const before = headings
        .filter((heading) => heading.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
        .at(-1);
      // What stands between them on the screen belongs to that heading as well; it was judged by itself.
      return over && over !== before;
    });
  };
};

const FIRST = /^(\S+ ){0,2}(first|firstly|eerst|ten eerste|d['’]abord|premièrement|zuerst|zunächst|erstens)\b/iu;
const LATER =
  /^(\S+ ){0,2}(then|next|after that|finally|daarna|vervolgens|dan|tot slot|ten slotte|ensuite|puis|enfin|danach|dann|anschließend|zuletzt|schließlich)\b/iu;
// "First" stands first on the screen only.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} children
 */
const toldOff = (page, children) => {
  const first = children.filter((/** @type {Element} */ child) => FIRST.test(page.text(child)));
  const later = children.filter((/** @type {Element} */ child) => LATER.test(page.text(child)));
  if (children.length < 3 || first.length !== 1 || !later.length || children[0] === first[0]) return false;
  return (
    orders.some((order) => [...children].sort(order)[0] === first[0]) &&
    !orders.some((order) => LATER.test(page.text([...children].sort(order)[0])) && order === rows)
  );
};

// Numbers or times that count up on the screen only.
/** @param {import("../engines/run_checks.js").Page} page */
const countedIn = (page) => {
  /** @param {Element} element */
  const place = (element) => {
    const text = page.text(element).slice(0, 40);
    const [, hours, minutes] = /^\D{0,12}?\b(\d{1,2})[:.h](\d{2})\b/u.exec(text) || [];
    if (hours) return Number(hours) * 60 + Number(minutes);
    return Number((/^\D{0,12}?(\d{1,2})(?![\d.,:/-]?\d)/u.exec(text) || [])[1] ?? NaN);
  };
  /** @param {Element[]} elements */
  const rising = (elements) => {
    const places = elements.map(place);
    return places.every((value, at) => !Number.isNaN(value) && (!at || value > places[at - 1]));
  };
  /** @param {Element[]} elements */
  const counts = (elements) => {
    const places = elements.map(place);
    return rising(elements) && (places.every((value, at) => value === at + 1) || places.every((value) => value >= 60));
  };
  return (/** @type {Element[]} */ children) => {
    if (
      children.length < 3 ||
      children.some((/** @type {Element} */ child) => Number.isNaN(place(child))) ||
      rising(children)
    )
      return false;
    if (children.length <= 12 && rising([...children].reverse())) return false; // reading-order says so
    return orders.some((order) => counts([...children].sort(order)));
  };
};

// Pieces that read as a sentence on the screen, and begin in the middle in the code.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} children
 */
const pieces = (page, children) => {
  if (children.length < 2 || children.length > 8) return false;
  const coded = children.map((child) => page.text(child));
  const shown = [...children].sort(rows).map((child) => page.text(child));
  if (shown.join() === coded.join() || shown.slice(0, -1).some(ends)) return false;
  const sentence = begins(shown[0]) && shown.slice(1).every(goesOn) && ends(shown.at(-1) ?? "");
  return sentence && goesOn(coded[0]);
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const torn = tornIn(page);
  const counted = countedIn(page);
  let looked = false;
  for (const parent of page.all(
    "div, ul, ol, dl, section, article, main, p, fieldset, td, body, aside, header, footer, form, span, figure",
  )) {
    const children = [...parent.children].filter((child) => !child.matches(NOTHING));
    if (children.length < 2 || children.length > MOST || !moves(page, parent, children)) continue;
    const known = children.filter((child) => page.text(child) && page.seen(child) && page.heard(child));
    if (known.length < 2) continue;
    looked = true;
    const apart = torn(known);
    if (apart.length)
      page.failed(parent, "Texts stand under another heading than the one they follow in the code.", {
        texts: apart.length,
      });
    else if (counted(known) || toldOff(page, known))
      page.failed(parent, "What counts up on the screen does not in the code.", { blocks: known.length });
    else if (pieces(page, known))
      page.failed(parent, "The pieces of a sentence have another order in the code.", { pieces: known.length });
    else page.passed(parent);
  }
  if (!looked)
    page
      .all("body")
      .slice(0, 1)
      .forEach((body) => page.passed(body));
};

// A full stop or a bar is not a text; "…", "+", "?" or "→" may be a sign people know.
const NOTHING = /^[\s.,;:|'"’“”·•_]+$/u;
const ADDRESS = /^(https?:\/\/|www\.)\S+$/i;
const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading]";
const LABELLED =
  "[aria-label], [aria-labelledby], article, [role=article], figure, dd, tr, [role=row], fieldset, " +
  "details, nav, [role=navigation], [role=menu], dialog, [role=dialog]";
// A heading of the part of the page the link is in. That of the page itself says nothing of a single link.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 * @param {boolean} next
 */
const heads = (page, element, next) =>
  [element, ...element.querySelectorAll(HEADING)].some(
    (heading) => heading.matches(HEADING) && (next || !heading.matches("h1, [aria-level='1']")) && page.heard(heading),
  );
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} link
 */
const underHeading = (page, link) => {
  for (
    let at = /** @type {Element | null} */ (link);
    at && !at.matches("main, [role=main], body");
    at = at.parentElement
  ) {
    let before = at.previousElementSibling;
    for (let steps = 0; before && steps < 60; steps += 1, before = before.previousElementSibling) {
      if (heads(page, before, steps === 0)) return true;
    }
  }
  return false;
};
/** @param {Element} link */
const inside = (link) => link.parentElement?.closest(LABELLED);
/** @param {Element} link */
const isControl = (link) =>
  link.matches("[aria-haspopup], [aria-expanded], [aria-controls]") ||
  /^(#$|javascript:)/i.test(link.getAttribute("href") || "");

/** @type {import("../engines/run_checks.js").Rule<Record<string, Record<string, string[]>>>} by language */
export default (page, languages) => {
  const known = Object.keys(languages);
  /** @param {Element} link */
  const ofLanguage = (link) => {
    const language = page.language(link);
    return language ? [language].filter((code) => known.includes(code)) : known;
  };
  /**
   * @param {Element} link
   * @param {string} which
   */
  const lists = (link, which) => ofLanguage(link).flatMap((code) => languages[code][which]);
  const links = page
    .all("a[href], area[href], [role=link]")
    .filter((link) => page.heard(link) && page.role(link) === "link");

  // Names of links by address: a card often links its title and "read more" to the same page.
  const names = new Map();
  for (const link of links) {
    const address = link.getAttribute("href");
    if (!names.has(address)) names.set(address, new Set());
    names.get(address).add(page.fold(page.name(link)));
  }
  /**
   * @param {Element} link
   * @param {string[]} generic
   */
  const hasTwin = (link, generic) =>
    link.hasAttribute("href") &&
    [...names.get(link.getAttribute("href"))].some((name) => name && !generic.includes(name));

  for (const link of links) {
    const name = page.name(link);
    if (!name) continue; // link-name of axe-core
    const folded = page.fold(name);
    const measured = { name };
    if (NOTHING.test(name)) {
      if (hasTwin(link, [""])) page.cannotTell(link, "the link's text is only punctuation", measured);
      else page.failed(link, "the link's text is only punctuation", measured);
      continue;
    }
    if (ADDRESS.test(name)) {
      if (/[/?#]\S{30,}/.test(name.replace(/^\w+:\/\//, ""))) {
        page.cannotTell(link, "the link's text is a long address", measured);
      } else page.passed(link);
      continue;
    }
    const phrases = lists(link, "phrases");
    const weak = lists(link, "weak");
    if (!phrases.includes(folded) && !weak.includes(folded)) {
      page.passed(link);
      continue;
    }
    const vague = new Set(lists(link, "vague"));
    const around = page
      .fold(page.context(link))
      .split(" ")
      .filter((word) => word.length > 1 && !vague.has(word));
    if (around.length) page.passed(link);
    else if (
      weak.includes(folded) ||
      !page.language(link) ||
      isControl(link) ||
      inside(link) ||
      underHeading(page, link) ||
      hasTwin(link, [...phrases, ...weak])
    ) {
      page.cannotTell(link, "the link's text tells nothing; what is near may", measured);
    } else page.failed(link, "the link's text tells nothing, nor does anything around it", measured);
  }
};

import { region } from "./page/describe.js";
import { own } from "./page/tree.js";
import { oneLine, short } from "./page/words.js";

const LINKS = 1000;
const NAME = 200;
const TEXT = 60000;
const MARK = 500;
const START_TAG = 400;
const LITTLE = 200;
const EXAMPLE = 20000;

/** @param {string} selector */
const all = (selector) => [...document.querySelectorAll(selector)];
/**
 * @param {Element | null} element
 * @returns {string}
 */
const shown = (element) => element?.innerText ?? element?.textContent ?? "";
/** @param {Element} element */
const heard = (element) =>
  axe.utils.getNodeFromTree(element) !== undefined && axe.commons.dom.isVisibleToScreenReaders(element);
/** @param {Element} element */
const nameOf = (element) => short(oneLine(axe.commons.text.accessibleText(element)), NAME);
// Attributes, not properties: a field named "action" or "id" takes the place of a form's own.
/**
 * @param {Element} element
 * @param {string} name
 */
const attribute = (element, name) => element.getAttribute(name) || "";

/**
 * @param {Element} element
 * @returns {import("./page/answers.js").Link}
 */
const linkOf = (element) => ({
  url: element.href,
  name: nameOf(element),
  region: region(element),
  image: Boolean(element.querySelector("img, svg")) && !oneLine(shown(element)),
});

// Also what is hidden: many open their search with a button.
const formsOf = () =>
  all("[role=search], search, input[type=search], form").map((element) => ({
    search: element.matches("[role=search], search, input[type=search]"),
    code: short(["action", "id", "class", "name"].map((name) => attribute(element, name)).join(" "), MARK),
    shown: element.matches("form") && heard(element),
  }));

/** @param {Element} link */
const leadsOn = (link) => {
  const [address, name] = link.href.toString().split("#");
  if (!name || address !== location.href.split("#")[0]) return false;
  return Boolean(document.getElementById(decodeURIComponent(name)) || document.getElementsByName(name).length);
};

// What lets people pass by blocks that return: headings, landmarks, a link to a place further on in the page.
const canPassBlocks = () =>
  all("h1, h2, h3, h4, h5, h6, [role=heading]").some((heading) => heard(heading) && oneLine(shown(heading))) ||
  all("main, nav, aside, header, footer, search, [role]").some(
    (element) => heard(element) && region(element) && region(element) !== "form",
  ) ||
  all("a[href*='#']").some(leadsOn);

/** @param {string} selector */
const marked = (selector) => {
  const element = document.querySelector(selector);
  return element ? short(element.matches("a") ? element.href : oneLine(shown(element)), MARK) : "";
};

const textOfPage = () => {
  const main = document.querySelector("main, [role=main]");
  return short(shown(main).trim().length >= LITTLE ? shown(main) : shown(document.body), TEXT);
};

const EXAMPLES =
  "pre, code, samp, blockquote, q, textarea, [role=tabpanel], [class*=example i], [class*=voorbeeld i], " +
  "[class*=beispiel i], [class*=exemple i], [class*=snippet i]";

// What holds most of the page is the page, however it is called.
/** @param {string} text */
const examplesIn = (text) =>
  all(EXAMPLES)
    .filter((element) => !element.parentElement?.closest(EXAMPLES) && shown(element).length * 2 < text.length)
    .map(shown)
    .join("\n");

const startTag = () => {
  const copy = /** @type {Element} */ (document.documentElement.cloneNode(false));
  return copy.outerHTML.replace(/<\/html>$/, "").slice(0, START_TAG);
};

/**
 * What checks that compare the pages of a site need of this one.
 * @param {{marks: string[]}} given selectors of what statements mark
 * @returns {import("./page/answers.js").FactsAnswer}
 */
export default ({ marks }) => {
  if (!axe._tree) axe.setup(document);
  const anchors = all("a[href]")
    .filter((element) => typeof element.href === "string" && heard(element))
    .slice(0, LINKS);
  const links = new Map(anchors.map((element) => [element, linkOf(element)]));
  /** @param {Element} root */
  const within = (root) =>
    anchors.filter((element) => root.contains(element)).flatMap((element) => links.get(element) ?? []);
  const text = textOfPage();
  const headings = all("h1").filter(heard).map(shown).map(oneLine);
  return {
    title: short(oneLine(own("title")), NAME),
    language: attribute(document.documentElement, "lang"),
    heading: short(headings.find(Boolean) ?? "", NAME),
    html: startTag(),
    text,
    examples: short(examplesIn(text), EXAMPLE),
    links: [...links.values()],
    navigations: all("nav, [role=navigation]")
      .filter(heard)
      .map((element) => ({ name: nameOf(element), links: within(element) })),
    forms: formsOf(),
    passes: canPassBlocks(),
    marks: Object.fromEntries(marks.map((mark) => [mark, marked(mark)]).filter(([, found]) => found)),
  };
};

const LONG = 200; // characters of a heading
const SENTENCES = /[.!?…]["”»)]?\s+\p{Lu}.*[.!?…]["”»)]?$/su;
const HEADING = "h1, h2, h3, h4, h5, h6";
const RUN = 3;
const SENTENCE = 15; // words
// No larger than the text around it: chosen for its weight.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} heading
 */
const isSmall = (page, heading) =>
  parseFloat(page.style(heading).fontSize) <= parseFloat(page.style(document.body).fontSize) * 1.1;

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const isKnown = (page, element) => page.heard(element) && page.seen(element) && page.text(element);

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} headings
 */
const judgeLengths = (page, headings) => {
  for (const heading of headings) {
    const words = page.text(heading);
    if (words.length >= LONG && SENTENCES.test(words)) {
      page.failed(heading, "A heading that is a whole text.", { characters: words.length });
    } else if (words.split(" ").length >= SENTENCE && /\p{Ll}.*\.$/su.test(words) && isSmall(page, heading)) {
      page.failed(heading, "A sentence that is marked as a heading.");
    } else if (words.length >= LONG || (words.length >= 100 && SENTENCES.test(words))) {
      page.cannotTell(heading, "A heading as long as a text.", { characters: words.length });
    } else page.passed(heading);
  }
};

// Headings of one level after each other, each a sentence: text that was given the look of headings.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element[]} headings
 */
const judgeRuns = (page, headings) => {
  /** @type {Element[]} */
  let run = [];
  const close = () => {
    const sentences = run.filter(
      (heading) => /[.!?,;]$/u.test(page.text(heading)) && page.text(heading).split(" ").length >= 4,
    );
    if (run.length >= RUN && sentences.length >= RUN - 1) {
      page.failed(run[0], "Sentences that are all marked as headings.", { headings: run.length });
    } else if (run.length >= RUN)
      page.cannotTell(run[0], "Headings with nothing between them.", { headings: run.length });
    run = [];
  };
  for (const heading of headings) {
    const before = run.at(-1);
    if (before && (before.nextElementSibling !== heading || before.localName !== heading.localName)) close();
    run.push(heading);
  }
  close();
};

/** @param {import("../engines/run_checks.js").Page} page */
const judgeQuotations = (page) => {
  for (const quotation of page.all("blockquote")) {
    if (!isKnown(page, quotation) || quotation.hasAttribute("role")) continue;
    const said = quotation.querySelector(
      "form, input:not([type=hidden]), select, textarea, nav, [role=navigation], main, h1",
    );
    const outermost = !quotation.parentElement?.closest("blockquote");
    const data = outermost && quotation.querySelector("table, h2, h3, h4, blockquote, ul a[href]");
    if (said) page.failed(quotation, "A quotation that holds a form, a navigation or the page itself.");
    else if (data) page.cannotTell(quotation, "Is it a quotation, or only moved in?");
    else page.passed(quotation);
  }
};

/** @param {import("../engines/run_checks.js").Page} page */
const judgeLists = (page) => {
  for (const list of page.all("dl")) {
    if (!isKnown(page, list) || list.getAttribute("role")) continue;
    const [terms, descriptions] = ["dt", "dd"].map((name) =>
      [...list.querySelectorAll(name)].filter((part) => part.closest("dl") === list && page.text(part)),
    );
    if (terms.length && !descriptions.length)
      page.cannotTell(list, "Terms without a description.", { terms: terms.length });
    else page.passed(list);
  }
  /** @param {Element} item */
  const holds = (item) =>
    page.text(item) || item.querySelector("img, svg, input, button, a, video, canvas, iframe, [role]");
  for (const list of page.all("ul, ol")) {
    if (!isKnown(page, list) || page.role(list) !== "list") continue;
    const items = [...list.children].filter((item) => item.localName === "li" && page.heard(item));
    const full = items.filter(holds);
    const whole = items.length === 1 && items[0].querySelector("h1, form, main");
    if (items.length >= 3 && full.length === 1)
      page.failed(list, "A list of which all items but one are empty.", { items: items.length });
    else if (whole) page.cannotTell(list, "A list of one item that holds a part of the page.");
    else page.passed(list);
  }
};

/** @param {import("../engines/run_checks.js").Page} page */
const judgeGroups = (page) => {
  for (const group of page.all("fieldset")) {
    if (!isKnown(page, group) || group.getAttribute("role")) continue;
    const control = group.querySelector(
      "input, select, textarea, button, output, a, canvas, iframe, [role], [tabindex], [contenteditable]",
    );
    const custom = [...group.querySelectorAll("*")].some((part) => part.shadowRoot || part.localName.includes("-"));
    if (!control && !custom) page.cannotTell(group, "A group of fields without a field.");
    else page.passed(group);
  }
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const headings = page.all(HEADING).filter((element) => isKnown(page, element) && page.role(element) === "heading");
  judgeLengths(page, headings);
  judgeRuns(page, headings);
  judgeQuotations(page);
  judgeLists(page);
  judgeGroups(page);
};

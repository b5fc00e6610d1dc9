import { finish, hold } from "../page/animations.js";
import { describe, kept, region } from "../page/describe.js";
import { short } from "../page/words.js";
import { contextIn } from "./link_context.js";
import { memo, reading } from "./reading.js";

/** @typedef {Record<string, string | number | boolean | null>} Measured */
/** @typedef {(element: Element, message?: string, measured?: Measured) => void} Say */
/**
 * What a check gets; explained below.
 * @typedef {ReturnType<typeof reading> & { context: (link: Element) => string,
 *   failed: Say, cannotTell: Say, passed: Say }} Page
 */
/**
 * A check of checks/rules/*.js, by the data of its module.
 * @template [Data=unknown]
 * @typedef {(page: Page, data: Data) => void} Rule
 */
/** @typedef {"failed" | "cantTell" | "passed"} Outcome */
/** @typedef {{ outcome: Outcome, message: string, measured: Measured }} Said */

const MESSAGE = 300;
/** @type {Record<Outcome, number>} */
const RANK = { failed: 3, cantTell: 2, passed: 1 };

/**
 * @param {Rule} check
 * @param {Page} page
 * @param {unknown} data
 */
const problemIn = (check, page, data) => {
  try {
    check(page, data);
    return "";
  } catch (problem) {
    return short((problem instanceof Error && problem.stack) || String(problem), MESSAGE);
  }
};

/**
 * @param {[Element, Said]} entry
 * @returns {import("../page/answers.js").Reported}
 */
const report = ([element, { message, measured }]) => ({
  ...describe(element),
  message: short(message, MESSAGE),
  measured,
});

/**
 * @param {[string, Rule, unknown]} script
 * @param {Omit<Page, Outcome | "cannotTell">} shared
 * @param {number} cap
 * @returns {import("../page/answers.js").CheckAnswer}
 */
const run = ([check, script, data], shared, cap) => {
  /** @type {Map<Element, Said>} */
  const said = new Map();
  /** @type {(outcome: Outcome) => Say} */
  const say =
    (outcome) =>
    (element, message = "", measured = {}) => {
      const before = said.get(element);
      if (!before || RANK[outcome] > RANK[before.outcome]) said.set(element, { outcome, message, measured });
    };
  const page = { ...shared, failed: say("failed"), cannotTell: say("cantTell"), passed: say("passed") };
  const error = problemIn(script, page, data);
  const outcomes = /** @type {const} */ (["failed", "cantTell", "passed"]).map((outcome) => {
    const elements = [...said].filter(([, { outcome: of }]) => of === outcome);
    const shown = outcome === "passed" ? [] : kept(elements, ([element]) => region(element), cap);
    return { outcome, count: elements.length, elements: shown.map(report) };
  });
  return { check, error, outcomes: outcomes.filter(({ count }) => count) };
};

// Runs the checks of checks/rules/*.js on the document, all in one go, and brings back what is stored.
// `scripts`: [id, function, data].
//
// Each function gets `page`, and the data of its module:
//   page.all(selector)        elements, also in open shadow roots, in the order of the document
//   page.parent(element)      what it is in, also through a shadow root; page.upward(element) it and all it is in
//   page.seen(element)        drawn on the screen: not hidden, not transparent, not clipped away or off-screen
//   page.heard(element)       in the accessibility tree
//   page.text(element)        its text as drawn, white space folded; of hidden elements their text content
//   page.heardText(element)   the text and names a screen reader reads inside it
//   page.name(element)        accessible name;  page.role(element) its role, explicit or implicit, or ""
//   page.language(element)    primary language subtag in force there, lower case, or ""
//   page.style(element)       computed style
//   page.context(link)        the words around a link that WCAG 2.4.4 lets it lean on: the same sentence or paragraph,
//                             list items, table cell and its headers, description; not its own words
//   page.lines()              the drawn text of the page, line by line: page/lines.js
//   page.fold(text)           lower case, no accents, punctuation and white space folded, for comparing words
//   page.listens(element, ...types)  its own listeners of these event types, attributes (onclick) included
//   page.failed(element, message, measured), page.cannotTell(...), page.passed(element)
// An element is spoken of once; a failure outweighs a doubt, a doubt a pass.
/**
 * @param {[string, Rule, unknown][]} scripts
 * @param {{ cap: number }} limits
 * @returns {import("../page/answers.js").RunChecksAnswer}
 */
export default (scripts, { cap }) => {
  finish();
  const letGo = hold();
  const page = reading();
  const shared = { ...page, context: memo(contextIn(page)) };
  try {
    return scripts.map((script) => run(script, shared, cap));
  } finally {
    letGo();
  }
};

import { finishAll, hold } from "../page/animations.js";
import { kept, region, steady } from "../page/describe.js";
import { upward } from "../page/tree.js";
import { short } from "../page/words.js";
import { doubts, settled } from "./axe_doubts.js";

const MESSAGE = 300;
const SNIPPET = 400;
const MEASURED = 1000;

/**
 * What axe-core says of one element, by each of its checks.
 * @typedef {{ id: string, data: any, message: string }} Check
 * @typedef {{ element: Element | null, html: string, target: (string | string[])[], any: Check[], all: Check[],
 *   none: Check[] }} Result
 */
/** @typedef {Record<string, string | number | boolean | null>} Measured */

/**
 * @param {any} value
 * @returns {string | number | boolean | null | undefined} undefined for what is not plain
 */
const plain = (value) => {
  if (typeof value === "string") return short(value, MESSAGE);
  return value === null || typeof value === "number" || typeof value === "boolean" ? value : undefined;
};

/** @param {unknown[]} values */
const listed = (values) => values.filter((value) => plain(value) !== undefined).join(", ");

/** @param {Result} result */
const outermost = ({ target }) => document.querySelector([target[0]].flat()[0]);

// The other host whose document the element is in: the site can replace such a frame, not repair it.
/** @param {Result} result */
const frameHost = (result) => {
  const frame = result.target.length > 1 ? outermost(result) : null;
  if (!(frame instanceof HTMLIFrameElement) || !URL.canParse(frame.src)) return "";
  const { protocol, host } = new URL(frame.src);
  return ["http:", "https:"].includes(protocol) && host !== location.host ? short(host, 200) : "";
};

// What a check measured: plain values only; axe's data may hold anything the page put there.
/**
 * @param {Check[]} checks
 * @param {Result} result
 */
const measured = (checks, result) => {
  /** @type {Measured} */
  const found = {};
  const host = frameHost(result);
  if (host) found.frame_host = host;
  // Which of axe's checks said so, for words in the reader's language.
  found.reasons = checks.map(({ id, data }) => (data?.messageKey ? `${id}:${data.messageKey}` : id)).join(" ");
  for (const check of checks) {
    const data = check.data;
    if (data === null || data === undefined) continue;
    if (Array.isArray(data)) found[check.id] = short(listed(data), MESSAGE);
    else if (typeof data === "object") {
      for (const [key, value] of Object.entries(data)) {
        const flat = plain(Array.isArray(value) ? listed(value) : value);
        if (key !== "messageKey" && flat !== undefined) found[key] = flat;
      }
    } else {
      const flat = plain(data);
      if (flat !== undefined) found[check.id] = flat;
    }
  }
  if (JSON.stringify(found).length <= MEASURED) return found;
  return host ? { frame_host: host } : {};
};

// An element in a frame stays there: it is where its frame is.
/** @param {Result} result */
const place = (result) => region(result.element || outermost(result));

/**
 * @param {Result} result
 * @returns {import("../page/answers.js").Reported}
 */
const report = (result) => {
  const checks = [...result.any, ...result.all, ...result.none];
  return {
    selector: steady([result.target].flat(9), result.element),
    snippet: short(result.html || "", SNIPPET),
    message: short(checks.map((check) => check.message).join("; "), MESSAGE),
    measured: measured(checks, result),
    region: place(result),
  };
};

// One cause is said once: what is wrong with a list that says it is a tab list is said of the list, not of its items.
const OF_THE_WHOLE = "aria-required-children";
const OF_PARTS = ["list", "listitem", "aria-required-parent"];
const LEVELS = 2;
/** @param {{ id: string, nodes: Result[] }[]} results */
const coveredBy = (results) => {
  const wholes = new Set(results.find(({ id }) => id === OF_THE_WHOLE)?.nodes.map(({ element }) => element));
  /**
   * @param {string} id
   * @param {Result} result
   */
  return (id, { element }) => {
    if (!OF_PARTS.includes(id) || !element || !wholes.size) return false;
    return upward(element)
      .slice(0, LEVELS + 1)
      .some((at) => wholes.has(at));
  };
};

// Rule -> what axe says of it, by group; of failures, what is in doubt is apart.
/** @param {Record<"violations" | "incomplete", { id: string, nodes: Result[] }[]>} results */
const sorted = (results) => {
  /** @type {Record<"violations" | "incomplete", Map<string, Result[]>>} */
  const found = { violations: new Map(), incomplete: new Map() };
  /**
   * @param {"violations" | "incomplete"} group
   * @param {string} id
   * @param {Result[]} nodes
   */
  const add = (group, id, nodes) => {
    if (nodes.length) found[group].set(id, [...(found[group].get(id) ?? []), ...nodes]);
  };
  const isOfWhole = coveredBy(results.violations);
  for (const { id, nodes } of results.violations) {
    const isDoubtful = (/** @type {Result} */ result) =>
      Boolean(result.element && doubts[id]?.(result.element, result));
    const others = nodes.filter((result) => !isOfWhole(id, result));
    const doubtful = others.filter(isDoubtful);
    const sure = others.filter((result) => !doubtful.includes(result));
    add("violations", id, sure);
    add("incomplete", id, doubtful);
  }
  for (const { id, nodes } of results.incomplete) {
    const fails = nodes.filter((result) => Boolean(result.element && settled[id]?.(result.element, result)));
    add("violations", id, fails);
    add(
      "incomplete",
      id,
      nodes.filter((result) => !fails.includes(result)),
    );
  }
  return found;
};

/**
 * Runs axe on the page and brings back only what is stored: the full result of a large page is megabytes.
 * @param {{rules: string[], cap: number, frames: boolean}} options
 * @returns {Promise<import("../page/answers.js").RunAxeAnswer>}
 */
export default async ({ rules, cap, frames }) => {
  await finishAll();
  const letGo = hold();
  const results = await axe
    .run(document, {
      runOnly: { type: "rule", values: [...rules, "frame-tested"] },
      resultTypes: ["violations", "incomplete"],
      elementRef: true,
      iframes: frames,
      frameWaitTime: 30000,
    })
    .finally(letGo);
  const found = sorted(results);
  /** @type {import("../page/answers.js").RunAxeAnswer} */
  const outcomes = [];
  for (const group of /** @type {const} */ (["violations", "incomplete"])) {
    for (const [rule, nodes] of found[group]) {
      outcomes.push({ group, rule, count: nodes.length, elements: kept(nodes, place, cap).map(report) });
    }
  }
  for (const group of /** @type {const} */ (["passes", "inapplicable"])) {
    for (const { id: rule } of results[group]) {
      // A doubt beside passes leaves the check passed where it could tell: the page stays one where it applies.
      // axe shortens passes to one node when asked for failures only, so they are not counted.
      if (!found.violations.has(rule)) outcomes.push({ group, rule, count: 0, elements: [] });
    }
  }
  // A rule of which all is said by another has no answer of its own; were it left out, its silence would be an error.
  const answered = new Set(outcomes.map(({ rule }) => rule));
  for (const { id: rule } of results.violations) {
    if (!answered.has(rule)) outcomes.push({ group: "inapplicable", rule, count: 0, elements: [] });
  }
  return outcomes;
};

import { own } from "../../page/tree.js";
import { oneLine } from "../../page/words.js";
import { place } from "./texts.js";

// What style rules and scripts do depending on how the screen is held.

/** @typedef {import("./texts.js").Look} Look */

const FOUND = 40;
const RULES = 20000;
const ORIENTED = /orientation|aspect-ratio/;
const TURNS = ["transform", "rotate"];
const HIDES = ["display", "visibility", "opacity", "height", "max-height", "content-visibility", "position", "z-index"];
const ASKED =
  /matchMedia\([^)]*orientation|screen\.orientation|orientationchange|window\.orientation|innerHeight\s*[<>]/;
const LOCKS = /orientation\s*(\?\.|\.)\s*lock\s*\(|\b(moz|ms)?lockOrientation\s*\(/i;

// The rules of all style sheets that can be read; `oriented`: under a condition of how the screen is held.
/** @param {(rule: CSSStyleRule) => void} visit */
const eachRule = (visit) => {
  let left = RULES;
  /**
   * @param {CSSStyleSheet} sheet
   * @param {boolean} oriented
   */
  const visitSheet = (sheet, oriented) => {
    let rules;
    try {
      rules = sheet.cssRules;
    } catch {
      return; // from another site that does not let it be read
    }
    visitRules(rules, oriented || ORIENTED.test(sheet.media.mediaText));
  };
  /**
   * @param {Iterable<any>} rules
   * @param {boolean} oriented
   */
  const visitRules = (rules, oriented) => {
    for (const rule of rules) {
      if ((left -= 1) < 0) return;
      const here = oriented || Boolean(rule.media && ORIENTED.test(rule.media.mediaText));
      if (here && rule.selectorText) visit(rule);
      if (rule.styleSheet) visitSheet(rule.styleSheet, here);
      else if (rule.cssRules?.length) visitRules(rule.cssRules, here);
    }
  };
  for (const sheet of own("styleSheets")) visitSheet(sheet, false);
};

/** @param {string} selector */
const elementsOf = (selector) => {
  try {
    return [...Document.prototype.querySelectorAll.call(document, selector)];
  } catch {
    return [];
  }
};

/** @param {Element} element */
const degrees = (element) => {
  const { transform, rotate } = getComputedStyle(element);
  const matrix = new DOMMatrix(transform === "none" ? "" : transform);
  const turned = /^[-\d.e]+deg$/.test(rotate) ? parseFloat(rotate) : 0; // with an axis it is not in the plane
  return (Math.atan2(matrix.b, matrix.a) * 180) / Math.PI + turned;
};

/**
 * What depends on how the screen is held.
 * turned: elements a rule turns. hides: a rule may put something away. asks: a script asks. locks: a script locks it.
 */
export const orientation = () => {
  /** @type {Set<string>} */
  const selectors = new Set();
  let hides = false;
  eachRule((rule) => {
    if (TURNS.some((property) => rule.style.getPropertyValue(property))) selectors.add(rule.selectorText);
    hides ||= HIDES.some((property) => rule.style.getPropertyValue(property));
  });
  const scripts = [...own("scripts")].map((script) => (script.src ? "" : script.text)).join("\n");
  const turned = [...selectors].slice(0, 50).flatMap(elementsOf).slice(0, 200);
  return {
    turned,
    angles: turned.map(degrees),
    hides,
    asks: ASKED.test(scripts),
    locks: LOCKS.test(scripts),
  };
};

/**
 * @param {Look} look
 * @param {(element: Element) => boolean} counts
 */
const lettersOf = ({ readings, texts }, counts) =>
  readings.reduce(
    (sum, reading, index) =>
      sum + (reading && counts(texts[index].element) ? oneLine(texts[index].node.data).length : 0),
    0,
  );

/**
 * Elements that are turned otherwise than in a lying window.
 * @param {ReturnType<typeof orientation>} held
 * @param {Look} now
 * @returns {import("../../page/answers.js").Turned[]}
 */
export const turnedElements = ({ turned, angles }, now) => {
  const all = lettersOf(now, () => true);
  return turned
    .map((element, index) => ({
      element,
      landscape: Math.round(angles[index]),
      portrait: Math.round(degrees(element)),
    }))
    .filter((turn) => turn.landscape !== turn.portrait)
    .slice(0, FOUND)
    .map(({ element, ...angle }) => ({
      kind: "turned",
      place: place(element, oneLine(element.innerText || "")),
      ...angle,
      share: all ? lettersOf(now, (at) => element.contains(at)) / all : 0,
    }));
};

/**
 * What is left of the page's text in one of two windows of the same size, the one lying, the other standing. Nothing
 * when as good as all of it is there in both.
 * @param {Look} lying
 * @param {Look} standing
 * @returns {import("../../page/answers.js").PutAway[]}
 */
export const putAway = (lying, standing) => {
  const letters = [lying, standing].map((look) => lettersOf(look, () => true));
  const most = Math.max(...letters);
  const share = most ? Math.min(...letters) / most : 1;
  if (share > 0.5) return [];
  const fewer = letters[0] < letters[1] ? lying : standing;
  const words = fewer.readings
    .map((reading, index) => (reading ? oneLine(fewer.texts[index].node.data) : ""))
    .filter(Boolean)
    .join(" ");
  return [
    { kind: "put_away", place: place(own("body"), words), share, lying: fewer === lying, left: words.slice(0, 400) },
  ];
};

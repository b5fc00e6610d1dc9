import { describe } from "../../page/describe.js";
import { drawnBox, inWindow } from "../../page/drawn.js";
import { effectOf } from "../../page/effects.js";
import { handlers } from "../../page/handlers.js";
import { soon } from "../../page/instruments.js";
import { own, textOf, upward } from "../../page/tree.js";
import { all, hovered, isShown, matches, otherwise, showing } from "./hover_rules.js";

/**
 * @import { HoveringCameAnswer, HoveringCountAnswer, HoveringShowAnswer, HoveringSoonAnswer, HoveringStaysAnswer }
 *   from "../../page/answers.js"
 */
/**
 * What hovering.py asks of the page, by the number of what the mouse is laid on.
 * @typedef {object} Hovering
 * @property {() => HoveringCountAnswer} count
 * @property {(at: number) => HoveringShowAnswer} show
 * @property {(at: number) => HoveringCameAnswer} came
 * @property {() => HoveringSoonAnswer} soon
 * @property {() => HoveringStaysAnswer} stays
 * @property {() => void} restore
 */

const MOST = 5; // things the mouse is laid on
const MOST_ALIKE = 2;
const MOST_NEAR = 200;
const USABLE = "a[href], button, input, select, textarea, [tabindex]";
const HOVER = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
const SHOWN = { opacityProperty: true, visibilityProperty: true };
const STILL =
  "*, ::before, ::after { transition: none !important; animation-duration: 0s !important; " +
  "animation-delay: 0s !important; scroll-behavior: auto !important; }";

/** @param {Element} element */
const isLarge = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width * height > (innerWidth * innerHeight) / 2;
};

// What the mouse may bring something up on.
/** @param {CSSStyleRule[]} rules */
const triggers = (rules) => {
  const found = new Set(hovered(rules).values());
  for (const [element, code] of handlers(...HOVER)) {
    if (!(element instanceof Element) || element.matches("html, body, main, iframe")) continue;
    if (code.some(({ source, alone }) => alone && effectOf(source) === "changes")) found.add(element);
  }
  const kinds = new Map();
  return [...found]
    .filter((each) => {
      const kind = [each.localName, each.getAttribute("class"), each.parentElement?.getAttribute("class")].join("|");
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      return kinds.get(kind) <= MOST_ALIKE && each.checkVisibility(SHOWN) && drawnBox(each) && !isLarge(each);
    })
    .slice(0, MOST);
};

// What may come up, and is not there yet.
/** @param {Element} trigger */
const hiddenNear = (trigger) => {
  const ids = ["aria-describedby", "aria-controls", "aria-owns"].flatMap((name) =>
    (trigger.getAttribute(name) ?? "").split(/\s+/).filter(Boolean),
  );
  const named = ids.map((/** @type {string} */ id) => Document.prototype.getElementById.call(document, id));
  const places = [trigger, trigger.parentElement, ...named].filter((place) => place !== null);
  const near = places.flatMap((place) => [place, ...place.querySelectorAll("*")]).slice(0, MOST_NEAR);
  return [...new Set([...near, ...all("[role=tooltip], .tooltip, [hidden]").slice(0, MOST_NEAR)])].filter(
    (each) => !each.checkVisibility(SHOWN) || !drawnBox(each),
  );
};

/**
 * @param {Element[]} hidden
 * @param {Element[]} added
 */
const newlyShown = (hidden, added) =>
  [...hidden, ...added].find(
    (each) => each.isConnected && each.checkVisibility(SHOWN) && drawnBox(each) && textOf(each).trim().length > 1,
  ) ?? null;

// The links that came up, to which the keyboard walk did not come and that lead where no other link does.
/**
 * @param {Element} content
 * @param {any} walk
 */
const missingLinks = (content, walk) => {
  const links = [...content.querySelectorAll("a[href], button")].filter((link) => link.textContent.trim());
  const reached = new Set(
    all("a[href], button")
      .filter((link) => !content.contains(link) && link.tabIndex >= 0 && isShown(link))
      .map((link) => link.href || link.textContent.trim()),
  );
  if (!walk || links.some(walk.visited)) return [];
  return links.filter((link) => !reached.has(link.href || link.textContent.trim()));
};

/**
 * @param {Element} trigger
 * @param {Element} content
 * @param {any} walk
 * @param {boolean} styled
 */
const menuOf = (trigger, content, walk, styled) => {
  const missing = missingLinks(content, walk);
  if (!missing.length) return null;
  const around = trigger.contains(content) ? trigger : (trigger.parentElement ?? trigger);
  const controls = [around, ...around.querySelectorAll(USABLE)].filter(
    (each) => each.tabIndex >= 0 && !content.contains(each),
  );
  const heard = walk.heardByAll || [...upward(around), ...around.querySelectorAll("*")].some(walk.hears);
  return {
    first: describe(missing[0]),
    menu: describe(content).selector,
    links: missing.length,
    sure: !heard && !styled && (!controls.length || controls.some(walk.visited)),
  };
};

// Lays the mouse on what may bring something up; the presses and moves are the caller's. Needs walk.js for the links.
/** @returns {Hovering} */
export default () => {
  const walk = /** @type {any} */ (window)[Symbol.for("wad-monitor.keyboard")];
  const rules = walk ? walk.rules() : showing();
  const shownOtherwise = otherwise(rules);
  const found = triggers(rules);
  const scripted = new Set(hovered(rules).keys());
  const scrolled = [scrollX, scrollY];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STILL);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  /** @type {{ hidden: Element[], added: Element[], content: Element | null }} */
  const now = { hidden: [], added: [], content: null };
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) now.added.push(...[...addedNodes].filter((node) => node instanceof Element));
  });
  observer.observe(own("documentElement"), { childList: true, subtree: true });
  return {
    count: () => found.length,
    soon,
    // Where the mouse is to go; null when the element is not to be seen.
    show: (/** @type {number} */ at) => {
      found[at].scrollIntoView({ block: "center", behavior: "instant" });
      const box = drawnBox(found[at]);
      const part = box && inWindow(box);
      now.hidden = hiddenNear(found[at]);
      now.added = [];
      return part && { x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2 };
    },
    // What came up: its box in the window, and the menu that it is.
    came: (/** @type {number} */ at) => {
      const content = newlyShown(now.hidden, now.added);
      now.content = content;
      const drawn = content && drawnBox(content);
      const box = drawn && inWindow(drawn);
      if (!content || !box) return null;
      const styled = shownOtherwise.some((selector) => matches(content, selector));
      // What a style rule brings up is the matter of menus.js.
      const menu = scripted.has(content) ? null : menuOf(found[at], content, walk, styled);
      return { element: describe(content), box, menu };
    },
    stays: () => Boolean(now.content?.isConnected && now.content.checkVisibility(SHOWN) && drawnBox(now.content)),
    restore: () => {
      observer.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      window.scrollTo({ left: scrolled[0], top: scrolled[1], behavior: "instant" });
    },
  };
};

import { lastChange, untilTimer } from "../../page/instruments.js";
import { isMoving } from "../../page/settled.js";
import { buttonsIn } from "../../page/stopping.js";
import { own, parent } from "../../page/tree.js";
import { lookOf, paints } from "./animations.js";
import { drawn, spot } from "./spots.js";

// What scripts move: elements whose look changes again and again while nobody does anything. Only watched where a timer
// is to run soon or the page changed since it settled; a page that stands still costs nothing.

const STEP = 100; // milliseconds between two looks
const LONGEST = 8000; // milliseconds of watching
const SOON = 6000; // milliseconds; a timer that runs later is not waited for
const AFTER = 350; // milliseconds after a timer, in which what it did is seen
const RECENT = 1000; // milliseconds; a page that changed and then did not for as long, and has no timer, stands still
const LONG = 5000; // milliseconds something may move by itself
const APART = 250; // milliseconds between two changes that are not one
const MOST = 20;
const MOST_PARTS = 8;
const WHOLE = "html, body, main, article, [role=main]";
const NOT_SEEN = "html, head, head *, body, script, style, video, audio, canvas, iframe, template";

/** @param {number} milliseconds */
const later = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** @param {Element} element */
const look = (element) => {
  const { x, y } = element.getBoundingClientRect();
  const shown = element.checkVisibility();
  return `${lookOf(element)}|${Math.round(x + scrollX)},${Math.round(y + scrollY)}|${element.scrollLeft}|${shown}`;
};
/** @param {Element} element */
const looksOf = (element) =>
  [element, ...[...element.children].slice(0, MOST_PARTS)].map((each) => look(each)).join("\n");

// Whether two that changed are parts of one thing: a row of slides, the letters of a word.
/**
 * @param {Element | null} group
 * @param {Element} target
 * @param {Element} other
 */
const isOneOf = (group, target, other) =>
  group !== null && !group.matches(WHOLE) && parent(other) === group && other.tagName === target.tagName;

/** @typedef {{ looks: Set<string>, changes: number, last: number, first: number, now?: string }} Seen */

// What changes, with how it looked: several parts of one thing (slides, letters) are that thing.
class Watch {
  constructor() {
    /** @type {Map<Element, Seen>} */
    this.targets = new Map();
    this.observer = new MutationObserver((records) => records.forEach(({ target }) => this.note(target)));
    this.onScroll = (/** @type {Event} */ { target }) => this.note(target);
  }

  begin() {
    const attributes = ["style", "class", "hidden", "src", "aria-hidden"];
    this.observer.observe(document, { subtree: true, attributeFilter: attributes });
    document.addEventListener("scroll", this.onScroll, { capture: true, passive: true });
  }

  end() {
    this.observer.disconnect();
    document.removeEventListener("scroll", this.onScroll, { capture: true });
  }

  /** @param {EventTarget | null} target */
  note(target) {
    if (!(target instanceof Element) || target.matches(NOT_SEEN)) return;
    const group = parent(target);
    if (this.targets.has(target) || (group && this.targets.has(group)) || this.targets.size >= MOST) return;
    const alike = [...this.targets.keys()].filter((other) => isOneOf(group, target, other));
    for (const part of alike) this.targets.delete(part);
    const thing = (alike.length && group) || target;
    this.targets.set(thing, {
      looks: new Set([looksOf(thing)]),
      changes: 0,
      last: -Infinity,
      first: performance.now(),
    });
  }

  look() {
    const now = performance.now();
    for (const [element, seen] of this.targets) {
      const looks = looksOf(element);
      if (looks === seen.now) continue;
      if (seen.now !== undefined && now - seen.last > APART) seen.changes += 1;
      if (seen.now !== undefined) seen.last = now;
      seen.now = looks;
      seen.looks.add(looks);
    }
  }
}

/**
 * @param {Seen} seen
 * @param {number} since
 */
const movesOn = ({ looks, changes, last, first }, since) =>
  looks.size >= 2 && last - since > LONG && (changes >= 2 || last - first > 2 * RECENT);

/**
 * Watches as long as there is reason to; what moved on past the five seconds that are allowed.
 * @param {readonly string[]} waiting
 */
export const scriptedMotion = async (waiting) => {
  const [navigation] = performance.getEntriesByType("navigation");
  const since = navigation?.loadEventEnd || 0;
  const started = performance.now();
  const quiet = isMoving() ? (lastChange() ?? -Infinity) + RECENT : started; // when it has stood still for long enough
  const due = untilTimer();
  const afterTimer = due <= SOON ? due + AFTER : 0;
  if (!own("body") || (quiet <= started && !afterTimer)) return [];
  const watch = new Watch();
  watch.begin();
  let until = Math.max(quiet, started + afterTimer);
  while (performance.now() < Math.min(until, started + LONGEST)) {
    await later(Math.min(STEP, until - performance.now()));
    watch.look();
    const seen = [...watch.targets.values()];
    if (seen.length && seen.every((one) => movesOn(one, since))) break;
    if (seen.length) until = Math.max(until, started + RECENT + afterTimer);
    if (seen.some(({ looks }) => looks.size >= 2)) until = started + LONGEST;
  }
  watch.end();
  return [...watch.targets]
    .filter(([element, seen]) => movesOn(seen, since) && element.isConnected && paints(element))
    .flatMap(([element, { changes }]) => {
      const place = drawn(element) || drawn(parent(element) || element);
      const buttons = buttonsIn(parent(element) || element).length;
      return place ? [{ element, spot: spot(element, place, waiting), changes, buttons }] : [];
    });
};

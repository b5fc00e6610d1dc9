import { finish } from "../../page/animations.js";
import { lastChange, soon, untilTimer } from "../../page/instruments.js";
import { cutTexts } from "./cut.js";
import { breakHyphenated } from "./hyphens.js";
import { missingTexts } from "./missing.js";
import { overlaps } from "./overlaps.js";
import { fieldSizes, unscaled } from "./sizes.js";
import { findTexts, look } from "./texts.js";
import { orientation, putAway, turnedElements } from "./turning.js";
import { wideControls, wideTexts } from "./wide.js";

// Reads where the text of a page is drawn and what cuts it off, so that the same texts can be compared when the
// window is narrower or the text more widely spaced. Returns what `states.py` calls, one function a state of the page.

const STILL = "*, *::before, *::after { transition-duration: 0s !important; transition-delay: 0s !important }";
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;
const RESIZED = ["zoomed", "narrow", "turned"]; // states of a window of another size
const AGAIN = 400; // milliseconds; scripts that follow a new size often wait up to a quarter of a second
const LATE = 5; // milliseconds; a timer may be set in a timer
const FRAME = 250; // milliseconds a page without frames is waited for

/**
 * @param {number} milliseconds
 * @returns {Promise<boolean>}
 */
const later = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds, false);
  });

/**
 * Scripts hear of a new size before a frame is drawn. Whether one was.
 * @returns {Promise<boolean>}
 */
const drawn = () =>
  Promise.race([
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve, 0, true));
    }),
    later(FRAME),
  ]);

// Until what scripts set a timer for has happened, unless that is much later. Waited for here, since a timer runs after
// those that were due before it, on a slow machine too.
const answered = async () => {
  const isWatched = (await drawn()) && lastChange() !== null;
  const due = untilTimer();
  const wait = isWatched ? Math.max(soon(), due < AGAIN ? due : 0) : AGAIN;
  if (wait) await later(Math.min(wait + LATE, AGAIN));
};

/**
 * What goes on past the edge, and whether it would not if all that may be hyphenated were.
 * @param {import("./texts.js").Look} now
 */
const tooWide = (now) => {
  const found = [...wideTexts(now), ...wideControls(now)];
  const undo = found.length ? breakHyphenated(now.texts) : null;
  if (!undo) return found;
  const then = look(now.texts);
  const left = new Set([...wideTexts(then), ...wideControls(then)].map(({ place }) => place.selector));
  undo();
  return found.map((one) => ({ ...one, hyphens: !left.has(one.place.selector) }));
};

export default () => {
  const started = performance.now();
  const texts = findTexts();
  const held = orientation();
  /** @type {Map<string, import("./sizes.js").Seen>} what was seen, by the state of the page */
  const looks = new Map();
  /** @param {string} state */
  const see = (state) => {
    finish();
    const now = look(texts);
    looks.set(state, { ...now, fields: fieldSizes(), window: { width: innerWidth, height: innerHeight } });
    return now;
  };
  const first = see("first");
  const scroll = [window.scrollX, window.scrollY];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STILL);
  document.adoptedStyleSheets.push(sheet);

  /** @type {Record<string, () => import("../../page/answers.js").LayoutChangesAnswer>} in the window as it is */
  const states = {
    spaced() {
      sheet.replaceSync(`${STILL} ${SPACED}`);
      const now = see("spaced");
      return [...cutTexts(first, now, { sameWindow: true }), ...overlaps(first, now, true)];
    },
    zoomed() {
      const now = see("zoomed");
      return [...cutTexts(first, now), ...cutTexts(first, now, { always: true }), ...overlaps(first, now, false)];
    },
    narrow() {
      const now = see("narrow");
      return [...cutTexts(first, now), ...tooWide(now), ...missingTexts(first, now)];
    },
    unscaled: () => unscaled(["first", "zoomed", "narrow"].flatMap((state) => looks.get(state) ?? [])),
    turned: () => turnedElements(held, see("upright")),
    standing() {
      const ofTelephone = putAway(looks.get("lying") ?? first, see("standing"));
      return ofTelephone.length ? ofTelephone : putAway(first, looks.get("upright") ?? first);
    },
  };
  return {
    /** @returns {import("../../page/answers.js").LayoutHeldAnswer} */
    held: () => ({
      texts: first.readings.filter(Boolean).length,
      turns: held.turned.length > 0,
      holds: held.hides || held.asks,
      locks: held.locks,
    }),
    answered,
    unspace: () => sheet.replaceSync(STILL),
    lying: () => Boolean(see("lying")),
    /** @param {string} state */
    async changes(state) {
      if (RESIZED.includes(state)) await drawn();
      return states[state]();
    },
    // If the page's scripts answered to any of it, they may still be answering to its end.
    async end() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet);
      window.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
      await ((lastChange() ?? Infinity) > started ? answered() : drawn());
    },
  };
};

import { finish } from "../../page/animations.js";
import { lastChange } from "../../page/instruments.js";
import { cutTexts } from "./cut.js";
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

  /** @type {Record<string, () => import("../../page/answers.js").LayoutChangesAnswer>} */
  const states = {
    spaced() {
      const now = see("spaced");
      return [...cutTexts(first, now, { sameWindow: true }), ...overlaps(first, now, true)];
    },
    zoomed() {
      const now = see("zoomed");
      return [...cutTexts(first, now), ...cutTexts(first, now, { always: true }), ...overlaps(first, now, false)];
    },
    narrow() {
      const now = see("narrow");
      return [...cutTexts(first, now), ...wideTexts(now), ...wideControls(now), ...missingTexts(first, now)];
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
    space: () => sheet.replaceSync(`${STILL} ${SPACED}`),
    unspace: () => sheet.replaceSync(STILL),
    lying: () => Boolean(see("lying")),
    /** @param {string} state */
    changes: (state) => states[state](),
    /**
     * Whether the page's scripts answered to any of it; then they may still be answering to its end.
     * @returns {import("../../page/answers.js").LayoutEndAnswer}
     */
    end() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet);
      window.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
      return (lastChange() ?? 0) > started;
    },
  };
};

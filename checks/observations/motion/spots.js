import { describe } from "../../page/describe.js";
import { drawnBox } from "../../page/drawn.js";
import { hasListener } from "../../page/instruments.js";
import { apart, buttonsIn } from "../../page/stopping.js";
import { own, parent, upward } from "../../page/tree.js";

// Something that moves, and what is around it.

const SMALLEST = 8; // CSS pixels, either side
const NEAR = 3; // steps outwards

/** @param {Element} element */
const isClear = (element) => upward(element).some((at) => at !== element && getComputedStyle(at).opacity === "0");

/**
 * How far an element is drawn, from the left and the top of the document; null when it is not.
 * @param {Element} element
 */
export const drawn = (element) => {
  if (!element.checkVisibility({ visibilityProperty: true }) || isClear(element)) return null;
  const box = drawnBox(element);
  if (!box) return null;
  const { left, top, right, bottom } = box;
  const widest = Math.max(innerWidth, document.scrollingElement?.scrollWidth || 0);
  const reachable = right + scrollX > 0 && bottom + scrollY > 0 && left + scrollX < widest;
  const [width, height] = [right - left, bottom - top];
  if (!reachable || width < SMALLEST || height < SMALLEST) return null;
  return { x: left + scrollX, y: top + scrollY, width, height };
};

/** @param {Element} element */
const near = (element) => upward(element).slice(0, NEAR);

// Loading, or progress: moves as long as the work lasts.
/**
 * @param {Element} element
 * @param {readonly string[]} words
 */
const isWaiting = (element, words) =>
  near(element).some((at) => {
    const file = /^https?:.*\/(.*)$/.exec(at.currentSrc || "")?.[1] || "";
    const said = ["class", "id", "alt", "aria-label"].map((name) => at.getAttribute(name) || "");
    const about = apart([...said, file].join(" "));
    return (
      at.getAttribute("aria-busy") === "true" ||
      ["progressbar", "status", "alert"].includes(at.getAttribute("role") ?? "") ||
      at.matches("progress, meter") ||
      words.some((/** @type {string} */ word) => about.includes(word))
    );
  });

// It, or what it is in, answers a click: that may be what stops it. A plain link does not.
/** @param {Element} element */
const isClickable = (element) =>
  near(element)
    .filter((at) => at !== own("body") && parent(at))
    .some(
      (at) =>
        hasListener(at, "click", "pointerdown") ||
        at.matches("button, summary, [role=button]") ||
        (at !== element && buttonsIn(at).length > 0),
    );

/**
 * The answer for something that moves, and is drawn in this place.
 * @param {Element} element
 * @param {{width: number, height: number}} box
 * @param {readonly string[]} waiting words of what shows that something goes on
 * @returns {import("../../page/answers.js").Spot}
 */
export const spot = (element, box, waiting) => ({
  place: describe(element),
  width: box.width,
  height: box.height,
  waiting: isWaiting(element, waiting),
  clickable: isClickable(element),
});

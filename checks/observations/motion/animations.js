import { howVisible, lasting } from "../../page/animations.js";
import { drawn, spot } from "./spots.js";

const MOST = 20;
const LOOKED_AT = 200;
const MOMENTS = 8; // of an animation, that are compared
const DRAWING = "img, svg, canvas, video";
const MOVING = [
  "transform",
  "translate",
  "rotate",
  "scale",
  "left",
  "top",
  "right",
  "bottom",
  "marginLeft",
  "marginTop",
  "offsetDistance",
  "width",
  "height",
  "opacity",
  "visibility",
  "color",
  "backgroundColor",
];

const STAGE = Symbol.for("wad-monitor.animations"); // those in the answer, in order, for whoever wants to see them at work

/**
 * What one sees of an element that changes as it moves.
 * @param {Element} element
 * @param {string} [pseudo]
 */
export const lookOf = (element, pseudo) => {
  /** @type {CSSStyleDeclaration & Record<string, any>} */
  const style = getComputedStyle(element, pseudo);
  return MOVING.map((property) => style[property]).join("|");
};

/**
 * Whether it has something to show.
 * @param {Element} element
 */
export const paints = (element) => {
  const style = getComputedStyle(element);
  return Boolean(
    element.textContent.trim() ||
    element.closest("svg") ||
    element.matches(DRAWING) ||
    element.querySelector(DRAWING) ||
    style.backgroundColor !== "rgba(0, 0, 0, 0)" ||
    style.backgroundImage !== "none",
  );
};

/** @param {number[]} values */
const range = (values) => Math.max(...values) - Math.min(...values);

// How an animation looks at moments of its cycle.
/** @param {import("../../page/animations.js").Running} animation */
const moments = (animation) => {
  const { effect, currentTime } = animation;
  const { delay = 0, duration } = effect.getComputedTiming();
  const seen = Array.from({ length: MOMENTS }, (_, at) => {
    animation.currentTime = delay + (Number(duration) * (at + 0.5)) / MOMENTS;
    return {
      look: lookOf(effect.target, effect.pseudoElement || undefined),
      box: effect.target.getBoundingClientRect(),
      opacity: howVisible(effect.target),
      place: drawn(effect.target),
    };
  });
  animation.currentTime = currentTime;
  return seen;
};

// Where most of it is drawn: it may come in from out of sight, or be hidden at times.
/** @param {ReturnType<typeof drawn>[]} places */
const largest = (places) =>
  places.reduce(
    (most, one) => (one && one.width * one.height > (most ? most.width * most.height : 0) ? one : most),
    /** @type {ReturnType<typeof drawn>} */ (null),
  );

/**
 * Those that go on: whether another is still running depends on when one looks.
 * @param {readonly string[]} waiting
 */
export const animationsOnPage = (waiting) => {
  /** @type {import("../../page/answers.js").Animation[]} */
  const found = [];
  /** @type {import("../../page/animations.js").Running[]} */
  const staged = [];
  for (const animation of lasting().slice(0, LOOKED_AT)) {
    const { target: element, pseudoElement } = animation.effect;
    if (staged.length >= MOST || staged.some((other) => other.effect.target === element)) continue;
    const seen = moments(animation);
    const place = largest(seen.map((moment) => moment.place));
    if (!place || new Set(seen.map(({ look }) => look)).size < 2) continue;
    staged.push(animation);
    found.push({
      spot: spot(element, place, waiting),
      flashing: null,
      pseudo: Boolean(pseudoElement),
      cycle: Number(animation.effect.getComputedTiming().duration) / 1000,
      shift: Math.max(
        .../** @type {const} */ (["x", "y", "width", "height"]).map((side) => range(seen.map(({ box }) => box[side]))),
      ),
      fade: range(seen.map(({ opacity }) => opacity)),
      paints: paints(element),
    });
  }
  /** @type {any} */ (window)[STAGE] = staged;
  return found;
};

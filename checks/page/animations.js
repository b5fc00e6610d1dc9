// What moves by itself, so that nothing is measured while it moves. Sites ignore the reduced motion that is asked for.

import { own, roots } from "./tree.js";

const LONG = 20000; // milliseconds; what takes longer is judged as motion, as what never ends is
const ROUNDS = 5; // an animation that ended may start another
const FRAME = 100; // milliseconds a page without frames is waited for
const MOMENTS = 8; // of an animation that goes on, one of which is shown
const MOST = 200;

/** @typedef {Animation & { effect: AnimationEffect }} Running */

/**
 * Of the document and its open shadow roots, those that run with time and not with scrolling.
 * @returns {Running[]}
 */
const running = () => {
  const timeline = own("timeline");
  /** @param {Document | ShadowRoot} root */
  const methods = (root) => (root === document ? Document.prototype : root);
  const all = new Set(roots().flatMap((root) => methods(root).getAnimations.call(root)));
  return [...all]
    .filter(/** @type {(animation: any) => animation is Running} */ ({ effect }) => Boolean(effect?.target))
    .filter(
      ({ playState, playbackRate, timeline: its }) => playState === "running" && playbackRate && its === timeline,
    );
};

/** @param {Running} animation */
const goesOn = ({ effect }) => Number(effect.getComputedTiming().endTime) > LONG;

/** The animations that go on after any reader waited for their end. */
export const lasting = () => running().filter(goesOn);

/** Puts transitions and animations that will end at their end; how many there were. */
export const finish = () => {
  const ending = running().filter((animation) => !goesOn(animation));
  for (const animation of ending) animation.finish();
  return ending.length;
};

/** As `finish`, also what scripts start when they hear of it. */
export const finishAll = async () => {
  for (let round = 0; round < ROUNDS && finish(); round += 1) {
    await Promise.race([
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      }),
      new Promise((resolve) => {
        setTimeout(resolve, FRAME);
      }),
    ]);
  }
};

/**
 * How much of an element, or of what its ::before or ::after draws, is seen, 0 to 1.
 * @param {Element} element
 * @param {string} [pseudo]
 */
export const howVisible = (element, pseudo) => {
  const { opacity, visibility, color } = getComputedStyle(element, pseudo);
  const clear = /^rgba\(.*, 0\)$/.test(color);
  return visibility === "visible" && !clear ? Number(opacity) : 0;
};

// The moment at which most of it can be seen, the first of them: always the same one.
/** @param {Running} animation */
const show = (animation) => {
  const { effect } = animation;
  const { delay = 0, duration } = effect.getComputedTiming();
  const moments = Array.from({ length: MOMENTS }, (_, at) => delay + (Number(duration) * at) / MOMENTS);
  const opacities = moments.map((moment) => {
    animation.currentTime = moment;
    return howVisible(effect.target, effect.pseudoElement || undefined);
  });
  animation.currentTime = moments[opacities.indexOf(Math.max(...opacities))];
};

/**
 * Makes what goes on stand still.
 * @returns {() => void} lets it go on
 */
export const hold = () => {
  const moving = lasting().slice(0, MOST);
  if (!moving.length) return () => {};
  // A page's own ways to stop a CSS animation work no more once a script paused it; a style leaves them be.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { animation-play-state: paused !important }");
  const places = roots();
  for (const place of places) place.adoptedStyleSheets = [...place.adoptedStyleSheets, sheet];
  const paused = moving.filter((animation) => animation.playState === "running");
  for (const animation of paused) animation.pause();
  moving.forEach(show);
  return () => {
    for (const place of places) place.adoptedStyleSheets = place.adoptedStyleSheets.filter((one) => one !== sheet);
    for (const animation of paused) animation.play();
  };
};

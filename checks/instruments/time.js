import { apply, create, now } from "./natives.js";

const SECOND = 1000;
const MOST_TIMERS = 1000;
const SHORT = 1500;
const FRAME = 20;
const LOOP = 100;

/**
 * A frame that is asked for is as good as a short timer, save one that is asked for in each frame before it.
 * @param {(wait: number) => void} setShort told of each, with the milliseconds until it is drawn
 * @returns {() => boolean} whether each frame asks for the next
 */
const watchFrames = (setShort) => {
  const original = window.requestAnimationFrame;
  let isDrawing = false;
  let drawing = -Infinity; // when a frame last asked for the next
  window.requestAnimationFrame = function (handler) {
    if (typeof handler !== "function") return apply(original, window, [handler]);
    if (isDrawing) drawing = now();
    else setShort(FRAME);
    /** @param {number} time */
    const drawn = (time) => {
      isDrawing = true;
      try {
        apply(handler, undefined, [time]);
      } finally {
        isDrawing = false;
      }
    };
    return apply(original, window, [drawn]);
  };
  return () => now() - drawing < LOOP;
};

/**
 * Remembers when timers are to run: of a second or more, as carousels use them, and any that runs again and again. Of
 * the other short ones and of frames, which are everywhere and end soon, only when the last set since it was asked is
 * due.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchTimers = ({ answer, whenAsked }) => {
  const due = create(null); // id -> [when, every]
  let timers = 0;
  let latest = 0; // since it was asked
  let last = 0; // of all
  /** @param {number} wait */
  const setShort = (wait) => {
    const at = now() + wait;
    if (at > latest) latest = at;
    if (at > last) last = at;
  };
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const id = apply(original, window, [handler, delay, ...rest]);
      const every = Number(delay) || 0;
      if (!again && !(every >= SHORT)) setShort(every > 1 ? every : 1);
      if ((again || every >= SECOND) && timers < MOST_TIMERS) {
        due[id] = [now() + every, again ? every : 0];
        timers += 1;
      }
      return id;
    };
  }
  const isDrawing = watchFrames(setShort);
  for (const stop of /** @type {const} */ (["clearTimeout", "clearInterval"])) {
    const original = window[stop];
    window[stop] = function (id) {
      if (id !== undefined && id in due) {
        delete due[id];
        timers -= 1;
      }
      apply(original, window, [id]);
    };
  }
  /** @param {[number, number]} timer */
  const left = ([when, every]) => {
    const until = when - now();
    if (until > 0) return until;
    return every ? every - (-until % every) : Infinity;
  };
  whenAsked("soon", () => {
    answer(document, "soon", `${latest > now() ? latest - now() : 0}`);
    latest = 0;
  });
  whenAsked("busy", () => answer(document, "busy", last > now() || isDrawing() ? "yes" : "no"));
  const untilNext = () => {
    let least = Infinity;
    for (const id in due) {
      const until = left(due[id]);
      if (until < least) least = until;
    }
    return least;
  };
  whenAsked("waits", () => answer(document, "waits", `${untilNext()}`));
};

/**
 * Remembers when the DOM last changed, so that settling need not start counting only when it is asked.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchChanges = ({ answer, whenAsked }) => {
  let changed = now();
  const observer = new MutationObserver(() => {
    changed = now();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  whenAsked("changed", () => answer(document, "changed", `${changed}`));
};

import { apply, create, now } from "./natives.js";

const SECOND = 1000;
const MOST_TIMERS = 1000;
const SHORT = 1500;
const FRAME = 20;
const LOOP = 100;

/**
 * A frame that is asked for is as good as a short timer, save one that is asked for in each frame before it.
 * @param {(wait: number) => () => void} setShort told of each, with the milliseconds until it is drawn; and when it is
 * @returns {() => boolean} whether each frame asks for the next
 */
const watchFrames = (setShort) => {
  const original = window.requestAnimationFrame;
  let isDrawing = false;
  let drawing = -Infinity; // when a frame last asked for the next
  window.requestAnimationFrame = function (handler) {
    if (typeof handler !== "function") return apply(original, window, [handler]);
    if (isDrawing) drawing = now();
    const ran = isDrawing ? () => {} : setShort(FRAME);
    /** @param {number} time */
    const drawn = (time) => {
      ran();
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

// Of short timers and of frames, which are everywhere and end soon: when the last set since it was asked is due, and
// whether all of those ran. What is due waits for presses of keys that came before.
const shortTimers = () => {
  let latest = 0; // since it was asked
  let last = 0; // of all
  let open = 0; // set since it was asked, and did not run
  let asked = 0; // times
  return {
    /**
     * @param {number} wait
     * @returns {() => void} to be told that it ran, or never will
     */
    set: (wait) => {
      const at = now() + wait;
      if (at > latest) latest = at;
      if (at > last) last = at;
      const since = asked;
      let isOpen = true;
      open += 1;
      return () => {
        if (isOpen && since === asked) open -= 1;
        isOpen = false;
      };
    },
    /** Milliseconds until they have run. */
    soon: () => {
      const until = latest - now();
      const wait = until > 0 ? until : open > 0 ? 1 : 0;
      latest = 0;
      open = 0;
      asked += 1;
      return wait;
    },
    isLeft: () => last > now(),
  };
};

/**
 * @param {number} wait
 * @param {boolean} again
 */
const isShort = (wait, again) => !again && !(wait >= SHORT);

/**
 * Remembers when timers are to run: of a second or more, as carousels use them, and any that runs again and again.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchTimers = ({ answer, whenAsked }) => {
  const due = create(null); // id -> [when, every]
  const runs = create(null); // id of a short one -> to be told that it ran
  let timers = 0;
  const short = shortTimers();
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const every = Number(delay) || 0;
      const ran = isShort(every, again) ? short.set(every > 1 ? every : 1) : null;
      /** @param {unknown[]} given */
      const run = (...given) => {
        delete runs[id];
        ran?.();
        return apply(/** @type {Function} */ (handler), window, given);
      };
      const isFunction = typeof handler === "function";
      if (!isFunction) ran?.(); // of a string it is only known when it is due
      const id = apply(original, window, [ran && isFunction ? run : handler, delay, ...rest]);
      if (ran && isFunction) runs[id] = ran;
      if ((again || every >= SECOND) && timers < MOST_TIMERS) {
        due[id] = [now() + every, again ? every : 0];
        timers += 1;
      }
      return id;
    };
  }
  const isDrawing = watchFrames(short.set);
  for (const stop of /** @type {const} */ (["clearTimeout", "clearInterval"])) {
    const original = window[stop];
    window[stop] = function (id) {
      if (id !== undefined && id in due) {
        delete due[id];
        timers -= 1;
      }
      if (id !== undefined && id in runs) {
        runs[id]();
        delete runs[id];
      }
      apply(original, window, [id]);
    };
  }
  whenAsked("soon", () => answer(document, "soon", `${short.soon()}`));
  whenAsked("busy", () => answer(document, "busy", short.isLeft() || isDrawing() ? "yes" : "no"));
  whenAsked("waits", () => answer(document, "waits", `${untilNext(due)}`));
};

/**
 * Milliseconds until the next of these timers runs.
 * @param {Record<string, [number, number]>} due
 */
const untilNext = (due) => {
  let least = Infinity;
  for (const id in due) {
    const [when, every] = due[id];
    const until = when - now();
    const left = until > 0 ? until : every ? every - (-until % every) : Infinity;
    if (left < least) least = left;
  }
  return least;
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

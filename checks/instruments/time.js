import { apply, create, now } from "./natives.js";

const SECOND = 1000;
const MOST_TIMERS = 1000;
const SHORT = 1500;

/**
 * Remembers when timers are to run: of a second or more, as carousels use them, and any that runs again and again. Of
 * the other short ones, which are everywhere and end soon, only when the last set since it was asked is due.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchTimers = ({ answer, whenAsked }) => {
  const due = create(null); // id -> [when, every]
  let timers = 0;
  let latest = 0;
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const id = apply(original, window, [handler, delay, ...rest]);
      const every = Number(delay) || 0;
      if (!again && !(every >= SHORT)) {
        const at = now() + (every > 1 ? every : 1);
        if (at > latest) latest = at;
      }
      if ((again || every >= SECOND) && timers < MOST_TIMERS) {
        due[id] = [now() + every, again ? every : 0];
        timers += 1;
      }
      return id;
    };
  }
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

import { apply, create, now } from "./natives.js";

const SECOND = 1000;
const MOST_TIMERS = 1000;
const SHORT = 1500;

/**
 * Remembers timers of a second or more, as carousels use them; of the shorter ones, which are everywhere and end soon,
 * only when the last set since it was asked is due.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchTimers = ({ answer, whenAsked }) => {
  const due = create(null); // id -> when
  let timers = 0;
  let latest = 0;
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const id = apply(original, window, [handler, delay, ...rest]);
      if (!again && !(delay >= SHORT)) {
        const at = now() + (delay > 1 ? Number(delay) : 1);
        if (at > latest) latest = at;
      }
      if (delay >= SECOND && timers < MOST_TIMERS) {
        due[id] = again ? Infinity : now() + Number(delay);
        timers += 1;
      }
      return id;
    };
  }
  for (const stop of ["clearTimeout", "clearInterval"]) {
    const original = window[stop];
    window[stop] = function (id) {
      if (id in due) {
        delete due[id];
        timers -= 1;
      }
      apply(original, window, [id]);
    };
  }
  const waits = () => {
    for (const id in due) if (due[id] > now()) return true;
    return false;
  };
  whenAsked("soon", () => {
    answer(document, "soon", `${latest > now() ? latest - now() : 0}`);
    latest = 0;
  });
  whenAsked("waits", () => answer(document, "waits", waits() ? "yes" : "no"));
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

import { isBusy, lastChange } from "./instruments.js";

// Whether a page stands still, once it has settled.

const SETTLED = Symbol.for("wad-monitor.settled");

/** Notes that the page does not change any more. */
export const noteSettled = () => {
  window[SETTLED] = performance.now();
};

/** Whether it changed after all, or goes on with what is not over; also when it never settled. */
export const isMoving = () => isBusy() || (lastChange() ?? -Infinity) > (window[SETTLED] ?? -Infinity);

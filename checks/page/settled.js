import { isBusy, lastChange } from "./instruments.js";

// Whether a page stands still, once it has settled.

const SETTLED = Symbol.for("wad-monitor.settled");
const notes = /** @type {any} */ (window);

/** Notes that the page does not change any more. */
export const noteSettled = () => {
  notes[SETTLED] = performance.now();
};

/** Whether it changed after all, or goes on with what is not over; also when it never settled. */
export const isMoving = () => isBusy() || (lastChange() ?? -Infinity) > (notes[SETTLED] ?? -Infinity);

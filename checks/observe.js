import { watchDrawing } from "./instruments/drawing.js";
import { watchListeners } from "./instruments/listeners.js";
import { channel } from "./instruments/natives.js";
import { watchChanges, watchTimers } from "./instruments/time.js";

/**
 * Runs in every page before its own scripts, in their world, where alone can be seen what the document does not tell:
 * which elements listen for which events, what was written on a canvas, whether a timer is going to run.
 *
 * Our scripts, which run apart, ask with an event whose name holds `sign`, which no page knows, and are answered with
 * others before the first returns (page/instruments.js).
 * @param {string} sign
 */
export default (sign) => {
  const given = channel(sign);
  watchListeners(given);
  watchDrawing(given);
  if (window.top !== window) return;
  watchTimers(given);
  watchChanges(given);
};

import { effectOf } from "../page/effects.js";
import { handlers } from "../page/handlers.js";

const DOWN = ["mousedown", "pointerdown", "touchstart"];
const UP = ["click", "mouseup", "pointerup", "touchend", "pointercancel"];
// What is done and cannot be taken back by moving away.
const DONE =
  /\.(?:textContent|innerHTML|innerText|value|src)\s*[+-]?=[^=]|\b(?:remove|append|prepend|appendChild|replaceWith|replaceChildren|alert|confirm|play|pause|fetch|sendBeacon|print)\s*\(/;
// Dragging, drawing and opening begin with the press; a press that opens can be followed by one that closes.
const BEGINS =
  /\b(?:clientX|clientY|pageX|pageY|offsetX|setPointerCapture|touches|drag\w*)\b|toggle|aria-expanded|showPicker/i;
const OPENS =
  "select, canvas, input[type=range], [role=slider], [role=combobox], [aria-haspopup], [aria-expanded], [draggable=true]";

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const pressed = handlers(...DOWN);
  const released = handlers(...UP);
  for (const [element, all] of pressed) {
    if (!(element instanceof HTMLElement || element instanceof SVGSVGElement)) continue;
    if (element.matches("html, body, main, form") || element.closest(OPENS) || !page.seen(element)) continue;
    const own = all.filter(({ alone, source }) => alone && !BEGINS.test(source));
    const moves = own.some(({ source }) => effectOf(source) === "moves");
    const done = own.some(({ source }) => DONE.test(source));
    if (!moves && !done) continue;
    const undone =
      page.upward(element).some((at) => released.has(at)) || released.has(document) || released.has(window);
    const message = "acts when it is pressed, before the mouse button or the finger is lifted";
    if (moves || !undone) page.failed(element, message);
    else page.cannotTell(element, message);
  }
};

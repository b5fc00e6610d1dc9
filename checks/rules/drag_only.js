import { handlers } from "../page/handlers.js";
import { effectOf } from "../page/effects.js";
import { within } from "../page/controls.js";

const DOWN = ["mousedown", "pointerdown", "touchstart"];
const MOVE = ["mousemove", "pointermove", "touchmove"];
const CLICK = ["click", "dblclick"];
const PLACE = /\b(?:client|page|screen|offset|movement)[XY]\b/;
const FIELDS = "button, [role=button], select, input, a[href]";
const TOGETHER = "section, form, fieldset, article, [role=group], [role=region]";
const MESSAGES = {
  items: "can be moved by dragging only",
  handle: "its value can be set with a pointer by dragging only",
  doubt: "can be dragged; does something close by do the same?",
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Map<EventTarget, import("../page/handlers.js").Handler[]>} dropping
 * @param {Map<EventTarget, import("../page/handlers.js").Handler[]>} clicked
 */
const judgeItems = (page, dropping, clicked) => {
  for (const item of page.all("[draggable=true]")) {
    if (!page.seen(item) || item.matches("img, a[href]")) continue;
    const places = page.upward(item).filter((at) => dropping.has(at));
    const elsewhere = !places.length && [...dropping.keys()].some((at) => at instanceof Element);
    if (!places.length && !elsewhere) continue;
    const list = places[0] ?? item.parentElement;
    const pressed = [...page.upward(item), ...within(item, "*")].some((at) => clicked.has(at));
    const controls = [...within(item, FIELDS), ...within(list.closest(TOGETHER) ?? list, "button, select, input")];
    if (within(item, FIELDS).some((control) => page.seen(control))) page.passed(item);
    else if (elsewhere || pressed || controls.some((control) => page.seen(control)))
      page.cannotTell(item, MESSAGES.doubt);
    else page.failed(item, MESSAGES.items);
  }
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Map<EventTarget, import("../page/handlers.js").Handler[]>} clicked
 */
const judgeHandles = (page, clicked) => {
  const pressed = handlers(...DOWN);
  const moved = handlers(...MOVE);
  for (const handle of page.all("[role=slider], [role=separator][tabindex], [role=scrollbar]")) {
    if (handle.matches("input") || !page.seen(handle)) continue;
    const track = handle.parentElement;
    const starts = pressed.get(handle) ?? [];
    const moves = [handle, document, window, document.body, document.documentElement]
      .flatMap((at) => moved.get(at) ?? [])
      .concat(starts)
      .filter(({ source }) => PLACE.test(source) && effectOf(source));
    if (!starts.length || !moves.length || !track) continue;
    const around = page.upward(track).slice(0, 3);
    const reached = around.some((at) => clicked.has(at) || pressed.has(at));
    const others = within(track.parentElement, FIELDS).filter((control) => control !== handle && page.seen(control));
    if (reached || others.length) page.passed(handle);
    else page.failed(handle, MESSAGES.handle);
  }
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const clicked = handlers(...CLICK);
  for (const at of [document, window]) clicked.delete(at);
  judgeItems(page, handlers("drop"), clicked);
  judgeHandles(page, clicked);
};

// The elements the focus came to, in the order of the first visit, and what was seen of each.

import { describe } from "../../page/describe.js";
import { soon } from "../../page/instruments.js";
import { cover, drawnBox, inWindow } from "../../page/drawn.js";
import { own, parent, upward } from "../../page/tree.js";
import { FOCUS, focused, hears } from "./focus.js";
import { isPlain, look } from "./look.js";
import { turnings } from "./order.js";

const NATIVE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, object, embed";
// Fields in which the caret shows where one types; and those with stops of their own inside.
const CARETLESS = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];
const PARTS = ["date", "datetime-local", "month", "time", "week"];
const FIELDS = "input:not([type=button], [type=submit], [type=reset], [type=image]), select, textarea";
const NOBODY = { selector: "", snippet: "", region: "" };

/**
 * look: without the focus; null as long as it has it. dropped: it gave the focus away; passed: to something else.
 * @typedef {ReturnType<typeof measure> & { look: string[][] | null, caret?: boolean, shown?: boolean,
 *   dropped?: boolean, passed?: boolean }} Stop
 */

/** @type {Stop[]} */
export const stops = [];
/** @type {Map<Element, number>} */
const known = new Map(); // element -> its place in stops

/** @param {Element} element */
export const isVisited = (element) => known.has(element);

/**
 * The number of the stop that an element is.
 * @param {Element} element
 * @returns {number | undefined}
 */
export const numberOf = (element) => known.get(element);

/** @param {Element} element */
export const isFrame = (element) => ["IFRAME", "FRAME", "OBJECT", "EMBED"].includes(element.tagName);

/**
 * Whether it has stops of its own inside.
 * @param {Element} element
 */
export const hasParts = (element) =>
  isFrame(element) ||
  ["VIDEO", "AUDIO"].includes(element.tagName) ||
  (element.tagName === "INPUT" && PARTS.includes(element.type));

/** @param {Element} element */
const hasCaret = (element) =>
  element.isContentEditable ||
  element.tagName === "TEXTAREA" ||
  (element.tagName === "INPUT" && !CARETLESS.includes(element.type));

/** @param {Element} element */
const measure = (element) => {
  const faint = !element.checkVisibility({ opacityProperty: true });
  const area = !faint && element.checkVisibility({ visibilityProperty: true }) ? drawnBox(element) : null;
  const part = area && inWindow(area);
  const { left, top, right, bottom } = area || { left: -scrollX, top: -scrollY, right: -scrollX, bottom: -scrollY };
  return {
    element,
    seen: Boolean(part),
    faint,
    cover: part ? cover(element, part) : null,
    focusedLook: look(element),
    look: /** @type {string[][] | null} */ (null),
    left: left + scrollX,
    top: top + scrollY,
    width: right - left,
    height: bottom - top,
  };
};

/**
 * Its number.
 * @param {Element} element
 */
export const visit = (element) => {
  const at = known.get(element) ?? stops.push(measure(element)) - 1;
  known.set(element, at);
  return at;
};

/**
 * A stop that was named before it had the focus, which it has now.
 * @param {number} at
 */
export const visitAgain = (at) => Object.assign(stops[at], measure(stops[at].element));

/**
 * How a stop looks without the focus, which it has lost.
 * @param {{element: Element, look: string[][] | null} | null} stop
 */
export const lookAgain = (stop) => {
  if (stop && stop.look === null) stop.look = look(stop.element);
};

/** @param {number} milliseconds */
const drawn = (milliseconds) =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, milliseconds));
  });

export const unfocus = () => focused()?.blur();

/** Also waits until that is drawn. */
export const blur = () => {
  unfocus();
  return drawn(0);
};

/**
 * Gives the focus again, and looks again: what the page brings up on scrolling takes its time. Null when the focus did
 * not stay; else how far the page is scrolled, and whether something else lies over the stop, so that what the screen
 * shows tells nothing.
 * @param {number} at
 * @returns {Promise<import("../../page/answers.js").WalkShineAnswer>}
 */
export const shine = async (at) => {
  const { element } = stops[at];
  const [left, top] = [scrollX, scrollY];
  soon();
  element.focus();
  if (soon() || left !== scrollX || top !== scrollY) await drawn(50);
  if (focused() !== element) return null;
  const again = measure(element);
  if (again.seen) Object.assign(stops[at], again, { look: stops[at].look });
  return { scrolled: [scrollX, scrollY], covered: Boolean(stops[at].seen && stops[at].cover) };
};

/** The numbers of the stops about which style says nothing, those of one kind together. */
export const unsure = () => {
  const kinds = new Map();
  stops.forEach((stop, at) => {
    const { element } = stop;
    stop.caret = hasCaret(element) && stop.seen;
    stop.shown = stop.seen && stop.look !== null && isPlain(element, stop.focusedLook, stop.look);
    if (stop.caret || stop.shown || stop.dropped || isFrame(element) || !element.isConnected) return;
    const names = [element.tagName, element.className, parent(element)?.className];
    const kind = [...names, stop.seen, Boolean(stop.cover)].join("|");
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(at);
  });
  return [...kinds.values()];
};

/**
 * @param {Stop} stop
 * @param {{ place: number, form: number, turns: boolean, plain: boolean, heardByAll: boolean }} about
 * @returns {import("../../page/answers.js").SeenStop}
 */
const report = (stop, { place, form, turns, plain, heardByAll }) => {
  const { element } = stop;
  return {
    element: plain || !element.isConnected ? NOBODY : describe(element),
    cover: stop.cover && describe(stop.cover),
    seen: stop.seen,
    faint: stop.faint,
    caret: Boolean(stop.caret),
    shown: Boolean(stop.shown),
    dropped: Boolean(stop.dropped),
    passed: Boolean(stop.passed),
    frame: isFrame(element),
    turns,
    own: element.matches(NATIVE) || element.hasAttribute("tabindex") || element.isContentEditable,
    named:
      element.matches("button, input, select, textarea") ||
      Boolean(element.textContent.trim() || element.getAttribute("aria-label") || element.querySelector("img")),
    listens: heardByAll || upward(element).some((each) => hears(each, FOCUS)),
    field: element.matches(FIELDS),
    tabindex: element.tabIndex,
    place,
    form,
    left: Math.round(stop.left),
    top: Math.round(stop.top),
    width: Math.round(stop.width),
    height: Math.round(stop.height),
    modal: Boolean(element.closest("[aria-modal=true]")),
  };
};

/**
 * All stops. Which elements they are is only said where something may be said of them: selectors cost time.
 * @param {boolean} all say it of all
 * @param {boolean} heardByAll something listens to the focus of all the page
 */
export const reports = (all, heardByAll) => {
  const index = new Map([...own("all")].map((element, at) => [element, at]));
  const turns = turnings(stops);
  return stops.map((stop, at) => {
    const { element } = stop;
    const form = element.closest("form");
    const ordered = element.tabIndex < 1 && !(stops[at - 1]?.element.tabIndex > 0);
    const plain =
      Boolean(stop.shown || stop.caret) && !stop.cover && !stop.dropped && ordered && !turns.has(at) && !all;
    return report(stop, {
      place: index.get(element) ?? -1,
      form: form ? (index.get(form) ?? -1) : -1,
      turns: turns.has(at),
      plain,
      heardByAll,
    });
  });
};

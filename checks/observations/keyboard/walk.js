import { describe } from "../../page/describe.js";
import { drawnBox } from "../../page/drawn.js";
import { own, textOf, upward } from "../../page/tree.js";
import { FOCUS, KEYS, OPENERS, focused, hears, outermost } from "./focus.js";
import { hasLanded, skipLink } from "./skip.js";
import { blur, hasParts, isVisited, lookAgain, numberOf, reports, shine, stops, unsure, visit } from "./stops.js";

const USABLE = "a[href], button, input, select, textarea, [tabindex]";
const LAYERS = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
const WORDS = 20000; // characters
const STILL =
  "*, ::before, ::after { transition: none !important; animation-duration: 0s !important; " +
  "animation-delay: 0s !important; caret-color: transparent !important; scroll-behavior: auto !important; }";

const moves = []; // what got the focus, in turn; null when the focus left the document
const now = { before: null, read: 0, modal: null };

// The number of the stop that took the focus back from the one after it, since the last look; null when none did.
const returned = () => {
  const back = moves.findIndex(
    (element, at) =>
      at >= Math.max(now.read, 2) &&
      element &&
      element === moves[at - 2] &&
      moves[at - 1] &&
      moves[at - 1] !== element &&
      isVisited(element),
  );
  return back < 0 ? null : numberOf(moves[back]);
};

// After a press of Tab: which stop this is, null outside the document. returned: the stop that took the focus back
// from the one after it. parts: it has stops of its own inside.
const step = () => {
  const active = focused();
  if (now.before?.element !== active) lookAgain(now.before);
  const since = moves.slice(now.read);
  if (!active) moves.push(null);
  const back = returned();
  now.read = moves.length;
  if (active) {
    const at = visit(active);
    now.before = stops[at];
    return { at, out: false, returned: back, parts: hasParts(active) };
  }
  // A stop that throws the focus off as soon as it has it.
  const dropped = since.length === 1 && document.hasFocus() ? since[0] : null;
  if (dropped && !isVisited(dropped)) visit(dropped, { look: "", dropped: true });
  now.before = null;
  return { at: dropped ? numberOf(dropped) : null, out: !dropped, returned: back, parts: false };
};

const trap = (at, heardByAll) => {
  const { element } = stops[at];
  const line = upward(element);
  const isFixed = line.some((each) => getComputedStyle(each).position === "fixed");
  return {
    ...describe(element),
    dialog: Boolean(element.closest(LAYERS)) || isFixed,
    keys: heardByAll || line.some((each) => hears(each, KEYS)),
    text: textOf(own("body")).slice(0, WORDS),
  };
};

// The part of the page that is open and says it is modal.
const findModal = () => {
  const layers = [...Document.prototype.querySelectorAll.call(document, "[aria-modal=true]")];
  now.modal = layers.find(
    (each) =>
      drawnBox(each) &&
      each.querySelector(USABLE) &&
      each.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  return now.modal ? describe(now.modal) : null;
};

const lookAtLast = () => {
  if (now.before?.look === null) now.before.element.blur();
  lookAgain(now.before);
};

// Stands still what moves and remembers how the page was; what puts it back.
const prepare = (onFocus) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STILL);
  const scrolled = [scrollX, scrollY];
  const address = location.href;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  window.addEventListener("focus", onFocus, true);
  return () => {
    focused()?.blur();
    window.removeEventListener("focus", onFocus, true);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    if (location.href !== address) history.replaceState(history.state, "", address);
    window.scrollTo({ left: scrolled[0], top: scrolled[1], behavior: "instant" });
  };
};

// What the keyboard walk asks of the page, under window[Symbol.for("wad-monitor.keyboard")].
// It tells which element, listening to focus, gets it.
// Stops are named by their number, in the order of the first visit.
export default () => {
  // Asked before this script itself listens.
  const heardByAll = {
    keys: [document, window].some((each) => hears(each, KEYS)),
    openers: outermost().some((each) => hears(each, OPENERS)),
  };
  // Ahead of the page's own listeners: what they do may be the end of this document.
  const restore = prepare((event) => {
    const [element] = event.composedPath();
    if (!(element instanceof Element)) return;
    moves.push(element);
    if (hears(element, FOCUS)) tell(JSON.stringify(describe(element)));
  });
  const api = {
    step,
    shine,
    restore,
    blur,
    focus: (at) => {
      stops[at].element.focus();
      return focused() === stops[at].element;
    },
    has: (at) => focused() === stops[at].element,
    trap: (at) => trap(at, heardByAll.keys),
    unsure: () => {
      lookAtLast();
      return unsure();
    },
    skip: skipLink,
    landed: hasLanded,
    modal: findModal,
    finish: () => reports(Boolean(now.modal)),
    // For the search for menus that open under the mouse.
    visited: isVisited,
    hears: (element) => hears(element, OPENERS),
    heardByAll: heardByAll.openers,
  };
  Object.defineProperty(window, Symbol.for("wad-monitor.keyboard"), { value: api, configurable: true });
};

import { describe } from "../../page/describe.js";
import { drawnBox } from "../../page/drawn.js";
import { own, textOf, upward } from "../../page/tree.js";
import { handlers } from "../../page/handlers.js";
import { soon } from "../../page/instruments.js";
import { FOCUS, KEYS, OPENERS, focused, hears, inside, outermost } from "./focus.js";
import { showing } from "./hover_rules.js";
import { presses } from "./presses.js";
import { hasLanded, skipLink } from "./skip.js";
import {
  blur,
  hasParts,
  isVisited,
  lookAgain,
  numberOf,
  reports,
  shine,
  stops,
  unfocus,
  unsure,
  visit,
  visitAgain,
} from "./stops.js";

/**
 * @import { WalkBeginAnswer, WalkFinishAnswer, WalkFocusAnswer, WalkHasAnswer, WalkJumpAnswer, WalkLandedAnswer,
 *   WalkLateAnswer, WalkShineAnswer, WalkSkipAnswer, WalkSoonAnswer, WalkStepsAnswer, WalkSuspectsAnswer,
 *   WalkTrapAnswer, WalkUnreachedAnswer, WalkUnsureAnswer } from "../../page/answers.js"
 */
/**
 * What walk.py asks of the page, by the number of a stop where there is one.
 * @typedef {object} Walk
 * @property {(many: number) => WalkBeginAnswer} begin
 * @property {() => WalkStepsAnswer} steps
 * @property {(milliseconds: number) => Promise<WalkLateAnswer>} late
 * @property {(at: number) => Promise<WalkShineAnswer>} shine
 * @property {(at: number) => WalkFocusAnswer} focus
 * @property {(all: number[]) => WalkHasAnswer} has
 * @property {(at: number | null) => WalkTrapAnswer} trap
 * @property {() => WalkUnreachedAnswer} unreached
 * @property {() => WalkSuspectsAnswer} suspects
 * @property {(at: number) => WalkJumpAnswer} jump
 * @property {() => WalkSoonAnswer} soon
 * @property {() => WalkUnsureAnswer} unsure
 * @property {(words: string[], from: number) => WalkSkipAnswer} skip
 * @property {() => WalkLandedAnswer} landed
 * @property {() => Promise<WalkFinishAnswer>} finish
 */

const USABLE = "a[href], button, input, select, textarea, [tabindex]";
const LAYERS = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
const LATE = 10; // milliseconds; a timer may be set in a timer
const SHOWN = { opacityProperty: true, visibilityProperty: true };
const WORDS = 20000; // characters
const MOST_SUSPECTS = 3;
const TAKES_TAB = /\b(?:Tab|9)\b[\s\S]*?(?:preventDefault|return\s*(?:false|!1))/;
const STILL =
  "*, ::before, ::after { transition: none !important; animation-duration: 0s !important; " +
  "animation-delay: 0s !important; caret-color: transparent !important; scroll-behavior: auto !important; }";

/** @param {number} milliseconds */
const later = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** @type {(Element | null)[]} */
const moves = []; // what got the focus, in turn; null when the focus left the document
/** @type {{ before: import("./stops.js").Stop | null, read: number, key: KeyboardEvent | null }} */
const now = { before: null, read: 0, key: null };

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
  const element = moves[back];
  return element ? (numberOf(element) ?? null) : null;
};

// A stop that gives the focus away as soon as it has it, or a moment later: to nothing, or to what is no part of it.
/**
 * @param {(Element | null)[]} since
 * @param {Element | null} active
 * @param {boolean} late
 */
const dropper = (since, active, late) => {
  /** @param {Element} element */
  const usable = (element) => element.isConnected && !element.disabled && element.checkVisibility(SHOWN);
  const [first] = late && now.before ? [now.before.element] : since;
  if (late) return now.before && first && first !== active && usable(first) ? first : null;
  if (!first || first === active || !document.hasFocus()) return null;
  if (!active) return since.length === 1 && usable(first) ? first : null;
  return first.contains(active) || active.contains(first) ? null : first;
};

// After a press of Tab: which stop this is, null outside the document. returned: the stop that took the focus back
// from the one after it. parts: it has stops of its own inside; inside: which of them. wait: milliseconds in which the
// page may still move the focus. plain: a new stop, and nothing more is to be said of it. late: asked again, without
// another press.
/**
 * @param {boolean} late
 * @returns {WalkLateAnswer}
 */
const step = (late) => {
  const active = focused();
  const known = stops.length;
  if (now.before?.element !== active) lookAgain(now.before);
  const since = moves.slice(now.read);
  if (!active) moves.push(null);
  const back = returned();
  now.read = moves.length;
  const dropped = back === null ? dropper(since, active, late) : null;
  if (dropped) Object.assign(stops[visit(dropped)], { look: [], dropped: true, passed: Boolean(active) });
  const answer = {
    out: !active && !dropped,
    returned: back,
    wait: soon(),
    swallowed: Boolean(now.key?.defaultPrevented),
  };
  if (active) {
    const at = visit(active);
    now.before = stops[at];
    const parts = hasParts(active);
    const quiet = back === null && !answer.wait && !answer.swallowed && since.length === 1;
    const plain = quiet && at === known && !parts && !hears(active, FOCUS);
    return { ...answer, at, plain, parts, inside: inside(active) };
  }
  now.before = null;
  return { ...answer, at: dropped ? visit(dropped) : null, plain: false, parts: false, inside: null };
};

/**
 * @param {number | null} at
 * @param {boolean} heardByAll
 * @returns {WalkTrapAnswer}
 */
const describeTrap = (at, heardByAll) => {
  const element = at === null ? unreached()[0] : stops[at].element;
  const line = upward(element);
  const isFixed = line.some((each) => getComputedStyle(each).position === "fixed");
  return {
    element: describe(element),
    dialog: Boolean(element.closest(LAYERS)) || isFixed,
    keys: heardByAll || line.some((each) => hears(each, KEYS)),
    text: textOf(own("body")).slice(0, WORDS),
  };
};

// What should take the focus and did not yet, in the order of the document.
const unreached = () =>
  [...Document.prototype.querySelectorAll.call(document, USABLE)].filter(
    (each) => !isVisited(each) && each.tabIndex >= 0 && !each.disabled && each.checkVisibility(SHOWN) && drawnBox(each),
  );

// Beyond the end of a walk: where the code of the page says it does something with Tab or gives the focus back; and
// the last of all.
const suspects = () => {
  const rest = unreached();
  const code = handlers("keydown", "blur", "focusout");
  /** @param {Element} element */
  const holds = (element) =>
    upward(element)
      .flatMap((at) => code.get(at) ?? [])
      .some(({ type, source }) =>
        type === "keydown" ? TAKES_TAB.test(source) : /\bfocus\s*\(|\bselect\s*\(/.test(source),
      );
  return [...new Set([...rest.filter(holds).slice(0, MOST_SUSPECTS), ...rest.slice(-1)])].map((each) => visit(each));
};

/** @param {number} at */
const giveFocus = (at) => {
  stops[at].element.focus();
  return focused() === stops[at].element;
};

// Goes on with the walk from a stop further on; whether that has the focus.
/** @param {number} at */
const jump = (at) => {
  const there = giveFocus(at);
  if (!there) return false;
  lookAgain(now.before);
  now.before = visitAgain(at);
  return true;
};

// The part of the page that is open and says it is modal.
const findModal = () => {
  const layers = [...Document.prototype.querySelectorAll.call(document, "[aria-modal=true]")];
  const modal = layers.find((each) => drawnBox(each) && each.querySelector(USABLE) && each.checkVisibility(SHOWN));
  return modal ? describe(modal) : null;
};

/** @param {() => CSSStyleRule[]} find */
const remembered = (find) => {
  /** @type {CSSStyleRule[][]} */
  const found = [];
  return () => {
    if (!found.length) found.push(find());
    return found[0];
  };
};

const lookAtLast = () => {
  if (now.before?.look === null) now.before.element.blur();
  lookAgain(now.before);
};

// Stands still what moves and remembers how the page was; what puts it back.
/**
 * @param {(event: FocusEvent) => void} onFocus
 * @param {ReturnType<typeof presses>} several
 */
const prepare = (onFocus, several) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STILL);
  const scrolled = [scrollX, scrollY];
  const address = location.href;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  /** @param {any} event */
  const onKey = (event) => {
    if (!several.letsThrough(event) || event.type === "keyup") return;
    now.key = event;
    soon();
  };
  window.addEventListener("focus", onFocus, true);
  for (const type of ["keydown", "keyup"]) window.addEventListener(type, onKey, true);
  return () => {
    focused()?.blur();
    window.removeEventListener("focus", onFocus, true);
    for (const type of ["keydown", "keyup"]) window.removeEventListener(type, onKey, true);
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
    focus: outermost().some((each) => hears(each, FOCUS)),
    openers: outermost().some((each) => hears(each, OPENERS)),
  };
  const several = presses(step);
  // Ahead of the page's own listeners: what they do may be the end of this document.
  const restore = prepare((/** @type {any} */ event) => {
    const [element] = event.composedPath();
    if (!(element instanceof Element)) return;
    moves.push(element);
    if (hears(element, FOCUS)) {
      /** @type {import("../../page/answers.js").WalkHeardAnswer} */
      const heard = describe(element);
      tell(JSON.stringify(heard));
    }
  }, several);
  /** @type {Walk & Record<string, unknown>} */
  const api = {
    begin: several.begin,
    steps: several.end,
    // Waited for here, since a timer runs after those that were due before it, on a slow machine too.
    late: async (wait) => {
      await later(wait + LATE);
      return step(true);
    },
    shine,
    restore,
    unfocus,
    focus: giveFocus,
    has: (all) => all.some((at) => focused() === stops[at].element),
    trap: (at) => describeTrap(at, heardByAll.keys),
    unreached: () => unreached().length,
    suspects,
    jump,
    soon,
    unsure: () => {
      lookAtLast();
      return unsure();
    },
    skip: skipLink,
    landed: hasLanded,
    finish: async () => {
      await blur();
      const modal = findModal();
      return { modal, stops: reports(Boolean(modal), heardByAll.focus) };
    },
    // For the search for menus that open under the mouse.
    visited: isVisited,
    hears: (/** @type {Element} */ element) => hears(element, OPENERS),
    heardByAll: heardByAll.openers,
    rules: remembered(showing),
  };
  Object.defineProperty(window, Symbol.for("wad-monitor.keyboard"), { value: api, configurable: true });
};

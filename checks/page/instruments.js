// What observe.js, which ran before the page's own scripts and in their world, noted of this page. It is asked with an
// event, and has answered with others when the event was dispatched.

/**
 * @param {string} name what is asked
 * @param {EventTarget} target of what
 * @param {string} detail
 * @param {(target: EventTarget, detail: string) => void} hear called with each answer
 */
const ask = (name, target, detail, hear) => {
  const type = `${wadMonitorSign} ${name}`;
  const listen = (/** @type {any} */ event) => hear(event.composedPath()[0], event.detail);
  window.addEventListener(type, listen, true);
  target.dispatchEvent(new CustomEvent(`${type}?`, { detail, composed: true }));
  window.removeEventListener(type, listen, true);
};

/**
 * @param {string} name
 * @param {EventTarget} target
 * @returns {string | null} null when nobody answered
 */
const answerTo = (name, target = document, detail = "") => {
  /** @type {string | null} */
  let answer = null;
  ask(name, target, detail, (_, given) => {
    answer = given;
  });
  return answer;
};

/**
 * Whether a script listens on this target itself for one of these events; attributes (onclick) included.
 * @param {EventTarget} target
 * @param {...string} types
 */
export const hasListener = (target, ...types) => answerTo("listens", target, types.join(" ")) !== null;

/**
 * All elements that listen themselves for one of these events, attributes (onclick) included.
 * @param {...string} types
 * @returns {Set<EventTarget>}
 */
export const listening = (...types) => {
  const found = new Set();
  ask("listeners", document, types.join(" "), (target) => found.add(target));
  return found;
};

/**
 * All answers to a question about the document.
 * @param {string} name
 * @param {string} detail
 * @returns {[EventTarget, string][]}
 */
export const answersTo = (name, detail) => {
  /** @type {[EventTarget, string][]} */
  const answers = [];
  ask(name, document, detail, (target, given) => answers.push([target, given]));
  return answers;
};

/**
 * The text of the page's own function of this name; empty when there is none.
 * @param {string} name
 */
export const sourceOfFunction = (name) => answerTo("source", document, name) ?? "";

/**
 * The texts drawn on a canvas.
 * @param {HTMLCanvasElement} canvas
 */
export const drawnTexts = (canvas) =>
  [...new Set((answerTo("drawn", canvas) ?? "").split("\0").slice(1))].slice(0, 100);

/**
 * When the document last changed, as `performance.now()` tells time; null when nobody watched.
 * @returns {number | null}
 */
export const lastChange = () => {
  const changed = answerTo("changed");
  return changed === null ? null : Number(changed);
};

/** Milliseconds until a timer runs, of those that matter (instruments/time.js); Infinity for none, 0 if nobody watched. */
export const untilTimer = () => Number(answerTo("waits") ?? 0);

/** Whether a short timer is still to run, or frames are drawn one after the other; also when nobody watched. */
export const isBusy = () => answerTo("busy") !== "no";

/** Milliseconds until the last of the short timers has run that were set since this was last asked. */
export const soon = () => Number(answerTo("soon") ?? 0);

// What observe.js, which ran before the page's own scripts, noted of this page.

const noted = (name) => window[Symbol.for(`wad-monitor.${name}`)];
const listeners = noted("listeners");
const drawn = noted("drawn");
const changed = noted("changed");
const waits = noted("waits");

/**
 * Whether a script listens on this target itself for one of these events; attributes (onclick) not included.
 * @param {EventTarget} target
 * @param {...string} types
 */
export const hasListener = (target, ...types) => types.some((type) => Boolean(listeners?.has(target, type)));

/**
 * The texts drawn on a canvas.
 * @param {HTMLCanvasElement} canvas
 * @returns {string[]}
 */
export const drawnTexts = (canvas) => (drawn ? drawn(canvas) : []);

/**
 * When the document last changed, as `performance.now()` tells time; null when nobody watched.
 * @returns {number | null}
 */
export const lastChange = () => (changed ? changed() : null);

/** Whether a timer of a second or more is going to run, or nobody watched. */
export const hasTimerDue = () => !waits || waits();

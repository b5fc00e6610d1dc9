// Colours by their names in text, and by the hue that is drawn.

/**
 * The data of the check: words of each colour; those for a field that must be filled in, or that is wrong.
 * @typedef {{ colours: Record<string, string[]>, required: string[], errors: string[] }} Words
 */

export const LONG = 600; // characters of a text that is read

// Hue in degrees; where two colours of the list meet, neither is sure.
/** @type {Record<string, [number, number][]>} */
const HUES = {
  red: [
    [345, 360],
    [0, 14],
  ],
  orange: [[22, 42]],
  yellow: [[48, 66]],
  green: [[80, 165]],
  blue: [[195, 250]],
  purple: [[262, 300]],
  pink: [[315, 340]],
};
const SATURATED = 0.35;

/**
 * Degrees of the circle of colours, of channels 0 to 1 that are not all the same.
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
const degrees = (red, green, blue) => {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  const sixths =
    most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  return (60 * sixths + 360) % 360;
};

/**
 * The colour of the list that a value of CSS is; empty when it is none of them, or not surely.
 * @param {string} css
 */
export const hueOf = (css) => {
  const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(css);
  if (!parts) return "";
  const [red, green, blue] = parts.slice(1).map((value) => Number(value) / 255);
  const most = Math.max(red, green, blue);
  if (most < 0.25 || (most - Math.min(red, green, blue)) / most < SATURATED) return "";
  const hue = degrees(red, green, blue);
  return Object.keys(HUES).find((name) => HUES[name].some(([from, to]) => hue >= from && hue <= to)) || "";
};

/**
 * The colours that a folded text names.
 * @param {Words} words
 * @param {string} folded
 */
export const named = ({ colours }, folded) => Object.keys(colours).filter((colour) => hasOne(colours[colour], folded));

/**
 * Whether one of the words stands in a folded text.
 * @param {string[]} words
 * @param {string} folded
 */
export const hasOne = (words, folded) => words.some((word) => ` ${folded} `.includes(` ${word} `));

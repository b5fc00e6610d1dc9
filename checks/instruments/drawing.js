import { apply, get, getter, set } from "./natives.js";

const MOST = 10000; // characters
const drawn = new WeakMap(); // canvas -> its texts, each behind a NUL

/**
 * Remembers what is written on a canvas.
 * @param {ReturnType<typeof import("./natives.js").channel>} channel
 */
export const watchDrawing = ({ answer, whenAsked }) => {
  const context = window.CanvasRenderingContext2D?.prototype;
  if (context) {
    const canvasOf = getter(context, "canvas");
    for (const write of /** @type {const} */ (["fillText", "strokeText"])) {
      const original = context[write];
      context[write] = function (/** @type {any[]} */ ...given) {
        const canvas = canvasOf(this);
        const texts = get(drawn, canvas) ?? "";
        if (texts.length < MOST) set(drawn, canvas, `${texts}\0${given[0]}`);
        return apply(original, this, given);
      };
    }
  }
  whenAsked("drawn", (canvas) => answer(canvas, "drawn", get(drawn, canvas) ?? ""));
};

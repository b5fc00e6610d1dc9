import { hasListener } from "../../page/instruments.js";
import { roots, within } from "../../page/tree.js";
import { KEYS } from "./focus.js";

// Presses of Tab that are sent in one go. Where each led is looked at before the next one is let through; after a step
// that needs a closer look the page does not hear of the rest.

const DEAF = "iframe, frame, object, embed"; // a press inside is not heard of outside

/**
 * @template {{ plain: boolean }} Step
 * @param {(late: boolean) => Step} step looks where a press led
 */
export const presses = (step) => {
  /** @type {{ on: boolean, through: number, over: boolean, steps: Step[] }} */
  const now = { on: false, through: 0, over: false, steps: [] };
  // What listens there hears of a press before we do.
  const isHeardFirst = hasListener(window, ...KEYS);

  const look = () => {
    const answer = step(false);
    now.steps.push(answer);
    now.over ||= !answer.plain;
  };

  return {
    /**
     * Before as many presses; how many may be sent in one go.
     * @param {number} many
     */
    begin: (many) => {
      const single = isHeardFirst || within(roots(), DEAF).some((each) => each.checkVisibility());
      Object.assign(now, { on: true, through: 0, over: false, steps: [] });
      return single ? 1 : many;
    },
    /** The steps of those that were let through. */
    end: () => {
      if (!now.on) now.steps = [];
      if (now.through > now.steps.length || !now.steps.length) look();
      now.on = false;
      return now.steps;
    },
    /**
     * Whether the page may hear of this.
     * @param {KeyboardEvent} event
     */
    letsThrough: (event) => {
      if (!now.on || event.key !== "Tab") return true;
      if (event.type === "keydown") {
        if (now.through > now.steps.length) look();
        if (!now.over) now.through += 1;
      }
      if (!now.over) return true;
      event.preventDefault();
      event.stopImmediatePropagation();
      return false;
    },
  };
};

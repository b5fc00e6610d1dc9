import { conditionsOf, effectOf } from "../page/effects.js";
import { handlers } from "../page/handlers.js";
import { getter } from "../page/tree.js";

const CHOICES = "select, input[type=radio i], input[type=checkbox i]";
const TYPED =
  "input:not([type]), input:is([type=text i], [type=tel i], [type=number i], [type=date i], [type=email i])";
const BUTTONS = "button, input[type=submit i], input[type=button i], input[type=image i], [role=button]";
const CHANGES = ["change", "input", "keyup", "blur", "focusout", "click"];
const MESSAGE = "choosing or entering a value loads another page, opens a window or sends the form";
const elementsOf = getter(HTMLFormElement.prototype, "elements");

// What a key that confirms does is asked for.
const CONFIRMS = /\bEnter\b|\b13\b|\bconfirm\s*\(/;
// What a field itself says; other conditions may never hold.
const OF_FIELD = /^[^]*?\b(?:value|checked|selected|selectedIndex|length|target|this|options)\b[^]*$/;

/**
 * @param {Element} control
 * @param {string} type
 */
const isAsked = (control, type) =>
  control.matches(CHOICES)
    ? type === "change" || type === "input" || (type === "click" && control.localName === "input")
    : type !== "click";

/** @type {import("../engines/run_checks.js").Rule<{ warnings: string[] }>} */
export default (page, { warnings }) => {
  const code = handlers(...CHANGES);
  /** @param {Element} control */
  const advised = (control) => {
    const form = control.closest("form, fieldset, label, p, div") || control;
    const near = page.fold(
      [
        page.name(control),
        control.title,
        page.text(form).slice(0, 500),
        ...(control.getAttribute("aria-describedby") || "")
          .split(/\s+/)
          .filter(Boolean)
          .map((/** @type {string} */ id) => document.getElementById(id)?.textContent || ""),
      ].join(" "),
    );
    return warnings.some((words) => ` ${near} `.includes(` ${words} `));
  };
  // A form of one list, without a button: what else would do something?
  /** @param {Element} form */
  const isLonely = (form) =>
    form.querySelectorAll(`${CHOICES}, ${TYPED}`).length === 1 &&
    !form.querySelector("[role=button]") &&
    ![...elementsOf.call(form)].some((element) => element.matches(BUTTONS));
  // A list of places in the page itself.
  /** @param {Element} control */
  const staysHere = (control) =>
    control.localName === "select" &&
    ![...control.querySelectorAll("option")].some((option) => option.value && !option.value.startsWith("#"));

  // The code that may run when the field gets a value, and goes elsewhere.
  /** @param {Element} control */
  const moving = (control) =>
    [...page.upward(control), ...(control.form && !control.form.contains(control) ? [control.form] : [])]
      .filter((at) => !at.matches("html, body"))
      .flatMap((at) => (code.get(at) ?? []).filter((one) => at === control || one.type !== "click"))
      .filter(({ type, source }) => isAsked(control, type) && effectOf(source) === "moves" && !CONFIRMS.test(source));
  /** @param {import("../page/handlers.js").Handler} handler */
  const isSure = ({ source, alone }) =>
    alone && conditionsOf(source).every((condition) => OF_FIELD.test(condition) && !/\bkey/.test(condition));

  for (const control of page.all(`${CHOICES}, ${TYPED}`)) {
    if (!(control instanceof HTMLElement) || control.disabled || !page.heard(control) || !page.seen(control)) continue;
    const moves = moving(control);
    const measured = { handler: moves[0]?.source.slice(0, 120) ?? "" };
    if (moves.some(isSure) && !staysHere(control) && !advised(control)) page.failed(control, MESSAGE, measured);
    else if (moves.length > 0) page.cannotTell(control, MESSAGE, measured);
    else if (control.localName === "select") {
      if (control.form && isLonely(control.form)) {
        page.cannotTell(control, "a form with one list and no button: choosing may do something at once");
      } else page.passed(control);
    }
  }
};

import { handlers } from "../page/handlers.js";
import { effectOf, POINTING } from "../page/effects.js";
import { CONTROLS, NATIVE, within } from "../page/controls.js";

const KEYS = ["keydown", "keyup", "keypress"];
const FOCUS = ["focus", "focusin"];
const PRESSED = "button, input[type=button i], a[href], area[href]"; // Enter makes a click of these

// What the browser does with it by itself.
/** @param {Element} element */
const hasAction = (element) =>
  (element.matches("button") && element.type !== "button" && element.form) ||
  element.matches("[popovertarget], [commandfor], a[download]") ||
  (element.matches("a, area") && !/^(?:#?|#!.*|javascript:.*)$/i.test((element.getAttribute("href") ?? "").trim()));

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const pointing = handlers(...POINTING);
  const helping = handlers("click", ...KEYS);
  const focusing = handlers(...FOCUS);
  /** @type {EventTarget[]} */
  const outer = [document.documentElement, document.body, document, window];
  const heardByAll = outer.some((target) => helping.has(target));

  /**
   * @param {Element} element
   * @param {import("../page/handlers.js").Handler[]} pointed
   */
  const judge = (element, pointed) => {
    const native = element.matches(PRESSED);
    if (native ? hasAction(element) || pointed.some(({ type }) => type === "click") : element.matches(NATIVE)) return;
    const line = page.upward(element).filter((at) => !outer.includes(at));
    /** @param {Element} at */
    const helped = (at) => (helping.get(at) ?? []).some(({ type }) => native || KEYS.includes(type));
    if (line.some((at) => helped(at) || focusing.has(at))) return;
    if (within(element, "a[href], button, input, select, textarea, summary, [tabindex]").length > 0) return;
    const clicked = page.style(element).cursor === "pointer" && pointed.some(({ type }) => type === "click");
    const sure = !heardByAll && (clicked || pointed.some(({ source }) => effectOf(source)));
    if (sure) page.failed(element, "can be focused, but only answers to the mouse or a finger");
    else page.cannotTell(element, "listens to the mouse or a finger itself, and not to keys");
  };

  for (const [element, answering] of pointing) {
    if (!(element instanceof HTMLElement) || !element.matches(CONTROLS)) continue;
    if (element.matches("html, body, [role=button]:not(button)")) continue;
    if (element.tabIndex < 0 || element.disabled || element.isContentEditable || !page.seen(element)) continue;
    const own = answering.filter(({ delegated }) => !delegated);
    if (own.length > 0) judge(element, own);
  }
};

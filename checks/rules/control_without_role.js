import { handlers } from "../page/handlers.js";
import { effectOf, POINTING } from "../page/effects.js";
import { CONTROLS, NATIVE, within } from "../page/controls.js";

const KEYS = ["keydown", "keyup", "keypress"];
// Of a key by which one uses a control.
const USES = /\b(?:Enter|Space|13|32)\b|(["'`]) \1/;
const NO_ROLE = /^(?:|none|presentation|generic|group|region|document|article|figure|img|heading)$/;

// A drawn stand-in for a list of choices: it shows a choice of a select close by that is hidden.
/** @param {import("../engines/run_checks.js").Page} page */
const judgeStandIns = (page) => {
  for (const select of page.all("select")) {
    if (select.disabled || select.options.length < 2 || !select.parentElement) continue;
    if (page.seen(select) && page.heard(select) && select.tabIndex >= 0) continue;
    const choices = new Set([...select.options].map((option) => page.fold(option.text)));
    const around = select.parentElement.parentElement?.querySelectorAll("select").length === 1;
    const near = [...select.parentElement.children, ...(around ? select.parentElement.parentElement.children : [])];
    const standIns = near
      .flatMap((each) => [each, ...each.querySelectorAll("[tabindex]")])
      .filter((each) => each.matches("[tabindex]:not(select, option)") && each.tabIndex >= 0 && page.seen(each));
    for (const standIn of new Set(standIns)) {
      if (standIn.matches("a[href], button, input, summary") || standIn.contains(select)) continue;
      if (!NO_ROLE.test((standIn.getAttribute("role") ?? "").trim().toLowerCase())) continue;
      const shown = page.fold(page.text(standIn));
      if ([...choices].some((choice) => choice && (shown === choice || shown.startsWith(`${choice} `))))
        page.failed(standIn, "stands in for a list of choices, and has no role that says so");
    }
  }
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  judgeStandIns(page);
  const pointing = handlers(...POINTING);
  const keys = handlers(...KEYS);
  for (const element of page.all("[tabindex]")) {
    if (element.tabIndex < 0 || element.matches(`${NATIVE}, html, body`) || element.isContentEditable) continue;
    if (!NO_ROLE.test((element.getAttribute("role") ?? "").trim().toLowerCase()) || !page.seen(element)) continue;
    if (!page.heard(element)) continue;
    const pointed = (pointing.get(element) ?? []).filter(({ delegated }) => !delegated);
    const keyed = (keys.get(element) ?? []).filter(({ source }) => USES.test(source));
    const clicks = pointed.filter(({ type }) => type === "click" || type === "dblclick");
    const used = keyed.length > 0 && (pointed.length > 0 || keyed.some(({ source }) => effectOf(source)));
    const clicked = clicks.length > 0 && page.style(element).cursor === "pointer";
    if (!used && !clicked && !pointed.some(({ source }) => effectOf(source))) continue;
    // What a custom element tells of itself in other ways cannot be seen; what holds controls may only lead to them.
    if (element.localName.includes("-") || within(element, CONTROLS).length > 0) {
      page.cannotTell(element, "can be used like a control; is it told what it is?");
    } else page.failed(element, "is used like a control, and has no role that says so");
  }
};

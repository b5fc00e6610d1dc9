import { handlers } from "../page/handlers.js";
import { effectOf, POINTING } from "../page/effects.js";
import { CONTROLS, NATIVE, within } from "../page/controls.js";

const KEYS = ["keydown", "keyup", "keypress"];
// Of a key by which one uses a control.
const USES = /\b(?:Enter|Space|13|32)\b|(["'`]) \1/;
const NO_ROLE = /^(?:|none|presentation|generic|group|region|document|article|figure|img|heading)$/;

export default (page) => {
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

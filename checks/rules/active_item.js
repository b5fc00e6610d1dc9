import { handlers } from "../page/handlers.js";
import { effectOf } from "../page/effects.js";
import { CONTROLS, within } from "../page/controls.js";

const GROUPS =
  "[role=listbox], [role=menu], [role=menubar], [role=tree], [role=grid], [role=tablist], [role=radiogroup]";
const ITEMS =
  "[role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=treeitem], [role=row], " +
  "[role=gridcell], [role=tab], [role=radio]";
const ARROWS = /\bArrow(?:Down|Up|Left|Right)\b|["'`](?:Down|Up|Left|Right)["'`]|\b(?:37|38|39|40)\b/;
const MOVES_FOCUS = /active-?descendant|\.focus\s*\(|\.trigger\(\s*["'`]focus/i;
const STATES = /aria-(?:selected|checked|current)|aria(?:Selected|Checked|Current)\b/;

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const keyed = handlers("keydown", "keyup", "keypress");
  for (const group of page.all(GROUPS)) {
    if (group.tabIndex < 0 || !group.hasAttribute("tabindex") || !page.seen(group) || !page.heard(group)) continue;
    const items = within(group, ITEMS).filter((item) => page.seen(item));
    if (items.length < 2) continue;
    if (group.hasAttribute("aria-activedescendant") || within(group, CONTROLS).length) {
      page.passed(group);
      continue;
    }
    const source = (keyed.get(group) ?? []).map((handler) => handler.source).join("\n");
    const message = "the arrow keys go through its parts, and no code says which part has the focus";
    if (!ARROWS.test(source) || !effectOf(source)) continue;
    if (MOVES_FOCUS.test(source)) page.passed(group);
    else if (STATES.test(source)) page.cannotTell(group, message);
    else page.failed(group, message);
  }
};

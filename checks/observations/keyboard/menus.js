import { describe } from "../../page/describe.js";
import { upward } from "../../page/tree.js";
import { all, hovered, isShown, matches, otherwise } from "./hover_rules.js";

const USABLE = "a[href], button, input, select, textarea, [tabindex]";

// Two links are the same for a visitor when they lead to the same place, or, leading nowhere, have the same text.
/** @param {Element} link */
const key = (link) => {
  const nowhere = !link.href || link.href.endsWith("#");
  return nowhere ? `${link.tagName} ${link.textContent.trim()}` : link.href;
};
/** @param {Element} menu */
const elsewhere = (menu) =>
  new Set(
    all("a[href], button")
      .filter((link) => !menu.contains(link) && link.tabIndex >= 0 && isShown(link))
      .map(key),
  );

// The links that a style rule brings up under the mouse, and that the keyboard walk did not come to: one entry a menu.
// `complete`: the walk came to all stops of the document. Needs walk.js.
/**
 * @param {boolean} complete
 * @returns {import("../../page/answers.js").MenusAnswer}
 */
export default (complete) => {
  const walk = /** @type {any} */ (window)[Symbol.for("wad-monitor.keyboard")];
  const rules = walk.rules();
  const shownOtherwise = otherwise(rules);
  /** @param {[Element, Element]} entry */
  const report = ([menu, under]) => {
    const links = [...menu.querySelectorAll("a[href], button")].filter((link) => link.textContent.trim());
    if (!links.length || links.some(walk.visited)) return [];
    const around = under.contains(menu) ? under : (under.parentElement ?? under);
    const controls = [around, ...around.querySelectorAll(USABLE)].filter((each) => each.tabIndex >= 0 && isShown(each));
    if (controls.length && !complete && !controls.some(walk.visited)) return []; // the walk ended before it
    const reached = elsewhere(menu);
    const missing = links.filter((link) => !reached.has(key(link)));
    if (!missing.length) return [];
    const scripted = walk.heardByAll || [...upward(under), ...around.querySelectorAll("*")].some(walk.hears);
    const styled = shownOtherwise.some((selector) => matches(menu, selector));
    return [
      {
        first: describe(missing[0]),
        menu: describe(menu).selector,
        links: missing.length,
        sure: !scripted && !styled,
      },
    ];
  };
  return [...hovered(rules)].flatMap(report);
};

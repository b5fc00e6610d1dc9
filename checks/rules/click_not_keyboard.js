import { handlers } from "../page/handlers.js";
import { effectOf, leadsTo, POINTING } from "../page/effects.js";
import { CONTROLS, isReached, within } from "../page/controls.js";
import { upward } from "../page/tree.js";

const NOT =
  "html, body, main, label, option, optgroup, canvas, map, dialog, form, fieldset, legend, table, tbody, thead";
// Inside these the arrow keys may lead to it.
const WIDGETS =
  "[role=listbox], [role=menu], [role=menubar], [role=tree], [role=treegrid], [role=grid], " +
  "[role=tablist], [role=radiogroup], [role=combobox], [role=slider], [role=application], label, [inert]";
const ITEM = "li, tr, article, figure, [role=row], [role=listitem], [role=group]";
const ROLES =
  "[role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=menuitem], [role=radio], [role=option]";
const PICTURES = "img, svg, [role=img]";
const LONG = 200; // characters that are no name of a control any more
const SHORT = 40;

/** @param {Element} element */
const isInWidget = (element) => {
  const widget = element.closest(WIDGETS);
  if (!widget || widget.matches("label, [inert], [role=application]")) return Boolean(widget);
  return isReached(widget) || within(widget, CONTROLS).some(isReached);
};
/** @param {Element} element */
const isInControl = (element) =>
  upward(element).some((at) => at.matches(CONTROLS) && (at.tabIndex >= 0 || at.disabled));
/** @param {Element} element */
const holdsControl = (element) => element.matches(CONTROLS) || within(element, CONTROLS).length > 0;
/** @param {Element} element */
const beside = (element) => {
  const siblings = [element.previousElementSibling, element.nextElementSibling].filter((each) => each !== null);
  const around = element.parentElement;
  const near = [...siblings, ...(around && around.childElementCount <= 3 ? [around] : [])];
  return {
    near: near.flatMap((each) => (each.matches(CONTROLS) ? [each] : within(each, CONTROLS))).filter(isReached),
    labels: siblings.some((each) => each.matches("label")),
    item: within(element.closest(ITEM), CONTROLS).filter(isReached),
  };
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const all = handlers(...POINTING);
  /** @type {Element[] | undefined} */
  let known;
  const controls = () => (known ??= page.all(CONTROLS).filter(isReached));
  /** @type {Set<string> | undefined} */
  let names;
  /** @param {string} words */
  const isNameOfControl = (words) =>
    (names ??= new Set(controls().map((control) => page.fold(page.name(control))))).has(words);
  /** @param {string[]} urls */
  const isLinked = (urls) => urls.some((url) => controls().some(({ href }) => href === url));

  /** @param {Element} element */
  const looksClickable = (element) => element.matches(`${ROLES}, a`) || page.style(element).cursor === "pointer";
  /** @param {Element} element */
  const wordsOf = (element) => {
    const words = page.fold(page.text(element));
    if (words || !(element.matches(PICTURES) || element.querySelector(PICTURES))) return words;
    return page.fold(page.name(element) || element.querySelector("[alt]")?.getAttribute("alt") || "");
  };
  // Another control close by, which may do the same.
  /**
   * @param {Element} element
   * @param {string} words
   */
  const hasDouble = (element, words) => {
    const { near, labels, item } = beside(element);
    const inline = /inline/.test(page.style(element).display) && words.length < SHORT;
    /** @param {Element} control */
    const other = (control) => control.matches("button") && page.fold(page.name(control)).length > 1;
    return labels || item.length > 0 || (near.length > 0 && !(inline && near.every(other)));
  };
  /**
   * @param {Element} element
   * @param {import("../page/handlers.js").Handler[]} answering
   */
  const judge = (element, answering) => {
    const effect = answering.some(({ source }) => effectOf(source) !== "");
    const clicks = answering.some(({ type }) => type === "click" || type === "dblclick");
    if (!looksClickable(element) && !effect) return;
    if (!looksClickable(element) && answering.every((one) => !one.alone && !one.delegated)) return; // only passes it on
    if (!clicks && !effect) return; // may only prepare what a click does
    const words = wordsOf(element);
    const urls = answering.flatMap(({ source }) => leadsTo(source));
    const unsure = answering.every(({ alone }) => !alone) && !looksClickable(element);
    if ((words && isNameOfControl(words)) || isLinked(urls)) page.passed(element);
    else if (words.replace(/ /g, "").length < 2 || words.length > LONG || unsure) {
      page.cannotTell(element, "works with a click, and cannot be focused; does something close by do the same?");
    } else if (!urls.length && hasDouble(element, words)) {
      page.cannotTell(element, "works with a click, and cannot be focused; does something close by do the same?");
    } else page.failed(element, "works with a click, and cannot be reached with the keyboard");
  };

  for (const [element, answering] of all) {
    if (!(element instanceof HTMLElement || element instanceof SVGSVGElement) || element.matches(NOT)) continue;
    if (!element.parentElement || isInWidget(element) || isInControl(element) || holdsControl(element)) continue;
    if (!page.seen(element) || !page.heard(element)) continue;
    const area = element.getBoundingClientRect();
    if (area.width * area.height > (innerWidth * innerHeight) / 2) continue;
    judge(element, answering);
  }
};

import { handlers } from "../page/handlers.js";
import { effectOf } from "../page/effects.js";

const SWIPES = [
  "touchstart",
  "touchmove",
  "touchend",
  "pointerdown",
  "pointermove",
  "pointerup",
  "mousedown",
  "mouseup",
];
const PLACE = /\b(?:client|page|screen)[XY]\b/;
// How far it went is compared with a number: a direction is asked for, not a place.
const COMPARED = /Math\.(?:abs|sign)\s*\(|[<>]=?\s*-?\s*\d|[<>]=?\s*[\w$.]+\s*[-+]\s*\d|[-+]\s*\d+\s*[<>]/;
const BUTTONS = "button, [role=button], [role=tab], a[href^='#'], input[type=radio i], input[type=range i], select";
const MOST = 400; // elements of what belongs together

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} element
 */
const isScrolled = (page, element) =>
  [element, ...element.children].some(
    (each) => /auto|scroll/.test(page.style(each).overflowX) && each.scrollWidth > each.clientWidth + 1,
  );

// What it belongs to: the section around it, or what directly holds it.
/** @param {Element} element */
const aroundOf = (element) => {
  const around = element.parentElement?.closest("section, article, [role=region], [role=group], main") ?? null;
  return around && around.getElementsByTagName("*").length <= MOST ? around : element.parentElement;
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const answering = handlers(...SWIPES);
  const clicked = handlers("click", "dblclick");
  for (const [element, all] of answering) {
    if (!(element instanceof HTMLElement) || element.matches("html, body, canvas, input, a, button")) continue;
    if (!page.seen(element)) continue;
    const source = all
      .filter(({ delegated }) => !delegated)
      .map((handler) => handler.source)
      .join("\n");
    if (!PLACE.test(source) || !COMPARED.test(source) || !effectOf(source) || element.querySelector("canvas")) continue;
    const around = aroundOf(element);
    const buttons = around ? [...around.querySelectorAll(BUTTONS)].filter((button) => page.seen(button)) : [];
    if (buttons.length || isScrolled(page, element)) page.passed(element);
    else if ([element, ...element.children].some((each) => clicked.has(each)))
      page.cannotTell(element, "works by swiping; does something else close by do the same?");
    else page.failed(element, "works by swiping only");
  }
};

import { handlers } from "../page/handlers.js";
import { CONTROLS, isReached, within } from "../page/controls.js";

const OPENERS = "button, a[href], [role=button], [role=link]";
const LITERAL = /(["'`])#?([A-Za-z][\w-]*)\1/g; // may be the id of what it opens
const BARE =
  /(?<![\w$.])([A-Za-z_$][\w$]*)\.(?:hidden\s*=|style\.(?:display|visibility)\s*=|classList\.|removeAttribute\(|toggleAttribute\()/g;
const SHOWS =
  /\.hidden\s*=|\.style\.(?:display|visibility)\s*=|classList\.(?:add|toggle|remove)|["'`]hidden["'`]|\.show\(|\.toggle\(|fadeIn|slideDown|toggleClass|addClass|removeClass/;
const LEADS =
  /\.focus\b|focus\(|showModal|showPopover|togglePopover|insertBefore|appendChild|\.after\(|scrollIntoView|location/;
const POPUPS = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox], dialog, [popover]";
const NEAR = 2; // stops of Tab between a control and what it opens that nobody minds

/** @param {Element} element */
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

// What is hidden now and is shown by this code.
/**
 * @param {Element} opener
 * @param {string} source
 */
const openedBy = (opener, source) => {
  const ids = [...source.matchAll(LITERAL)].map(([, , id]) => id);
  const bare = [...source.matchAll(BARE)].map(([, name]) => name);
  const said = (opener.getAttribute("aria-controls") || "").split(/\s+/);
  const found = [...new Set([...said, ...ids, ...bare])].map((id) => (id ? document.getElementById(id) : null));
  return found
    .filter((element) => element !== null)
    .filter((element) => element !== opener && !isShown(element) && !element.contains(opener));
};

/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} opener
 * @param {Element} element
 */
const isPopup = (page, opener, element) =>
  element.matches(POPUPS) ||
  opener.matches("[aria-haspopup]:not([aria-haspopup=false]), [aria-expanded]") ||
  /absolute|fixed/.test(page.style(element).position);

/**
 * How many stops of Tab lie between the two; a popup before its opener is never met.
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} opener
 * @param {Element} element
 */
const stopsBetween = (page, opener, element) => {
  if (element.compareDocumentPosition(opener) & Node.DOCUMENT_POSITION_FOLLOWING) return Infinity;
  const isBetween = (/** @type {Element} */ each) =>
    opener.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING &&
    each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
    !opener.contains(each);
  return page.all(CONTROLS).filter((each) => isReached(each) && isBetween(each)).length;
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const [opener, all] of handlers("click")) {
    if (!(opener instanceof HTMLElement) || !opener.matches(OPENERS) || !page.seen(opener)) continue;
    if (opener.hasAttribute("popovertarget") || opener.hasAttribute("commandfor")) continue;
    const source = all.map((handler) => handler.source).join("\n");
    if (!SHOWS.test(source)) continue;
    const [popup, ...more] = openedBy(opener, source);
    if (!popup || more.length || !within(popup, CONTROLS).length || !isPopup(page, opener, popup)) continue;
    const stops = stopsBetween(page, opener, popup);
    const message = "opens what comes much later in the order of the keyboard, and does not bring the focus there";
    if (stops <= NEAR || LEADS.test(source)) page.passed(opener);
    else if (stops === Infinity || all.some((handler) => !handler.source)) page.cannotTell(opener, message);
    else page.failed(opener, message, { stops });
  }
};

import { CONTROLS, isReached, within } from "../page/controls.js";

const HIDDEN = "input[type=checkbox i], input[type=radio i], input[type=file i]";

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Element} element */
  const isDrawn = (element) => element.checkVisibility({ visibilityProperty: true });
  /** @param {Element} control */
  const labelsOf = (control) => [...(control.labels ?? [])].filter((label) => page.seen(label));
  /** @param {Element | null} place */
  const reached = (place) => within(place, CONTROLS).filter(isReached);
  // Something else close by, which may do the same.
  /**
   * @param {Element} control
   * @param {Element} label
   */
  const hasDouble = (control, label) =>
    isReached(label) ||
    reached(label).length > 0 ||
    [label, control].some((each) =>
      [each.previousElementSibling, each.nextElementSibling].some(
        (next) => next && !next.matches("label") && (isReached(next) ? next.matches(CONTROLS) : reached(next).length),
      ),
    ) ||
    (control.type === "file" && reached(label.parentElement).some((each) => each.matches("button")));
  /** @param {Element} control */
  const isInGroup = (control) =>
    control.type === "radio" &&
    page.all("input[type=radio i]").some((each) => each.name === control.name && each !== control && isReached(each));

  for (const control of page.all(HIDDEN)) {
    if (control.disabled || isReached(control)) continue;
    const [label] = labelsOf(control);
    if (!label || isInGroup(control) || label.contains(document.activeElement)) continue;
    const message = "its label is shown, but the field itself is hidden from the keyboard";
    if (isDrawn(control)) {
      if (control.tabIndex < 0) page.cannotTell(control, "is left out of the order of the keyboard");
    } else if (hasDouble(control, label)) page.cannotTell(label, message);
    else page.failed(label, message);
  }
};

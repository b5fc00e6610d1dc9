export default (page) => {
  const CONTROLS =
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, object, " +
    "embed, audio[controls], video[controls], [tabindex], [contenteditable]:not([contenteditable=false])";
  const NOT =
    "html, body, main, label, option, optgroup, canvas, map, dialog, form, fieldset, legend, table, tbody, thead";
  // Inside these the arrow keys may lead to it.
  const WIDGETS =
    "[role=listbox], [role=menu], [role=menubar], [role=tree], [role=treegrid], [role=grid], " +
    "[role=tablist], [role=radiogroup], [role=combobox], [role=slider], [role=application], label, [inert]";
  const ITEM = "li, tr, article, figure, [role=row], [role=listitem], [role=group]";
  const ROLES = "[role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=menuitem]";
  const reaches = (control) =>
    control.tabIndex >= 0 && !control.disabled && control.checkVisibility({ visibilityProperty: true });
  const holds = (element) => [...element.querySelectorAll(CONTROLS)].some(reaches);
  const holdsAny = (element) => element.matches(CONTROLS) || element.querySelector(CONTROLS) !== null;
  let names = null;
  const isNameOfControl = (words) => {
    names ??= new Set(
      page
        .all(CONTROLS)
        .filter(reaches)
        .map((control) => page.fold(page.name(control))),
    );
    return names.has(words);
  };
  const besideControl = (element) =>
    [element.previousElementSibling, element.nextElementSibling].some(
      (next) => next && (next.matches(CONTROLS) ? reaches(next) : next.matches("label") || holds(next)),
    ) ||
    (element.parentElement.childElementCount <= 3 && holds(element.parentElement)) ||
    (element.closest(ITEM) && holds(element.closest(ITEM)));

  for (const element of page.all("*")) {
    if (!(element instanceof HTMLElement) || element.matches(CONTROLS) || element.matches(NOT)) continue;
    if (!page.listens(element, "click") || !element.parentElement) continue;
    const shownAs = element.matches(`${ROLES}, a`) || page.style(element).cursor === "pointer";
    if (!shownAs || !page.seen(element) || !page.heard(element)) continue;
    if (element.closest(`${WIDGETS}, ${CONTROLS}`) || holdsAny(element)) continue;
    const area = element.getBoundingClientRect();
    if (area.width * area.height > (innerWidth * innerHeight) / 2) continue;
    const words = page.fold(page.text(element));
    if (words && isNameOfControl(words)) page.passed(element);
    else if (words.replace(/ /g, "").length < 2 || words.length > 200 || besideControl(element)) {
      page.cannotTell(element, "works with a click, and cannot be focused; does something close by do the same?");
    } else page.failed(element, "works with a click, and cannot be reached with the keyboard");
  }
};

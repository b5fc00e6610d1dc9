// Of these, one is chosen at a time; what is chosen, and the attribute that says so.
const GROUPS = [
  ["[role=tablist]:not([aria-multiselectable=true])", "[role=tab]", "aria-selected"],
  ["[role=listbox]:not([aria-multiselectable=true])", "[role=option]", "aria-selected"],
  ["[role=radiogroup]", "[role=radio]", "aria-checked"],
];

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Element[]} tabs */
  const panels = (tabs) =>
    tabs
      .flatMap((tab) => (tab.getAttribute("aria-controls") || "").split(/\s+/))
      .map((id) => (id ? document.getElementById(id) : null))
      .filter((panel) => panel !== null)
      .filter(page.seen);
  for (const [group, choice, attribute] of GROUPS) {
    for (const element of page.all(group)) {
      const choices = [...element.querySelectorAll(choice)].filter((each) => each.closest(group) === element);
      const chosen = choices.filter((each) => each.getAttribute(attribute) === "true" && page.seen(each));
      if (!page.seen(element) || choices.length < 2) continue;
      if (chosen.length < 2) page.passed(element);
      else if (choice === "[role=tab]" && panels(chosen).length > 1) {
        page.cannotTell(element, "says that several are chosen, and shows several", { chosen: chosen.length });
      } else page.failed(element, "says that several are chosen where only one can be", { chosen: chosen.length });
    }
  }
};

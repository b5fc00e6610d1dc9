/** @type {import("../engines/run_checks.js").Rule<{ bare: string[] }>} */
export default (page, { bare }) => {
  const GROUP = "fieldset, [role=group i], [role=radiogroup i]";
  const NAMED = "[aria-label], [aria-labelledby], [title]";
  const answers = new Set(bare);
  /**
   * @param {Element} element
   * @param {string} selector
   */
  const up = (element, selector) => {
    for (let at = page.parent(element); at && at !== document.body; at = page.parent(at))
      if (at.matches(selector)) return at;
    return null;
  };

  const questions = new Map(); // form (or root) -> name -> controls
  for (const control of page.all("input[type=radio i], input[type=checkbox i]")) {
    if (!control.name || control.disabled || !page.heard(control)) continue;
    const owner = control.form || control.getRootNode();
    if (!questions.has(owner)) questions.set(owner, new Map());
    const key = `${control.type} ${control.name}`;
    const names = questions.get(owner);
    names.set(key, [...(names.get(key) || []), control]);
  }

  for (const controls of [...questions.values()].flatMap((names) => [...names.values()])) {
    if (controls.length < 2) continue;
    const [first] = controls;
    if (
      controls.every((/** @type {Element} */ control) => up(control, GROUP) || control.hasAttribute("aria-describedby"))
    ) {
      page.passed(first);
      continue;
    }
    const names = controls.map((/** @type {Element} */ control) => page.fold(page.name(control)));
    /** @param {string} name */
    const empty = (name) => answers.has(name) || /^\d{1,2}$/.test(name);
    const sure =
      first.type === "radio" &&
      names.every(empty) &&
      !controls.some(
        (/** @type {Element} */ control) =>
          up(control, `${GROUP}, ${NAMED}, table, [role=grid], [role=table], [role=listbox]`) ||
          control.matches(NAMED) ||
          control.hasAttribute("aria-describedby"),
      );
    const measured = {
      options: controls
        .map((/** @type {Element} */ control) => page.name(control))
        .join(" | ")
        .slice(0, 200),
    };
    if (sure) page.failed(first, "answers that say nothing without their question are not in a named group", measured);
    else page.cannotTell(first, "options of one question are not in a group", measured);
  }
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const KEYS = ["keydown", "keyup", "keypress"];
  const CLICKS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  /** @type {EventTarget[]} */
  const whole = [document.documentElement, document.body, document, window].filter(Boolean);
  /**
   * @param {EventTarget[]} targets
   * @param {string[]} types
   */
  const hears = (targets, types) => targets.some((target) => page.listens(target, ...types));
  const buttons = page.all("[role=button]:not(button, summary, input, select, textarea, [aria-disabled=true])");
  for (const button of buttons) {
    if (button.tabIndex < 0 || !page.seen(button) || button.querySelector("button, input, select, a[href]")) continue;
    const line = page.upward(button).filter((at) => !whole.includes(at));
    if (hears(line, KEYS)) page.passed(button);
    else if (hears(whole, KEYS)) page.cannotTell(button, "does something on this page make Space work for it?");
    else if (button.matches("a[href], area[href]")) {
      page.cannotTell(button, "says it is a button, but does not answer to Space");
    } else if (hears(line, CLICKS) || hears(whole, CLICKS)) {
      const own = page.listens(button, ...CLICKS);
      if (own) page.failed(button, "says it is a button, but answers neither to Enter nor to Space");
      else page.cannotTell(button, "says it is a button, but nothing listens to keys");
    }
  }
};

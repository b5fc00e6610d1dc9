/** @type {import("../engines/run_checks.js").Rule<{ words: string[] }>} */
export default (page, { words }) => {
  const FIELDS =
    "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], " +
    "[type=radio i], [type=checkbox i], [type=range i], [type=color i]), textarea, select";
  /** @param {string} text */
  const said = (text) => text.includes("*") || words.some((word) => ` ${page.fold(text)} `.includes(` ${word} `));
  /** @param {Element} element */
  const drawn = (element) =>
    ["::before", "::after"].some((part) => {
      const { content, backgroundImage } = getComputedStyle(element, part);
      return !["none", "normal", '""', "''"].includes(content) || (content !== "none" && backgroundImage !== "none");
    });
  for (const form of page.all("form")) {
    const fields = [...form.querySelectorAll(FIELDS)].filter((field) => page.seen(field) && page.heard(field));
    const needed = fields.filter((field) => field.required || field.getAttribute("aria-required") === "true");
    // A search field, a login or a single address to subscribe with: it goes without saying.
    if (!needed.length || fields.length < 3 || form.querySelector("input[type=password i]")) continue;
    const explained = said(page.text(form));
    for (const field of needed) {
      const labels = [...(field.labels || [])];
      const shown =
        explained ||
        said(page.name(field)) ||
        said(field.placeholder || "") ||
        labels.some((label) => drawn(label) || [...label.children].some(drawn) || label.querySelector("img, svg, i"));
      if (shown) page.passed(field);
      else page.cannotTell(field, "the field is required, and nothing that is seen says so");
    }
  }
};

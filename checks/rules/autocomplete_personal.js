const FIELDS = "input:not([type]), " + ["text", "email", "tel", "date"].map((type) => `input[type=${type} i]`).join();
const PLACES = ["webauthn", "home", "work", "mobile"];

/**
 * The purpose a label names, and whether it says that the data are the user's own; null where it names none.
 * @param {string} label
 * @param {{ labels: Record<string, string>, with_own: Record<string, string>, told: Record<string, string>,
 *   own: string[] }} data
 */
const readLabel = (label, { labels, with_own: withOwn, told, own }) => {
  if (Object.hasOwn(told, label)) return { purpose: told[label], personal: true };
  const before = own.filter((word) => label.startsWith(`${word} `));
  for (const word of before) {
    const rest = label.slice(word.length + 1);
    const purpose = Object.hasOwn(labels, rest) ? labels[rest] : Object.hasOwn(withOwn, rest) && withOwn[rest];
    if (purpose) return { purpose, personal: true };
  }
  return Object.hasOwn(labels, label) ? { purpose: labels[label], personal: false } : null;
};

/**
 * @type {import("../engines/run_checks.js").Rule<{
 *   labels: Record<string, string>, with_own: Record<string, string>, told: Record<string, string>, own: string[],
 *   kinds: Record<string, string>, marks: string[]
 * }>}
 */
export default (page, data) => {
  const { kinds } = data;
  const marks = data.marks.map((mark) => ` ${mark} `);
  // The words of the label without what says that the field is required or not.
  /** @param {string} name */
  const bare = (name) => marks.reduce((words, mark) => words.replace(mark, " "), ` ${page.fold(name)} `).trim();
  for (const field of page.all(FIELDS)) {
    if (!(field instanceof HTMLElement) || field.disabled || field.readOnly) continue;
    if (!page.seen(field) || !page.heard(field)) continue;
    const asked = readLabel(bare(page.name(field)), data);
    if (!asked) continue;
    const measured = { label: page.name(field), purpose: asked.purpose };
    const given = (field.getAttribute("autocomplete") || "").trim();
    const tokens = given.toLowerCase().split(/\s+/);
    const said = tokens.filter((token) => !PLACES.includes(token)).at(-1) || "";
    if (given && !["off", "on"].includes(said)) {
      // Whether the value is one at all is axe-core's autocomplete-valid.
      const other = kinds[said] && kinds[said] !== kinds[asked.purpose];
      if (other) page.failed(field, "the code names other data than the label asks for", { ...measured, said });
      else page.passed(field);
      continue;
    }
    const left = (field.form?.getAttribute("autocomplete") || "").trim();
    const message = "the code does not say which personal data the field asks for";
    if (asked.personal && said !== "off" && !left) page.failed(field, message, measured);
    else page.cannotTell(field, message, measured);
  }
};

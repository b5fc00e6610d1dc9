const FIELDS =
  "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], " +
  "[type=radio i], [type=checkbox i]), textarea";
const LONG = 100;
const ELEMENTS = 60;
const FIELDS_READ = 100;
const LEVELS = 2;
/** @param {string} text */
const words = (text) => text.split(" ").filter(Boolean);
/** @param {Element} element */
const ownText = (element) =>
  [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.data)
    .join(" ");
/**
 * @param {Element} field
 * @param {string} attribute
 */
const refers = (field, attribute) =>
  (field.getAttribute(attribute) || "")
    .split(/\s+/)
    .filter(Boolean)
    .map((/** @type {string} */ id) => document.getElementById(id))
    .filter((element) => element !== null);
/** @param {string} text */
const instructed = (text) => /[0-9]|[([].*[/.\-_].*[)\]]|\be\.?g\b|\bbv\b|\bex\b|\bz\.? ?b\b/i.test(text);

/** @type {import("../engines/run_checks.js").Rule<{ invalid: string[], empty: string[] }>} */
export default (page, { invalid, empty }) => {
  const phrases = invalid.map((phrase) => ` ${phrase} `);
  const nothing = new Set(empty);
  /** @param {string} text */
  const isError = (text) => phrases.some((phrase) => ` ${text} `.includes(phrase));

  for (const field of page.all(FIELDS).slice(0, FIELDS_READ)) {
    if (!(field instanceof HTMLElement) || !page.seen(field) || !page.heard(field)) continue;
    if (field.type === "password" || field.form?.querySelector("input[type=password i]")) continue;
    // The message stands with the field: in its label, in what describes it, or beside it in the same small box.
    const labels = [...(field.labels || [])];
    /** @type {Set<Element>} */
    const messages = new Set([...refers(field, "aria-errormessage"), ...refers(field, "aria-describedby")]);
    for (const label of labels)
      label.querySelectorAll("*").forEach((/** @type {Element} */ element) => messages.add(element));
    let box = null;
    for (let level = 0, at = field.parentElement; level < LEVELS && at; level += 1, at = at.parentElement) {
      if (at.matches("body, main") || at.querySelectorAll(FIELDS).length > 1) break;
      if (at.getElementsByTagName("*").length > ELEMENTS) break;
      box = at;
    }
    box?.querySelectorAll("*").forEach((element) => messages.add(element));
    const shown = [...messages].filter(
      (element) =>
        element !== field &&
        !element.matches("label, legend, h1, h2, h3") &&
        !element.closest("a, button, [role=button], option") &&
        page.seen(element) &&
        !page.text(element).endsWith("?") &&
        page.text(element).length <= LONG &&
        isError(page.fold(page.text(element))),
    );
    // The innermost element that says it.
    const said = shown.filter((element) => !shown.some((other) => other !== element && element.contains(other)));
    if (!said.length) continue;

    /**
     * @param {string} text
     * @param {string} part
     */
    const without = (text, part) => ` ${text} `.replace(` ${part} `, " ").trim();
    const spoken = said.map((element) => page.fold(page.text(element)));
    const label = spoken.reduce(without, page.fold(labels.map((element) => page.text(element)).join(" ")));
    const known = new Set([...words(label), ...(labels.length ? [] : words(page.fold(page.name(field))))]);
    const around = [
      field.placeholder || "",
      field.title,
      ...labels.map((element) => ownText(element)),
      ...refers(field, "aria-describedby")
        .filter((element) => !said.includes(element))
        .map(page.text),
    ];
    // Text in the box that is neither label, message nor button may say what is expected.
    const buttons = box ? [...box.querySelectorAll("button, a, [role=button], option")] : [];
    const rest = [label, ...spoken, ...buttons.map((element) => page.fold(page.text(element)))].reduce(
      without,
      box ? page.fold(page.text(box)) : "",
    );
    for (const message of said) {
      const text = page.fold(page.text(message));
      let left = ` ${text} `;
      for (const phrase of phrases) left = left.replaceAll(phrase, "  ");
      const tells = words(left).some((word) => !nothing.has(word) && !known.has(word));
      const measured = { message: page.text(message) };
      if (tells) page.passed(message);
      else if (around.some(instructed) || field.list || rest) {
        page.cannotTell(message, "the message says only that the value is wrong", measured);
      } else page.failed(message, "the message says only that the value is wrong, not what is expected", measured);
    }
  }
};

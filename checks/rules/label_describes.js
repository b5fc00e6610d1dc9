import { oneLine } from "../page/words.js";

const FIELDS =
  "textarea, select, input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], " +
  "[type=image i], [type=radio i], [type=checkbox i])";
/** @typedef {{ field: Element, labels: Element[], label: string }} Labelled label: the words of its labels, folded */

const NODES = 400;
const MEDIA = "img, svg, canvas, picture, video, object, embed, iframe, [role=img], i";
const SAME = 60; // pairs compared, at most
/** @param {Element} field */
const referred = (field) =>
  (field.getAttribute("aria-labelledby") || "")
    .split(/\s+/)
    .filter(Boolean)
    .map((/** @type {string} */ id) => /** @type {any} */ (field.getRootNode()).getElementById?.(id))
    .filter(Boolean);
// A label that wraps its field also holds the field's own text (options, a value).
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} label
 */
const words = (page, label) => {
  if (!label.querySelector("select, textarea")) return page.text(label);
  const copy = /** @type {Element} */ (label.cloneNode(true));
  copy.querySelectorAll("select, textarea").forEach((element) => element.remove());
  return oneLine(copy.textContent);
};
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} field
 */
const labelsOf = (page, field) => {
  const from = field.hasAttribute("aria-labelledby") ? referred(field) : [...(field.labels || [])];
  return from.filter((/** @type {Element} */ label) => page.seen(label) && words(page, label));
};
/** @param {Element} field */
const alone = (field) =>
  !field.hasAttribute("aria-describedby") &&
  !(field.getAttribute("placeholder") || "").trim() &&
  !field.title.trim() &&
  field.tagName !== "SELECT";

// own: what may be seen between the two without telling them apart.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Set<Element>} own
 * @param {Element} first
 * @param {Element} second
 */
const between = (page, own, first, second) => {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = first;
  let count = 0;
  for (let node = walker.nextNode(); node && node !== second; node = walker.nextNode()) {
    if ((count += 1) > NODES) return false;
    const element = node instanceof Element ? node : node.parentElement;
    if (node instanceof Element) {
      if (node.matches(`${MEDIA}, button, hr, legend, input[type=radio i], input[type=checkbox i]`) && page.seen(node))
        return false;
      if (node.shadowRoot || node.localName.includes("-")) return false;
      if (getComputedStyle(node).backgroundImage !== "none") return false;
      continue;
    }
    if (!element || !node.data.trim() || !page.seen(element) || element.closest("select, textarea, script, style"))
      continue;
    let at = /** @type {Element | null} */ (element);
    while (at && !own.has(at)) at = at.parentElement;
    if (!at) return false;
  }
  return true;
};

// The same label twice, and between the two fields nothing is seen but labels of fields.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Labelled[]} fields
 */
const judgeSameLabels = (page, fields) => {
  /** @param {Element} element */
  const said = (element) => [element, ...fields.flatMap(({ labels }) => labels)];
  /** @type {Map<string, Labelled>} */
  const last = new Map();
  let pairs = 0;
  for (const entry of fields) {
    const { field, label } = entry;
    const key = `${label}|${field.tagName}|${field.type}`;
    const before = last.get(key);
    last.set(key, entry);
    if (!label || !before || field.form !== before.field.form || field.getRootNode() !== document) continue;
    if (before.field.closest("table, [role=grid]") || field.closest("table, [role=grid]")) continue;
    if (page.name(field) !== page.name(before.field) || pairs >= SAME) continue;
    if (entry.labels[0] === before.labels[0]) continue; // one label for several fields: a range, a date in parts
    pairs += 1;
    const described = field.hasAttribute("aria-describedby") || before.field.hasAttribute("aria-describedby");
    if (described || field.placeholder || before.field.placeholder) continue;
    const blocks = fields.slice(fields.indexOf(before), fields.indexOf(entry)).some((other) => other.label !== label);
    if (!between(page, new Set(said(before.field)), before.field, field)) continue;
    if (blocks) {
      page.failed(field, "another field has the same label and nothing that is seen tells them apart", { label });
    } else page.cannotTell(field, "another field has the same label", { label });
  }
};

/**
 * @type {import("../engines/run_checks.js").Rule<{
 *   kinds: string[], parts: string[], actions: string[], personal: string[]
 * }>}
 */
export default (page, data) => {
  const kinds = new Set(data.kinds);
  const parts = new Set(data.parts);
  const actions = new Set(data.actions);
  const personal = new Set(data.personal);

  /** @param {Element} field */
  const purpose = (field) =>
    [field.name, field.id, (field.getAttribute("autocomplete") || "").split(/\s+/).pop()].some((token) =>
      personal.has(page.fold(token || "")),
    ) || ["email", "tel"].includes(field.type);

  /** @type {Labelled[]} */
  const fields = [];
  for (const field of page.all(FIELDS)) {
    if (!(field instanceof HTMLElement) || !page.heard(field) || !page.seen(field)) continue;
    const labels = labelsOf(page, field);
    if (!labels.length) continue;
    fields.push({
      field,
      labels,
      label: page.fold(labels.map((element) => words(page, element)).join(" ")),
    });
  }

  for (const { field, labels, label } of fields) {
    if (!label) continue;
    const name = page.fold(page.name(field));
    const message = "the label does not say what to fill in";
    if (kinds.has(label) && name === label && alone(field)) page.failed(field, message, { label });
    else if (parts.has(label) && name === label && alone(field)) {
      if (purpose(field)) {
        page.failed(field, "the label names a part of a page, the field asks for personal data", { label });
      } else page.cannotTell(field, message, { label });
    } else if (actions.has(label) && alone(field)) {
      // Only the word of a button is seen; another text around it may still say what is meant.
      const around = field.closest("form, fieldset, section, article, search, [role=search]") || document.body;
      const bare =
        page.fold(page.text(around)) === label &&
        !around.querySelector(MEDIA) &&
        labels.every((element) => around.contains(element));
      if (bare) page.failed(field, "the only label that is seen does not say what to fill in", { label });
      else page.cannotTell(field, message, { label });
    } else page.passed(field);
  }
  judgeSameLabels(page, fields);
};

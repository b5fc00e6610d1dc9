// Fields that must be filled in, or are wrong, distinguished from the others by a colour and nothing else.

import { drawsBeside } from "../../page/drawn.js";
import { lettersOf } from "./look.js";
import { LONG, hasOne, hueOf, named } from "./words.js";

/** @typedef {import("../../engines/run_checks.js").Page} Page */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {{ field: Element, label: Element }} Labelled */

const ITEMS = 100;
const FIELDS =
  "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i]), textarea, select";
const EDGE = /** @type {const} */ (["borderTopColor", "backgroundColor", "outlineColor", "boxShadow"]);
const SHAPE = /** @type {const} */ (["borderTopWidth", "borderTopStyle", "backgroundImage", "fontWeight"]);

/**
 * @param {Page} page
 * @param {Element} field
 */
const shapeOf = (page, field) => SHAPE.map((name) => page.style(field)[name]).join("|");

/**
 * @param {Page} page
 * @param {Element} field
 */
const edgeOf = (page, field) => EDGE.map((name) => hueOf(page.style(field)[name])).find(Boolean) || "";

/**
 * @param {Page} page
 * @param {Element} field
 * @returns {Element | undefined}
 */
const labelOf = (page, field) => [...(field.labels || [])].find(page.seen);

/**
 * Whether a word, a sign or a drawing says it too.
 * @param {Page} page
 * @param {Words} words
 * @param {Labelled} labelled
 */
const isSaid = (page, { required, errors }, { field, label }) => {
  const box = field.parentElement;
  const alone = box?.querySelectorAll(FIELDS).length === 1;
  const around = alone ? page.text(box) : "";
  const texts = [page.text(label), around, field.getAttribute("placeholder") || ""].map(page.fold);
  const beside = [label, field].flatMap((element) => [element.previousElementSibling, element.nextElementSibling]);
  const sign = alone ? box.querySelector("img, svg, i, [role=img]") : label.querySelector("img, svg, i");
  // A summary of errors leads to the field.
  const linked = Boolean(field.id) && page.all(`a[href$="#${CSS.escape(field.id)}"]`).some(page.seen);
  return (
    linked ||
    /[*†•✱!]/.test(page.text(label)) ||
    Boolean(sign) ||
    (alone && texts[1] !== texts[0]) ||
    [label, ...(box ? [box] : []), ...label.children].some(drawsBeside) ||
    beside.some((element) => element && !element.matches(`${FIELDS}, label, br, button`) && page.text(element)) ||
    texts.some((text) => hasOne([...required, ...errors], text))
  );
};

/**
 * @param {Page} page
 * @param {Element[]} fields
 * @returns {Labelled[] | null} null when one of them has no label that is drawn
 */
const labelled = (page, fields) => {
  const pairs = [];
  for (const field of fields) {
    const label = labelOf(page, field);
    if (!label) return null;
    pairs.push({ field, label });
  }
  return pairs;
};

/**
 * The hue that all of the chosen fields have and none of the others, of their labels or else of their edges; or "".
 * @param {Page} page
 * @param {Labelled[]} chosen
 * @param {Labelled[]} others
 */
const distinguishing = (page, chosen, others) => {
  const hues = [
    (/** @type {Labelled} */ { label }) => hueOf(page.style(label).color),
    (/** @type {Labelled} */ { field }) => edgeOf(page, field),
  ];
  for (const hue of hues) {
    const its = new Set(chosen.map(hue));
    const [first] = its;
    if (its.size === 1 && first && !others.map(hue).includes(first)) return first;
  }
  return "";
};

/**
 * Fails the first of the chosen fields when a colour is all that sets them apart from the others.
 * @param {Page} page
 * @param {Words} words
 * @param {Element[]} fields
 * @param {(field: Element) => boolean} isChosen
 * @param {string} message
 */
const compare = (page, words, fields, isChosen, message) => {
  const chosen = labelled(page, fields.filter(isChosen));
  const others = labelled(
    page,
    fields.filter((field) => !isChosen(field)),
  );
  if (!chosen?.length || !others?.length || chosen.some((pair) => isSaid(page, words, pair))) return;
  const colour = distinguishing(page, chosen, others);
  const alike = new Set([...chosen, ...others].map(({ label }) => lettersOf(page, label))).size === 1;
  const shaped = chosen.every(({ field }) =>
    others.every(({ field: other }) => other.type !== field.type || shapeOf(page, other) === shapeOf(page, field)),
  );
  if (colour && alike && shaped) page.failed(chosen[0].field, message, { colour, fields: chosen.length });
};

/**
 * @param {Page} page
 * @param {Element} field
 */
const isRequired = (page, field) =>
  field.required ||
  field.getAttribute("aria-required") === "true" ||
  /(^|[-_ ])(required|mandatory|verplicht|obligatoire|pflicht)/i.test(
    `${field.className} ${labelOf(page, field)?.className ?? ""} ${field.parentElement?.className ?? ""}`,
  );

/** @param {Element} field */
const isWrong = (field) =>
  field.getAttribute("aria-invalid") === "true" ||
  [...field.classList].some((name) => /^(?:.*[-_])?(?:error|invalid|fout|erreur|fehler)$/i.test(name));

/**
 * A text that explains one colour: "fields with a red edge are required".
 * @param {Page} page
 * @param {Words} words
 * @param {Element} form
 */
const explanation = (page, words, form) =>
  [...form.querySelectorAll("p, legend, h2, h3, div, span"), form.previousElementSibling]
    .filter((text) => text !== null)
    .find((text) => {
      if (text.textContent.length >= LONG || (form.contains(text) && text.childElementCount > 2)) return false;
      const folded = page.fold(text.textContent);
      return named(words, folded).length === 1 && hasOne([...words.required, ...words.errors], folded);
    });

/** @type {import("../../engines/run_checks.js").Rule<Words>} */
export const fieldsByColour = (page, words) => {
  for (const form of page.all("form, body")) {
    const fields = [...form.querySelectorAll(FIELDS)].filter(
      (field) =>
        (form.localName === "form" || !field.form) &&
        page.seen(field) &&
        field.type !== "radio" &&
        field.type !== "checkbox",
    );
    if (fields.length < 2 || fields.length > ITEMS) continue;
    const isNeeded = (/** @type {Element} */ field) => isRequired(page, field);
    compare(page, words, fields, isNeeded, "only a colour tells that the field is required");
    compare(page, words, fields, isWrong, "only a colour tells that the field is wrong");
    const explained = explanation(page, words, form);
    if (explained) {
      const [colour] = named(words, page.fold(explained.textContent));
      const hasIt = (/** @type {Element} */ field) => edgeOf(page, field) === colour;
      compare(page, words, fields, hasIt, "only a colour tells which fields the text means");
    }
  }
};

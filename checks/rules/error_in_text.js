import { drawsBeside } from "../page/drawn.js";

const FIELDS =
  "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], " +
  "[type=radio i], [type=checkbox i]), textarea, select";
const MARK = /(?:^|[-_])(?:errors?|invalid|fout|fouten|ongeldig|erreurs?|fehler)(?:$|[-_])/i;
const ALERT = "[role=alert], [role=alertdialog], [class*=error i], [class*=validation i], [class*=alert i]";
const LOOK = /** @type {const} */ ([
  "borderTopColor",
  "borderTopWidth",
  "borderTopStyle",
  "backgroundColor",
  "outlineColor",
  "boxShadow",
]);
/** @param {Element} field */
const marked = (field) =>
  field.getAttribute("aria-invalid") === "true" ||
  [...field.classList].some((name) => MARK.test(name) && !name.startsWith("ng-"));
// What a person sent and got back wrong: an empty field may only be called so before anyone wrote in it.
/** @param {Element} field */
const isSent = (field) => field.getAttribute("aria-invalid") === "true" && Boolean((field.value || "").trim());
/**
 * @param {Element} field
 * @param {string[]} attributes
 */
const refers = (field, ...attributes) =>
  attributes
    .flatMap((attribute) => (field.getAttribute(attribute) || "").split(/\s+/))
    .filter(Boolean)
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null);
/** @param {string} colour */
const channels = (colour) => (/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(colour) ?? []).slice(1).map(Number);
/** @param {string} colour */
const isRed = (colour) => {
  const [red, green, blue] = channels(colour);
  return red > 150 && red - green > 12 && red - blue > 12 && Math.abs(green - blue) < 60;
};

// Text, an image or a drawn sign beside the field may say it in a way that is not read here.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {{ field: Element, labels: Element[], label: string, near: string, alone: boolean }} about
 */
const mayBeToldBeside = (page, { field, labels, label, near, alone }) => {
  const box = field.parentElement;
  return (
    !label ||
    (near && page.fold(near) !== label) ||
    field.title ||
    page.style(field).backgroundImage !== "none" ||
    (alone && box?.querySelector("img, svg, i, [role=img]")) ||
    [...(box ? [box] : []), ...labels].some(drawsBeside) ||
    [field.previousElementSibling, field.nextElementSibling].some(
      (element) => element && !element.matches("label, br, [type=submit], button") && page.text(element),
    )
  );
};

/** @type {import("../engines/run_checks.js").Rule<{ words: string[] }>} */
export default (page, { words }) => {
  const errors = words.map((word) => ` ${word} `);
  /** @param {string} text */
  const isError = (text) => errors.some((word) => ` ${page.fold(text)} `.includes(word));
  /** @param {Element} field */
  const looksRed = (field) =>
    /** @type {const} */ (["borderTopColor", "backgroundColor", "outlineColor"]).some((name) =>
      isRed(page.style(field)[name]),
    );
  /** @param {Element} field */
  const look = (field) => LOOK.map((name) => page.style(field)[name]).join();

  for (const form of page.all("form")) {
    const fields = [...form.querySelectorAll(FIELDS)].filter((field) => page.seen(field) && page.heard(field));
    const isMarked = fields.some(marked) ? marked : looksRed;
    const wrong = fields.filter(isMarked);
    const right = fields.filter((field) => !isMarked(field));
    if (!wrong.length || !right.length) continue;
    const around = form.parentElement || form;
    const alerts = [...around.querySelectorAll(ALERT)].filter(
      (element) =>
        [form, null].includes(element.closest("form")) &&
        !element.matches(FIELDS) &&
        !element.querySelector(FIELDS) &&
        page.seen(element) &&
        isError(page.text(element)),
    );
    if (!alerts.length && !wrong.some(isSent)) continue;
    const alert = ` ${page.fold(alerts.map((element) => page.text(element)).join(" "))} `;
    for (const field of alerts.length ? wrong : wrong.filter(isSent)) {
      const labels = [...(field.labels || [])];
      const label = page.fold(labels.map((element) => page.text(element)).join(" "));
      // A summary of errors leads to the field.
      const linked = field.id && page.all(`a[href$="#${CSS.escape(field.id)}"]`).some((link) => page.seen(link));
      const box = field.parentElement;
      const alone = box?.querySelectorAll(FIELDS).length === 1;
      const near = box && alone && !box.matches("form") ? page.text(box) : "";
      const said =
        linked ||
        (label && alert.includes(` ${label} `)) ||
        isError(near) ||
        isError(label) ||
        refers(field, "aria-describedby", "aria-errormessage").some(
          (element) => page.seen(element) && page.text(element),
        );
      if (said) {
        page.passed(field);
        continue;
      }
      const other = mayBeToldBeside(page, { field, labels, label, near, alone });
      const differs =
        right.every((element) => element.localName !== field.localName || look(element) !== look(field)) &&
        right.some((element) => element.localName === field.localName);
      const message = alerts.length
        ? "the page says there are errors, but only how the field looks says that it is wrong"
        : "the code says that the value is wrong, but only how the field looks says so to who sees it";
      if (!other && differs) page.failed(field, message);
      else page.cannotTell(field, message);
    }
  }
};

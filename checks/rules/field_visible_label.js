const TYPED =
  "textarea, input:not([type]), " +
  ["text", "email", "tel", "url", "number", "password", "search"].map((type) => `input[type=${type} i]`).join();
const ROUND = { left: 320, right: 200, above: 60, below: 40 }; // px in which text may be meant for the field
const LEVELS = 4;
const LABEL = 60;
const NODES = 400;
/** @param {Element} field */
const named = (field) =>
  (field.getAttribute("aria-labelledby") || "")
    .split(/\s+/)
    .filter(Boolean)
    .map((/** @type {string} */ id) => /** @type {any} */ (field.getRootNode()).getElementById?.(id));
// What stands round a field and could say what it asks: text, a button, an image.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} field
 */
const near = (page, field) => {
  const box = field.getBoundingClientRect();
  /** @param {DOMRect} other */
  const beside = (other) =>
    other.width > 0 &&
    other.height > 0 &&
    other.right > box.left - ROUND.left &&
    other.left < box.right + ROUND.right &&
    other.bottom > box.top - ROUND.above &&
    other.top < box.bottom + ROUND.below;
  let around = /** @type {Node} */ (field);
  for (let level = 0; level < LEVELS && around.parentElement && around.parentElement !== document.body; level += 1) {
    around = around.parentElement;
  }
  if (around === field) around = field.parentNode ?? field;
  const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const range = document.createRange();
  for (let node = walker.nextNode(), count = 0; node && count < NODES; node = walker.nextNode(), count += 1) {
    if (node === field) continue;
    if (!(node instanceof Element)) {
      const holder = node.parentElement;
      if (!/[\p{L}\p{N}]/u.test(node.data) || !holder || !page.seen(holder)) continue;
      if (holder.closest("select, textarea, script, style")) continue;
      range.selectNodeContents(node);
      if (beside(range.getBoundingClientRect())) return true;
    } else if (
      node.matches(
        "img, svg, button, canvas, iframe, input[type=submit], input[type=button], " +
          "input[type=image], [role=button], [role=img], a[href], i",
      ) &&
      page.seen(node) &&
      beside(node.getBoundingClientRect())
    ) {
      return true;
    }
  }
  return false;
};
// What stands beside the first part, or right above it as a label would.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {Element} part
 */
const nameOf = (page, part) => {
  const box = part.parentElement;
  const above = box?.previousElementSibling;
  const legend = part.closest("fieldset")?.querySelector("legend");
  const short = above && !above.matches("p, script, style") && page.text(above).length <= LABEL ? page.text(above) : "";
  const label = above?.matches("p") && /[:?]$/.test(page.text(above)) ? page.text(above) : "";
  return (
    [box, legend].some((element) => element && /\p{L}/u.test(page.text(element))) || /\p{L}/u.test(`${short}${label}`)
  );
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Element} element */
  const shown = (element) => element && page.seen(element) && Boolean(page.text(element));

  for (const field of page.all(TYPED)) {
    if (!(field instanceof HTMLElement) || field.disabled || !page.seen(field) || !page.heard(field)) continue;
    const labels = [...(field.labels || [])];
    if ([...labels, ...named(field)].some(shown)) {
      page.passed(field);
      continue;
    }
    // The parts of a number or a date, side by side, and no word before or above them.
    const parts = [...(field.parentElement?.children ?? [])].filter(
      (other) =>
        other.matches(TYPED) &&
        Number(other.getAttribute("maxlength")) > 0 &&
        Number(other.getAttribute("maxlength")) <= 5,
    );
    const words = [field.placeholder, field.value].some((text) => /\p{L}/u.test(text || ""));
    if (parts.length >= 2 && parts.includes(field) && !words && !nameOf(page, parts[0])) {
      page.failed(field, "fields for the parts of one answer, and no label that is seen", { parts: parts.length });
      continue;
    }
    const placeholder = (field.getAttribute("placeholder") || "").trim();
    if (!placeholder) {
      if (page.name(field) && !near(page, field))
        page.cannotTell(field, "the field has a name, but no label that is seen");
      continue;
    }
    const sure =
      !labels.length &&
      !field.title.trim() &&
      !field.closest("table, [role=search], search") &&
      field.type !== "search" &&
      !near(page, field);
    const message = "only the placeholder shows what to fill in, and it goes away on typing";
    if (sure) page.failed(field, message, { placeholder });
    else page.cannotTell(field, message, { placeholder });
  }
};

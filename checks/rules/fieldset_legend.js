/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const CONTROLS = "input:not([type=hidden i]), select, textarea, button, output, meter, progress, object";
  const OTHER =
    "a[href], area[href], iframe, canvas, video, audio, embed, summary, [tabindex], [contenteditable], " +
    "[role], [onclick]";
  for (const fieldset of page.all("fieldset")) {
    const role = (fieldset.getAttribute("role") || "").trim().toLowerCase();
    if (!page.heard(fieldset) || (role && role !== "group" && role !== "radiogroup")) continue;
    // Browsers take the name from the first legend that is a child; axe-core from any inside.
    const first = [...fieldset.children].find((element) => element.localName === "legend");
    const attributes = fieldset.matches("[aria-label], [aria-labelledby], [title]");
    if (first ? page.heardText(first) || (attributes && page.name(fieldset)) : attributes && page.name(fieldset)) {
      page.passed(fieldset);
      continue;
    }
    const controls = [...fieldset.querySelectorAll(CONTROLS)];
    const inside = [...fieldset.querySelectorAll("*")];
    const plain =
      !controls.length &&
      !fieldset.querySelector(OTHER) &&
      !fieldset.disabled &&
      !inside.some((element) => element.localName.includes("-") || element.shadowRoot);
    const heard = controls.filter((control) => page.heard(control));
    const legend = [...fieldset.querySelectorAll("legend")].find(
      (element) => element.closest("fieldset") === fieldset && page.text(element),
    );
    if (plain && page.seen(fieldset) && page.text(fieldset)) {
      page.failed(fieldset, "there is no field in this fieldset, nor a legend: it only draws a frame around text");
    } else if (legend && legend.parentElement !== fieldset && heard.length > 1) {
      page.failed(fieldset, "the legend is not a child of its fieldset and so does not name it");
    } else if (heard.length > 1) {
      page.cannotTell(fieldset, "a fieldset without a legend");
    }
  }
};

export default (page, { purposes, own, required }) => {
  const FIELDS = "input:not([type]), " + ["text", "email", "tel", "date"].map((type) => `input[type=${type} i]`).join();
  const mine = new Set(own);
  const marks = new Set(required);
  for (const field of page.all(FIELDS)) {
    if (!(field instanceof HTMLElement) || field.disabled || field.readOnly) continue;
    if (!page.seen(field) || !page.heard(field)) continue;
    const words = page
      .fold(page.name(field))
      .split(" ")
      .filter((word) => !marks.has(word));
    const personal = mine.has(words[0]);
    const label = words.slice(personal ? 1 : 0).join(" ");
    if (!Object.hasOwn(purposes, label)) continue;
    const measured = { label: page.name(field), purpose: purposes[label] };
    const given = (field.getAttribute("autocomplete") || "").trim();
    if (given && given !== "off") {
      page.passed(field); // what it says is axe-core's autocomplete-valid
      continue;
    }
    const sure =
      personal &&
      !given &&
      !["email", "tel"].includes(field.type) &&
      !(field.form?.getAttribute("autocomplete") || "").trim();
    if (sure) page.failed(field, "the code does not say which personal data the field asks for", measured);
    else page.cannotTell(field, "the code does not say which personal data the field asks for", measured);
  }
};

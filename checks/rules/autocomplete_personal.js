export default (page, { purposes, own, required, kinds }) => {
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
    const said =
      given
        .toLowerCase()
        .split(/\s+/)
        .filter((token) => !["webauthn", "home", "work", "mobile"].includes(token))
        .at(-1) || "";
    if (given && !["off", "on"].includes(said)) {
      // Whether the value is one at all is axe-core's autocomplete-valid.
      const other = kinds[said] && kinds[said] !== kinds[purposes[label]];
      if (other) page.failed(field, "the code names other data than the label asks for", { ...measured, said });
      else page.passed(field);
      continue;
    }
    const sure =
      personal &&
      said !== "off" &&
      (said === "on" || !["email", "tel"].includes(field.type)) &&
      !(field.form?.getAttribute("autocomplete") || "").trim();
    if (sure) page.failed(field, "the code does not say which personal data the field asks for", measured);
    else page.cannotTell(field, "the code does not say which personal data the field asks for", measured);
  }
};

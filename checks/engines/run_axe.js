// Runs axe on the page and brings back only what is stored: the full result of a large page is megabytes.
async ({ tags, cap, frames }) => {
  const MESSAGE = 300, SNIPPET = 400, SELECTOR = 500, MEASURED = 1000;
  const LANDMARKS = [
    ["navigation", "nav, [role=navigation]"],
    ["search", "search, [role=search]"],
    ["form", "form[aria-label], form[aria-labelledby], [role=form]"],
    ["complementary", "aside, [role=complementary]"],
    ["main", "main, [role=main]"],
    ["banner", "body > header, body > :not(main, article, section, aside, nav) header, [role=banner]"],
    ["contentinfo", "body > footer, body > :not(main, article, section, aside, nav) footer, [role=contentinfo]"],
  ];
  const ANY = LANDMARKS.map(([, selector]) => selector).join(",");

  const region = (element) => {
    const landmark = element && element.closest && element.closest(ANY);
    if (!landmark) return "";
    return LANDMARKS.find(([, selector]) => landmark.matches(selector))[0];
  };
  const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
  const plain = (value) =>
    value === null || ["string", "number", "boolean"].includes(typeof value)
      ? typeof value === "string" ? short(value, MESSAGE) : value
      : undefined;
  // What a check measured: plain values only; axe's data may hold anything the page put there.
  const measured = (checks) => {
    const found = {};
    for (const check of checks) {
      const data = check.data;
      if (data === null || data === undefined) continue;
      if (Array.isArray(data)) found[check.id] = short(data.filter((v) => plain(v) !== undefined).join(", "), MESSAGE);
      else if (typeof data === "object") {
        for (const [key, value] of Object.entries(data)) {
          if (plain(value) !== undefined) found[key] = plain(value);
        }
      } else if (plain(data) !== undefined) found[check.id] = plain(data);
    }
    return JSON.stringify(found).length > MEASURED ? {} : found;
  };
  const node = (result) => {
    const checks = [...result.any, ...result.all, ...result.none];
    return {
      selector: short(result.target.flat().join(" >>> "), SELECTOR),
      snippet: short(result.html || "", SNIPPET),
      message: short(checks.map((check) => check.message).join(" "), MESSAGE),
      measured: measured(checks),
      region: region(result.element),
    };
  };

  if (frames) axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });
  const results = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations", "incomplete"],
    elementRef: true,
    iframes: frames,
    frameWaitTime: 30000,
  });
  const outcomes = [];
  for (const group of ["violations", "incomplete", "passes", "inapplicable"]) {
    const told = group === "violations" || group === "incomplete";
    for (const rule of results[group]) {
      // axe shortens passes to one node when asked for failures only, so they are not counted.
      outcomes.push([group, rule.id, told ? rule.nodes.length : 0, told ? rule.nodes.slice(0, cap).map(node) : []]);
    }
  }
  return { outcomes };
}

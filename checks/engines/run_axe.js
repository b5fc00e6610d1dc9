// Runs axe on the page and brings back only what is stored: the full result of a large page is megabytes.
async ({ tags, cap, frames }) => {
  const MESSAGE = 300, SNIPPET = 400, SELECTOR = 500, MEASURED = 1000;
  const ROLES = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];
  const TAGS = {
    ASIDE: "complementary", FOOTER: "contentinfo", FORM: "form", HEADER: "banner", MAIN: "main", NAV: "navigation",
    SEARCH: "search", SECTION: "region",
  };
  const SECTIONS = "article, aside, main, nav, section, " +
    "[role=article], [role=complementary], [role=main], [role=navigation], [role=region]";

  const parent = (element) => element.parentElement || (element.getRootNode().host ?? null);
  // The landmark this element is, as HTML-AAM and ARIA say; empty when it is none.
  const landmark = (element) => {
    const said = (element.getAttribute("role") || "").trim().toLowerCase().split(/\s+/)[0];
    const role = said || TAGS[element.tagName] || "";
    if (!ROLES.includes(role)) return "";
    const named = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    if ((role === "form" || role === "region") && !named) return "";
    // A <header> or <footer> is the page's own unless it belongs to a section.
    const scoped = !said && (role === "banner" || role === "contentinfo");
    return scoped && parent(element)?.closest(SECTIONS) ? "" : role;
  };
  // The nearest landmark around an element; a named section only counts where no other landmark is.
  const region = (element) => {
    let section = "";
    for (let at = element; at; at = parent(at)) {
      const role = landmark(at);
      if (role && role !== "region") return role;
      section ||= role;
    }
    return section;
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
  // An element in a frame stays there: it is where its frame is.
  const place = (result) => region(result.element || document.querySelector([result.target[0]].flat()[0]));
  // Of more elements than are kept, the first of each landmark is: profiles ask where a check failed.
  const kept = (nodes) => {
    const first = new Map(nodes.map((result) => [place(result), result]).reverse());
    const chosen = new Set([...new Set([...first.values(), ...nodes])].slice(0, cap));
    return nodes.length > cap ? nodes.filter((result) => chosen.has(result)) : nodes;
  };
  const node = (result) => {
    const checks = [...result.any, ...result.all, ...result.none];
    return {
      selector: short(result.target.flat().join(" >>> "), SELECTOR),
      snippet: short(result.html || "", SNIPPET),
      message: short(checks.map((check) => check.message).join("; "), MESSAGE),
      measured: measured(checks),
      region: place(result),
    };
  };

  const results = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations", "incomplete"],
    elementRef: true,
    iframes: frames,
    frameWaitTime: 30000,
  });
  const outcomes = [];
  const failed = new Set(results.violations.map(({ id }) => id));
  for (const group of ["violations", "incomplete", "passes", "inapplicable"]) {
    for (const { id, nodes } of results[group]) {
      if (group === "violations" || group === "incomplete") {
        outcomes.push([group, id, nodes.length, kept(nodes).map(node)]);
      } else if (!failed.has(id)) {
        // A doubt beside passes leaves the check passed where it could tell: the page stays one where it applies.
        // axe shortens passes to one node when asked for failures only, so they are not counted.
        outcomes.push([group, id, 0, []]);
      }
    }
  }
  return outcomes;
}

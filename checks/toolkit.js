// Puts into the page what every script of ours needs to say which element it means, under
// window[Symbol.for("wad-monitor.toolkit")]: short, region, describe. axe-core must be there before.
(() => {
  const SNIPPET = 400, SELECTOR = 500;
  const ROLES = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];
  const TAGS = {
    ASIDE: "complementary", FOOTER: "contentinfo", FORM: "form", HEADER: "banner", MAIN: "main", NAV: "navigation",
    SEARCH: "search", SECTION: "region",
  };
  const SECTIONS = "article, aside, main, nav, section, " +
    "[role=article], [role=complementary], [role=main], [role=navigation], [role=region]";

  const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
  // A form with a field named "parentNode" has the field in the place of its parent: read past such names.
  const parentNode = Object.getOwnPropertyDescriptor(Node.prototype, "parentNode").get;
  const parent = (element) => {
    const above = parentNode.call(element);
    return above instanceof Element ? above : above instanceof ShadowRoot ? above.host : null;
  };
  // The landmark this element is, as HTML-AAM and ARIA say; empty when it is none.
  const landmark = (element) => {
    const said = (element.getAttribute("role") || "").trim().toLowerCase().split(/\s+/)[0];
    const role = said || TAGS[element.tagName] || "";
    if (!ROLES.includes(role)) return "";
    const named = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    if ((role === "form" || role === "region") && !named) return "";
    // A <header> or <footer> is the page's own unless it belongs to a section.
    const scoped = !said && (role === "banner" || role === "contentinfo");
    const around = scoped ? parent(element) : null;
    return around && Element.prototype.closest.call(around, SECTIONS) ? "" : role;
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
  const snippet = (element) => {
    const html = Object.getOwnPropertyDescriptor(Element.prototype, "outerHTML").get.call(element.cloneNode(false));
    const text = (element.textContent || "").replace(/\s+/g, " ").trim();
    const at = html.lastIndexOf("</");
    return short(at < 0 ? html : html.slice(0, at) + short(text, 120) + html.slice(at), SNIPPET);
  };
  const selector = (element) => {
    if (!axe._tree) axe.setup(document);  // its selectors count the classes and tags of the page
    return short([axe.utils.getSelector(element)].flat(9).join(" >>> "), SELECTOR);
  };
  const describe = (element) =>
    ({ selector: selector(element), snippet: snippet(element), region: region(element) });

  Object.defineProperty(window, Symbol.for("wad-monitor.toolkit"), {
    value: Object.freeze({ short, parent, region, describe }), configurable: true,
  });
})();

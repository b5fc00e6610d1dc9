// Puts into the page what every script of ours needs to say which element it means, under
// window[Symbol.for("wad-monitor.toolkit")], and what several of them need to read a page that is not of one piece.
// axe-core must be there before.
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
  // An element and all it is in, outwards, through shadow roots.
  const upward = (element) => {
    const line = [];
    for (let at = element; at; at = parent(at)) line.push(at);
    return line;
  };
  // The document's own property, whatever the page names "body" or "title".
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const of = (root) => (root === document ? Document.prototype : root);
  // The document and the open shadow roots in it.
  const roots = () => {
    const found = [];
    const open = (root) => {
      found.push(root);
      for (const { shadowRoot } of of(root).querySelectorAll.call(root, "*")) if (shadowRoot) open(shadowRoot);
    };
    open(document);
    return found;
  };
  const within = (places, selector) => places.flatMap((root) => [...of(root).querySelectorAll.call(root, selector)]);
  // Lower case, no accents, punctuation and white space folded, for comparing words.
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // Of more than are kept, the first of each landmark is: profiles ask where a check failed.
  const kept = (entries, place, cap) => {
    if (entries.length <= cap) return entries;
    const first = new Map(entries.map((entry) => [place(entry), entry]).reverse());
    const chosen = new Set([...new Set([...first.values(), ...entries])].slice(0, cap));
    return entries.filter((entry) => chosen.has(entry));
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
    value: Object.freeze({ short, parent, upward, own, roots, within, fold, kept, region, describe }), configurable: true,
  });
})();

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {Element} heading */
  const LEVEL = (heading) => Number(heading.getAttribute("aria-level") || heading.localName[1] || 2);
  const CONTENT = "img, svg, video, audio, iframe, canvas, object, embed, input, select, textarea, button, table, math";
  const headings = page
    .all("h1, h2, h3, h4, h5, h6, [role=heading]")
    .filter(
      (heading) => page.role(heading) === "heading" && page.heard(heading) && page.seen(heading) && page.name(heading),
    );
  // Walks from the one to the other; of hidden text too: a closed part of the page is content.
  /**
   * @param {Element} from
   * @param {Element | undefined} to
   */
  const hasContent = (from, to) => {
    const walker = document.createTreeWalker(from.getRootNode(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    walker.currentNode = from;
    for (let node = walker.nextNode(); node && node !== to; node = walker.nextNode()) {
      if (from.contains(node)) continue;
      if (
        node instanceof Element
          ? node.matches(CONTENT) || node.shadowRoot
          : node.data.trim() && !node.parentElement?.closest("script, style, template")
      )
        return true;
    }
    return false;
  };
  headings.forEach((heading, at) => {
    const next = headings[at + 1];
    if (
      next &&
      next.getRootNode() === heading.getRootNode() &&
      LEVEL(next) <= LEVEL(heading) &&
      LEVEL(heading) > 1 &&
      !heading.closest("a, nav, header, footer, [role=banner], [role=contentinfo]") &&
      !hasContent(heading, next)
    ) {
      page.cannotTell(heading, "Nothing stands between this heading and the next.");
    } else page.passed(heading);
  });
};

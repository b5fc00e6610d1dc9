/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const LINKS = 2000;
  /** @param {Element} link */
  const address = (link) => {
    try {
      return new URL(link.getAttribute("href") ?? "", document.baseURI).href
        .replace(/^https?:\/\/(www\.)?/i, "")
        .replace(/(index|default)\.\w+(?=$|[?#])/i, "")
        .replace(/\/(?=$|[?#])/, "")
        .replace(/#$/, "");
    } catch {
      return link.getAttribute("href") ?? ""; // no address at all: as it stands
    }
  };
  /** @param {Element} link */
  const goesSomewhere = (link) => !/^(#?$|javascript:)/i.test((link.getAttribute("href") || "#").trim());
  const headings = page.all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(page.heard);
  /**
   * @param {Element} link
   * @param {Element} heading
   */
  const before = (link, heading) => heading.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  /** @param {Element} link */
  const headingOf = (link) => {
    let low = 0;
    let high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(link, headings[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const named = new Map();
  for (const link of page.all("a[href], area[href]").slice(0, LINKS)) {
    if (!goesSomewhere(link) || !page.heard(link) || page.role(link) !== "link") continue;
    const name = page.name(link).toLowerCase();
    if (name) named.set(name, [...(named.get(name) || []), link]);
  }
  for (const [name, links] of named) {
    if (links.length < 2) continue;
    if (new Set(links.map(address)).size < 2) {
      page.passed(links[0]);
      continue;
    }
    /** @type {Map<string, Element[]>} */
    const alike = new Map();
    for (const link of links) {
      // Sorted: of one sentence each link leaves out itself.
      const key = `${headingOf(link)} ${page.fold(page.context(link)).split(" ").sort().join(" ")}`;
      alike.set(key, [...(alike.get(key) || []), link]);
    }
    for (const group of alike.values()) {
      const [first, ...others] = group;
      const elsewhere = others.filter((link) => address(link) !== address(first));
      page.passed(first);
      for (const link of elsewhere) {
        page.cannotTell(link, "another link with this text, and nothing else around it, has another address", {
          name: name.slice(0, 100),
          address: address(link).slice(0, 200),
          other: address(first).slice(0, 200),
        });
      }
    }
  }
};

export default (page, { patterns, left }) => {
  const BLOCKS = 3000;
  const TEXT = 3000;
  const FOUND = 100;
  // Edges and letters of words in any language: JavaScript's own know ASCII only.
  const EDGE = "(?:(?<!\\p{L})(?=\\p{L})|(?<=\\p{L})(?!\\p{L}))";
  const expression = (pattern) => new RegExp(pattern.replaceAll("\\b", EDGE).replaceAll("\\w", "\\p{L}"), "iu");
  const compiled = Object.fromEntries(
    Object.entries(patterns).map(([language, { menu, doubt }]) => [
      language,
      { menu: menu.map(expression), doubt: doubt.map(expression) },
    ]),
  );
  const first = (expressions, text) => expressions.map((one) => one.exec(text)).find(Boolean);

  const WORD = /\b(menu|menü|menus|nav|navigation|navigatie|navigationsmenu|hoofdmenu|hauptmenu)\b/i;
  // Anything a screen reader could find as a menu, by role or by name.
  const LANDMARKS = "nav, [role=navigation], [role=menu], [role=menubar], aside, [role=complementary]";
  const NAMED =
    "h1, h2, h3, h4, h5, h6, [role=heading], button, a, summary, [role=button], [aria-label], " +
    "[aria-labelledby], [title], caption, legend, label, dt, strong, b";
  const words = (element) =>
    [
      element.getAttribute("aria-label"),
      element.getAttribute("title"),
      element.textContent.slice(0, 200),
      element.matches("[aria-labelledby]") ? page.name(element) : "",
    ].join(" ");
  const menus = () =>
    page.all(LANDMARKS).some(page.heard) ||
    page.all(NAMED).some((element) => WORD.test(words(element)) && page.heard(element));
  const linksBeside = (block, side) => {
    const range = document.createRange();
    range.selectNodeContents(block);
    const own = range.getBoundingClientRect();
    return page.all("ul, ol").some((list) => {
      if (list.contains(block) || list.querySelectorAll("a[href]").length < 2 || !page.seen(list)) return false;
      const box = list.getBoundingClientRect();
      return (
        box.bottom > own.top &&
        box.top < own.bottom + innerHeight &&
        (side === "left" ? box.right <= own.left : box.left >= own.right)
      );
    });
  };

  let found = 0;
  for (const block of page.all("p, li, dt, dd, td, th, label, legend, figcaption, div, span").slice(0, BLOCKS)) {
    // A paragraph may hold links and emphasis; of what holds other blocks only its own text is read.
    const text = (
      block.matches("p, label, legend, figcaption")
        ? block.textContent
        : [...block.childNodes]
            .filter((node) => node.nodeType === Node.TEXT_NODE)
            .map((node) => node.data)
            .join(" ")
    )
      .replace(/\s+/g, " ")
      .trim();
    if (text.length < 12 || text.length > TEXT) continue;
    const expressions = compiled[page.language(block)];
    if (!expressions) continue;
    const menu = first(expressions.menu, text);
    const match = menu || first(expressions.doubt, text);
    if (!match || !page.seen(block) || !page.heard(block)) continue;
    if ((found += 1) > FOUND) break;
    const side = menu && left.includes(menu[1].toLowerCase()) ? "left" : "right";
    if (menu && linksBeside(block, side) && !menus()) {
      page.failed(block, "nothing can be found as the menu this text points at", { words: match[0] });
    } else page.cannotTell(block, "the text points at something by its place, shape or colour", { words: match[0] });
  }
};

export default (page, { patterns, left, references }) => {
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
  const instructions = Object.fromEntries(
    Object.entries(references).map(([language, { verb, thing, looks, sides, signs, means, shapes: forms }]) => {
      const words = (lists) => Object.values(lists).flat().join("|");
      const begins = `\\b(?:${verb})\\b[^.?!;]{0,60}?`;
      return [
        language,
        forms.map((form) => ({
          verb: expression(`\\b(?:${verb})\\b`),
          sign: expression(`\\b(?:${signs})\\b`),
          means: expression(`\\b(?:${means})\\b`),
          pattern: expression(
            begins +
              form
                .replace("LOOK", `(?<look>${words(looks)})`)
                .replace("SIDE", `(?<side>${words(sides)})`)
                .replace("THING", `(?<thing>${thing})`),
          ),
          looks,
          sides,
        })),
      ];
    }),
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

  // Controls the words may mean, by what CSS draws: then the words name the thing by its look alone, unless the name of
  // one of the controls stands in them.
  const CONTROL =
    "button, a[href], input[type=submit], input[type=button], input[type=image], [role=button], [role=link], summary";
  const BUTTON = "button, input, summary, [role=button]";
  const KINDS = /** @type {[RegExp, string][]} */ ([
    [/button|knop|bouton|knopf|schaltfl/i, `${BUTTON}, a[href][class*=btn i], a[href][class*=button i]`],
    [/lin[ks]|lien/i, "a[href], [role=link]"],
  ]);
  let known = null;
  const controls = () => (known ??= page.all(CONTROL).filter(page.seen));
  const isNamed = (text) => {
    const said = ` ${page.fold(text)} `;
    return controls().some((control) => {
      const name = page.fold(page.name(control));
      return name.length >= 2 && said.includes(` ${name} `);
    });
  };
  const hue = (css) => {
    const [red, green, blue] = (/[\d.]+, [\d.]+, [\d.]+/.exec(css) || [""])[0].split(", ").map(Number);
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    if (!(most - least > 60) || /^rgba.*, 0\)$/.test(css)) return "";
    if (most === red)
      return green - least > 0.75 * (most - least)
        ? "yellow"
        : green - least > 0.35 * (most - least)
          ? "orange"
          : "red";
    return most === green ? "green" : "blue";
  };
  const shapes = {
    round: (box, style) =>
      Math.abs(box.width - box.height) <= 4 &&
      parseFloat(style.borderTopLeftRadius) >= (style.borderTopLeftRadius.endsWith("%") ? 40 : box.width * 0.4),
    square: (box, style) => Math.abs(box.width - box.height) <= 4 && parseFloat(style.borderTopLeftRadius) <= 4,
    triangle: (_, style) => style.clipPath.startsWith("polygon"),
  };
  const isLike = (control, look) => {
    const style = page.style(control);
    const inner = [control, ...control.children].slice(0, 3);
    if (shapes[look]) return inner.some((part) => shapes[look](part.getBoundingClientRect(), page.style(part)));
    return (
      hue(style.backgroundColor) === look || (style.backgroundColor === "rgba(0, 0, 0, 0)" && hue(style.color) === look)
    );
  };
  const isAt = (control, side, block) => {
    const [box, its] = [control.getBoundingClientRect(), block.getBoundingClientRect()];
    const middle = (box.left + box.right) / 2;
    return side === "left" ? middle <= its.left + its.width / 3 : middle >= its.left + (its.width * 2) / 3;
  };
  const SYMBOL = /[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff»«›‹✓✗×≡☰]/u;
  // A picture that no one hears, by what it draws.
  const drawing = (picture) =>
    [...picture.querySelectorAll("path, circle, polygon, rect, use")]
      .map((shape) => ["d", "points", "href", "r", "width"].map((name) => shape.getAttribute(name) || "").join(" "))
      .join(";") ||
    picture.getAttribute("src") ||
    "";
  const silent = (root) =>
    [...root.querySelectorAll("svg, img")].filter(
      (picture) => page.seen(picture) && !page.heard(picture) && drawing(picture),
    );
  // "Choose ▸ to go on", the sign being a picture that a control has as well.
  const byPicture = (block, verb) =>
    block.matches("p, li, dd, label") &&
    silent(block).some((picture) => {
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEndBefore(picture);
      const last = before
        .toString()
        .split(/[.?!;]/)
        .at(-1);
      const shared = controls().some(
        (control) =>
          !block.contains(control) &&
          !page.text(control) &&
          silent(control).some((other) => drawing(other) === drawing(picture)),
      );
      return verb.test(last.slice(-40)) && shared;
    });
  // "A diamond after a name means...": the same silent picture stands in some items of the list after it.
  const bySign = (block, { sign, means }) => {
    if (!sign.test(block.textContent) || !means.test(block.textContent)) return false;
    const list = [block.nextElementSibling, block.nextElementSibling?.firstElementChild].find((element) =>
      element?.matches("ul, ol, table, dl"),
    );
    const items = list ? [...list.querySelectorAll("li, td, dd")].filter((item) => page.text(item)) : [];
    const drawn = items.map((item) => silent(item).map(drawing)[0] || "");
    return drawn.filter(Boolean).length > 0 && drawn.some((one) => !one);
  };
  const byLook = (block, text, language) => {
    const instruction = instructions[language];
    if (!instruction) return null;
    if (block.matches("p, caption, figcaption") && bySign(block, instruction[0])) return text.slice(0, 60);
    if (!instruction[0].verb.test(text)) return null;
    for (const { pattern, looks, sides } of instruction) {
      const match = pattern.exec(text);
      if (!match) continue;
      const word = page.fold(match.groups?.look || match.groups?.side || "");
      const look = Object.keys(looks).find((one) => looks[one].includes(word));
      const side = Object.keys(sides).find((one) => sides[one].includes(word));
      const kind = KINDS.find(([called]) => called.test(match.groups?.thing || ""))?.[1] || CONTROL;
      const meant = controls().filter(
        (control) =>
          control.matches(kind) &&
          !block.contains(control) &&
          (look ? isLike(control, look) : side ? isAt(control, side, block) : word && SYMBOL.test(word)),
      );
      if (meant.length && !isNamed(text)) return match[0];
    }
    if (block.querySelector("svg, img") && byPicture(block, instruction[0].verb) && !isNamed(text))
      return text.slice(0, 60);
    const sign = instruction[0].verb.exec(text);
    const symbol = sign && SYMBOL.exec(text.slice(sign.index));
    const alone =
      symbol &&
      controls().some(
        (control) =>
          !block.contains(control) &&
          page.text(control) === symbol[0] &&
          (!page.name(control) || page.name(control) === symbol[0]),
      );
    return alone && !isNamed(text) ? text.slice(sign.index, sign.index + symbol.index + 1) : null;
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
    const look =
      block.matches("span") && block.parentElement?.closest("p, li") ? null : byLook(block, text, page.language(block));
    if (!(match || look) || !page.seen(block) || !page.heard(block)) continue;
    if ((found += 1) > FOUND) break;
    const side = menu && left.includes(menu[1].toLowerCase()) ? "left" : "right";
    if (match && menu && linksBeside(block, side) && !menus()) {
      page.failed(block, "nothing can be found as the menu this text points at", { words: match[0] });
    } else if (look) page.failed(block, "the text names a control by its look or place alone", { words: look });
    else page.cannotTell(block, "the text points at something by its place, shape or colour", { words: match[0] });
  }
};

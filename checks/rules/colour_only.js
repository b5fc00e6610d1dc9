export default (page, { colours, required }) => {
  // Hue in degrees; where two colours of the list meet, neither is sure.
  const HUES = {
    red: [
      [345, 360],
      [0, 14],
    ],
    orange: [[22, 42]],
    yellow: [[48, 66]],
    green: [[80, 165]],
    blue: [[195, 250]],
    purple: [[262, 300]],
    pink: [[315, 340]],
  };
  const SATURATED = 0.35;
  const LONG = 600;
  const ITEMS = 100;
  const hueOf = (css) => {
    const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(css);
    if (!parts) return "";
    const [red, green, blue] = parts.slice(1).map((value) => Number(value) / 255);
    const most = Math.max(red, green, blue);
    const least = Math.min(red, green, blue);
    const range = most - least;
    if (most < 0.25 || range / most < SATURATED) return "";
    const hue =
      (60 *
        (most === red
          ? (green - blue) / range
          : most === green
            ? 2 + (blue - red) / range
            : 4 + (red - green) / range) +
        360) %
      360;
    return Object.keys(HUES).find((name) => HUES[name].some(([from, to]) => hue >= from && hue <= to)) || "";
  };
  const named = (folded) =>
    Object.keys(colours).filter((colour) => colours[colour].some((word) => ` ${folded} `.includes(` ${word} `)));
  const drawn = (element) =>
    ["::before", "::after"].some(
      (part) => !["none", "normal", '""', "''"].includes(getComputedStyle(element, part).content),
    );
  const LOOK = [
    "fontWeight",
    "fontStyle",
    "fontSize",
    "fontFamily",
    "textDecorationLine",
    "backgroundColor",
    "backgroundImage",
    "listStyleType",
    "listStyleImage",
    "borderTopStyle",
    "borderLeftStyle",
    "borderBottomStyle",
    "textTransform",
    "display",
  ];
  const look = (element) => LOOK.map((name) => page.style(element)[name]).join("|");
  // The element that holds all text of an item: what differs inside one may tell more.
  const inner = (item) => {
    let at = item;
    while (
      at.children.length === 1 &&
      ![...at.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    )
      [at] = at.children;
    return at.children.length ? null : at;
  };
  const words = (text) =>
    new Set(
      page
        .fold(text)
        .split(" ")
        .filter((word) => word.length > 2),
    );

  for (const text of page.all("p, h2, h3, h4, h5, h6, caption, legend, figcaption")) {
    const raw = text.textContent;
    if (raw.length > 2 * LONG || !named(page.fold(raw)).length || !page.seen(text)) continue;
    const said = page.text(text);
    if (!said || said.length > LONG) continue;
    const folded = page.fold(said);
    const meant = named(folded);
    if (!meant.length) continue;

    if (required.some((word) => ` ${folded} `.includes(` ${word} `)) && meant.length === 1 && !/\*/.test(said)) {
      const [colour] = meant;
      const form = text.closest("form") || text.parentElement.querySelector("form");
      const labels = form ? [...form.querySelectorAll("label, legend")].filter(page.seen) : [];
      const coloured = labels.filter((label) => hueOf(page.style(label).color) === colour);
      if (!coloured.length || coloured.length === labels.length) continue;
      for (const label of coloured) {
        const other =
          /[*†•()]/.test(page.text(label)) ||
          [label, ...label.children].some(drawn) ||
          label.querySelector("img, svg, abbr, i, sup, b, strong") ||
          required.some((word) => ` ${page.fold(page.text(label))} `.includes(` ${word} `));
        const plain = labels.find((one) => !coloured.includes(one));
        if (!other && look(label) === look(plain)) {
          page.failed(label, "only the colour of the label tells that the field is required", { colour });
        } else page.passed(label);
      }
      continue;
    }

    if (meant.length < 2) continue;
    const list = text.localName === "caption" ? text.closest("table") : text.nextElementSibling;
    if (!list?.matches("ul, ol, dl, table")) continue;
    if (list.querySelector("img, svg, canvas, input, select, [role=img]")) continue;
    const items = [...list.querySelectorAll("li, td, dd")].filter((item) => page.text(item)).slice(0, ITEMS);
    const inners = items.map(inner);
    if (items.length < 2 || inners.some((item) => !item)) continue;
    const found = inners.map((item) => hueOf(page.style(item).color));
    if (new Set(found.filter(Boolean)).size < 2 || !found.every((hue) => meant.includes(hue))) continue;
    const groups = new Map();
    inners.forEach((item, at) => groups.set(found[at], [...(groups.get(found[at]) || []), item]));
    const same = [inners, items].every((elements) => new Set(elements.map(look)).size === 1);
    // A word all items of one colour share, and no other has, tells as much as the colour.
    const telling = [...groups].some(([hue, group]) => {
      const shared = [...words(page.text(group[0]))].filter((word) =>
        group.every((item) => words(page.text(item)).has(word)),
      );
      return (
        group.length > 1 &&
        shared.some((word) => !inners.some((item, at) => found[at] !== hue && words(page.text(item)).has(word)))
      );
    });
    const repeated = items.some((item) => [...words(page.text(item))].some((word) => words(said).has(word)));
    const measured = { colours: [...groups.keys()].join(" ") };
    const message = "the text tells the items apart by their colour, and nothing else does";
    if (same && !telling && !repeated && ![...items, ...inners].some(drawn)) page.failed(list, message, measured);
    else page.cannotTell(list, message, measured);
  }
};

export default (page, { colours, required, errors }) => {
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

  // Fields that must be filled in, or are wrong, told from the others by a colour and nothing else.
  const FIELDS =
    "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i]), textarea, select";
  const EDGE = ["borderTopColor", "backgroundColor", "outlineColor", "boxShadow"];
  const SHAPE = ["borderTopWidth", "borderTopStyle", "backgroundImage", "fontWeight", "width", "outlineStyle"];
  const shape = (field) =>
    SHAPE.slice(0, 4)
      .map((name) => page.style(field)[name])
      .join("|");
  const edge = (field) => EDGE.map((name) => hueOf(page.style(field)[name])).find(Boolean) || "";
  const labelOf = (field) => [...(field.labels || [])].find(page.seen);
  const marks = (field, label) => {
    const box = field.parentElement;
    const alone = box.querySelectorAll(FIELDS).length === 1;
    const texts = [page.text(label), alone ? page.text(box) : "", field.getAttribute("placeholder") || ""].map(
      page.fold,
    );
    const more = alone && page.fold(page.text(box)) !== page.fold(page.text(label));
    const beside = [label, field].flatMap((element) => [element.previousElementSibling, element.nextElementSibling]);
    const signs = alone ? box.querySelector("img, svg, i, [role=img]") : label.querySelector("img, svg, i");
    return (
      /[*†•✱!]/.test(page.text(label)) ||
      Boolean(signs) ||
      more ||
      [label, box, ...label.children].some(drawn) ||
      beside.some((element) => element && !element.matches(`${FIELDS}, label, br, button`) && page.text(element)) ||
      texts.some((text) => [...required, ...errors].some((word) => ` ${text} `.includes(` ${word} `)))
    );
  };
  const differ = (form, chosen, others, message) => {
    const labelled = (field) => [field, labelOf(field)];
    const [mine, its] = [chosen.map(labelled), others.map(labelled)];
    if (!mine.length || !its.length || [...mine, ...its].some(([, label]) => !label)) return;
    if (mine.some(([field, label]) => marks(field, label))) return;
    const sets = [
      (pairs) => pairs.map(([, label]) => hueOf(page.style(label).color)),
      (pairs) => pairs.map(([field]) => edge(field)),
    ];
    const told = sets.find(
      (hues) => new Set(hues(mine)).size === 1 && hues(mine)[0] && !hues(its).includes(hues(mine)[0]),
    );
    const alike =
      new Set(
        [...mine, ...its].map(([, label]) =>
          LOOK.filter((name) => name !== "display")
            .map((name) => page.style(label)[name])
            .join("|"),
        ),
      ).size === 1;
    const shaped = mine.every(([field]) =>
      its.filter(([other]) => other.type === field.type).every(([other]) => shape(other) === shape(field)),
    );
    if (told && alike && shaped) page.failed(mine[0][0], message, { colour: told(mine)[0], fields: mine.length });
  };
  const wrong = (field) =>
    field.getAttribute("aria-invalid") === "true" ||
    [...field.classList].some((name) => /^(?:.*[-_])?(?:error|invalid|fout|erreur|fehler)$/i.test(name));
  for (const form of page.all("form, body")) {
    const fields = [...form.querySelectorAll(FIELDS)].filter(
      (field) =>
        (form.localName === "form" || !field.form) &&
        page.seen(field) &&
        field.type !== "radio" &&
        field.type !== "checkbox",
    );
    if (fields.length < 2 || fields.length > ITEMS) continue;
    const needed = (field) =>
      field.required ||
      field.getAttribute("aria-required") === "true" ||
      /(^|[-_ ])(required|mandatory|verplicht|obligatoire|pflicht)/i.test(
        `${field.className} ${labelOf(field)?.className ?? ""} ${field.parentElement.className}`,
      );
    differ(
      form,
      fields.filter(needed),
      fields.filter((field) => !needed(field)),
      "only a colour tells that the field is required",
    );
    differ(
      form,
      fields.filter(wrong),
      fields.filter((field) => !wrong(field)),
      "only a colour tells that the field is wrong",
    );
    // A colour that text explains: "fields with a red edge are required".
    const explained = [...form.querySelectorAll("p, legend, h2, h3, div, span")]
      .filter((text) => text.childElementCount <= 2 && text.textContent.length < LONG)
      .concat([form.previousElementSibling].filter(Boolean))
      .find((text) => {
        const folded = ` ${page.fold(text.textContent)} `;
        return (
          text.textContent.length < LONG &&
          named(folded.trim()).length === 1 &&
          [...required, ...errors].some((word) => folded.includes(` ${word} `))
        );
      });
    if (explained) {
      const [colour] = named(page.fold(explained.textContent));
      const has = (field) => edge(field) === colour;
      differ(
        form,
        fields.filter(has),
        fields.filter((field) => !has(field)),
        "only a colour tells which fields the text means",
      );
    }
  }
  // Pictures that differ and have one name, after a text that tells their colours apart.
  for (const text of page.all("p, caption, figcaption, h2, h3")) {
    const list = text.localName === "caption" ? text.closest("table") : text.nextElementSibling;
    if (
      !list?.matches("ul, ol, dl, table") ||
      named(page.fold(text.textContent)).length < 2 ||
      text.textContent.length > LONG
    )
      continue;
    const pictures = [...list.querySelectorAll("img, [role=img]")].filter(
      (picture) => page.seen(picture) && page.heard(picture),
    );
    const drawings = new Set(
      pictures.map(
        (picture) =>
          picture.currentSrc || picture.getAttribute("src") || page.style(picture).backgroundColor + picture.innerHTML,
      ),
    );
    const names = new Set(pictures.map((picture) => page.fold(page.name(picture))));
    if (pictures.length >= 2 && drawings.size >= 2 && names.size === 1)
      page.failed(pictures[0], "the pictures differ in colour and have the same text alternative", {
        pictures: pictures.length,
      });
  }
  // The colours of a picture, which a text explains and the text alternative does not.
  for (const text of page.all("figcaption, p, li")) {
    const near = text.localName === "figcaption" ? text.closest("figure") : null;
    const picture =
      near?.querySelector("img[alt], svg[role=img], [role=img]") ||
      [text.previousElementSibling, text.nextElementSibling].find((element) =>
        element?.matches("img[alt], [role=img], svg[role=img]"),
      );
    if (!picture || !page.seen(picture) || !page.name(picture) || text.textContent.length > LONG) continue;
    const meant = named(page.fold(text.textContent));
    if (!meant.length || named(page.fold(page.name(picture))).length) continue;
    const told =
      near?.querySelector("table, ul, ol, dl") ||
      picture.getAttribute("aria-describedby") ||
      picture.nextElementSibling?.matches("table");
    if (meant.length >= 2 && !told)
      page.cannotTell(picture, "a text explains the colours of the picture; its alternative names none", {
        colours: meant.join(" "),
      });
  }

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

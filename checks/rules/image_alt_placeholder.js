// A bullet, a line, a corner: an image of something that is called so would be larger.
/** @param {Element} image */
const small = (image) => Math.min(image.getBoundingClientRect().width, image.getBoundingClientRect().height) <= 24;
const FILE = /\.(png|jpe?g|jpe|gif|svg|webp|avif|bmp|tiff?|heic)$/i;
const CAMERA = /^(img|dsc|dscn|dscf|pict|mvimg|pxl|wp)[_-]?\d{3,}([_-]\w+)*$/i;
// The size a program adds to a file it made smaller; a name that says "decorative"; keys struck at random.
const SIZED = /[-_]\d{2,4}x\d{2,4}$/i;
const STRUCK =
  /^(asdf?\w{0,6}|sdf\w{0,4}|qwert\w*|azert\w*|qsdf\w*|([a-z])\2{2,}|(xx+|test|test ?\d+|todo|tbd|n a|lorem ipsum.*))$/;
const NOTHING = /(^|\s|:)(undefined|null|nan|\[object object\])$/i;
/** @param {string} address */
const base = (address) => {
  try {
    return decodeURIComponent(new URL(address, document.baseURI).pathname.split("/").at(-1) ?? "");
  } catch {
    return "";
  }
};

/**
 * @type {import("../engines/run_checks.js").Rule<{
 *   empty: string[], poor: string[], decorative: string[], ornaments: string[]
 * }>}
 */
export default (page, { empty, poor, decorative, ornaments }) => {
  const EMPTY = new Set(empty);
  const POOR = new Set(poor);
  const ORNAMENTS = new Set(ornaments);
  const ADJECTIVE = /^(decorativ[eoa]?|decorati[ef]|decoratieve|decorative|dekorativ(e[nrs]?)?|ornamental)$/;
  /** @param {string[]} words */
  const adorns = (words) =>
    words.length === 2 && words.some((word) => ADJECTIVE.test(word)) && words.some((word) => ORNAMENTS.has(word));
  /** @param {string} folded */
  const isDecorative = (folded) =>
    decorative.some((words) => folded === words || (words.includes(" ") && folded.startsWith(`${words} `))) ||
    adorns(folded.split(" "));
  for (const image of page.all("img[alt], img[aria-label], [role=img][aria-label]")) {
    if (!page.heard(image)) continue;
    const name = page.name(image);
    if (!name) continue;
    const file = base(image.currentSrc || image.getAttribute("src") || "");
    const folded = page.fold(name);
    const measured = { name, file: file.slice(0, 120) };
    const isFile = FILE.test(name) && (!/\s/.test(name) || name === file);
    if (isFile || CAMERA.test(name)) {
      const link = image.closest("a[href]");
      if (link && base(link.href) === name) {
        page.cannotTell(image, "the text alternative is the name of the file it links to", measured);
      } else page.failed(image, "the text alternative is the name of a file", measured);
    } else if (NOTHING.test(name) || STRUCK.test(folded))
      page.failed(image, "the text alternative is no text", measured);
    else if (isDecorative(folded))
      page.failed(image, "the text alternative says that there is nothing to say", measured);
    else if (!/\s/.test(name) && SIZED.test(name))
      page.failed(image, "the text alternative is the name of a file", measured);
    else if (EMPTY.has(folded)) page.failed(image, "the text alternative only says that it is an image", measured);
    else if (ORNAMENTS.has(folded) && small(image))
      page.failed(image, "the text alternative names an ornament", measured);
    else if (POOR.has(folded) || ORNAMENTS.has(folded))
      page.cannotTell(image, "the text alternative says little", measured);
    else if (!/\s/.test(name) && /[_-]/.test(name) && name === file.replace(/\.\w+$/, "")) {
      page.cannotTell(image, "the text alternative is the name of the file without its ending", measured);
    } else page.passed(image);
  }
  // A font that draws an icon for a word ("play_circle") gives that word to whoever listens.
  for (const icon of page.all("[class*=material i], [class*=icon i], i, span").slice(0, 3000)) {
    const word = icon.childElementCount ? "" : (icon.textContent || "").trim();
    if (
      !/^[a-z]+(_[a-z0-9]+)+$/.test(word) ||
      icon.closest("code, pre, kbd, samp") ||
      !page.seen(icon) ||
      !page.heard(icon)
    )
      continue;
    const font = /icon|symbol|glyph/i.test(`${page.style(icon).fontFamily} ${icon.className}`);
    const control = icon.closest("a[href], button, [role=button], [role=link], [role=tab], [role=menuitem], summary");
    if (!font) continue;
    if (control && page.name(control) === word)
      page.failed(icon, "the name is the word by which a font knows its icon", { name: word });
    else if (!control || page.name(control).includes(word))
      page.cannotTell(icon, "the word by which a font knows its icon is read aloud", { name: word });
  }
};

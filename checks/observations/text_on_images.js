import { describe } from "../page/describe.js";
import { own } from "../page/tree.js";

// Finds text that stands on a background image or gradient, where styles alone do not tell what is behind a letter.
// An image that did not come, or comes only on scrolling, would put text on the wrong ground: such text is left alone.
// Returns [find, hide, show]: find() gives the texts with the boxes of their words, in px of the document; hide() makes
// all text transparent without changing anything else, show() undoes that.
export default () => {
  const ELEMENTS = 6000;
  const TEXTS = 24;
  const WORDS = 12;
  const NOT_TEXT =
    "script, style, noscript, template, select, textarea, option, svg, math, [aria-hidden=true], " +
    "[aria-disabled=true], :disabled, [inert]";
  const MOVING = "video, canvas, iframe, object, embed, marquee";
  const LATE = "[data-bg], [data-background], [data-background-image], [data-src], .lazy, .lazyload, .b-lazy";
  const WAIT = 1000; // ms for an image the page has, but that is not decoded yet
  const page = own("documentElement");

  const clear = (colour) => colour === "transparent" || /^rgba.*, 0\)$/.test(colour);
  const solid = (style) => !clear(style.backgroundColor) && !/^rgba/.test(style.backgroundColor);
  const rgba = (colour) => {
    const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(colour);
    return parts && [1, 2, 3].map((at) => Number(parts[at])).concat(parts[4] === undefined ? 1 : Number(parts[4]));
  };
  const inactive = (element) => {
    const label = element.closest("label");
    return Boolean(label?.control?.matches(":disabled, [aria-disabled=true]"));
  };

  // Whether an element stands on an image, and whether all around it lets the pixels be taken at their word.
  const known = new Map();
  const ground = (element) => {
    if (!element) return { image: false, sure: true };
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const around = ground(element.parentElement);
    const image = style.backgroundImage !== "none";
    const sure =
      around.sure &&
      style.opacity === "1" &&
      style.filter === "none" &&
      style.mixBlendMode === "normal" &&
      style.position !== "fixed" &&
      style.position !== "sticky" &&
      style.animationName === "none" &&
      !/text/.test(style.backgroundClip) &&
      style.maskImage === "none" &&
      style.backfaceVisibility === "visible";
    const told = { image: image || (around.image && !solid(style)), sure };
    known.set(element, told);
    return told;
  };
  // Whether nothing cuts the box off or lies over it, as far as can be seen from here.
  const open = (box, element) => {
    for (let at = element; at && at !== page; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX === "visible" && style.overflowY === "visible" && style.clipPath === "none") continue;
      if (at.localName === "body") continue;
      const edge = at.getBoundingClientRect();
      if (
        style.clipPath !== "none" ||
        box.left < edge.left - 1 ||
        box.right > edge.right + 1 ||
        box.top < edge.top - 1 ||
        box.bottom > edge.bottom + 1
      )
        return false;
    }
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
      return x >= 0 && x < page.scrollWidth && y + scrollY >= 0;
    }
    const top = Document.prototype.elementFromPoint.call(document, x, y);
    return Boolean(top) && (top.contains(element) || element.contains(top));
  };

  const boxes = (node, element) => {
    const range = Document.prototype.createRange.call(document);
    const found = [];
    for (const match of node.data.matchAll(/\S*[\p{L}\p{N}]\S*/gu)) {
      if (found.length >= WORDS) break;
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const [box, ...more] = range.getClientRects();
      if (!box || more.length || box.width < 3 || box.height < 5 || !open(box, element)) continue;
      found.push([box.left + scrollX, box.top + scrollY, box.width, box.height]);
    }
    return found;
  };

  const overlap = (box, other) =>
    box[0] < other.right + scrollX &&
    box[0] + box[2] > other.left + scrollX &&
    box[1] < other.bottom + scrollY &&
    box[1] + box[3] > other.top + scrollY;
  const addresses = (element) =>
    [...getComputedStyle(element).backgroundImage.matchAll(/url\("([^"]*)"\)/g)].map(([, address]) => address);
  const loaded = new Map(); // address -> promise of whether the image is there
  const isThere = (address) => {
    if (!loaded.has(address)) {
      const image = new Image();
      image.src = address;
      const late = new Promise((resolve) => {
        setTimeout(resolve, WAIT, false);
      });
      loaded.set(
        address,
        Promise.race([
          image.decode().then(
            () => true,
            () => false,
          ),
          late,
        ]),
      );
    }
    return loaded.get(address);
  };

  const candidate = (node) => {
    const element = node.parentElement;
    if (!/[\p{L}\p{N}]/u.test(node.data) || !(element instanceof HTMLElement)) return null;
    if (element.closest(NOT_TEXT) || element.closest(LATE) || inactive(element)) return null;
    const { image, sure } = ground(element);
    if (!image || !sure) return null;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
    const style = getComputedStyle(element);
    const colour = rgba(style.webkitTextFillColor);
    if (!colour || colour[3] < 0.1) return null;
    if (style.textShadow !== "none" || style.webkitTextStrokeWidth !== "0px") return null;
    const size = parseFloat(style.fontSize);
    const bold = Number(style.fontWeight) >= 700;
    const words = boxes(node, element);
    return words.length ? { element, colour, large: size >= 24 || (bold && size >= 18.66), words } : null;
  };

  const find = async () => {
    const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
    const images = all("body, body *")
      .slice(0, ELEMENTS)
      .filter((element) => element instanceof HTMLElement && getComputedStyle(element).backgroundImage !== "none");
    const grounds = images
      .map((element) => ({ place: element.getBoundingClientRect(), urls: addresses(element) }))
      .filter(({ urls }) => urls.length);
    const shaky = [...all(MOVING), ...all("img").filter((image) => !image.complete || !image.naturalWidth)].map(
      (element) => element.getBoundingClientRect(),
    );
    const seen = new Set();
    const texts = [];
    for (const root of images) {
      const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && texts.length < TEXTS; node = walker.nextNode()) {
        if (seen.has(node)) continue;
        seen.add(node);
        const text = candidate(node);
        if (!text || text.words.some((box) => shaky.some((other) => overlap(box, other)))) continue;
        const behind = new Set(
          grounds.filter(({ place }) => text.words.some((box) => overlap(box, place))).flatMap(({ urls }) => urls),
        );
        const there = await Promise.all([...behind].map(isThere));
        const { element, ...told } = text;
        if (there.every(Boolean)) texts.push({ ...describe(element), ...told });
      }
    }
    return { texts, width: page.scrollWidth, height: page.scrollHeight };
  };

  const sheet = new CSSStyleSheet();
  const hide = () => {
    sheet.replaceSync(
      "*, ::before, ::after { -webkit-text-fill-color: transparent !important; " + "transition: none !important; }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const show = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  return [find, hide, show];
};

import { drawsBeside } from "../page/drawn.js";

const WORDS = 3;
const LETTERS = 12;
const LINKS = 3000;

// A telephone number, a mail or web address is known for what it is, though not that it can be pressed.
const CONTACT = /^([+\d][\d\s()./-]{5,}|\S+@\S+|(https?:\/\/|www\.)\S+)$/i;

// What makes words look different from their neighbours; padding and position do not.
const TEXT = /** @type {const} */ ([
  "color",
  "fontFamily",
  "fontSize",
  "fontStyle",
  "fontWeight",
  "fontVariant",
  "textTransform",
  "letterSpacing",
  "textShadow",
  "opacity",
  "filter",
]);

/** @param {string} colour */
const transparent = (colour) => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour);

/** @param {CSSStyleDeclaration} style */
const decorated = (style) =>
  style.textDecorationLine !== "none" ||
  !transparent(style.backgroundColor) ||
  style.backgroundImage !== "none" ||
  style.boxShadow !== "none" ||
  (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none") ||
  /** @type {const} */ (["Top", "Right", "Bottom", "Left"]).some((side) => parseFloat(style[`border${side}Width`]) > 0);

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  // A line under the words may be drawn by any element between the link and the sentence.
  /**
   * @param {Element} link
   * @param {CSSStyleDeclaration} style
   */
  const sameLook = (link, style) =>
    [link, ...link.querySelectorAll("*")].every((element) => {
      const own = page.style(element);
      return TEXT.every((property) => own[property] === style[property]) && !decorated(own) && !drawsBeside(element);
    });
  /** @param {Element} element */
  const inline = (element) => page.style(element).display === "inline";
  // The words of the sentence outside links, as drawn: [text, style of its element] for the stretch around the link.
  /** @param {Element} link */
  const sentence = (link) => {
    let top = link;
    while (top.parentElement && inline(top.parentElement)) top = top.parentElement;
    const block = top.parentElement;
    if (!block) return [];
    /** @type {[string, Element][]} */
    const found = [];
    /** @param {Node} node */
    const read = (node) => {
      if (found.length > 40) return;
      if (node instanceof Text && node.data.trim()) found.push([node.data, node.parentElement ?? block]);
      else if (
        node instanceof Element &&
        !node.matches("a, button, [role=link], script, style") &&
        inline(node) &&
        page.seen(node)
      )
        node.childNodes.forEach(read);
    };
    /**
     * @param {Node | null} node
     * @returns {node is Node}
     */
    const joins = (node) => node !== null && (!(node instanceof Element) || (inline(node) && !node.matches("br")));
    for (const way of /** @type {const} */ (["previousSibling", "nextSibling"])) {
      for (let node = top[way], steps = 0; joins(node) && steps < 40; node = node[way], steps += 1) read(node);
    }
    for (let at = link; at !== top && at.parentElement; at = at.parentElement) {
      for (const node of at.parentElement.childNodes) if (node !== at) read(node);
    }
    return found;
  };

  for (const link of page.all("a[href]").slice(0, LINKS)) {
    if (!(link instanceof HTMLElement) || !inline(link) || !page.seen(link) || !page.text(link)) continue;
    if (link.querySelector("img, svg, picture, video, input, button, i:empty, span:empty")) continue;
    if (link.closest("h1, h2, h3, h4, h5, h6, [role=heading], nav, [role=navigation], button, address")) continue;
    const around = sentence(link);
    const words =
      around
        .map(([text]) => text)
        .join(" ")
        .match(/\p{L}{2,}/gu) || [];
    if (words.length < WORDS || words.join("").length < LETTERS) continue;
    const looks = around.map(([, element]) => element);
    let underlined = false;
    for (let at = link.parentElement; at && !underlined; at = at.parentElement) {
      underlined = page.style(at).textDecorationLine !== "none";
      if (!inline(at)) break;
    }
    // Every stretch around must look like the link: beside words in another style it may stand out.
    /** @param {Element} element */
    const plain = (element) => element === link.parentElement || !inline(element) || !decorated(page.style(element));
    if (!underlined && looks.every((element) => plain(element) && sameLook(link, page.style(element)))) {
      const say = CONTACT.test(page.text(link)) ? page.cannotTell : page.failed;
      say(link, "nothing tells this link from the text around it", { text: page.text(link).slice(0, 100) });
    } else page.passed(link);
  }
};

import { own, roots, textOf, within } from "./tree.js";
import { oneLine, short } from "./words.js";

// What kind of page this seems to be, for results/page_words/notices.py: its words, links, fields and what it loads.

const SURROUNDINGS = "header, nav, footer, aside, [role=banner], [role=navigation], [role=contentinfo]";
const SECTIONS = "main, article, section, [role=main]"; // a header inside these is the content's own
const SEARCH = "[role=search], search, form[role=search]";
const NOT_TYPED =
  "[type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], [type=checkbox i], [type=radio i], " +
  "[type=password i], [type=search i], [type=file i], [type=range i], [type=color i]";
const MOST = 80;
const LINKS = 1000; // a notice has few
const SHORT = 150;
const SCRIPT = 4000;
const HARDLY = 20; // words

/**
 * @param {Element} element
 * @param {string} name
 */
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) || "";
/**
 * @param {Element} element
 * @param {string} selector
 */
const closest = (element, selector) => Element.prototype.closest.call(element, selector);
/** @param {Element} element */
const shown = (element) => Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
/** @param {string} text */
const count = (text) => (oneLine(text) ? oneLine(text).split(" ").length : 0);

/**
 * Around the content: header, navigation and footer of the page, not of a part of its content.
 * @param {Element} element
 */
const isAround = (element) => {
  const around = closest(element, SURROUNDINGS);
  return around !== null && !closest(around, SECTIONS);
};

/** @param {Element} link */
const addressOf = (link) => {
  try {
    return new URL(attribute(link, "href"), own("baseURI"));
  } catch {
    return null;
  }
};

/** @param {Element} element */
const nameOf = (element) =>
  short(oneLine(textOf(element) || attribute(element, "value") || attribute(element, "aria-label")), SHORT);

/**
 * Addresses of this host that links lead to, the page itself left out: [all of them, those in menus].
 * @param {Element[]} links
 */
const inside = (links) => {
  const here = location.pathname + location.search;
  const found = new Map();
  for (const link of links) {
    const url = addressOf(link);
    if (!url || url.host !== location.host || !/^https?:$/.test(url.protocol)) continue;
    const address = url.pathname + url.search;
    if (address !== here) found.set(address, found.get(address) || isAround(link));
  }
  return [found.size, [...found.values()].filter(Boolean).length];
};

/**
 * What the page loads and how its parts are called.
 * @param {(Document | ShadowRoot)[]} places
 */
const codeOf = (places) => {
  const loaded = within(places, "script[src], iframe[src], frame[src], img[src], link[href], form[action]").map(
    (element) => attribute(element, "src") || attribute(element, "href") || attribute(element, "action"),
  );
  const named = within(places, "[id], [class]").map(
    (element) => `${attribute(element, "id")} ${attribute(element, "class")}`,
  );
  const scripts = within(places, "script:not([src])").map((element) => element.textContent);
  return [
    ...loaded.slice(0, MOST).map((address) => short(address, SHORT)),
    ...named.slice(0, MOST).map((name) => short(name, SHORT)),
    short(scripts.join(" "), SCRIPT),
  ].join("\n");
};

/** @param {(Document | ShadowRoot)[]} places */
const typed = (places) =>
  within(places, "input, textarea, select")
    .filter((field) => !Element.prototype.matches.call(field, NOT_TYPED) && shown(field) && !closest(field, SEARCH))
    .slice(0, MOST)
    .map((field) =>
      [
        ...["type", "name", "id", "autocomplete", "placeholder", "aria-label"].map((name) => attribute(field, name)),
        ...[...(field.labels || [])].map(textOf),
      ].join(" "),
    )
    .filter((field) => !/\b(search|zoek\w*|q|query|suche|recherche)\b/i.test(field))
    .map((field) => short(field, SHORT));

/**
 * What a frame of this host says; no other lets itself be read.
 * @param {Element} frame
 */
const framed = (frame) => frame.contentDocument?.body?.innerText ?? "";

/** All of it. */
export const lookOf = () => {
  const places = roots();
  const body = own("body");
  const hidden = places.slice(1).flatMap((root) => [...root.children].filter(shown));
  const texts = [body, ...hidden].map(textOf);
  // A page that has hardly a word may be drawn in a frame.
  const drawn = count(texts.join(" ")) <= HARDLY ? within(places, "iframe, frame").map(framed) : [];
  const text = [...texts, ...drawn].join("\n");
  const around = within(places, SURROUNDINGS).filter(
    (element) => isAround(element) && !(element.parentElement && closest(element.parentElement, SURROUNDINGS)),
  );
  const links = within(places, "a[href], area[href]").slice(0, LINKS).filter(shown);
  const [pages, menu] = inside(links);
  /** @param {string} selector */
  const headed = (selector) => within(places, selector).find((element) => oneLine(textOf(element)));
  const heading = headed("h1") ?? headed("h2, [role=heading]");
  const words = count(texts.join(" "));
  const buttons = within(places, "button, input[type=submit i], input[type=button i], [role=button]")
    .slice(0, LINKS)
    .filter(shown);
  return {
    title: own("title"),
    heading: short(oneLine(textOf(heading)), 200),
    text: text.split("\n").map(oneLine).filter(Boolean).join("\n").slice(0, 6000),
    words,
    main_words: Math.max(0, words - around.reduce((sum, element) => sum + count(textOf(element)), 0)),
    controls: within(places, "a[href], button, input, select, textarea, img, svg, video, audio, canvas, object, embed")
      .length,
    // Who asks for a new one registers people.
    passwords: within(places, "input[type=password i]:not([autocomplete~=new-password i])").filter(shown).length,
    fields: typed(places),
    actions: [...buttons, ...links.filter((link) => !isAround(link))].slice(0, MOST).map(nameOf).filter(Boolean),
    inside: pages,
    menu,
    frames: within(places, "iframe, frame")
      .filter((frame) => frame.clientWidth > 1 && frame.clientHeight > 1)
      .map((frame) => short(attribute(frame, "src"), 300))
      .slice(0, 20),
    code: codeOf(places),
    noindex: within(places, "meta[name=robots i]").some((meta) => /noindex|none/i.test(attribute(meta, "content"))),
    path: location.pathname,
    content_type: own("contentType"),
  };
};

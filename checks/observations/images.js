import { reading } from "../engines/reading.js";
import { describe } from "../page/describe.js";
import { drawnBox } from "../page/drawn.js";
import { apart } from "../page/stopping.js";
import { roots, upward } from "../page/tree.js";

// The pictures of a page that are drawn large enough to hold words, and where each stands. What is in them is read
// outside of the page.

const MOST = 60;
const LEAST = { width: 40, height: 12, area: 1500 }; // CSS pixels
const LONGEST_DATA = 400000; // characters of a data: address
const SAID = 200000;
const NEAR = 4; // steps outwards, for the names in the code
const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading]";
const BUTTON = "button, [role=button], input[type=image], summary, [role=tab]";
const MENU = "nav, [role=navigation], [role=menu], [role=menubar], [role=tablist]";
const MAY_HAVE_BACKGROUND = `${HEADING}, ${BUTTON}, a, [role=img], [role=link]`;
const MENU_LENGTH = 3; // links that each hold nothing but a picture

/** @param {Element} element */
const isImage = (element) => element.matches("img, input[type=image]");

// The one file behind an element that is drawn once; sprites show a part of theirs.
/** @param {Element} element */
const backgroundOf = (element) => {
  const { backgroundImage, backgroundPosition, backgroundSize } = getComputedStyle(element);
  const [url, ...more] = [...backgroundImage.matchAll(/url\("([^"]*)"\)/g)].map(([, address]) => address);
  if (!url || more.length || /-\d/.test(backgroundPosition)) return "";
  return backgroundSize === "auto" || /contain|cover|100%/.test(backgroundSize) ? url : "";
};

/**
 * @param {Element} element
 * @returns {string}
 */
const addressOf = (element) => {
  if (!isImage(element)) return backgroundOf(element);
  const isThere = element.matches("input") || (element.complete && element.naturalWidth > 0);
  return isThere ? element.currentSrc || element.src || "" : "";
};

// What is written in an element beside the picture itself.
/**
 * @param {ReturnType<typeof reading>} page
 * @param {Element} holder
 * @param {Element} picture
 */
const otherWords = (page, holder, picture) =>
  holder === picture && !isImage(picture) ? drawnText(holder) : page.fold(holder.innerText || "");

// Text that is put out of sight, as with a picture in its place, is not there to see.
/** @param {Element} holder */
const drawnText = (holder) => {
  const style = getComputedStyle(holder);
  const isAway = Math.abs(parseFloat(style.textIndent)) > 300 || parseFloat(style.fontSize) < 2;
  return isAway || (holder.firstElementChild && !holder.firstElementChild.checkVisibility()) ? "" : holder.innerText;
};

/**
 * @param {ReturnType<typeof reading>} page
 * @param {Element} link
 * @param {Element} picture
 */
const inMenu = (page, link, picture) => {
  if (upward(link).some((at) => at.matches(MENU))) return true;
  const row = upward(link).find((at) => at.matches("ul, ol, tr, map")) ?? link.parentElement;
  const links = [...(row?.querySelectorAll("a[href]") ?? [])].filter((one) => page.seen(one));
  const { height } = picture.getBoundingClientRect();
  const alike = links.filter((one) => {
    const shown = isImage(picture) ? one.querySelector("img") : one;
    return shown && Math.abs(shown.getBoundingClientRect().height - height) < 3 && !otherWords(page, one, shown);
  });
  return alike.length >= MENU_LENGTH && alike.length === links.length && height < 100;
};

// As what the picture stands there, alone: a heading, a button, a link of a menu.
/**
 * @param {ReturnType<typeof reading>} page
 * @param {Element} picture
 */
const labelOf = (page, picture) => {
  const line = upward(picture);
  const button = line.find((at) => at.matches(BUTTON));
  if (button && !otherWords(page, button, picture)) return "button";
  const heading = line.find((at) => at.matches(HEADING));
  if (heading && !otherWords(page, heading, picture)) return "heading";
  const link = line.find((at) => at.matches("a[href]"));
  return link && !otherWords(page, link, picture) && inMenu(page, link, picture) ? "menu" : "";
};

// A link to the home page, or to another website: what is in it may be the name of whose it is.
/** @param {Element} picture */
const leadsTo = (picture) => {
  const link = upward(picture).find((at) => at.matches("a[href]"));
  if (!link || !/^https?:/.test(link.href)) return "";
  const { host, pathname, search } = new URL(link.href);
  if (host !== location.host) return "elsewhere";
  const isHome = /^\/([a-z]{2}(-[a-z]{2})?\/?)?(index\.\w+|home\/?)?$/i.test(pathname) && !search;
  return isHome || (pathname === location.pathname && search === location.search) ? "home" : "";
};

/**
 * @param {ReturnType<typeof reading>} page
 * @param {Element} picture
 * @param {string} url
 */
const calledBy = (page, picture, url) => {
  const names = upward(picture)
    .slice(0, NEAR)
    .flatMap((at) => ["class", "id"].map((name) => at.getAttribute(name) || ""));
  const caption = picture.closest("figure")?.querySelector("figcaption")?.textContent || "";
  const file = /^https?:.*?([^/]*)$/.exec(url)?.[1] || "";
  const words = [...names, file, page.name(picture), picture.title || "", caption].join(" ");
  return apart(words.replace(/([a-z])([A-Z])/g, "$1 $2"));
};

/**
 * @param {ReturnType<typeof reading>} page
 * @param {Element} picture
 * @param {string} url
 * @param {Record<string, string[]>} called
 */
const placeOf = (page, picture, url, called) => {
  const box = drawnBox(picture);
  if (!box || !page.seen(picture)) return null;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width < LEAST.width || height < LEAST.height || width * height < LEAST.area) return null;
  const names = calledBy(page, picture, url);
  return {
    place: describe(picture),
    url: url.length > LONGEST_DATA ? "data:too-long" : url.split("#")[0],
    there: picture.matches("img"),
    unscaled: !isImage(picture) && getComputedStyle(picture).backgroundSize === "auto",
    width: Math.round(width),
    height: Math.round(height),
    alternative: page.heard(picture) ? page.fold(page.name(picture)) : "",
    // Without any, axe-core says so.
    unanswered: picture.matches("img") && !picture.hasAttribute("alt") && page.heard(picture) && !page.name(picture),
    label: labelOf(page, picture),
    leads: leadsTo(picture),
    called: Object.keys(called).find((kind) => called[kind].some((word) => names.includes(` ${word}`))) ?? "",
  };
};

// All text of the page, also what only shows when something is opened, and all alternatives.
/** @param {ReturnType<typeof reading>} page */
const saidOn = (page) => {
  const words = page.all("[alt], [aria-label]").map((element) => page.name(element));
  for (const root of roots()) {
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest("script, style, template, noscript, head")) words.push(node.data);
    }
  }
  return page.fold(words.join(" ")).slice(0, SAID);
};

/**
 * @param {{called: Record<string, string[]>}} given what a picture may be called, by kind: folded beginnings of words
 * @returns {import("../page/answers.js").ImagesAnswer}
 */
export default ({ called }) => {
  const page = reading();
  const images = [];
  for (const picture of page.all(`img, input[type=image], ${MAY_HAVE_BACKGROUND}`)) {
    const url = addressOf(picture);
    const place = /^(https?:|data:image\/)/i.test(url) ? placeOf(page, picture, url, called) : null;
    if (place) images.push(place);
    if (images.length > MOST) break;
  }
  const more = images.length > MOST;
  return { images: images.slice(0, MOST), said: images.length ? saidOn(page) : "", more };
};

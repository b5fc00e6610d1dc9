import { roots, within } from "../../page/tree.js";
import { drawn, spot } from "./spots.js";

const MOST = 20;
/** @param {string} url */
const plain = (url) => url.split("#")[0];

/**
 * The drawn images of these addresses.
 * @param {string[]} urls
 * @param {readonly string[]} waiting
 */
export const imagesOf = (urls, waiting) => {
  const wanted = new Set(urls);
  /** @type {import("../../page/answers.js").DrawnImage[]} */
  const found = [];
  if (!wanted.size) return found;
  for (const image of within(roots(), "img, input[type=image]")) {
    const url = plain(image.currentSrc || image.src || "");
    const place = found.length < MOST && wanted.has(url) && drawn(image);
    if (place && getComputedStyle(image).opacity !== "0") found.push({ url, spot: spot(image, place, waiting) });
  }
  return found;
};

/**
 * The drawn elements with a background of these addresses; slow on a large page.
 * @param {string[]} urls
 * @param {readonly string[]} waiting
 */
export const backgroundsOf = (urls, waiting) => {
  const wanted = new Set(urls);
  /** @type {import("../../page/answers.js").DrawnImage[]} */
  const found = [];
  for (const element of within(roots(), "body, body *")) {
    const style = getComputedStyle(element).backgroundImage;
    if (found.length >= MOST || style === "none" || !style.includes("url(")) continue;
    const url = [...style.matchAll(/url\("([^"]*)"\)/g)]
      .map(([, address]) => plain(address))
      .find((address) => wanted.has(address));
    const place = url && drawn(element);
    if (place) found.push({ url, spot: spot(element, place, waiting) });
  }
  return found;
};

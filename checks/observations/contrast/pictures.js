// The pictures behind text, and whether they came.

const MOVING = "video, canvas, iframe, object, embed, marquee";
const WAIT = 1000; // ms for an image the page has, but that is not decoded yet

/** @param {Element | DOMRect} other */
const placeOf = (other) => (other instanceof Element ? other.getBoundingClientRect() : other);

/**
 * Whether a word's box is over an element, or a box in the window.
 * @param {number[]} box left, top, width and height in the document
 * @param {Element | DOMRect} other
 */
export const overlaps = (box, other) => {
  const place = placeOf(other);
  return (
    box[0] < place.right + scrollX &&
    box[0] + box[2] > place.left + scrollX &&
    box[1] < place.bottom + scrollY &&
    box[1] + box[3] > place.top + scrollY
  );
};

/** @param {Element} element */
const addresses = (element) =>
  [...getComputedStyle(element).backgroundImage.matchAll(/url\("([^"]*)"\)/g)].map(([, address]) => address);

/**
 * Where background images are drawn, with their addresses.
 * @param {Element[]} elements
 */
export const grounds = (elements) =>
  elements
    .map((element) => ({ place: element.getBoundingClientRect(), urls: addresses(element) }))
    .filter(({ urls }) => urls.length);

/** The places of what may look otherwise a moment later. */
export const shaky = () => {
  /** @param {string} selector */
  const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const absent = all("img").filter((image) => !image.complete || !image.naturalWidth);
  return [...all(MOVING), ...absent].map((element) => element.getBoundingClientRect());
};

const loaded = new Map(); // address -> promise of whether the image is there

/** @param {string} address */
const isThere = (address) => {
  if (!loaded.has(address)) {
    const image = new Image();
    image.src = address;
    const late = new Promise((resolve) => {
      setTimeout(resolve, WAIT, false);
    });
    const decoded = image.decode().then(
      () => true,
      () => false,
    );
    loaded.set(address, Promise.race([decoded, late]));
  }
  return loaded.get(address);
};

/**
 * Whether all images behind these boxes came.
 * @param {ReturnType<typeof grounds>} behind
 * @param {number[][]} boxes
 */
export const areThere = async (behind, boxes) => {
  const urls = behind.filter(({ place }) => boxes.some((box) => overlaps(box, place))).flatMap((one) => one.urls);
  return (await Promise.all([...new Set(urls)].map(isThere))).every(Boolean);
};

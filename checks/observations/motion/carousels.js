import { untilTimer } from "../../page/instruments.js";
import { isMoving } from "../../page/settled.js";
import { buttonsIn } from "../../page/stopping.js";
import { roots, within } from "../../page/tree.js";
import { drawn, spot } from "./spots.js";

const MOST = 5;
const SMALLEST = [100, 40]; // CSS pixels
const PARTS = 80;
const STEP = 200; // milliseconds
const CAROUSEL =
  "[aria-roledescription=carousel], [class*=carousel i], [class*=slider i], [class*=slideshow i]," +
  " [class*=slick i], [class*=swiper i], [class*=splide i], [class*=flickity i], [class*=owl-], [class*=glide i]," +
  " [class*=ticker i], [class*=flexslider i]";

/** @typedef {ReturnType<typeof carouselsOnPage>[number]} Carousel */

const candidates = () =>
  within(roots(), CAROUSEL).filter(
    (element) => element.childElementCount && !element.matches("html, body, main, input, label, button, a"),
  );

// Its buttons may stand beside it, in a block of which it is the only carousel.
/**
 * @param {Element} element
 * @param {Element[]} all carousels
 */
const blockOf = (element, all) => {
  const around = element.parentElement;
  const alone = (/** @type {Element} */ it) => !all.some((other) => !element.contains(other) && it.contains(other));
  return around && !around.matches("html, body, main, [role=main]") && alone(around) ? around : element;
};

/**
 * What says of itself that it is one: with its element, that is not to be given back.
 * @param {readonly string[]} waiting
 */
export const carouselsOnPage = (waiting) => {
  const all = candidates();
  return all
    .filter((element) => !all.some((other) => other !== element && other.contains(element)))
    .flatMap((element) => {
      const place = drawn(element);
      return place && place.width >= SMALLEST[0] && place.height >= SMALLEST[1] ? [{ element, place }] : [];
    })
    .slice(0, MOST)
    .map(({ element, place }) => ({
      element,
      spot: spot(element, place, waiting),
      moved: false,
      buttons: buttonsIn(blockOf(element, all)).length,
    }));
};

// Where its parts are within it; those out of sight do not count.
/** @param {Element} carousel */
const snapshot = (carousel) => {
  const frame = carousel.getBoundingClientRect();
  return [...carousel.querySelectorAll("*")]
    .filter((part) => part.childElementCount || part.matches("img, li") || part.parentElement === carousel)
    .slice(0, PARTS)
    .map((part) => {
      const { left, top, right } = part.getBoundingClientRect();
      const inside =
        left < frame.right &&
        right > frame.left &&
        part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      return inside ? `${Math.round(left - frame.left)},${Math.round(top - frame.top)}` : "";
    })
    .join(" ");
};

// Signs that something will move: a timer to come, changes all the time, or what a carousel says of itself.
/** @param {Carousel[]} carousels */
const mayMove = (carousels) =>
  untilTimer() < Infinity || isMoving() || carousels.some(({ element }) => element.querySelector("[aria-live=off]"));

/**
 * Notes which of them move within so many milliseconds.
 * @param {Carousel[]} carousels
 * @param {number} milliseconds
 */
export const watchCarousels = async (carousels, milliseconds) => {
  if (!carousels.length || !mayMove(carousels)) return;
  const before = carousels.map(({ element }) => snapshot(element));
  const end = performance.now() + milliseconds;
  while (performance.now() < end && carousels.some(({ moved }) => !moved)) {
    await new Promise((resolve) => {
      setTimeout(resolve, STEP);
    });
    carousels.forEach((carousel, at) => {
      carousel.moved ||= snapshot(carousel.element) !== before[at];
    });
  }
};

import { BUTTON, saysOneOf } from "../../page/stopping.js";
import { roots, within } from "../../page/tree.js";
import { animationsOnPage } from "./animations.js";
import { carouselsOnPage, watchCarousels } from "./carousels.js";
import { backgroundsOf, imagesOf } from "./images.js";
import { scriptedMotion } from "./scripted.js";
import { playingVideos } from "./videos.js";

/**
 * @template {{ element: Element }} Entry
 * @param {Entry[]} entries
 */
const bare = (entries) => entries.map(({ element: _, ...rest }) => rest);

// What moves on this page, as far as the document tells; observe.py says what it means.
// `urls`: images that may be animated. `backgrounds`: only look for them behind elements.
/**
 * @param {{ urls: string[], backgrounds: boolean, stopping: string[], waiting: string[], watch: number }} given
 *   watch: milliseconds carousels are looked at
 * @returns {Promise<import("../../page/answers.js").MotionAnswer>}
 */
export default async ({ urls, backgrounds, stopping, waiting, watch }) => {
  if (backgrounds) {
    const images = backgroundsOf(urls, waiting);
    return { images, animations: [], videos: [], carousels: [], scripted: [], stops: false };
  }
  const images = imagesOf(urls, waiting);
  const animations = animationsOnPage(waiting);
  const videos = await playingVideos(waiting);
  const carousels = carouselsOnPage(waiting);
  const stops = within(roots(), BUTTON).some((button) => saysOneOf(stopping, button));
  if (!stops) await watchCarousels(carousels, watch);
  /** @param {Element} element */
  const isCarousel = (element) =>
    carousels.some((one) => one.element.contains(element) || element.contains(one.element));
  const scripted = (await scriptedMotion(waiting)).filter(({ element }) => !isCarousel(element));
  return { images, animations, videos, stops, carousels: bare(carousels), scripted: bare(scripted) };
};

import { BUTTON, saysOneOf } from "../../page/stopping.js";
import { roots, within } from "../../page/tree.js";
import { animationsOnPage } from "./animations.js";
import { carouselsOnPage, watchCarousels } from "./carousels.js";
import { backgroundsOf, imagesOf } from "./images.js";
import { scriptedMotion } from "./scripted.js";
import { playingVideos } from "./videos.js";

const bare = (entries) => entries.map(({ element: _, ...rest }) => rest);

// What moves on this page, as far as the document tells; observe.py says what it means.
// `urls`: images that may be animated. `backgrounds`: only look for them behind elements.
export default async ({ urls, backgrounds, stopping, waiting, watch }) => {
  if (backgrounds) return { images: backgroundsOf(urls, waiting) };
  const images = imagesOf(urls, waiting);
  const animations = animationsOnPage(waiting);
  const videos = await playingVideos(waiting);
  const carousels = carouselsOnPage(waiting);
  const stops = within(roots(), BUTTON).some((button) => saysOneOf(stopping, button));
  if (!stops) await watchCarousels(carousels, watch);
  const isCarousel = (element) =>
    carousels.some((one) => one.element.contains(element) || element.contains(one.element));
  const scripted = (await scriptedMotion(waiting)).filter(({ element }) => !isCarousel(element));
  return { images, animations, videos, stops, carousels: bare(carousels), scripted: bare(scripted) };
};

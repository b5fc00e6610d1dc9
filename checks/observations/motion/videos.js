import { roots, within } from "../../page/tree.js";
import { drawn, spot } from "./spots.js";

const MOST = 20;
const LONG = 5; // seconds something may move by itself
const START = 3000; // milliseconds a video may take to begin

/** @param {Element} video */
const isToCome = (video) =>
  video.autoplay &&
  video.muted &&
  video.paused &&
  !video.ended &&
  !video.error &&
  video.networkState === HTMLMediaElement.NETWORK_LOADING;

/** @param {Element} video */
const begun = (video) =>
  Promise.race([
    new Promise((resolve) => {
      setTimeout(resolve, START);
    }),
    new Promise((resolve) => {
      for (const event of ["playing", "error", "suspend"]) video.addEventListener(event, resolve, { once: true });
    }),
  ]);

/**
 * Videos without controls that play for long.
 * @param {readonly string[]} waiting
 */
export const playingVideos = async (waiting) => {
  const videos = within(roots(), "video")
    .filter((video) => !video.controls && video.muted) // of those with sound, sound-autoplay speaks
    .slice(0, MOST);
  await Promise.all(videos.filter(isToCome).map(begun));
  return videos.flatMap((video) => {
    const playing = video.readyState >= 2 && !video.paused && !video.ended;
    const place = playing && (video.loop || video.duration > LONG) && drawn(video);
    return place && getComputedStyle(video).opacity !== "0" ? [spot(video, place, waiting)] : [];
  });
};

import { describe } from "../page/describe.js";
import { roots, within } from "../page/tree.js";
import { countLinks, countWords, hasButtonNear, hasStopButton, hasTranscript, titleOf } from "./playback/around.js";
import { audible, opened, playedPart, streamsOf } from "./playback/files.js";
import { addressOf, fileOf, nameOf, pathOf, speaksOf } from "./playback/names.js";
import { tracksOf } from "./playback/tracks.js";

/**
 * What media.py gives. wait, fetchLimit: milliseconds. largest: bytes of a file that is listened to. most: media, and
 * links to sound, that are looked at. speech, transcript, stopping: folded words.
 * @typedef {{ wait: number, fetchLimit: number, largest: number, most: number, speech: string[], transcript: string[],
 *   stopping: string[] }} Given
 */
/** @typedef {import("../page/answers.js").Medium} Medium */

const SOUND_FILE = /\.(mp3|m4a|aac|oga|ogg|opus|wav|wma|aif|aiff|flac|m4b)$/i;
const MAY_BE_SOUND = /\.(mp3|m4|aac|og|opus|wav|wma|ai|flac)/i; // spares taking most addresses apart
const LONG = 3; // seconds that sound may play by itself
const LISTENED = 3; // media

/** @param {Element} element */
const isVisible = (element) => {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
};

/** @param {number} seconds */
const finite = (seconds) => (Number.isFinite(seconds) ? seconds : null);

/**
 * All that is known of a medium without listening to it.
 * @param {HTMLMediaElement} element
 * @param {import("./playback/around.js").Places} places
 * @param {string[]} speech
 */
const lookAt = (element, places, speech) => {
  const video = element instanceof HTMLVideoElement;
  const { start, end } = playedPart(element);
  const shown = isVisible(element) && (video || element.controls);
  return {
    place: describe(element),
    video,
    shown,
    controls: element.controls && shown,
    plays_by_itself: element.autoplay || (!element.paused && element.currentTime > 0),
    muted: element.muted || element.volume === 0,
    loops: element.loop,
    seconds: finite(element.duration),
    plays: finite(end - start),
    ...streamsOf(element),
    named: Boolean(nameOf(element).trim() || element.matches("[aria-labelledby], [aria-describedby]")),
    speech: speaksOf(speech, `${fileOf(element.currentSrc)} ${titleOf(places, element)}`),
  };
};

/**
 * Whether a check may fail for what is heard.
 * @param {Omit<Medium, "tracks" | "audible">} medium
 * @param {{ transcript: boolean, links: number }} page
 */
const mayFail = (medium, page) =>
  (medium.plays_by_itself &&
    !medium.muted &&
    !medium.controls &&
    !medium.stoppable &&
    ((medium.plays ?? Infinity) > LONG || medium.loops)) ||
  (medium.video && medium.controls && !page.transcript && !page.links);

// What the browser knows of the sound and video of this page; null when there is none. media.py says what it means.
/**
 * @param {Given} given
 * @returns {Promise<import("../page/answers.js").MediaAnswer>}
 */
export default async (given) => {
  const places = roots();
  const elements = within(places, "video, audio")
    .filter((element) => element instanceof HTMLMediaElement)
    .slice(0, given.most);
  const soundLinks = within(places, "a[href]")
    .filter((link) => MAY_BE_SOUND.test(link.getAttribute("href") ?? "") && SOUND_FILE.test(pathOf(addressOf(link))))
    .slice(0, given.most);
  if (!elements.length && !soundLinks.length) return null;

  await Promise.all(elements.map((element) => opened(element, given.wait)));
  const page = {
    words: countWords(places, soundLinks),
    links: countLinks(places, soundLinks),
    transcript: hasTranscript(places, given.transcript),
  };
  const stop = hasStopButton(places, given.stopping);
  const opening = elements.filter((element) => element.readyState >= 1 && !element.error);
  const tracks = await Promise.all(opening.map((element) => tracksOf(element, given.wait)));
  /** @type {Medium[]} */
  const media = [];
  let listened = 0;
  for (const [at, element] of opening.entries()) {
    const medium = { ...lookAt(element, places, given.speech), stoppable: stop || hasButtonNear(element) };
    const listen = medium.sound && listened < LISTENED && mayFail(medium, page);
    if (listen) listened += 1;
    const heard = listen ? await audible(element, playedPart(element), given) : null;
    media.push({ ...medium, audible: heard, tracks: tracks[at] });
  }
  return {
    ...page,
    media,
    sound_links: soundLinks.filter(isVisible).map((link) => ({
      place: describe(link),
      speech: speaksOf(given.speech, `${nameOf(link)} ${fileOf(addressOf(link))}`),
    })),
  };
};

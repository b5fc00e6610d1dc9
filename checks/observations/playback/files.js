// What the browser knows of the file of a medium.

import { until } from "./waiting.js";

/** @typedef {{ start: number, end: number }} Part seconds */

const QUIET = 0.003; // peak below which nobody hears a thing
const BLOCK = 0.1; // seconds
const SAMPLE_RATE = 8000;

/**
 * Waits until the browser opened the file, or gave up.
 * @param {HTMLMediaElement} element
 * @param {number} wait milliseconds
 */
export const opened = (element, wait) =>
  until(
    () => element.readyState >= 1 || element.error || element.networkState !== HTMLMediaElement.NETWORK_LOADING,
    element,
    ["loadedmetadata", "error", "suspend"],
    wait,
  );

/**
 * Whether it has sound and a picture; null when that is not known.
 * @param {HTMLMediaElement} element
 * @returns {{ sound: boolean | null, picture: boolean | null }}
 */
export const streamsOf = (element) => {
  try {
    const stream = element.captureStream();
    return { sound: stream.getAudioTracks().length > 0, picture: stream.getVideoTracks().length > 0 };
  } catch {
    // another site's file: its tracks are not known
    return {
      sound: element.webkitAudioDecodedByteCount > 0 || null,
      picture: element instanceof HTMLVideoElement ? element.videoWidth > 0 || null : false,
    };
  }
};

/**
 * The part of the file that plays: media fragment "#t=8,10".
 * @param {HTMLMediaElement} element
 * @returns {Part}
 */
export const playedPart = (element) => {
  const fragment = /[#&]t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(element.currentSrc) || [];
  const end = Math.min(Number(fragment[2]) || Infinity, element.duration || Infinity);
  return { start: Number(fragment[1]) || 0, end };
};

/**
 * Seconds of a part in which something is heard.
 * @param {AudioBuffer} sound
 * @param {Part} part
 */
const heard = (sound, { start, end }) => {
  const channel = sound.getChannelData(0);
  const other = sound.numberOfChannels > 1 ? sound.getChannelData(1) : channel;
  const block = BLOCK * SAMPLE_RATE;
  let seconds = 0;
  for (let from = start * SAMPLE_RATE; from < Math.min(end * SAMPLE_RATE, channel.length); from += block) {
    const to = Math.min(from + block, channel.length);
    for (let at = Math.floor(from); at < to; at += 1) {
      if (Math.abs(channel[at]) > QUIET || Math.abs(other[at]) > QUIET) {
        seconds += BLOCK;
        break;
      }
    }
  }
  return Math.round(seconds * 10) / 10;
};

/**
 * Seconds of a part in which something is heard; null when the file is too large, or another site's.
 * @param {HTMLMediaElement} element
 * @param {Part} part
 * @param {{ fetchLimit: number, largest: number }} limits milliseconds, bytes
 */
export const audible = async (element, part, { fetchLimit, largest }) => {
  // Past the cache: an entry that the player still fills cannot be read.
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), fetchLimit);
  try {
    const answer = await fetch(element.currentSrc.split("#")[0], { signal: giveUp.signal, cache: "no-store" });
    if (!answer.ok || !(Number(answer.headers.get("content-length")) <= largest)) return null;
    return heard(await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(await answer.arrayBuffer()), part);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    giveUp.abort();
  }
};

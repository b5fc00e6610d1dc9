// Captions, subtitles and descriptions of a medium.

import { until } from "./waiting.js";

const KINDS = ["captions", "subtitles", "descriptions"];
const MOST = 8;

/**
 * HTTP status of a file; 0 when it cannot be known: another site's, or no answer.
 * @param {string} url
 * @param {number} wait milliseconds
 */
const statusOf = async (url, wait) => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(wait) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
};

/**
 * @param {HTMLTrackElement} track
 * @param {number} wait milliseconds
 * @returns {Promise<import("../../page/answers.js").Track>}
 */
const read = async (track, wait) => {
  const list = track.track;
  const before = list.mode;
  if (before === "disabled") list.mode = "hidden"; // or it would not be loaded
  await until(() => track.readyState >= 2, track, ["load", "error"], wait);
  const cues = track.readyState === 2 && list.cues ? list.cues.length : null;
  list.mode = before;
  const status = cues === null && track.src ? await statusOf(track.src, wait) : 0;
  return { kind: track.kind, cues, status, on: before !== "disabled" };
};

/**
 * @param {HTMLMediaElement} element
 * @param {number} wait milliseconds
 */
export const tracksOf = (element, wait) =>
  Promise.all(
    [...element.querySelectorAll(":scope > track")]
      .filter((track) => track instanceof HTMLTrackElement)
      .filter((track) => KINDS.includes(track.kind))
      .slice(0, MOST)
      .map((track) => read(track, wait)),
  );

import { describe } from "../page/describe.js";
import { own, roots, within } from "../page/tree.js";
import { fold as folded } from "../page/words.js";

// What the browser knows of the sound and video of this page; null when there is none. media.py says what it means.
/** @returns {Promise<import("../page/answers.js").MediaAnswer>} */
export default async ({ wait, fetchLimit, largest, most, speech, transcript, stopping }) => {
  const SOUND_FILE = /\.(mp3|m4a|aac|oga|ogg|opus|wav|wma|aif|aiff|flac|m4b)$/i;
  const MAY_BE_SOUND = /\.(mp3|m4|aac|og|opus|wav|wma|ai|flac)/i; // spares taking most addresses apart
  const QUIET = 0.003; // peak below which nobody hears a thing
  const BLOCK = 0.1; // seconds
  const SAMPLE_RATE = 8000;
  const ASIDE = "nav, header, footer, [role=navigation], [role=banner], [role=contentinfo]";
  const SECTIONS = "main, article, section, aside, [role=main], [role=article], [role=region]";
  const UNFOLDS = "button, [role=button], [role=tab], summary";
  const BUTTON =
    "button, [role=button], [role=switch], [role=slider], input[type=button], input[type=image]," +
    " input[type=range], input[type=checkbox], summary, [onclick], a[href^='#'], a[href^='javascript:'], a:not([href])";

  const places = roots();
  const all = (selector) => within(places, selector);
  const path = (url) => {
    try {
      return new URL(url, document.baseURI).pathname;
    } catch {
      return "";
    }
  };
  const href = (link) => (typeof link.href === "string" ? link.href : link.getAttribute("href") || "");
  const body = own("body");
  const elements = all("video, audio").slice(0, most);
  const soundLinks = all("a[href]")
    .filter((link) => MAY_BE_SOUND.test(link.getAttribute("href")) && SOUND_FILE.test(path(href(link))))
    .slice(0, most);
  if (!elements.length && !soundLinks.length) return null;

  const fold = (words) => ` ${folded(words)} `;
  const speaksOf = (words, text) => words.some((word) => text.includes(` ${word}`));
  const visible = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };
  const name = (element) =>
    fold(
      [
        element.textContent,
        element.getAttribute("aria-label"),
        element.getAttribute("title"),
        element.value,
        ...[...element.querySelectorAll("img[alt], [aria-label], svg title")].map(
          (part) => part.getAttribute("alt") || part.getAttribute("aria-label") || "",
        ),
      ]
        .filter((part) => typeof part === "string")
        .join(" "),
    );

  // Buttons that may stop it: one that is called so, or any within the block it is in.
  const stopButton = () => all(BUTTON).some((button) => speaksOf(stopping, name(button)));
  const buttonNear = (element) => {
    let at = element.parentElement;
    for (let step = 0; at && step < 3 && at !== body && !at.matches("main, [role=main]"); step += 1) {
      if (at.querySelector(BUTTON) || at.matches(BUTTON)) return true;
      at = at.parentElement;
    }
    return false;
  };

  // --- the words around it -----------------------------------------------------------------------------------
  // The page's own header and footer are aside; those of an article are not.
  const counts = (element) => {
    const aside = element?.closest(ASIDE);
    return !aside || (aside.matches("header, footer") && Boolean(aside.parentElement?.closest(SECTIONS)));
  };
  const words = () => {
    let count = 0;
    for (const root of [body, ...places.slice(1)].filter(Boolean)) {
      const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && count < 5000; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (
          !parent?.closest("script, style, noscript, template, video, audio") &&
          counts(parent) &&
          !soundLinks.some((link) => link.contains(node))
        ) {
          count += (node.nodeValue.match(/[\p{L}\p{N}]+/gu) || []).length;
        }
      }
    }
    return count;
  };
  const otherLinks = () =>
    all(`a[href], iframe, object, embed, ${UNFOLDS}`).filter(
      (link) =>
        counts(link) &&
        !soundLinks.includes(link) &&
        !(link.getAttribute("href") || "").startsWith("#") &&
        !link.closest("video, audio"),
    ).length;
  const followed = (text) => {
    const after = text.closest("section, article, details, div")?.textContent || "";
    return after.split(/\s+/).length > 40;
  };
  const hasTranscript = () =>
    all(`a[href], ${UNFOLDS}`).some((it) => speaksOf(transcript, name(it))) ||
    all("h1, h2, h3, h4, h5, h6, [role=heading], figcaption").some(
      (it) => speaksOf(transcript, name(it)) && followed(it),
    );
  const near = (element) => {
    const heading = all("h1, h2, h3, h4, h5, h6, legend, figcaption")
      .filter((it) => it.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
      .at(-1);
    const caption = element.closest("figure")?.querySelector("figcaption");
    return [heading, caption].filter(Boolean).map(name).join(" ");
  };
  const file = (url) => {
    try {
      return fold(decodeURIComponent(path(url).split("/").pop()));
    } catch {
      return "";
    }
  };

  // --- what the browser knows --------------------------------------------------------------------------------
  const later = (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  const until = (ready, target, events) =>
    ready()
      ? Promise.resolve()
      : Promise.race([
          later(wait),
          new Promise((resolve) => {
            for (const event of events) target.addEventListener(event, resolve, { once: true });
          }),
        ]);
  const opened = (element) =>
    until(
      () => element.readyState >= 1 || element.error || element.networkState !== HTMLMediaElement.NETWORK_LOADING,
      element,
      ["loadedmetadata", "error", "suspend"],
    );

  const streams = (element) => {
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
  // The part of the file that plays: media fragment "#t=8,10".
  const playedPart = (element) => {
    const fragment = /[#&]t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(element.currentSrc) || [];
    const end = Math.min(Number(fragment[2]) || Infinity, element.duration || Infinity);
    return { start: Number(fragment[1]) || 0, end };
  };
  const audible = async (element, { start, end }) => {
    // Past the cache: an entry that the player still fills cannot be read.
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), fetchLimit);
    try {
      const answer = await fetch(element.currentSrc.split("#")[0], { signal: giveUp.signal, cache: "no-store" });
      if (!answer.ok || !(Number(answer.headers.get("content-length")) <= largest)) return null;
      const sound = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(await answer.arrayBuffer());
      const block = BLOCK * SAMPLE_RATE;
      let heard = 0;
      const channel = sound.getChannelData(0);
      const other = sound.numberOfChannels > 1 ? sound.getChannelData(1) : channel;
      for (let from = start * SAMPLE_RATE; from < Math.min(end * SAMPLE_RATE, channel.length); from += block) {
        const to = Math.min(from + block, channel.length);
        for (let at = Math.floor(from); at < to; at += 1) {
          if (Math.abs(channel[at]) > QUIET || Math.abs(other[at]) > QUIET) {
            heard += BLOCK;
            break;
          }
        }
      }
      return Math.round(heard * 10) / 10;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      giveUp.abort();
    }
  };
  const trackOf = async (track) => {
    const list = track.track;
    const before = list.mode;
    if (before === "disabled") list.mode = "hidden"; // or it would not be loaded
    await until(() => track.readyState >= 2, track, ["load", "error"]);
    const cues = track.readyState === 2 && list.cues ? list.cues.length : null;
    list.mode = before;
    let status = 0;
    if (cues === null && track.src) {
      try {
        const answer = await fetch(track.src, { signal: AbortSignal.timeout(wait) });
        status = answer.status;
        await answer.body?.cancel();
      } catch {
        /* another site, or no answer: not known */
      }
    }
    return { kind: track.kind, cues, status, on: before !== "disabled" };
  };

  await Promise.all(elements.map(opened));
  const page = { words: words(), links: otherLinks(), transcript: hasTranscript() };
  const stop = stopButton();
  /** @type {import("../page/answers.js").Medium[]} */
  const media = [];
  let listened = 0;
  const tracksOf = (element) =>
    Promise.all(
      [...element.querySelectorAll(":scope > track")]
        .filter((track) => ["captions", "subtitles", "descriptions"].includes(track.kind))
        .slice(0, 8)
        .map(trackOf),
    );
  const opening = elements.filter((element) => element.readyState >= 1 && !element.error);
  const allTracks = await Promise.all(opening.map(tracksOf));
  for (const [at, element] of opening.entries()) {
    const tracks = allTracks[at];
    const video = element instanceof HTMLVideoElement;
    const { sound, picture } = streams(element);
    const part = playedPart(element);
    const plays = part.end - part.start;
    const shown = visible(element) && (video || element.controls);
    const controls = element.controls && shown;
    const playsByItself = element.autoplay || (!element.paused && element.currentTime > 0);
    const muted = element.muted || element.volume === 0;
    const stoppable = stop || buttonNear(element);
    const mayFail =
      (playsByItself && !muted && !controls && !stoppable && (plays > 3 || element.loop)) ||
      (video && controls && !page.transcript && !page.links);
    const listen = sound && mayFail && listened < 3;
    if (listen) listened += 1;
    media.push({
      place: describe(element),
      video,
      shown,
      controls,
      plays_by_itself: playsByItself,
      muted,
      loops: element.loop,
      seconds: Number.isFinite(element.duration) ? element.duration : null,
      plays: Number.isFinite(plays) ? plays : null,
      picture,
      sound,
      audible: listen ? await audible(element, part) : null,
      stoppable,
      tracks,
      named: Boolean(name(element).trim() || element.matches("[aria-labelledby], [aria-describedby]")),
      speech: speaksOf(speech, `${file(element.currentSrc)} ${near(element)}`),
    });
  }
  return {
    ...page,
    media,
    sound_links: soundLinks
      .filter(visible)
      .map((link) => ({ place: describe(link), speech: speaksOf(speech, `${name(link)} ${file(href(link))}`) })),
  };
};

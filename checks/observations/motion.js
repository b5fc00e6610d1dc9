import { lasting } from "../page/animations.js";
import { describe } from "../page/describe.js";
import { own, parent, roots, within } from "../page/tree.js";
import { fold as folded } from "../page/words.js";
import { hasListener, hasTimerDue, lastChange } from "../page/instruments.js";

// What moves on this page, as far as the document tells; motion.py says what it means.
// `urls`: images that may be animated. `backgrounds`: also look for them behind elements (slow on a large page).
export default async ({ urls, backgrounds, stopping, waiting, watch }) => {
  const MOST = 20;
  const LONG = 5; // seconds something may move by itself
  const START = 3000; // milliseconds a video may take to begin
  const CLIPS = ["hidden", "clip"];
  const SMALLEST = 8; // CSS pixels, either side
  const SAMPLES = 8; // moments of an animation that are compared
  const STAGE = Symbol.for("wad-monitor.animations"); // those told of, in order, for whoever wants to see them at work
  const MOVING = [
    "transform",
    "translate",
    "rotate",
    "scale",
    "left",
    "top",
    "right",
    "bottom",
    "marginLeft",
    "marginTop",
    "offsetDistance",
    "width",
    "height",
    "opacity",
    "visibility",
    "color",
    "backgroundColor",
  ];
  const CAROUSEL =
    "[aria-roledescription=carousel], [class*=carousel i], [class*=slider i], [class*=slideshow i]," +
    " [class*=slick i], [class*=swiper i], [class*=splide i], [class*=flickity i], [class*=owl-], [class*=glide i]," +
    " [class*=ticker i], [class*=flexslider i]";
  const BUTTON =
    "button, [role=button], [role=switch], [role=tab], input[type=button], input[type=image]," +
    " input[type=checkbox], summary, [onclick], a[href^='#'], a[href^='javascript:'], a:not([href])";

  const places = roots();
  const all = (selector) => within(places, selector);
  const fold = (words) => ` ${folded(words)} `;
  const speaksOf = (words, text) => words.some((word) => text.includes(` ${word}`));
  const later = (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });

  const body = own("body");
  const box = (element) => element.getBoundingClientRect();
  const widest = Math.max(innerWidth, document.scrollingElement?.scrollWidth || 0);
  const reachable = ({ left, width, height, right, bottom }) =>
    width >= SMALLEST && height >= SMALLEST && right + scrollX > 0 && bottom + scrollY > 0 && left + scrollX < widest;
  // How far an element is drawn: not hidden, and not clipped away by what it is in. Null when it is not.
  const drawn = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return null;
    for (let at = element; at; at = parent(at)) if (at !== element && getComputedStyle(at).opacity === "0") return null;
    const { x, y, width, height } = box(element);
    let [left, top, right, bottom] = [x, y, x + width, y + height];
    for (let at = parent(element); at && at !== body && at !== document.documentElement; at = parent(at)) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const around = box(at);
      if (CLIPS.includes(overflowX)) [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
      if (CLIPS.includes(overflowY)) [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
    }
    const seen = { left, width: right - left, height: bottom - top, right, bottom };
    return reachable(seen) ? { x: left + scrollX, y: top + scrollY, width: seen.width, height: seen.height } : null;
  };
  const names = (element) =>
    fold(
      [
        element.textContent?.slice(0, 200),
        element.getAttribute("aria-label"),
        element.title,
        element.value,
        element.querySelector("img[alt]")?.alt,
        element.querySelector("[aria-label]")?.getAttribute("aria-label"),
        element.querySelector("svg title")?.textContent,
      ]
        .filter((part) => typeof part === "string")
        .join(" "),
    );
  const buttonsIn = (element) => [...element.querySelectorAll(BUTTON)].filter((it) => it.checkVisibility());
  // Loading, or progress: moves as long as the work lasts.
  const isWaiting = (element) => {
    for (let at = element, step = 0; at && step < 3; at = parent(at), step += 1) {
      const about = fold(
        `${at.getAttribute("class") || ""} ${at.id || ""} ${at.getAttribute("alt") || ""} ` +
          `${at.getAttribute("aria-label") || ""} ${/^https?:.*\/(.*)$/.exec(at.currentSrc || "")?.[1] || ""}`,
      );
      const role = at.getAttribute("role");
      if (
        at.getAttribute("aria-busy") === "true" ||
        ["progressbar", "status", "alert"].includes(role) ||
        at.matches("progress, meter") ||
        waiting.some((word) => about.includes(word))
      )
        return true;
    }
    return false;
  };
  // It, or what it is in, answers a click: that may be what stops it. A plain link does not.
  const clickable = (element) => {
    for (let at = element, step = 0; at && step < 3 && at !== body; at = parent(at), step += 1) {
      if (
        hasListener(at, "click", "pointerdown") ||
        at.matches("button, summary, [role=button]") ||
        (step && buttonsIn(at).length)
      )
        return true;
    }
    return false;
  };
  const told = (element, place) => ({
    place: describe(element),
    ...place,
    waiting: isWaiting(element),
    clickable: clickable(element),
  });

  // --- images ------------------------------------------------------------------------------------------------
  const wanted = new Set(urls);
  const plain = (url) => url.split("#")[0];
  const images = [];
  if (wanted.size && !backgrounds) {
    for (const image of all("img, input[type=image]")) {
      const url = plain(image.currentSrc || image.src || "");
      const place = images.length < MOST && wanted.has(url) && drawn(image);
      if (place && getComputedStyle(image).opacity !== "0") images.push({ url, ...told(image, place) });
    }
  }
  if (wanted.size && backgrounds) {
    for (const element of all("body, body *")) {
      const style = getComputedStyle(element).backgroundImage;
      if (images.length >= MOST || style === "none" || !style.includes("url(")) continue;
      const url = [...style.matchAll(/url\("([^"]*)"\)/g)]
        .map(([, address]) => plain(address))
        .find((address) => wanted.has(address));
      const place = url && drawn(element);
      if (place) images.push({ url, ...told(element, place) });
    }
    return { images };
  }

  // --- animations --------------------------------------------------------------------------------------------
  const look = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return MOVING.map((property) => style[property]).join("|");
  };
  const paints = (element) => {
    const style = getComputedStyle(element);
    const drawing = "img, svg, canvas, video";
    return Boolean(
      element.textContent.trim() ||
      element.closest("svg") ||
      element.matches(drawing) ||
      element.querySelector(drawing) ||
      style.backgroundColor !== "rgba(0, 0, 0, 0)" ||
      style.backgroundImage !== "none",
    );
  };
  const animations = [];
  const staged = [];
  // Only those that go on: whether another is still running depends on when one looks.
  for (const animation of lasting().slice(0, 200)) {
    const { effect } = animation;
    const element = effect.target;
    const place = staged.length < MOST && !staged.some((other) => other.effect.target === element) && drawn(element);
    if (!place) continue;
    const { delay, duration: length } = effect.getComputedTiming();
    const duration = Number(length);
    const now = animation.currentTime;
    const seen = new Set();
    const boxes = [];
    const opacities = [];
    for (let at = 0; at < SAMPLES; at += 1) {
      animation.currentTime = delay + (duration * (at + 0.5)) / SAMPLES;
      seen.add(look(element, effect.pseudoElement || undefined));
      boxes.push(box(element));
      opacities.push(Number(getComputedStyle(element).opacity));
    }
    animation.currentTime = now;
    if (seen.size < 2) continue;
    const range = (values) => Math.max(...values) - Math.min(...values);
    staged.push(animation);
    animations.push({
      ...told(element, place),
      pseudo: Boolean(effect.pseudoElement),
      cycle: duration / 1000,
      shift: Math.max(...["x", "y", "width", "height"].map((side) => range(boxes.map((it) => it[side])))),
      fade: range(opacities),
      paints: paints(element),
    });
  }
  window[STAGE] = staged;

  // --- videos ------------------------------------------------------------------------------------------------
  const videos = [];
  const uncontrolled = all("video")
    .filter((video) => !video.controls)
    .slice(0, MOST);
  const toCome = (video) =>
    video.autoplay &&
    video.muted &&
    video.paused &&
    !video.ended &&
    !video.error &&
    video.networkState === HTMLMediaElement.NETWORK_LOADING;
  await Promise.all(
    uncontrolled.filter(toCome).map((video) =>
      Promise.race([
        later(START),
        new Promise((resolve) => {
          for (const event of ["playing", "error", "suspend"]) video.addEventListener(event, resolve, { once: true });
        }),
      ]),
    ),
  );
  for (const video of uncontrolled) {
    const playing = video.readyState >= 2 && !video.paused && !video.ended;
    const place = playing && (video.loop || video.duration > LONG) && drawn(video);
    if (place && getComputedStyle(video).opacity !== "0") videos.push(told(video, place));
  }

  // --- carousels ---------------------------------------------------------------------------------------------
  const candidates = all(CAROUSEL).filter(
    (element) => element.childElementCount && !element.matches("html, body, main, input, label, button, a"),
  );
  // Its buttons may stand beside it, in a block of which it is the only carousel.
  const block = (element) => {
    const around = element.parentElement;
    const alone = (it) => !candidates.some((other) => !element.contains(other) && it.contains(other));
    return around && !around.matches("html, body, main, [role=main]") && alone(around) ? around : element;
  };
  const outermost = candidates.filter(
    (element) => !candidates.some((other) => other !== element && other.contains(element)),
  );
  const carousels = outermost
    .map((element) => ({ element, place: drawn(element) }))
    .filter(({ place }) => place && place.width >= 100 && place.height >= 40)
    .slice(0, 5)
    .map(({ element, place }) => ({
      element,
      ...told(element, place),
      moved: false,
      buttons: buttonsIn(block(element)).length,
    }));
  // Where its parts are within it; those out of sight do not count.
  const snapshot = (carousel) => {
    const frame = box(carousel);
    return [...carousel.querySelectorAll("*")]
      .filter((part) => part.childElementCount || part.matches("img, li"))
      .slice(0, 80)
      .map((part) => {
        const { left, top, right } = box(part);
        const inside =
          left < frame.right &&
          right > frame.left &&
          part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return inside ? `${Math.round(left - frame.left)},${Math.round(top - frame.top)}` : "";
      })
      .join(" ");
  };
  const anything = images.length || animations.length || videos.length || carousels.length || wanted.size;
  const stops = Boolean(anything) && all(BUTTON).some((button) => speaksOf(stopping, names(button)));
  // Signs that something will move: a timer to come, changes all the time, or what a carousel says of itself.
  const mayMove = () =>
    hasTimerDue() ||
    lastChange() > performance.now() - 500 ||
    carousels.some(({ element }) => element.querySelector("[aria-live=off]"));
  if (carousels.length && !stops && mayMove()) {
    const before = carousels.map(({ element }) => snapshot(element));
    const end = performance.now() + watch;
    while (performance.now() < end && carousels.some(({ moved }) => !moved)) {
      await later(200);
      carousels.forEach((carousel, at) => {
        carousel.moved ||= snapshot(carousel.element) !== before[at];
      });
    }
  }
  return { images, animations, videos, stops, carousels: carousels.map(({ element: _, ...rest }) => rest) };
};

import { lastChange } from "./page/instruments.js";
import { own, textOf } from "./page/tree.js";

// Resolves when the DOM has not changed for `quiet` ms, or after `limit` ms; fonts count as change, since
// contrast and size are judged on them. Then tells what kind of page this is. `again`: something came in since the
// last time, and may be drawn only now.
/** @returns {Promise<import("./page/answers.js").SettleAnswer>} */
export default async ({ quiet, limit, again }) => {
  const all = (selector, root = document) => [
    ...(root === document ? Document : DocumentFragment).prototype.querySelectorAll.call(root, selector),
  ];

  // `observe.js` watches from the first byte; the load event counts as a change, for what scripts draw after it.
  const started = performance.now();
  const [navigation] = performance.getEntriesByType("navigation");
  const loaded = again || !navigation ? started : navigation.loadEventEnd;
  const faces = own("fonts");
  let fonts = faces.status === "loaded" ? 0 : Infinity;
  if (fonts)
    faces.ready.then(() => {
      fonts = performance.now();
    });
  const settled = await new Promise((resolve) => {
    const look = () => {
      const now = performance.now();
      const still = now - Math.max(lastChange() ?? started, loaded, fonts);
      if (still >= quiet) resolve("quiet");
      else if (now - started >= limit) resolve("limit");
      else setTimeout(look, Math.max(10, Math.min(quiet - Math.max(still, 0), limit - (now - started))));
    };
    look();
  });

  const body = own("body");
  // What components draw in open shadow roots is part of the page; the body's text leaves it out.
  const shadows = (root) =>
    all("*", root)
      .filter((element) => element.shadowRoot)
      .flatMap(({ shadowRoot }) => [...shadowRoot.children, ...shadows(shadowRoot)])
      .filter((element) => element.checkVisibility());
  const words = [body, ...shadows(document)].map(textOf).join(" ").replace(/\s+/g, " ").trim();
  const heading = all("h1, h2, [role=heading]").find((element) => element instanceof HTMLElement);
  return {
    settled,
    status: navigation ? navigation.responseStatus : 0,
    content_type: own("contentType"),
    title: own("title"),
    language: own("documentElement").getAttribute("lang") || "",
    text: words.slice(0, 3000),
    words: words ? words.split(" ").length : 0,
    heading: textOf(heading).trim().slice(0, 200),
    password_fields: all("input[type=password]").filter((element) => element.checkVisibility()).length,
    controls: all("a[href], button, input, select, textarea, img, svg, video, audio, canvas, object, embed").length,
    frames: all("iframe, frame")
      .filter((frame) => frame.clientWidth > 1 && frame.clientHeight > 1)
      .map((frame) => frame.src.slice(0, 300))
      .slice(0, 20),
  };
};

import { lastChange } from "./page/instruments.js";
import { lookOf } from "./page/look.js";
import { noteSettled } from "./page/settled.js";
import { own } from "./page/tree.js";

// Resolves when the DOM has not changed for `quiet` ms, or after `limit` ms; fonts count as change, since
// contrast and size are judged on them. Then tells what kind of page this is. `again`: something came in since the
// last time, and may be drawn only now.
/**
 * @param {{ quiet: number, limit: number, again: boolean }} given
 * @returns {Promise<import("./page/answers.js").SettleAnswer>}
 */
export default async ({ quiet, limit, again }) => {
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

  if (settled === "quiet") noteSettled();
  return {
    ...lookOf(),
    settled,
    status: navigation ? navigation.responseStatus : 0,
    language: own("documentElement").getAttribute("lang") || "",
  };
};

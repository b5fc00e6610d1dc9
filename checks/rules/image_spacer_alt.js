/** @type {import("../engines/run_checks.js").Rule<{ spacers: string[] }>} */
export default (page, { spacers }) => {
  const NAMES = new Set(spacers);
  const TINY = 3; // pixels
  for (const image of page.all("img[alt]")) {
    if (!image.complete || !image.naturalWidth || !page.heard(image)) continue;
    const late = [...image.attributes].some(({ name }) => /^(data-.*src|data-.*srcset|data-lazy.*|srcset)$/.test(name));
    const file = (image.currentSrc.split(/[?#]/)[0].split("/").pop() || "").replace(/\.(gif|png|svg|webp)$/i, "");
    const tiny = image.naturalWidth <= TINY && image.naturalHeight <= TINY;
    const named = /\.(gif|png)([?#]|$)/i.test(image.currentSrc) && NAMES.has(page.fold(file));
    if (late || !(tiny || named)) continue;
    const box = image.getBoundingClientRect();
    // Drawn large, a dot may still become a picture, or be a coloured area that means something.
    if (tiny && !named && box.width > 10 && box.height > 10) continue;
    const name = page.name(image);
    if (!name) page.passed(image);
    else if (NAMES.has(page.fold(name))) page.failed(image, "an image that only makes room has words", { name });
    else page.cannotTell(image, "an image nobody can see has a text alternative", { name });
  }
};

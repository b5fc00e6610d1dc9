/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  /** @param {string} text */
  const words = (text) => page.fold(text).split(" ").length;
  for (const image of page.all("img[alt]:not([alt=''])")) {
    if (!page.heard(image) || image.closest("a[href], button")) continue; // axe-core looks at those
    const name = page.fold(page.name(image));
    if (words(name) < 2) continue;
    const caption = image.closest("figure")?.querySelector("figcaption");
    const beside = [caption, image.nextElementSibling, image.previousElementSibling]
      .filter((element) => element instanceof Element)
      .filter((element) => !element.matches("script, style, noscript, template") && page.heard(element));
    if (!beside.length) continue;
    if (beside.some((element) => page.fold(page.text(element)) === name)) {
      const measured = { name: page.name(image).slice(0, 120) };
      page.cannotTell(image, "the text alternative repeats the text beside the image", measured);
    } else page.passed(image);
  }
};

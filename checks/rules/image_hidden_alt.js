// The name of an organisation in its logo; where the page says it nowhere else, hiding the logo hides whose page it is.
/**
 * @param {import("../engines/run_checks.js").Page} page
 * @param {string} alt folded
 */
const isOnlyName = (page, alt) => {
  const names = alt.split(" ").filter((word) => !/^(?:het|de|le|la|the|das|of|van|du|der)$|logo/.test(word));
  if (!/(?:^| )(?:logo|beeldmerk|logotype)(?: |$)/.test(alt) || !names.length) return false;
  const said = ` ${page.fold(`${document.title} ${document.body.innerText}`)} `;
  return !names.some((name) => said.includes(` ${name} `));
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const image of page.all("img[alt]:not([alt=''])")) {
    const alt = page.fold(image.getAttribute("alt") ?? "");
    if (!alt || !page.seen(image) || page.heard(image)) continue;
    const hidden = image.closest("[aria-hidden=true i]");
    if (!hidden) continue;
    // A card repeats its picture's link for the mouse; a carousel hides its copies; the text is there for all.
    if (hidden !== image && (hidden.matches("a, button") || hidden.querySelectorAll("*").length > 3)) continue;
    const around = image.closest("a, button, figure, li, article, section, td, p") ?? image.parentElement;
    const twin = page
      .all("img[alt], [aria-label]")
      .some((other) => other !== image && page.heard(other) && page.fold(page.name(other)) === alt);
    if (twin || (around && page.fold(page.heardText(around)).includes(alt))) page.passed(image);
    else if (isOnlyName(page, alt))
      page.failed(image, "the logo is hidden from screen readers, and nothing else says whose page this is", {
        alt: image.alt,
      });
    else page.cannotTell(image, "hidden from screen readers, yet it has a text alternative", { alt: image.alt });
  }
};

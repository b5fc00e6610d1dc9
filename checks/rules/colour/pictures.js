// Pictures that text distinguishes by their colours.

import { LONG, named } from "./words.js";

/**
 * Pictures that differ and have one name, after a text that distinguishes them by colours.
 * @type {import("../../engines/run_checks.js").Rule<import("./words.js").Words>}
 */
export const picturesOfOneName = (page, words) => {
  for (const text of page.all("p, caption, figcaption, h2, h3")) {
    const list = text.localName === "caption" ? text.closest("table") : text.nextElementSibling;
    if (!list?.matches("ul, ol, dl, table") || text.textContent.length > LONG) continue;
    if (named(words, page.fold(text.textContent)).length < 2) continue;
    const pictures = [...list.querySelectorAll("img, [role=img]")].filter(
      (picture) => page.seen(picture) && page.heard(picture),
    );
    const drawings = new Set(
      pictures.map(
        (picture) =>
          picture.currentSrc || picture.getAttribute("src") || page.style(picture).backgroundColor + picture.innerHTML,
      ),
    );
    const names = new Set(pictures.map((picture) => page.fold(page.name(picture))));
    if (pictures.length >= 2 && drawings.size >= 2 && names.size === 1)
      page.failed(pictures[0], "the pictures differ in colour and have the same text alternative", {
        pictures: pictures.length,
      });
  }
};

/**
 * The colours of a picture, which a text explains and the text alternative does not.
 * @type {import("../../engines/run_checks.js").Rule<import("./words.js").Words>}
 */
export const picturesExplained = (page, words) => {
  for (const text of page.all("figcaption, p, li")) {
    const near = text.localName === "figcaption" ? text.closest("figure") : null;
    const picture =
      near?.querySelector("img[alt], svg[role=img], [role=img]") ||
      [text.previousElementSibling, text.nextElementSibling].find((element) =>
        element?.matches("img[alt], [role=img], svg[role=img]"),
      );
    if (!picture || !page.seen(picture) || !page.name(picture) || text.textContent.length > LONG) continue;
    const meant = named(words, page.fold(text.textContent));
    if (meant.length < 2 || named(words, page.fold(page.name(picture))).length) continue;
    const explained =
      near?.querySelector("table, ul, ol, dl") ||
      picture.getAttribute("aria-describedby") ||
      picture.nextElementSibling?.matches("table");
    if (!explained)
      page.cannotTell(picture, "a text explains the colours of the picture; its alternative names none", {
        colours: meant.join(" "),
      });
  }
};

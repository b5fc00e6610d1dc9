/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const DRAWN =
    "path, image, circle, ellipse, line, polygon, polyline, use, foreignObject, pattern, rect, font, " +
    "style, textPath, linearGradient, radialGradient, filter, mask, clipPath, animate, animateTransform";
  /** @param {string} address */
  const code = (address) => {
    const [head, ...rest] = address.split(",");
    if (!/^\s*data:image\/svg\+xml/i.test(head)) return "";
    try {
      if (!/;\s*base64/i.test(head)) return decodeURIComponent(rest.join(","));
      return new TextDecoder().decode(Uint8Array.from(atob(rest.join(",")), (letter) => letter.charCodeAt(0)));
    } catch {
      return rest.join(",");
    }
  };
  for (const image of page.all("img[src^='data:image/svg' i]")) {
    if (!page.seen(image)) continue;
    const source = code(image.getAttribute("src") ?? "");
    if (source.length > 20000) continue;
    const svg = new DOMParser().parseFromString(source.trim(), "image/svg+xml");
    if (svg.querySelector("parsererror")) continue;
    const text = [...svg.querySelectorAll("text")]
      .map((e) => e.textContent)
      .join(" ")
      .replace(/\s+/g, " ")
      .trim();
    const words = text.match(/\p{L}{2,}/gu) ?? [];
    if (!words.length) continue;
    const measured = { text: text.slice(0, 120) };
    const logo =
      image.closest("a, button, header, nav, footer, [role=banner], [role=navigation], [role=contentinfo]") ||
      /logo|brand|badge/i.test(`${image.alt} ${image.className} ${image.id}`);
    // A text that is its own only alternative: the words, and nothing drawn beside them.
    const only =
      !svg.querySelector(DRAWN) &&
      !svg.querySelector("[font-family], [style]") &&
      page.fold(page.name(image)) === page.fold(text);
    if (only && !logo && words.length >= 2) page.failed(image, "an image that is nothing but words", measured);
    else page.cannotTell(image, "an image with words in it", measured);
  }
};

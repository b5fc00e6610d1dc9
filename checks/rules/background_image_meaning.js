export default (page, { signs, said }) => {
  const SIGN = new RegExp(`(^|[^a-z])(${signs.join("|")})([^a-z]|$)`, "i");
  const MOST = 300;
  const LARGE = 80; // elements; pixels
  const SAID = said.map((word) => ` ${word} `);
  const drawn = (element) =>
    [null, "::before", "::after"].some((part) => {
      const style = part ? getComputedStyle(element, part) : page.style(element);
      if (part && (style.content === "none" || style.content === "normal")) return false;
      if (!/url\(/.test(style.backgroundImage) || !/no-repeat/.test(style.backgroundRepeat)) return false;
      // A sign takes a small place; a picture behind the whole box is a background.
      const size = parseFloat(style.backgroundSize);
      const room = Math.max(parseFloat(style.paddingLeft), parseFloat(style.paddingRight));
      const box = element.getBoundingClientRect();
      return part || size <= LARGE || (room >= 16 && room <= LARGE) || (box.width <= LARGE && box.height <= LARGE);
    });
  const candidates = page
    .all(signs.map((sign) => `[class*="${sign}" i]`).join(","))
    .filter((element) => SIGN.test(element.getAttribute("class")))
    .slice(0, MOST);
  for (const element of candidates) {
    if (element.matches("input, select, textarea, img, svg *") || !page.seen(element) || !drawn(element)) continue;
    const text = ` ${page.fold(`${page.heardText(element)} ${page.name(element)}`)} `;
    if (SAID.some((word) => text.includes(word))) page.passed(element);
    else page.cannotTell(element, "a sign in the background may say what no text does");
  }
};

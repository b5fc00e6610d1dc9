/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const FIELDS = "input[placeholder], textarea[placeholder]";
  const ROUNDING = 0.05;
  const MOST = 40;
  const SAME = 1.05; // of the colour of its field: hidden, for a label that lies over it
  const { Color, getContrast, getBackgroundColor, incompleteData } = axe.commons.color;
  for (const field of page.all(FIELDS).slice(0, MOST)) {
    if (!(field instanceof HTMLElement)) continue;
    // Only what is drawn now: an empty field, in use.
    if (field.value || !field.placeholder.trim() || field.matches(":disabled, [aria-disabled=true]")) continue;
    if (!/[\p{L}\p{N}]/u.test(field.placeholder) || !page.seen(field) || field.matches(":focus")) continue;
    if (!field.matches(":placeholder-shown")) continue;
    const style = getComputedStyle(field, "::placeholder");
    const colour = style.webkitTextFillColor || style.color;
    const opacity = Number(style.opacity);
    if (!/^rgba?\(/.test(colour) || opacity === 0) continue;
    if (style.visibility === "hidden" || style.display === "none") continue;
    if (parseFloat(style.fontSize) === 0 || style.textShadow !== "none") continue;
    const text = new Color();
    text.parseString(colour);
    if (text.alpha === 0 || /^-\d{3,}/.test(page.style(field).textIndent)) continue;
    const behind = getBackgroundColor(field, []);
    incompleteData.clear?.();
    if (!behind || behind.alpha < 1) {
      page.cannotTell(field, "the background of the field cannot be told from its style");
      continue;
    }
    for (const at of page.upward(field)) text.alpha *= Number(page.style(at).opacity);
    text.alpha *= opacity;
    const size = parseFloat(style.fontSize);
    const bold = Number(style.fontWeight) >= 700;
    const required = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    const contrast = Math.floor(getContrast(behind, text) * 100) / 100;
    const measured = { contrast, required, placeholder: field.placeholder.slice(0, 80) };
    if (contrast < required - ROUNDING && contrast > SAME) {
      page.failed(field, "the placeholder stands out too little", measured);
    } else page.passed(field);
  }
};

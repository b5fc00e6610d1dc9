import { drawnTexts } from "../page/instruments.js";

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  for (const canvas of page.all("canvas")) {
    if (!(canvas instanceof HTMLCanvasElement)) continue;
    const box = canvas.getBoundingClientRect();
    const texts = drawnTexts(canvas);
    const drawnWords = texts.flatMap((text) => page.fold(text).split(" ")).filter((word) => /\p{L}{3}/u.test(word));
    const words = [...new Set(drawnWords)];
    if (!words.length || box.width < 20 || box.height < 10 || !page.seen(canvas)) continue;
    if (page.name(canvas) || page.fold(canvas.textContent) || canvas.firstElementChild) {
      page.passed(canvas);
      continue;
    }
    const text = ` ${page.fold(document.body.innerText)} `;
    const missing = words.filter((word) => !text.includes(` ${word} `));
    const measured = { drawn: texts.join(" ").slice(0, 120), missing: missing.length };
    // Someone says it is decoration; letters that rain may be; and text that says some of it may say the rest.
    const doubt =
      canvas.closest("[aria-hidden=true i], [role=none], [role=presentation], figure") ||
      words.length < 2 ||
      canvas.hasAttribute("aria-describedby") ||
      texts.length > 60 ||
      missing.length < words.length;
    if (!missing.length) page.passed(canvas);
    else if (doubt) page.cannotTell(canvas, "words drawn on a canvas may stand nowhere as text", measured);
    else page.failed(canvas, "words drawn on a canvas stand nowhere as text", measured);
  }
};

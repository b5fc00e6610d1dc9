/** @type {import("../engines/run_checks.js").Rule<{ most: number }>} */
export default (page, { most }) => {
  const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  const RTL_LETTERS = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;
  // Words of the other direction in the middle: what is read before and after them changes places.
  const BROKEN = new RegExp(
    `(?:${RTL.source}+[^\\p{L}]+){2}\\p{Script=Latin}[\\p{Script=Latin}\\d\\s.,-]*[^\\p{L}]*${RTL.source}{2}`,
    "u",
  );
  const SKIP = "script, style, noscript, template, textarea, input, select, code, pre";
  const INLINE = /^(inline|contents|ruby.*)$/;

  const blocks = new Map(); // block -> its right-to-left text nodes were met
  const shadows = page.all("*").map(({ shadowRoot }) => shadowRoot);
  for (const root of [document, ...shadows.filter((one) => one !== null)]) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && blocks.size < most; node = walker.nextNode()) {
      if (!RTL.test(node.data)) continue;
      let block = /** @type {Element | null} */ (node.parentElement);
      if (!block || block.closest(SKIP) || !page.seen(block)) continue;
      for (let at = page.parent(block); at && INLINE.test(page.style(block).display); at = page.parent(at)) block = at;
      blocks.set(block, true);
    }
  }

  for (const block of blocks.keys()) {
    const text = page.text(block);
    const letters = text.match(/\p{L}/gu) ?? [];
    const rtl = text.match(RTL_LETTERS) ?? [];
    const words = text.split(" ").filter((word) => RTL.test(word)).length;
    const style = page.style(block);
    // Its own children may set what the block does not; a name in a sentence of another script needs nothing.
    const set = block.querySelector("[dir], bdi, bdo") || style.unicodeBidi === "plaintext";
    if (rtl.length < letters.length * 0.8 || words < 2) continue;
    if (style.direction === "rtl" || set) {
      page.passed(block);
      continue;
    }
    const measured = { direction: style.direction, text: text.slice(0, 80) };
    if (words >= 4 && BROKEN.test(text)) {
      page.failed(block, "the parts of a sentence in a right-to-left script stand in the wrong order", measured);
    } else {
      page.cannotTell(block, "text in a right-to-left script stands in a block that runs from left to right", measured);
    }
  }
};

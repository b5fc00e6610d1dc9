// Words that a style rule lets the browser hyphenate. Whether it does depends on its dictionaries: not every Chromium
// has them, and other browsers have others.

/**
 * Lets such words break anywhere, as hyphenation would let them. Null where there are none, else what undoes it.
 * @param {import("./texts.js").PageText[]} texts
 */
export const breakHyphenated = (texts) => {
  const elements = [...new Set(texts.map(({ element }) => element))].filter(
    (element) => element.closest("[lang]") && getComputedStyle(element).hyphens === "auto",
  );
  if (!elements.length) return null;
  const before = elements.map(({ style }) => [
    style.getPropertyValue("overflow-wrap"),
    style.getPropertyPriority("overflow-wrap"),
  ]);
  for (const { style } of elements) style.setProperty("overflow-wrap", "anywhere", "important");
  return () => elements.forEach(({ style }, at) => style.setProperty("overflow-wrap", before[at][0], before[at][1]));
};

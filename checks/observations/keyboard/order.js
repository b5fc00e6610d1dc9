import { parent } from "../../page/tree.js";

/**
 * Where the focus goes against the order on the screen, among three or more links of one line: those of one parent, or
 * of the items of one list. The numbers of these stops.
 * @param {{element: Element, seen: boolean, left: number, top: number, height: number}[]} stops
 * @returns {Set<number>}
 */
export const turnings = (stops) => {
  /** @type {Map<Node | null, { at: number, left: number, middle: number }[]>} */
  const lines = new Map();
  stops.forEach(({ element, seen, left, top, height }, at) => {
    if (element.tagName !== "A" || !seen || !parent(element)) return;
    const item =
      element.parentElement?.tagName === "LI" && element.parentElement.childElementCount === 1
        ? element.parentElement
        : element;
    const line = lines.get(item.parentNode) ?? [];
    lines.set(item.parentNode, line);
    line.push({ at, left, middle: top + height / 2 });
  });
  const turns = new Set();
  for (const line of lines.values()) {
    const one = line.every((link) => Math.abs(link.middle - line[0].middle) < 8);
    const onward = getComputedStyle(stops[line[0].at].element).direction === "rtl" ? -1 : 1;
    if (!one || line.length < 3) continue;
    for (let at = 1; at < line.length; at += 1) {
      if ((line[at].left - line[at - 1].left) * onward < -8) turns.add(line[at].at);
    }
  }
  return turns;
};

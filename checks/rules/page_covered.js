// `consent`: words, folded, that tell a layer asks about cookies.
/** @type {import("../engines/run_checks.js").Rule<{ consent: string[] }>} */
export default (page, { consent }) => {
  const MOST = 20;
  const SMALL = 0.02;
  const LARGE = 0.4;
  const screen = innerWidth * innerHeight;
  /** @param {Element} element */
  const share = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const width = Math.min(right, innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return width > 0 && height > 0 ? (width * height) / screen : 0;
  };
  // Where a layer can be hit at all: fixed to the screen, or a dialog. Looked for from the screen, not through the tree.
  const layers = new Set();
  for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    for (const y of [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]) {
      for (let at = document.elementFromPoint(x * innerWidth, y * innerHeight); at; at = at.parentElement) {
        if (at === document.body || at === document.documentElement || layers.size >= MOST) break;
        if (at.matches("dialog[open], [aria-modal=true]") || page.style(at).position === "fixed") layers.add(at);
      }
    }
  }
  for (const layer of layers) {
    const covers = share(layer);
    const words = page.fold(`${layer.id} ${layer.className} ${page.text(layer).slice(0, 1000)}`);
    const asks = consent.some((word) => words.includes(word));
    const modal = layer.matches("dialog[open], [aria-modal=true]");
    const inner = [...layers].some((other) => other !== layer && other.contains(layer));
    if (inner || covers < SMALL || !page.text(layer) || !(asks || modal || covers >= LARGE)) continue;
    page.cannotTell(layer, "lies over the page when it opens", {
      "share of the screen": Math.round(covers * 100) / 100,
    });
  }
};

/** @typedef {{ title: string, words: Set<string> }} Content of a frame */

/** @type {import("../engines/run_checks.js").Rule<{ kinds: string[] }>} */
export default (page, { kinds }) => {
  const COMMON = 0.2;
  const TEXT = 20000;
  /**
   * @param {Element} frame
   * @returns {Content | null}
   */
  const read = (frame) => {
    let inner;
    try {
      inner = frame.contentDocument;
    } catch {
      return null; // another site's document is not ours to read
    }
    if (!inner?.body || inner.readyState !== "complete") return null;
    const text = page.fold((inner.body.innerText || "").slice(0, TEXT));
    return { title: page.fold(inner.title), words: new Set(text.split(" ").filter(Boolean)) };
  };
  /**
   * @param {Content} one
   * @param {Content} other
   */
  const differ = (one, other) => {
    if (!one.title || !other.title || one.title === other.title || !one.words.size || !other.words.size) return false;
    const shared = [...one.words].filter((word) => other.words.has(word)).length;
    return shared / (one.words.size + other.words.size - shared) < COMMON;
  };

  /** @type {Map<string, Element[]>} */
  const named = new Map();
  for (const frame of page.all("iframe").filter((element) => page.heard(element) && page.name(element))) {
    const name = page.fold(page.name(frame));
    if (name) named.set(name, [...(named.get(name) || []), frame]);
  }
  for (const [name, frames] of named) {
    if (frames.length < 2) continue;
    const [first, ...others] = frames.map((frame) => ({ frame, content: read(frame) }));
    const kind = name.split(" ").some((word) => kinds.includes(word));
    page.passed(first.frame);
    for (const { frame, content } of others) {
      if (!kind && first.content && content && differ(first.content, content)) {
        page.failed(frame, "another frame with this name holds something else", {
          name: page.name(frame),
          holds: content.title,
          other: first.content.title,
        });
      } else page.passed(frame);
    }
  }
};

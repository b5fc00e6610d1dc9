import { roots, within } from "./page/tree.js";

/**
 * Of style sheets that did not come, those that would be in use in this window; and how many that are did come.
 * @param {string[]} urls
 * @returns {import("./page/answers.js").LostFilesAnswer}
 */
export default (urls) => {
  const LARGE = 20; // rules of a <style> that counts as a style sheet of its own
  /** @param {Element} element */
  const inUse = (element) =>
    !element.disabled &&
    !/\balternate\b/i.test(element.getAttribute("rel") || "") &&
    matchMedia(element.getAttribute("media") || "all").matches;
  const places = roots();
  const links = within(places, "link[rel~=stylesheet i], link[rel~=preload i][as=style i]").filter(
    (link) => link instanceof HTMLLinkElement,
  );
  const lost = urls.filter((url) => {
    const named = links.filter((link) => link.href.split("#")[0] === url);
    return !named.length || named.some(inUse); // by @import when no element names it
  });
  const came = [
    ...links.filter((link) => link.sheet && inUse(link) && !lost.includes(link.href.split("#")[0])),
    ...within(places, "style").filter(
      (style) => style instanceof HTMLStyleElement && (style.sheet?.cssRules.length || 0) >= LARGE && inUse(style),
    ),
  ];
  return { lost, came: came.length };
};

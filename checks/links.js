import { oneLine } from "./page/words.js";

// As browsers read a fragment; one that is no UTF-8 stays as it stands.
/** @param {string} fragment */
const decoded = (fragment) => {
  try {
    return decodeURIComponent(fragment.replace(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    return fragment;
  }
};

/** @param {Element} link */
const leadsToPlace = (link) => {
  if (!link.hash || link.href.split("#")[0] !== document.URL.split("#")[0]) {
    return false;
  }
  const name = decoded(link.hash.slice(1));
  return (
    name.toLowerCase() === "top" || [document.getElementById(name), ...document.getElementsByName(name)].some(Boolean)
  );
};

/**
 * The links a visitor has on the rendered page: absolute URL and text. Those to a place in this page are left out: what
 * is behind the # of the others is the address of a view that a script shows.
 * @param {number} cap
 * @returns {import("./page/answers.js").LinksAnswer}
 */
export default (cap) =>
  [...Document.prototype.querySelectorAll.call(document, "a[href], area[href]")]
    .filter((link) => typeof link.href === "string") // an SVG's link is an object
    .filter((link) => !leadsToPlace(link))
    .slice(0, cap)
    .map((link) => [link.href, oneLine(link.innerText || link.getAttribute("aria-label") || "").slice(0, 100)]);

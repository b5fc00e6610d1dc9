// The links a visitor has on the rendered page: absolute URL and text.
export default (cap) =>
  [...Document.prototype.querySelectorAll.call(document, "a[href], area[href]")]
    .filter((link) => typeof link.href === "string") // an SVG's link is an object
    .slice(0, cap)
    .map((link) => [
      link.href,
      (link.innerText || link.getAttribute("aria-label") || "").replace(/\s+/g, " ").trim().slice(0, 100),
    ]);

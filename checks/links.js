// The links a visitor has on the rendered page: absolute URL and text.
(cap) => [...document.links].slice(0, cap).map((link) => [
  link.href, (link.innerText || link.getAttribute("aria-label") || "").replace(/\s+/g, " ").trim().slice(0, 100),
])

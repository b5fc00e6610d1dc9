// Resolves when the DOM has not changed for `quiet` ms, or after `limit` ms; fonts count as change, since
// contrast and size are judged on them. Then tells what kind of page this is.
async ({ quiet, limit }) => {
  const started = performance.now();
  let changed = started;
  const observer = new MutationObserver(() => { changed = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  let fonts = !document.fonts || document.fonts.status === "loaded";
  if (!fonts) document.fonts.ready.then(() => { fonts = true; changed = performance.now(); });
  const settled = await new Promise((resolve) => {
    const look = () => {
      const now = performance.now();
      if (fonts && now - changed >= quiet) resolve("quiet");
      else if (now - started >= limit) resolve("limit");
      else setTimeout(look, Math.max(10, Math.min(quiet - (now - changed), limit - (now - started))));
    };
    setTimeout(look, quiet);
  });
  observer.disconnect();

  const body = document.body;
  const text = body ? (body.innerText || "").replace(/\s+/g, " ").trim() : "";
  const visible = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
  const heading = document.querySelector("h1, h2, [role=heading]");
  return {
    settled,
    title: document.title || "",
    language: document.documentElement.getAttribute("lang") || "",
    text: text.slice(0, 3000),
    words: text ? text.split(" ").length : 0,
    heading: heading ? (heading.innerText || "").trim().slice(0, 200) : "",
    passwordFields: [...document.querySelectorAll("input[type=password]")].filter(visible).length,
    elements: body ? body.querySelectorAll("*").length : 0,
    controls: body ? body.querySelectorAll("a[href], button, input, select, textarea, img, svg, video, canvas").length : 0,
    frames: [...document.querySelectorAll("iframe[src]")].map((frame) => frame.src.slice(0, 300)).slice(0, 20),
  };
}

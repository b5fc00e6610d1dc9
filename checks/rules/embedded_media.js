/** @type {import("../engines/run_checks.js").Rule<{ players: string[], paths: string[], elements: string }>} */
export default (page, { players, paths, elements }) => {
  const MEDIA_FILE = /\.(mp4|m4v|webm|ogv|mov|avi|wmv|flv|mpe?g|mp3|m4a|oga|ogg|wav|wma)$/;
  /** @param {string} address */
  const isPlayer = (address) => {
    let url;
    try {
      url = new URL(address, document.baseURI);
    } catch {
      return false;
    }
    if (!/^https?:$/.test(url.protocol)) return false;
    const host = url.hostname.toLowerCase();
    const path = url.pathname.toLowerCase();
    return (
      MEDIA_FILE.test(path) ||
      paths.some((part) => path.includes(part)) ||
      players.some((player) => {
        const slash = player.indexOf("/");
        const site = player.slice(0, slash);
        return (host === site || host.endsWith(`.${site}`)) && path.startsWith(player.slice(slash));
      })
    );
  };
  /** @type {Record<string, string>} */
  const addresses = { iframe: "src", embed: "src", object: "data" };
  const shown = page
    .all("iframe[src], embed[src], object[data]")
    .filter((element) => isPlayer(element.getAttribute(addresses[element.localName]) ?? ""));
  for (const element of [...shown, ...page.all(elements)].filter(page.seen)) {
    page.cannotTell(element, "watch it: captions, audio description and a text version");
  }
};

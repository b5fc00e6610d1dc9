export default (page, { empty, poor }) => {
  const EMPTY = new Set(empty);
  const POOR = new Set(poor);
  const FILE = /\.(png|jpe?g|jpe|gif|svg|webp|avif|bmp|tiff?|heic)$/i;
  const CAMERA = /^(img|dsc|dscn|dscf|pict|mvimg|pxl|wp)[_-]?\d{3,}([_-]\w+)*$/i;
  const base = (address) => {
    try {
      return decodeURIComponent(new URL(address, document.baseURI).pathname.split("/").pop());
    } catch {
      return "";
    }
  };
  for (const image of page.all("img[alt], img[aria-label], [role=img][aria-label]")) {
    if (!page.heard(image)) continue;
    const name = page.name(image);
    if (!name) continue;
    const file = base(image.currentSrc || image.getAttribute("src") || "");
    const folded = page.fold(name);
    const measured = { name, file: file.slice(0, 120) };
    const isFile = FILE.test(name) && (!/\s/.test(name) || name === file);
    if (isFile || CAMERA.test(name)) {
      const link = image.closest("a[href]");
      if (link && base(link.href) === name) {
        page.cannotTell(image, "the text alternative is the name of the file it links to", measured);
      } else page.failed(image, "the text alternative is the name of a file", measured);
    } else if (EMPTY.has(folded)) page.failed(image, "the text alternative only says that it is an image", measured);
    else if (POOR.has(folded)) page.cannotTell(image, "the text alternative says little", measured);
    else if (!/\s/.test(name) && /[_-]/.test(name) && name === file.replace(/\.\w+$/, "")) {
      page.cannotTell(image, "the text alternative is the name of the file without its ending", measured);
    } else page.passed(image);
  }
};

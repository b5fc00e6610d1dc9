/** @type {import("../engines/run_checks.js").Rule<{ empty: string[] }>} */
export default (page, { empty }) => {
  const words = new Set(empty);
  const FILE = /^[^\s]+\.(png|jpe?g|gif|svg|webp|avif|bmp|ico)$/i;
  for (const button of page.all("input[type=image i]")) {
    if (!page.heard(button)) continue;
    const name = page.name(button);
    if (!name) continue;
    if (FILE.test(name)) page.failed(button, "the text alternative is the name of a file", { name });
    else if (words.has(page.fold(name))) {
      page.failed(button, "the text alternative does not say what the button does", { name });
    } else page.passed(button);
  }
};

export default (page) => {
  const LENGTH = 60;
  const WORDS = 8;
  const PARAGRAPH = 60;
  const BOLD = 600;
  const LARGER = 1.2;
  const MUCH_LARGER = 1.5;
  const INLINE = new Set(["b", "strong", "span", "font", "u", "em", "i", "br", "big"]);
  const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading]";
  // Places where bold or large text has another reason.
  const ELSEWHERE = `${HEADING}, a, button, label, legend, summary, figure, figcaption, blockquote, table, li, dl,
    nav, address, header, footer, dialog, form, pre, [role=dialog], [role=alertdialog], [role=alert], [role=status],
    [role=note],
    [role=banner], [role=contentinfo], [role=navigation], [role=button], [role=tab], [role=link], [role=listitem],
    [role=term], [role=option], [role=menuitem], [aria-live], [aria-roledescription]`;

  // The element that carries the whole text of this one, and so its look.
  const carrier = (element) => {
    let at = element;
    while (at.children.length === 1 && at.firstElementChild.textContent.trim() === at.textContent.trim()) {
      at = at.firstElementChild;
    }
    return at;
  };
  const look = (element) => {
    const style = page.style(carrier(element));
    return { size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= BOLD };
  };
  const titleLike = (words) =>
    words.length >= 3 &&
    words.length <= LENGTH &&
    words.split(" ").length <= WORDS &&
    /^[\p{Lu}]/u.test(words) &&
    /\p{L}{3}/u.test(words) &&
    !/[\d%€$£@]/.test(words) &&
    !/[.,;:!…"”»’]$/.test(words);
  const paragraph = (element) =>
    element &&
    ["p", "div"].includes(element.localName) &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 20) &&
    !element.querySelector(HEADING) &&
    page.seen(element) &&
    page.text(element).length >= PARAGRAPH;

  const headings = page.all(HEADING).filter((heading) => page.heard(heading));
  const isHeading = new Set(headings);
  if (headings.length) page.passed(headings[0]);
  for (const element of page.all("p, div")) {
    if (element.children.length > 2 || !element.firstChild || !element.nextElementSibling) continue;
    const words = element.textContent.replace(/\s+/g, " ").trim();
    if (!titleLike(words)) continue;
    if ([...element.querySelectorAll("*")].some((child) => !INLINE.has(child.localName))) continue;
    const next = element.nextElementSibling;
    if (!paragraph(next) || element.closest(ELSEWHERE) || element.hasAttribute("role")) continue;
    if (isHeading.has(element.previousElementSibling) || !page.seen(element) || !page.heard(element)) continue;
    const [mine, its] = [look(element), look(next)];
    const box = element.getBoundingClientRect();
    const under = next.getBoundingClientRect();
    if (under.top < box.bottom - 2 || its.bold) continue;
    const times = Math.round((mine.size / its.size) * 100) / 100;
    const named = element.id && document.querySelector(`[aria-labelledby~="${CSS.escape(element.id)}"]`);
    if (mine.bold && times >= LARGER && !named) {
      page.failed(element, "Bold, larger than the paragraph after it, and no heading.", { times });
    } else if ((mine.bold && times >= 1) || times >= MUCH_LARGER) {
      page.cannotTell(element, "It may be a heading: it stands out from the paragraph after it.", { times });
    }
  }
};

import { region } from "./page/describe.js";
import { own } from "./page/tree.js";
import { short } from "./page/words.js";

// What checks that compare the pages of a site need of this one. `marks`: selectors of what statements mark.
export default ({ marks }) => {
  const LINKS = 1000;
  const NAME = 200;
  const TEXT = 60000;
  const MARK = 500;
  const LITTLE = 200;
  if (!axe._tree) axe.setup(document);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const folded = (words) => (words || "").replace(/\s+/g, " ").trim();
  const shown = (element) => element?.innerText ?? element?.textContent ?? "";
  const heard = (element) =>
    axe.utils.getNodeFromTree(element) !== undefined && axe.commons.dom.isVisibleToScreenReaders(element);
  // Attributes, not properties: a field named "action" or "id" takes the place of a form's own.
  const attribute = (element, name) => element.getAttribute(name) || "";

  const anchors = all("a[href]")
    .filter((element) => typeof element.href === "string" && heard(element))
    .slice(0, LINKS);
  const told = new Map(
    anchors.map((element) => [
      element,
      [
        element.href,
        short(folded(axe.commons.text.accessibleText(element)), NAME),
        region(element),
        Boolean(element.querySelector("img, svg")) && !folded(shown(element)),
      ],
    ]),
  );
  const within = (root) => anchors.filter((element) => root.contains(element)).map((element) => told.get(element));

  // Also what is hidden: many open their search with a button.
  const forms = all("[role=search], search, input[type=search], form").map((element) => ({
    search: element.matches("[role=search], search, input[type=search]"),
    code: short(["action", "id", "class", "name"].map((name) => attribute(element, name)).join(" "), MARK),
    shown: element.matches("form") && heard(element),
  }));

  const main = document.querySelector("main, [role=main]");
  const text = shown(main).trim().length >= LITTLE ? shown(main) : shown(document.body);
  const marked = (selector) => {
    const element = document.querySelector(selector);
    return element && [selector, short(element.matches("a") ? element.href : folded(shown(element)), MARK)];
  };
  return {
    title: short(folded(own("title")), NAME),
    language: attribute(document.documentElement, "lang"),
    heading: short(
      folded(
        all("h1")
          .filter(heard)
          .map(shown)
          .find((words) => folded(words)),
      ),
      NAME,
    ),
    html: document.documentElement
      .cloneNode(false)
      .outerHTML.replace(/<\/html>$/, "")
      .slice(0, 400),
    text: short(text, TEXT),
    links: [...told.values()],
    navigations: all("nav, [role=navigation]")
      .filter(heard)
      .map((element) => [folded(axe.commons.text.accessibleText(element)).slice(0, NAME), within(element)]),
    forms,
    marks: Object.fromEntries(marks.map(marked).filter((mark) => mark && mark[1])),
  };
};

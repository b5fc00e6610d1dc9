// All that can show the focus in the style of an element and of what is next to it.

import { upward } from "../../page/tree.js";

const SHOWING = [
  "backgroundColor",
  "backgroundImage",
  "backgroundPosition",
  "backgroundSize",
  "color",
  "fill",
  "stroke",
  "textDecoration",
  "textShadow",
  "fontWeight",
  "fontStyle",
  "opacity",
  "filter",
  "transform",
  "visibility",
  "display",
];
const PLACING = ["content", "width", "height", "left", "bottom"];
const LINES = [["outline", "outlineOffset"], ["borderTop"], ["borderRight"], ["borderBottom"], ["borderLeft"]];
const NO_SHADOW = /(rgba\([^)]*, 0\)|rgba?\([^)]*\)(?= 0px 0px 0px 0px))( -?[\d.]+px){4}( inset)?(, )?/g;

/**
 * @param {Element} element
 * @param {string} [pseudo]
 */
const styled = (element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  if (pseudo && (style.content === "none" || style.content === "normal")) return "";
  return [
    ...LINES.map(([line, offset]) => {
      const [kind, width, colour] = [style[`${line}Style`], style[`${line}Width`], style[`${line}Color`]];
      const none = kind === "none" || parseFloat(width) === 0 || (offset && /^rgba.*, 0\)$/.test(colour));
      return none ? "" : `${kind} ${width} ${colour} ${offset ? style[offset] : ""}`;
    }),
    style.boxShadow.replace(NO_SHADOW, "").replace("none", ""),
    ...[...SHOWING, ...(pseudo ? PLACING : [])].map((name) => style[name]),
  ].join();
};

/**
 * As one text, which is another when the look is.
 * @param {Element} element
 */
export const look = (element) => {
  const next = element.nextElementSibling;
  const labels = [...(element.labels || [])];
  const near = [
    element,
    next,
    ...labels,
    element.previousElementSibling,
    ...upward(element).slice(1, 3),
    ...[...element.querySelectorAll("*")].slice(0, 4),
  ].filter(Boolean);
  const { width, height } = element.getBoundingClientRect();
  const pseudo = [element, next, ...labels]
    .filter(Boolean)
    .flatMap((each) => [styled(each, "::before"), styled(each, "::after")]);
  return [Math.round(width), Math.round(height), ...near.map((each) => styled(each)), ...pseudo].join("|");
};

// All that can show the focus in the style of an element and of what is next to it.

import { parent, upward } from "../../page/tree.js";

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
const LINES = ["outline", "borderTop", "borderRight", "borderBottom", "borderLeft"].map((line) => [
  line,
  ...["Style", "Width", "Color"].map((part) => line + part),
  ...(line === "outline" ? ["outlineOffset"] : []),
]);
const NO_SHADOW = /(rgba\([^)]*, 0\)|rgba?\([^)]*\)(?= 0px 0px 0px 0px))( -?[\d.]+px){4}( inset)?(, )?/g;

const COLOURED = ["backgroundColor", "color", "fill", "stroke"];
const LEAST = 1.25; // contrast from which a change of colour is seen beyond doubt
const EDGE = 1; // CSS pixels

/**
 * @param {Element} element
 * @param {string} [pseudo]
 */
const styled = (element, pseudo) => {
  /** @type {CSSStyleDeclaration & Record<string, any>} */
  const style = getComputedStyle(element, pseudo);
  if (pseudo && (style.content === "none" || style.content === "normal")) return [];
  return [
    ...LINES.map(([line, kindOf, widthOf, colourOf, offset]) => {
      const kind = style[kindOf];
      if (kind === "none") return [line, ""];
      const [width, colour] = [style[widthOf], style[colourOf]];
      const none = parseFloat(width) === 0 || (offset && /^rgba.*, 0\)$/.test(colour));
      return [line, none ? "" : `${kind} ${width} ${colour} ${offset ? style[offset] : ""}`];
    }),
    ["boxShadow", style.boxShadow.replace(NO_SHADOW, "").replace("none", "")],
    ...[...SHOWING, ...(pseudo ? PLACING : [])].map((name) => [name, style[name]]),
  ];
};

/** @param {Element} element */
const nearby = (element) => {
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
  return { near, dressed: [element, next, ...labels].filter(Boolean) };
};

/**
 * As a list of [what, value], of which one is another when the look is.
 * @param {Element} element
 * @returns {string[][]}
 */
export const look = (element) => {
  const { near, dressed } = nearby(element);
  const { width, height } = element.getBoundingClientRect();
  return [
    ["size", `${Math.round(width)} ${Math.round(height)}`],
    ...near.flatMap((each) => styled(each)),
    ...dressed.flatMap((each) => [...styled(each, "::before"), ...styled(each, "::after")]),
  ];
};

/** @param {string} colour */
const luminance = (colour) => {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
/**
 * @param {string} one
 * @param {string} other
 */
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const OPAQUE = /^rgb\(\d+, \d+, \d+\)$/;
/** @param {Element} element */
const behind = (element) => {
  for (const at of upward(element)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== "none") return "";
    if (OPAQUE.test(backgroundColor)) return backgroundColor;
  }
  return "rgb(255, 255, 255)";
};
// Whether what is drawn around an element is cut off on three sides or more.
/** @param {Element} element */
const isClipped = (element) => {
  const box = element.getBoundingClientRect();
  for (const at of upward(element)) {
    const style = getComputedStyle(at);
    if (style.clipPath !== "none" || /paint|strict|content/.test(style.contain)) return true;
    if (at === element || (style.overflowX === "visible" && style.overflowY === "visible")) continue;
    const edge = at.getBoundingClientRect();
    const sides = [box.left - edge.left, box.top - edge.top, edge.right - box.right, edge.bottom - box.bottom];
    if (sides.filter((room) => room < EDGE).length >= 3) return true;
  }
  return false;
};

/**
 * Whether the difference of two looks is seen beyond doubt. Lines around the element may be cut off or have the colour
 * of what is behind them, colours may hardly differ: then the screen must tell.
 * @param {Element} element
 * @param {string[][]} focused
 * @param {string[][]} other
 */
export const isPlain = (element, focused, other) => {
  if (focused.length !== other.length) return true;
  const around = behind(parent(element) ?? element);
  return focused.some(([what, value], at) => {
    const before = other[at][1];
    if (value === before) return false;
    if (COLOURED.includes(what)) {
      const solid = OPAQUE.test(value) && OPAQUE.test(before);
      return solid && contrast(value, before) >= LEAST;
    }
    if (what === "outline" || what === "boxShadow" || what.startsWith("border")) {
      const drawn = value || before;
      const [colour] = drawn.match(/rgba?\([^)]*\)/) ?? [""];
      const inner = what === "boxShadow" && drawn.includes("inset");
      if (!OPAQUE.test(colour) || !around || inner || isClipped(element)) return false;
      return contrast(colour, around) >= LEAST && (what === "boxShadow" || parseFloat(drawn.split(" ")[1]) >= 1);
    }
    return !["opacity", "filter", "transform", "boxShadow", "textShadow"].includes(what);
  });
};

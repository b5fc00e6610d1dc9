// What a text stands on, as far as styles tell.

/** @typedef {{ image: boolean, blended: boolean, sure: boolean }} Ground see `behindText` */

/** @param {string} colour */
const isClear = (colour) => colour === "transparent" || /^rgba.*, 0\)$/.test(colour);
/** @param {CSSStyleDeclaration} style */
const isSolid = ({ backgroundColor }) => !isClear(backgroundColor) && !/^rgba/.test(backgroundColor);
// Shadows and blur leave the colours of letters as they are, or are no matter of contrast.
/** @param {CSSStyleDeclaration} style */
const isBlend = ({ filter, mixBlendMode }) =>
  mixBlendMode !== "normal" || (filter !== "none" && !/^(drop-shadow|blur)/.test(filter));

/**
 * Whether there may be text on a picture in it, or text that is blended with what is behind.
 * @param {Element} element
 */
export const isPainted = (element) => {
  const style = getComputedStyle(element);
  return style.backgroundImage !== "none" || isBlend(style);
};

/**
 * Of an element: whether it stands on an image, whether it is blended with what is behind it, and whether all around it
 * lets the pixels be taken at their word.
 */
export const behindText = () => {
  /** @type {Map<Element, Ground>} */
  const known = new Map();
  /**
   * @param {Element | null} element
   * @returns {Ground}
   */
  const ground = (element) => {
    if (!element) return { image: false, blended: false, sure: true };
    const before = known.get(element);
    if (before) return before;
    const style = getComputedStyle(element);
    const around = ground(element.parentElement);
    const sure =
      around.sure &&
      style.opacity === "1" &&
      style.position !== "fixed" &&
      style.position !== "sticky" &&
      style.animationName === "none" &&
      !/text/.test(style.backgroundClip) &&
      style.maskImage === "none" &&
      style.backfaceVisibility === "visible";
    const image = style.backgroundImage !== "none" || (around.image && !isSolid(style));
    const found = { image, blended: around.blended || isBlend(style), sure };
    known.set(element, found);
    return found;
  };
  return ground;
};

// What the keyboard can come to.

export const CONTROLS =
  "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, object, " +
  "embed, audio[controls], video[controls], [tabindex], [contenteditable]:not([contenteditable=false])";

/** Controls that the browser itself makes work with keys. */
export const NATIVE =
  "a[href], area[href], button, input, select, textarea, summary, option, label, iframe, object, embed, audio, video";

/**
 * Whether Tab comes to it, as far as its attributes and style say.
 * @param {Element} control
 */
export const isReached = (control) =>
  control.tabIndex >= 0 && !control.disabled && control.checkVisibility({ visibilityProperty: true });

/**
 * What is in an element and matches, also in open shadow roots.
 * @param {Element | ShadowRoot | null} place
 * @param {string} selector
 * @returns {Element[]}
 */
export const within = (place, selector) => {
  if (!place) return [];
  const roots = [place.shadowRoot, ...[...place.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot)];
  return [...place.querySelectorAll(selector), ...roots.filter(Boolean).flatMap((root) => within(root, selector))];
};

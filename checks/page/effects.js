// What the source of a handler says that it does.

/** Events of a mouse, a finger or a pen. */
export const POINTING = [
  "click",
  "dblclick",
  "mousedown",
  "mouseup",
  "pointerdown",
  "pointerup",
  "touchstart",
  "touchend",
];

const MOVES =
  /\blocation(?:\s*\.\s*href)?\s*=[^=]|\blocation\s*\.\s*(?:assign|replace|reload)\s*\(|\bwindow\s*\.\s*open\s*\(|\.submit\s*\(|\brequestSubmit\s*\(|\bhistory\s*\.\s*(?:go|back|forward)\s*\(/;
const CHANGES =
  /\.classList\.(?:add|remove|toggle|replace)\(|\.style\b|\.(?:hidden|open|checked|value|src|disabled|className|textContent|innerHTML|innerText|selectedIndex)\s*[+-]?=[^=]|\b(?:setAttribute|removeAttribute|toggleAttribute|showModal|show|hide|toggle|slideToggle|slideUp|slideDown|fadeIn|fadeOut|toggleClass|addClass|removeClass|remove|append|prepend|appendChild|replaceWith|replaceChildren|insertAdjacent\w+|play|pause|scrollIntoView|alert|confirm|prompt|print)\s*\(/;
const ADDRESS =
  /(?:\blocation(?:\s*\.\s*href)?\s*=\s*|\blocation\s*\.\s*(?:assign|replace)\s*\(\s*|\bopen\s*\(\s*)(["'`])([^"'`]+)\1/g;

/**
 * "moves": to another page or window; "changes": this page; "" when the source does not say.
 * @param {string} source
 */
export const effectOf = (source) => (MOVES.test(source) ? "moves" : CHANGES.test(source) ? "changes" : "");

/**
 * The addresses it leads to.
 * @param {string} source
 * @returns {string[]}
 */
export const leadsTo = (source) =>
  [...source.matchAll(ADDRESS)].flatMap(([, , address]) => URL.parse(address, document.baseURI)?.href ?? []);

const STRINGS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;

/**
 * The conditions under which it does so.
 * @param {string} source
 * @returns {string[]}
 */
export const conditionsOf = (source) => {
  const code = source.replace(STRINGS, '""').replace(/\?\.|\?\?/g, ".");
  return [
    ...[...code.matchAll(/\b(?:if|switch|while)\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].map(([, one]) => one),
    ...[...code.matchAll(/([\w$.[\]"'=!<>() ]+)\?/g)].map(([, one]) => one),
    ...[...code.matchAll(/([\w$.[\]"'=!<>() ]+)&&/g)].map(([, one]) => one),
  ];
};

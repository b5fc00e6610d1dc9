import { handlers } from "../page/handlers.js";

const FIELDS =
  "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], " +
  "[type=radio i], [type=checkbox i]), textarea, select";
const WHEN = ["submit", "input", "change", "blur", "focusout", "click"];
const ASKS = /\.value\b|\.val\(|checkValidity|\.validity\b|\.test\(|\.match\(/;
const REFUSES = /preventDefault\s*\(|return\s+false|returnValue\s*=\s*false/;
const COLOURS = /\.style\.(?:border(?:Color)?|outline(?:Color)?|background(?:Color)?|color|boxShadow)\s*=\s*[^=]/;
const CLASSES =
  /classList\.(?:add|toggle)\(\s*(["'`])([\w-]+)\1|addClass\(\s*(["'`])([\w-]+)\3|\.className\s*\+?=\s*(["'`])\s*([\w-]+)\s*\5/g;
const TELLS =
  /textContent|innerText|innerHTML|outerHTML|insertAdjacent|\bappend|\bprepend|\.before\(|\.after\(|createElement|setCustomValidity|reportValidity|alert\(|confirm\(|\.hidden\b|\.style\.(?:display|visibility|opacity)|["'`](?:hidden|aria-(?:describedby|errormessage|label)|title|placeholder)["'`]|showModal|\.text\(|\.html\(|\.show\(|fadeIn|slideDown|\.title\s*=|\.placeholder\s*=|\bfetch\(|\bsubmit\(/;
const ALLOWED = /^(?:border|outline|background|box-shadow|color)/;

/**
 * @param {any[]} sheets or rules that hold others
 * @returns {any[]}
 */
const rulesOf = (sheets) =>
  sheets.flatMap((sheet) => {
    try {
      return [...sheet.cssRules].flatMap((rule) => (rule.cssRules?.length ? [rule, ...rulesOf([rule])] : [rule]));
    } catch {
      return []; // of another host
    }
  });

// Whether what a class changes is the colour of the element itself, and nothing beside it.
/** @param {string} name */
const isColourOnly = (name) => {
  const about = rulesOf([...document.styleSheets]).filter((rule) =>
    new RegExp(`\\.${CSS.escape(name)}(?![\\w-])`).test(rule.selectorText || ""),
  );
  return (
    about.length > 0 &&
    about.every(
      ({ selectorText, style }) =>
        !new RegExp(`\\.${CSS.escape(name)}[^,]*?(?:[ +~>]|::?(?:before|after))`).test(selectorText) &&
        [...style].every((property) => ALLOWED.test(property)),
    )
  );
};

/** @param {string} source */
const marksIn = (source) => {
  const names = [...source.matchAll(CLASSES)].map((match) => match[2] || match[4] || match[6]);
  if (COLOURS.test(source)) return names.every(isColourOnly);
  return names.length > 0 && names.every(isColourOnly);
};

/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const all = handlers(...WHEN);
  for (const form of page.all("form")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const fields = [...form.querySelectorAll(FIELDS)].filter((field) => page.seen(field));
    if (!fields.length || !page.seen(form)) continue;
    // Where the browser itself refuses what is wrong, it says so in words before any script is asked.
    const told = !form.noValidate && fields.some((field) => field.matches("[required], [pattern], [type=email i]"));
    const buttons = [...form.querySelectorAll("button, input[type=submit i]")];
    const given = [form, ...fields, ...buttons].flatMap((element) => all.get(element) ?? []);
    const refusing = given.filter(
      ({ type, source }) => ASKS.test(source) && (type !== "submit" || REFUSES.test(source)),
    );
    const marking = refusing.filter(({ source }) => marksIn(source));
    if (!marking.length) {
      if (refusing.some(({ source }) => TELLS.test(source))) page.passed(form);
      continue;
    }
    const message = "a script shows by a colour alone which field is wrong";
    if (
      told ||
      given.some(({ source }) => !source || TELLS.test(source)) ||
      form.querySelector("[aria-live], [role=alert]")
    )
      page.passed(form);
    else if (marking.some(({ source }) => /\.focus\(/.test(source))) page.cannotTell(form, message);
    else page.failed(form, message);
  }
};

import { sourceOfFunction } from "../page/instruments.js";

const CONTROLS = "select, input[type=radio i], input[type=checkbox i], input[type=text i]";

const MOVES = new RegExp(
  [
    String.raw`\b(?:this\.form|document\.forms?\b[\w.[\]'"]*|document\.\w+|form)\.submit\s*\(`,
    String.raw`\b(?:location|location\.href)\s*=[^=]`,
    String.raw`\blocation\.(?:assign|replace)\s*\(`,
    String.raw`\bwindow\.open\s*\(`,
    String.raw`\bhistory\.go\s*\(`,
  ].join("|"),
);

const BUTTONS = "button, input[type=submit i], input[type=button i], input[type=image i], [role=button]";
const elementsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements").get;

// A handler of one call, whose function the page wrote itself and says so in its text.
const source = (control) => {
  const inline = control.getAttribute("onchange") || "";
  const call = /^\s*(?:return\s+)?([A-Za-z_$][\w$]*)\s*\([^;]*\)\s*;?\s*$/.exec(inline);
  return (call && sourceOfFunction(call[1])) || inline;
};

// A list of places in the page itself.
const within = (control) =>
  control.localName === "select" &&
  ![...control.querySelectorAll("option")].some((option) => option.value && !option.value.startsWith("#"));

export default (page, { warnings }) => {
  const advised = (control) => {
    const form = control.closest("form, fieldset, label, p, div") || control;
    const near = page.fold(
      [
        page.name(control),
        control.title,
        page.text(form).slice(0, 500),
        ...(control.getAttribute("aria-describedby") || "")
          .split(/\s+/)
          .filter(Boolean)
          .map((id) => document.getElementById(id)?.textContent || ""),
      ].join(" "),
    );
    return warnings.some((words) => ` ${near} `.includes(` ${words} `));
  };
  // A form of one list, without a button: what else would do something?
  const known = new Map();
  const lonely = (form) => {
    if (!known.has(form)) {
      known.set(
        form,
        form.querySelectorAll(CONTROLS).length === 1 &&
          !form.querySelector("[role=button]") &&
          ![...elementsOf.call(form)].some((element) => element.matches(BUTTONS)),
      );
    }
    return known.get(form);
  };
  const message = "choosing a value loads another page or sends the form";

  for (const control of page.all(CONTROLS)) {
    if (!(control instanceof HTMLElement) || control.disabled || !page.heard(control) || !page.seen(control)) continue;
    const handler = source(control);
    const moves = MOVES.test(handler);
    // What happens only when asked first, or when a condition holds, may not happen at all.
    const surely = moves && !/\b(?:if|confirm|switch|case)\b|\?/.test(handler) && !within(control);
    if (surely && control.localName !== "input" && !advised(control)) {
      page.failed(control, message, { handler: handler.slice(0, 120) });
    } else if (moves) page.cannotTell(control, message, { handler: handler.slice(0, 120) });
    else if (control.localName === "select") {
      if (control.form && lonely(control.form)) {
        page.cannotTell(control, "a form with one list and no button: choosing may do something at once");
      } else page.passed(control);
    }
  }
};

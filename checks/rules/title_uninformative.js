import { own } from "../page/tree.js";
import { oneLine } from "../page/words.js";

/** @type {import("../engines/run_checks.js").Rule<{ defaults: string[], poor: string[] }>} */
export default (page, { defaults, poor }) => {
  const FILE = /^[^\s/\\]+\.(html?|xhtml|php\d?|aspx?|jspx?|cfm|cgi|docx?|dotx?|odt|rtf|pdf|xlsx?|pptx?|indd|txt)$/i;
  const OFFICE = /^microsoft (word|powerpoint|excel) ?[-–—] ?\S/i;
  const ADDRESS = /^(https?|file):\/\/\S+$/i;
  const html = document.documentElement;
  const title = oneLine(own("title") || "");
  if (!title || !(html instanceof HTMLElement)) return; // document-title of axe-core
  const folded = page.fold(title);
  const measured = { title };
  // A page on a file or a program may rightly be named after it: then its heading says so too.
  const headed = page.all("h1").some((heading) => page.fold(page.text(heading)).includes(folded));
  const why = defaults.includes(folded)
    ? "the title is the one a program or a template fills in"
    : FILE.test(title) || OFFICE.test(title)
      ? "the title is the name of a file"
      : ADDRESS.test(title)
        ? "the title is an address"
        : !/[\p{L}\p{N}]/u.test(title)
          ? "the title has no letters"
          : "";
  if (why && (!folded || !headed)) page.failed(html, why, measured);
  else if (why) page.cannotTell(html, why, measured);
  else if (poor.includes(folded)) page.cannotTell(html, "the title says little of page or site", measured);
  else page.passed(html);
};

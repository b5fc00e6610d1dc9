/** @type {import("../engines/run_checks.js").Rule<{ sure: string[], perhaps: string[] }>} */
export default (page, { sure, perhaps }) => {
  for (const heading of page.all("h1, h2, h3, h4, h5, h6, [role=heading]")) {
    if (page.role(heading) !== "heading" || !page.heard(heading)) continue;
    const name = page.name(heading);
    if (!name) continue; // axe-core's empty-heading speaks of it
    const words = page.fold(name);
    if (!words && !/\p{Extended_Pictographic}|\p{Sc}|\p{Sm}/u.test(name)) {
      page.failed(heading, "The heading has no letter and no number.", { name });
    } else if (sure.includes(words) || words.startsWith("lorem ipsum")) {
      page.failed(heading, "The text a template put there.", { name });
    } else if (perhaps.includes(words.replace(/ \d{1,2}$/, ""))) {
      page.cannotTell(heading, "Is this the text of a template?", { name });
    } else page.passed(heading);
  }
};

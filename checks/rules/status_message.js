/** @type {import("../engines/run_checks.js").Rule} */
export default (page) => {
  const LIVE =
    "[role=status], [role=alert], [role=log], [role=progressbar], [role=timer], [role=dialog], [role=alertdialog], output, dialog, [aria-live]";
  // As authors call such places, in their code; a word of its own in an id or a class.
  const CALLED =
    /(?:^|[-_ ])(?:status|messages?|msg|alerts?|toasts?|snackbar|notifications?|feedback|melding|meldingen|resultcount|result-count|results-count|flash|loading|loader|spinner|bevestiging|confirmation|meldung|statut)(?:$|[-_ ])/i;
  const SHORT = 300;
  const NAMED = [
    "status",
    "message",
    "msg",
    "alert",
    "toast",
    "snackbar",
    "notification",
    "feedback",
    "melding",
    "result",
    "flash",
    "loading",
    "loader",
    "spinner",
    "bevestiging",
    "confirmation",
    "meldung",
    "statut",
  ];
  const selector = NAMED.map((name) => `[id*="${name}" i], [class*="${name}" i]`).join();
  const described = new Set(
    page
      .all("[aria-describedby], [aria-errormessage]")
      .flatMap((field) =>
        `${field.getAttribute("aria-describedby") || ""} ${field.getAttribute("aria-errormessage") || ""}`
          .split(/\s+/)
          .filter(Boolean),
      ),
  );
  for (const place of page.all(selector)) {
    const called = `${place.id} ${place.getAttribute("class") || ""}`.replace(/([a-z])([A-Z])/g, "$1-$2");
    if (
      !CALLED.test(called) ||
      place.closest("a, button, nav, label, head") ||
      place.matches("input, select, textarea, form, img, svg, body, html, script, template")
    )
      continue;
    if (place.closest(LIVE) || place.querySelector(LIVE) || described.has(place.id)) {
      page.passed(place);
      continue;
    }
    const words = (place.textContent || "").trim();
    // Empty, or not shown yet: it waits for a message.
    const waits = !words || !page.seen(place);
    if (
      waits &&
      words.length <= SHORT &&
      place.querySelectorAll("*").length <= 8 &&
      !place.querySelector("input, select, textarea")
    ) {
      page.cannotTell(place, "When a message comes here, is it read aloud?");
    }
  }
};

import { kept, region } from "../page/describe.js";
import { short } from "../page/words.js";
import { doubts } from "./axe_doubts.js";

// Runs axe on the page and brings back only what is stored: the full result of a large page is megabytes.
export default async ({ rules, cap, frames }) => {
  const MESSAGE = 300;
  const SNIPPET = 400;
  const SELECTOR = 500;
  const MEASURED = 1000;
  const plain = (value) =>
    value === null || ["string", "number", "boolean"].includes(typeof value)
      ? typeof value === "string"
        ? short(value, MESSAGE)
        : value
      : undefined;
  // The other host whose document the element is in: the site can replace such a frame, not repair it.
  const frameHost = ({ target }) => {
    const frame = target.length > 1 ? document.querySelector([target[0]].flat()[0]) : null;
    if (!(frame instanceof HTMLIFrameElement) || !URL.canParse(frame.src)) return "";
    const { protocol, host } = new URL(frame.src);
    return ["http:", "https:"].includes(protocol) && host !== location.host ? short(host, 200) : "";
  };
  // What a check measured: plain values only; axe's data may hold anything the page put there.
  const measured = (checks, result) => {
    const found = {};
    const host = frameHost(result);
    if (host) found.frame_host = host;
    for (const check of checks) {
      const data = check.data;
      if (data === null || data === undefined) continue;
      if (Array.isArray(data)) found[check.id] = short(data.filter((v) => plain(v) !== undefined).join(", "), MESSAGE);
      else if (typeof data === "object") {
        for (const [key, value] of Object.entries(data)) {
          if (plain(value) !== undefined) found[key] = plain(value);
        }
      } else if (plain(data) !== undefined) found[check.id] = plain(data);
    }
    return JSON.stringify(found).length <= MEASURED ? found : host ? { frame_host: host } : {};
  };
  // An element in a frame stays there: it is where its frame is.
  const place = (result) => region(result.element || document.querySelector([result.target[0]].flat()[0]));
  const node = (result) => {
    const checks = [...result.any, ...result.all, ...result.none];
    return {
      selector: short(result.target.flat().join(" >>> "), SELECTOR),
      snippet: short(result.html || "", SNIPPET),
      message: short(checks.map((check) => check.message).join("; "), MESSAGE),
      measured: measured(checks, result),
      region: place(result),
    };
  };

  const results = await axe.run(document, {
    runOnly: { type: "rule", values: [...rules, "frame-tested"] },
    resultTypes: ["violations", "incomplete"],
    elementRef: true,
    iframes: frames,
    frameWaitTime: 30000,
  });
  const told = { violations: new Map(), incomplete: new Map() };
  const tell = (group, id, nodes) => told[group].set(id, [...(told[group].get(id) ?? []), ...nodes]);
  for (const { id, nodes } of results.violations) {
    const isDoubtful = (result) => Boolean(result.element && doubts[id]?.(result.element, result));
    const doubtful = nodes.filter(isDoubtful);
    if (doubtful.length < nodes.length)
      tell(
        "violations",
        id,
        nodes.filter((result) => !doubtful.includes(result)),
      );
    if (doubtful.length) tell("incomplete", id, doubtful);
  }
  for (const { id, nodes } of results.incomplete) tell("incomplete", id, nodes);

  const outcomes = [];
  for (const group of ["violations", "incomplete"]) {
    for (const [id, nodes] of told[group]) outcomes.push([group, id, nodes.length, kept(nodes, place, cap).map(node)]);
  }
  for (const group of ["passes", "inapplicable"]) {
    for (const { id } of results[group]) {
      // A doubt beside passes leaves the check passed where it could tell: the page stays one where it applies.
      // axe shortens passes to one node when asked for failures only, so they are not counted.
      if (!told.violations.has(id)) outcomes.push([group, id, 0, []]);
    }
  }
  return outcomes;
};

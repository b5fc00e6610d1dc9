// Filters and sorts the list of websites. Without it the list is there in full, on several pages; this finds a website
// on any of them. What it shows comes from sites_data.LANGUAGE.js, which is fetched when someone first uses the form.

/**
 * A website as the data have it.
 * @typedef {[string, string, string, string, string, string, string, number, number, string, string, string[]]} Values
 * @typedef {ReturnType<typeof named>} Site
 */

/**
 * page: of the organisation. score: 0 to 1, points: how much it rose, null where there is none. tested: ISO date.
 * others: the verdict under each other profile.
 * @param {Values} values
 */
const named = ([name, url, slug, organisation, page, verdict, reason, score, points, turn, tested, others]) => ({
  name,
  url,
  slug,
  organisation,
  page,
  verdict,
  reason,
  score,
  points,
  turn,
  tested,
  others,
});

const SHOWN = 200;
const PAUSE = 200; // milliseconds without a key before the list changes

/** Small letters without accents, so that "cafe" finds "Café". @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What is not known comes last, whichever way is asked. @param {"score" | "points"} place @param {1 | -1} sign */
const byNumber = (place, sign) => (/** @type {Site} */ one, /** @type {Site} */ other) => {
  if (one[place] === null || other[place] === null) {
    return (one[place] === null ? 1 : 0) - (other[place] === null ? 1 : 0);
  }
  return sign * (one[place] - other[place]);
};

/** @type {Record<string, (one: Site, other: Site) => number>} */
const ORDERS = {
  register: () => 0,
  name: (one, other) => (one.name || one.url).localeCompare(other.name || other.url, document.documentElement.lang),
  lowest: byNumber("score", 1),
  highest: byNumber("score", -1),
  fell: byNumber("points", 1),
  rose: byNumber("points", -1),
  oldest: (one, other) => (one.tested < other.tested ? -1 : Number(one.tested > other.tested)),
};

/** @param {Site[]} sites @param {{text: string, status: string, order: string}} asked */
function chosen(sites, asked) {
  const words = folded(asked.text).split(/\s+/).filter(Boolean);
  const found = sites.filter((site) => {
    const text = folded(`${site.name} ${site.url} ${site.organisation}`);
    return (
      (!asked.status || site.verdict === asked.status) &&
      words.every((/** @type {string} */ word) => text.includes(word))
    );
  });
  return found.sort(ORDERS[asked.order]);
}

/** The words of the page for a code. @param {HTMLElement} cell @param {string} code */
const inWords = (cell, code) => (cell.dataset.words ? JSON.parse(cell.dataset.words)[code] : code) || "";

/** @param {number | null} value @param {HTMLElement} cell @param {boolean} signed */
function figure(value, cell, signed) {
  if (value === null) {
    return "–";
  }
  const rounded = Math.round(Math.abs(value) * 1000) / 10;
  const written = rounded.toLocaleString(cell.dataset.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const sign = rounded === 0 ? "" : value > 0 ? "+" : "\u2212";
  return (cell.dataset.pattern || "#").replace("#", (signed ? sign : "") + written);
}

/** @param {HTMLElement} cell @param {string} iso */
function dateOf(cell, iso) {
  if (!iso) {
    return cell.dataset.never;
  }
  const date = new Date(`${iso}T12:00:00Z`);
  return date.toLocaleDateString(cell.dataset.locale, { dateStyle: "medium" });
}

/** @param {HTMLTemplateElement} template @param {Site} site */
function rowOf(template, site) {
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const cell = (/** @type {string} */ name) => /** @type {HTMLElement} */ (row.querySelector(`[data-cell="${name}"]`));
  const link = /** @type {HTMLAnchorElement} */ (cell("name"));
  link.textContent = site.name || site.url;
  link.href = `sites/${site.slug}.html`;
  cell("address").textContent = site.name ? site.url : "";
  const organisation = /** @type {HTMLAnchorElement} */ (cell("organisation"));
  organisation.textContent = site.organisation;
  if (site.page) {
    organisation.href = site.page;
  }
  const badge = cell("verdict");
  badge.textContent = inWords(badge, site.verdict);
  badge.className = `badge ${site.verdict.replace("_", "-")}`;
  cell("reason").textContent = inWords(cell("reason"), site.reason);
  cell("score").textContent = figure(site.score, cell("score"), false);
  if (cell("turn")) {
    cell("turn").textContent = inWords(cell("turn"), site.turn);
    cell("points").textContent = site.turn && !site.points ? "" : figure(site.points, cell("points"), true);
  }
  cell("date").textContent = dateOf(cell("date"), site.tested) ?? "";
  row.querySelectorAll("[data-other]").forEach((other, place) => {
    other.textContent = inWords(/** @type {HTMLElement} */ (other), site.others[place]) ?? "";
  });
  return row;
}

/** The sentence for so many websites. @param {HTMLElement} status @param {number} count */
function counted(status, count) {
  const locale = status.dataset.locale;
  const sentence = new Intl.PluralRules(locale).select(count) === "one" ? status.dataset.one : status.dataset.other;
  const cut = count > SHOWN ? ` ${status.dataset.cut}` : "";
  return String(sentence).replace("#", count.toLocaleString(locale)) + cut;
}

/** The data, once it is there. @param {string} source @returns {Promise<Site[]>} */
function loaded(source) {
  const sites = () => /** @type {Values[]} */ (/** @type {any} */ (globalThis).wadmonSites)?.map(named);
  const known = sites();
  if (known) {
    return Promise.resolve(known);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve(sites());
    script.onerror = reject;
    document.head.append(script);
  });
}

function start() {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("#site-filter"));
  const body = /** @type {Element} */ (document.querySelector("table.sites tbody"));
  const status = /** @type {HTMLElement} */ (document.querySelector("#site-filter-count"));
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("#site-row"));
  const pages = document.querySelectorAll("nav.pagination");
  const whole = [...body.children];
  let waiting = 0;

  const fields = /** @type {any} */ (form.elements);

  const show = async () => {
    const asked = {
      text: fields.text.value,
      status: fields.status.value,
      order: fields.order.value,
    };
    const everything = !asked.text.trim() && !asked.status && asked.order === "register";
    pages.forEach((nav) => nav.toggleAttribute("hidden", !everything));
    if (everything) {
      body.replaceChildren(...whole);
      status.textContent = "";
      return;
    }
    const found = chosen(await loaded(form.dataset.source ?? ""), asked);
    body.replaceChildren(...found.slice(0, SHOWN).map((site) => rowOf(template, site)));
    status.textContent = counted(status, found.length);
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show();
  });
  form.hidden = false;
}

start();

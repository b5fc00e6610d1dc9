import { describe } from "../page/describe.js";
import { own, parent, textOf, upward } from "../page/tree.js";
import { hasListener } from "../page/instruments.js";
import { fold } from "../page/words.js";

// What the keyboard walk asks of the page, under window[Symbol.for("wad-monitor.keyboard")].
// `sign`: what the console lines begin with that say which element, listening to focus, gets it.
// Stops are named by their number, in the order of the first visit.
export default (sign) => {
  const NATIVE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, object, embed";
  // Fields in which the caret shows where one types; and those with stops of their own inside.
  const CARETLESS = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];
  const PARTS = ["date", "datetime-local", "month", "time", "week"];
  const KEYS = ["keydown", "keyup", "keypress"];
  const FOCUS = ["focus", "focusin"];
  const OPENERS = [...KEYS, ...FOCUS, "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"];
  const FIELDS = "input:not([type=button], [type=submit], [type=reset], [type=image]), select, textarea";
  const USABLE = "a[href], button, input, select, textarea, [tabindex]";
  const BYPASSES = "main, [role=main], h1, h2, h3, h4, h5, h6, [role=heading]";
  const LAYERS = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";

  const NOBODY = { selector: "", snippet: "", region: "" };

  const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const byId = (id) => Document.prototype.getElementById.call(document, id);
  const hears = (target, types) =>
    types.some((type) => typeof target[`on${type}`] === "function" || hasListener(target, type));
  const outermost = () => [own("documentElement"), own("body"), document, window].filter(Boolean);
  const focused = () => {
    let at = own("activeElement");
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at && at !== own("body") && at !== own("documentElement") ? at : null;
  };
  const isFrame = (element) => ["IFRAME", "FRAME", "OBJECT", "EMBED"].includes(element.tagName);
  const hasParts = (element) =>
    isFrame(element) ||
    ["VIDEO", "AUDIO"].includes(element.tagName) ||
    (element.tagName === "INPUT" && PARTS.includes(element.type));
  const hasCaret = (element) =>
    element.isContentEditable ||
    element.tagName === "TEXTAREA" ||
    (element.tagName === "INPUT" && !CARETLESS.includes(element.type));

  // Where an element is drawn: its box, or those of its content, less what is cut off; null when nowhere.
  const root = own("scrollingElement") || own("documentElement");
  const isCutAway = (style) => {
    if (/^inset\((50|100)%/.test(style.clipPath)) return true;
    const cut = /rect\(([\d.]+)px,? ([\d.]+)px,? ([\d.]+)px,? ([\d.]+)px\)/.exec(style.clip);
    const [, top, right, bottom, left] = (cut ?? []).map(Number);
    return Boolean(cut) && /absolute|fixed/.test(style.position) && (right - left < 2 || bottom - top < 2);
  };
  const boxOfContent = (element) => {
    const boxes = [...element.querySelectorAll("*")]
      .slice(0, 12)
      .map((each) => each.getBoundingClientRect())
      .filter((each) => each.width >= 1 && each.height >= 1);
    return {
      left: Math.min(...boxes.map((each) => each.left)),
      top: Math.min(...boxes.map((each) => each.top)),
      right: Math.max(...boxes.map((each) => each.right)),
      bottom: Math.max(...boxes.map((each) => each.bottom)),
    };
  };
  const box = (element) => {
    const whole = element.getBoundingClientRect();
    let { left, top, right, bottom } = whole.width >= 1 && whole.height >= 1 ? whole : boxOfContent(element);
    let free = false; // what is positioned is not cut off by what lies between it and what it is positioned against
    for (const at of upward(element)) {
      const style = getComputedStyle(at);
      if (isCutAway(style)) return null;
      if (at !== element && at !== root && !free && style.display !== "inline") {
        const edge = at.getBoundingClientRect();
        if (style.overflowX !== "visible") [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      free ||= style.position === "fixed" || style.position === "absolute";
    }
    return right - left >= 2 && bottom - top >= 2 ? { left, top, right, bottom } : null;
  };
  const inWindow = ({ left, top, right, bottom }) => {
    const part = {
      left: Math.max(left, 0),
      top: Math.max(top, 0),
      right: Math.min(right, innerWidth),
      bottom: Math.min(bottom, innerHeight),
    };
    return part.right - part.left >= 2 && part.bottom - part.top >= 2 ? part : null;
  };

  const opaque = (colour) => {
    const alpha = /^rgba\([^)]*,\s*([\d.]+)\)$/.exec(colour) || /\/\s*([\d.]+)\)$/.exec(colour);
    return colour !== "transparent" && (!alpha || Number(alpha[1]) > 0.98);
  };
  const PAINTED = ["IMG", "VIDEO", "IFRAME", "CANVAS"];
  const paints = (element) => {
    const style = getComputedStyle(element);
    return Number(style.opacity) > 0.98 && (opaque(style.backgroundColor) || PAINTED.includes(element.tagName));
  };
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    for (;;) {
      const deeper = hit?.shadowRoot?.elementFromPoint(x, y);
      if (!deeper || deeper === hit) return hit;
      hit = deeper;
    }
  };
  // The opaque element that hides all of `part` of the element, if one does.
  const cover = (element, part) => {
    if (getComputedStyle(element).pointerEvents === "none") return null;
    const friends = new Set([...upward(element), ...(element.labels || [])]);
    const [w, h] = [part.right - part.left, part.bottom - part.top];
    let hides = null;
    for (const y of [0.5, 0.08, 0.92]) {
      for (const x of [0.5, 0.03, 0.97, 0.25, 0.75]) {
        const hit = hitAt(part.left + x * w, part.top + y * h);
        const line = hit ? upward(hit) : [];
        const common = line.findIndex((at) => friends.has(at));
        if (!hit || common === 0 || line.includes(element) || line[common]?.tagName === "LABEL") return null;
        hides = line.slice(0, common).find(paints);
        if (!hides) return null;
      }
    }
    return hides;
  };

  // All that can show the focus in the style of the element and of what is next to it, as one text.
  const SHOWING = [
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundSize",
    "color",
    "fill",
    "stroke",
    "textDecoration",
    "textShadow",
    "fontWeight",
    "fontStyle",
    "opacity",
    "filter",
    "transform",
    "visibility",
    "display",
  ];
  const PLACING = ["content", "width", "height", "left", "bottom"];
  const NO_SHADOW = /(rgba\([^)]*, 0\)|rgba?\([^)]*\)(?= 0px 0px 0px 0px))( -?[\d.]+px){4}( inset)?(, )?/g;
  const styled = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && (style.content === "none" || style.content === "normal")) return "";
    const lines = [["outline", "outlineOffset"], ["borderTop"], ["borderRight"], ["borderBottom"], ["borderLeft"]];
    return [
      ...lines.map(([line, offset]) => {
        const [kind, width, colour] = [style[`${line}Style`], style[`${line}Width`], style[`${line}Color`]];
        const none = kind === "none" || parseFloat(width) === 0 || (offset && /^rgba.*, 0\)$/.test(colour));
        return none ? "" : `${kind} ${width} ${colour} ${offset ? style[offset] : ""}`;
      }),
      style.boxShadow.replace(NO_SHADOW, "").replace("none", ""),
      ...[...SHOWING, ...(pseudo ? PLACING : [])].map((name) => style[name]),
    ].join();
  };
  const look = (element) => {
    const next = element.nextElementSibling;
    const labels = [...(element.labels || [])];
    const near = [
      element,
      next,
      ...labels,
      element.previousElementSibling,
      ...upward(element).slice(1, 3),
      ...[...element.querySelectorAll("*")].slice(0, 4),
    ].filter(Boolean);
    const { width, height } = element.getBoundingClientRect();
    const pseudo = [element, next, ...labels]
      .filter(Boolean)
      .flatMap((each) => [styled(each, "::before"), styled(each, "::after")]);
    return [Math.round(width), Math.round(height), ...near.map((each) => styled(each)), ...pseudo].join("|");
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "*, ::before, ::after { transition: none !important; animation-duration: 0s !important; " +
      "animation-delay: 0s !important; caret-color: transparent !important; scroll-behavior: auto !important; }",
  );
  const scrolled = [scrollX, scrollY];
  const address = location.href;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const stops = []; // {element, look, area, ...} in the order of the first visit
  const known = new Map(); // element -> its place in stops
  const moves = []; // what got the focus, in turn; null when the focus left the document
  let before = null;
  let read = 0;
  let modal = null;
  let target = null;
  // Ahead of the page's own listeners: what they do may be the end of this document.
  const onFocus = (event) => {
    const [element] = event.composedPath();
    if (!(element instanceof Element)) return;
    moves.push(element);
    if (hears(element, FOCUS)) console.debug(`${sign} ${JSON.stringify(describe(element))}`);
  };
  // Asked before this script itself listens.
  const overall = {
    keys: [document, window].some((each) => hears(each, KEYS)),
    openers: outermost().some((each) => hears(each, OPENERS)),
  };
  window.addEventListener("focus", onFocus, true);

  const measure = (element) => {
    const faint = !element.checkVisibility({ opacityProperty: true });
    const area = !faint && element.checkVisibility({ visibilityProperty: true }) ? box(element) : null;
    const part = area && inWindow(area);
    const { left, top, right, bottom } = area || { left: -scrollX, top: -scrollY, right: -scrollX, bottom: -scrollY };
    return {
      element,
      seen: Boolean(part),
      faint,
      cover: part ? cover(element, part) : null,
      focusedLook: look(element),
      look: null,
      left: left + scrollX,
      top: top + scrollY,
      width: right - left,
      height: bottom - top,
    };
  };
  const drawn = (milliseconds) =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve, milliseconds));
    });
  const told = (element) => (element ? describe(element) : null);

  // Where the focus goes against the order on the screen, among three or more links of one line: those of one parent,
  // or of the items of one list.
  const turnings = () => {
    const lines = new Map();
    stops.forEach(({ element, seen, left, top, height }, at) => {
      if (element.tagName !== "A" || !seen || !parent(element)) return;
      const item =
        element.parentElement?.tagName === "LI" && element.parentElement.childElementCount === 1
          ? element.parentElement
          : element;
      if (!lines.has(item.parentNode)) lines.set(item.parentNode, []);
      lines.get(item.parentNode).push({ at, left, middle: top + height / 2 });
    });
    const turns = new Set();
    for (const line of lines.values()) {
      const one = line.every((link) => Math.abs(link.middle - line[0].middle) < 8);
      const onward = getComputedStyle(stops[line[0].at].element).direction === "rtl" ? -1 : 1;
      if (!one || line.length < 3) continue;
      for (let at = 1; at < line.length; at += 1) {
        if ((line[at].left - line[at - 1].left) * onward < -8) turns.add(line[at].at);
      }
    }
    return turns;
  };

  const api = {
    // After a press of Tab: which stop this is, null outside the document. returned: the stop that took the focus
    // back from the one after it. parts: it has stops of its own inside.
    step: () => {
      const active = focused();
      if (before && before.element !== active && before.look === null) before.look = look(before.element);
      const since = moves.slice(read);
      if (!active) moves.push(null);
      const back = moves.findIndex(
        (element, at) =>
          at >= Math.max(read, 2) &&
          element &&
          element === moves[at - 2] &&
          moves[at - 1] &&
          moves[at - 1] !== element &&
          known.has(element),
      );
      read = moves.length;
      const returned = back < 0 ? null : known.get(moves[back]);
      if (!active) {
        // A stop that throws the focus off as soon as it has it.
        const dropped = since.length === 1 && document.hasFocus() ? since[0] : null;
        if (dropped && !known.has(dropped)) {
          known.set(dropped, stops.push({ ...measure(dropped), look: "", dropped: true }) - 1);
        }
        before = null;
        return { at: dropped ? known.get(dropped) : null, out: !dropped, returned, parts: false };
      }
      if (!known.has(active)) known.set(active, stops.push(measure(active)) - 1);
      before = stops[known.get(active)];
      return { at: known.get(active), out: false, returned, parts: hasParts(active) };
    },
    focus: (at) => {
      stops[at].element.focus();
      return focused() === stops[at].element;
    },
    has: (at) => focused() === stops[at].element,
    trap: (at) => {
      const { element } = stops[at];
      const line = upward(element);
      const isFixed = line.some((each) => getComputedStyle(each).position === "fixed");
      return {
        ...describe(element),
        dialog: Boolean(element.closest(LAYERS)) || isFixed,
        keys: overall.keys || line.some((each) => hears(each, KEYS)),
        text: textOf(own("body")).slice(0, 20000),
      };
    },
    // Stops about which style says nothing; one of each kind.
    unsure: () => {
      if (before && before.look === null) {
        before.element.blur();
        before.look = look(before.element);
      }
      const kinds = new Map();
      stops.forEach((stop, at) => {
        const { element } = stop;
        stop.caret = hasCaret(element) && stop.seen;
        stop.shown = stop.seen && stop.look !== stop.focusedLook;
        if (stop.caret || stop.shown || stop.dropped || isFrame(element) || !element.isConnected) return;
        const names = [element.tagName, element.className, parent(element)?.className];
        const kind = [...names, stop.seen, Boolean(stop.cover)].join("|");
        if (!kinds.has(kind)) kinds.set(kind, []);
        kinds.get(kind).push(at);
      });
      return [...kinds.values()];
    },
    blur: () => {
      focused()?.blur();
      return drawn(0);
    },
    // Gives the focus again, and looks again: what the page brings up on scrolling takes its time. Whether it stayed.
    shine: async (at) => {
      const { element } = stops[at];
      element.focus();
      await drawn(50);
      if (focused() !== element) return false;
      const again = measure(element);
      if (again.seen) Object.assign(stops[at], again, { look: stops[at].look });
      return true;
    },
    // The link among the first stops that promises to skip to somewhere in this page.
    skip: (words, from) => {
      const turned = stops.map((stop, at) => [at, stop]);
      turned.push(...turned.splice(0, from < stops.length ? from : 0));
      for (const [at, { element }] of turned.slice(0, 3)) {
        const href = element.tagName === "A" && element.getAttribute("href");
        if (!href || !/^#[\w\-.:%]+$/.test(href) || !element.isConnected) continue;
        const name = fold(`${element.textContent} ${element.getAttribute("aria-label") || ""}`);
        if (!words.some((word) => name.includes(word))) continue;
        let id = href.slice(1);
        try {
          id = decodeURIComponent(id);
        } catch {
          /* as it stands */
        }
        target = byId(id) || all("a[name]").find((each) => each.getAttribute("name") === id) || null;
        const there = target && (target.tagName === "A" || target.checkVisibility({ visibilityProperty: true }));
        return {
          at,
          ...describe(element),
          target: there ? "there" : target ? "hidden" : "missing",
          bypass: all(BYPASSES).some((each) => each.checkVisibility()),
        };
      }
      return null;
    },
    // Whether the focus went on from the target after Enter and Tab; null when nothing there takes the focus.
    landed: () => {
      const beyond = (element) =>
        element === target ||
        target.contains(element) ||
        Boolean(target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      const active = focused();
      return stops.some(({ element }) => beyond(element)) ? !active || beyond(active) : null;
    },
    // All stops. Which elements they are is only said where something may be said of them: selectors cost time.
    finish: () => {
      const index = new Map(all("*").map((element, at) => [element, at]));
      const turns = turnings();
      return stops.map((stop, at) => {
        const { element } = stop;
        const form = element.closest("form");
        const ordered = element.tabIndex < 1 && !(stops[at - 1]?.element.tabIndex > 0);
        const plain = (stop.shown || stop.caret) && !stop.cover && !stop.dropped && ordered && !turns.has(at) && !modal;
        return {
          ...(plain || !element.isConnected ? NOBODY : describe(element)),
          cover: told(stop.cover),
          seen: stop.seen,
          faint: stop.faint,
          caret: stop.caret,
          shown: stop.shown,
          dropped: Boolean(stop.dropped),
          frame: isFrame(element),
          turns: turns.has(at),
          own: element.matches(NATIVE) || element.hasAttribute("tabindex") || element.isContentEditable,
          named:
            element.matches("button, input, select, textarea") ||
            Boolean(element.textContent.trim() || element.getAttribute("aria-label") || element.querySelector("img")),
          listens: hears(element, FOCUS),
          field: element.matches(FIELDS),
          tabindex: element.tabIndex,
          place: index.get(element) ?? -1,
          form: form ? (index.get(form) ?? -1) : -1,
          left: Math.round(stop.left),
          top: Math.round(stop.top),
          width: Math.round(stop.width),
          height: Math.round(stop.height),
          modal: Boolean(element.closest("[aria-modal=true]")),
        };
      });
    },
    // The part of the page that is open and says it is modal.
    modal: () => {
      modal =
        all("[aria-modal=true]").find(
          (each) =>
            box(each) &&
            each.querySelector(USABLE) &&
            each.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        ) || null;
      return told(modal);
    },
    // For the search for menus that open under the mouse.
    visited: (element) => known.has(element),
    hears: (element) => hears(element, OPENERS),
    heardByAll: overall.openers,
    restore: () => {
      focused()?.blur();
      window.removeEventListener("focus", onFocus, true);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      if (location.href !== address) history.replaceState(history.state, "", address);
      window.scrollTo({ left: scrolled[0], top: scrolled[1], behavior: "instant" });
    },
  };

  Object.defineProperty(window, Symbol.for("wad-monitor.keyboard"), { value: api, configurable: true });
};

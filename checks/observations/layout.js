import { describe } from "../page/describe.js";
import { own, parent } from "../page/tree.js";
import { short } from "../page/words.js";
import { hasListener, lastChange } from "../page/instruments.js";

// Reads where the text of a page is drawn and what cuts it off, so that the same texts can be compared when the
// window is narrower or the text more widely spaced. Returns what `layout.py` calls, one function a state of the page.
//
// A text is a text node with a letter or digit in it. Of each of its lines the band between the top of the capitals
// and the base line counts: a line of which a third of that band is hidden is not read as it was meant.
export default () => {
  const TEXTS = 3000;
  const FOUND = 40;
  const RULES = 20000;
  const TOKENS = 400;
  const READ = 0.98; // share of a text's width that is drawn before it counts as readable as it was
  const LOST = 0.9; // and below which it counts as cut off
  const BAND = [0.2, 0.8]; // of the height of a line's box: top of capitals, base line, in the fonts of the web
  const LEGIBLE = 0.7; // share of that band that must be drawn
  const BOX = [16, 6]; // CSS pixels; what is in a smaller box is out of view on purpose
  const NOT_TEXT = "script, style, noscript, template, select, textarea, marquee, canvas, audio, video, object";
  // What needs two dimensions (1.4.10), or is drawn as it is written.
  const TWO_DIMENSIONS =
    "pre, code, samp, kbd, svg, math, map, [role=table], [role=grid], [role=treegrid], " +
    "[role=toolbar], [role=application], [role=img], [role=tree], [contenteditable], .leaflet-container";
  const REVEALS = "button, summary, [role=button], [role=tab], [aria-expanded], [aria-controls], input, label";
  const INLINE = /^(inline|contents)$/;
  const page = own("documentElement");

  const walk = (root, found) => {
    const both = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
    const nodes = Document.prototype.createTreeWalker.call(document, root, both);
    for (let node = nodes.nextNode(); node && found.length < TEXTS; node = nodes.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.shadowRoot) walk(node.shadowRoot, found);
      } else if (/[\p{L}\p{N}]/u.test(node.data)) {
        const element = parent(node);
        if (element instanceof HTMLElement && !element.closest(NOT_TEXT)) found.push({ node, element });
      }
    }
    return found;
  };
  const started = performance.now();
  const texts = walk(page, []);
  const range = new Range();
  const folded = (words) => words.replace(/\s+/g, " ").trim();

  const boxesNow = () => {
    const styles = new Map();
    const boxes = new Map();
    const style = (element) => {
      if (!styles.has(element)) styles.set(element, getComputedStyle(element));
      return styles.get(element);
    };
    const flat = (element) => element.assignedSlot || parent(element);
    const holds = (element) => {
      // the containing block of what is positioned in it
      const { transform, translate, rotate, scale, filter, contain } = style(element);
      return (
        [transform, translate, rotate, scale, filter].some((value) => value && value !== "none") ||
        /paint|layout|strict|content/.test(contain)
      );
    };
    const holder = (element) => {
      const { position } = style(element);
      const passes = (at) => position === "fixed" || (position === "absolute" && style(at).position === "static");
      let at = flat(element);
      while (at && at !== page && passes(at) && !holds(at)) at = flat(at);
      return position === "fixed" && at === page ? null : at;
    };
    // overflow of the root, or of the body when the root has none, is that of the window.
    const body = own("body");
    const rooted = [page, body].find(
      (element) =>
        (element && style(element).overflowX !== "visible") || (element && style(element).overflowY !== "visible"),
    );
    const ofWindow = (element) => element === page || element === rooted;
    const width = page.clientWidth;
    const cutsWindow = Boolean(rooted) && /hidden|clip/.test(style(rooted).overflowX);
    const left = style(page).direction === "rtl" ? -Infinity : -window.scrollX;
    const right = cutsWindow ? width - window.scrollX : Infinity;
    const edge = { element: page, x: [left, right], y: [-window.scrollY, Infinity] };

    // The boxes that cut off what is in an element, from the inside out.
    const around = (element) => {
      if (!element || element === page) return element ? edge : null;
      if (boxes.has(element)) return boxes.get(element);
      const outer = around(holder(element));
      const { overflowX, overflowY, display, clip, clipPath, position } = style(element);
      let box = outer;
      if (clipPath !== "none" || (clip !== "auto" && /absolute|fixed/.test(position))) box = { masked: true, outer };
      else if (!ofWindow(element) && `${overflowX}${overflowY}` !== "visiblevisible" && !INLINE.test(display)) {
        const at = element.getBoundingClientRect();
        const scale = element.offsetWidth ? at.width / element.offsetWidth : 1;
        const x = at.left + element.clientLeft * scale;
        const y = at.top + element.clientTop * scale;
        const cuts = (overflow) => /hidden|clip/.test(overflow);
        const scrolls = (overflow) => /auto|scroll/.test(overflow);
        box = {
          element,
          outer,
          drawn: [x, y, x + element.clientWidth * scale, y + element.clientHeight * scale],
          x: cuts(overflowX) ? [x, x + element.clientWidth * scale] : null,
          y: cuts(overflowY) ? [y, y + element.clientHeight * scale] : null,
          scrollsX: scrolls(overflowX),
          scrollsY: scrolls(overflowY),
        };
      }
      boxes.set(element, box);
      return box;
    };
    return { style, flat, width, cutsWindow, holds, around };
  };

  // One line of a text: what of it can be seen, or scrolled to.
  const line = (at, innermost) => {
    const seen = { left: at.left, right: at.right, top: at.top, bottom: at.bottom };
    const drawn = { ...seen }; // as it is scrolled now
    let freeX = false;
    let freeY = false;
    let cutX = null;
    let cutY = null;
    for (let box = innermost; box; box = box.outer) {
      if (box.masked) return null;
      if (box.drawn) {
        if (box.x || box.scrollsX) {
          drawn.left = Math.max(drawn.left, box.drawn[0]);
          drawn.right = Math.min(drawn.right, box.drawn[2]);
        }
        if (box.y || box.scrollsY) {
          drawn.top = Math.max(drawn.top, box.drawn[1]);
          drawn.bottom = Math.min(drawn.bottom, box.drawn[3]);
        }
      }
      if (box.x && !freeX) {
        if (seen.left < box.x[0] - 1 || seen.right > box.x[1] + 1) cutX ||= box.element;
        seen.left = Math.max(seen.left, box.x[0]);
        seen.right = Math.min(seen.right, box.x[1]);
      }
      if (box.y && !freeY) {
        if (seen.top < box.y[0] - 1 || seen.bottom > box.y[1] + 1) cutY ||= box.element;
        seen.top = Math.max(seen.top, box.y[0]);
        seen.bottom = Math.min(seen.bottom, box.y[1]);
      }
      freeX ||= box.scrollsX;
      freeY ||= box.scrollsY;
    }
    const top = at.top + BAND[0] * at.height;
    const bottom = at.top + BAND[1] * at.height;
    const band = (Math.min(seen.bottom, bottom) - Math.max(seen.top, top)) / (bottom - top);
    const across = Math.max(0, seen.right - seen.left);
    return {
      at,
      seen,
      drawn,
      freeX,
      cutX,
      cutY,
      band,
      top,
      bottom,
      width: at.width,
      read: band >= LEGIBLE ? across : 0,
    };
  };

  // What holds for the page as it is laid out now; made anew for each state.
  const look = () => {
    const now = boxesNow();
    const drawn = new Map();
    const isDrawn = (element) => {
      if (!drawn.has(element)) {
        drawn.set(element, element.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
      }
      return drawn.get(element);
    };

    const read = ({ node, element }) => {
      if (!element.isConnected || !node.isConnected || !isDrawn(element)) return null;
      range.selectNodeContents(node);
      const lines = [];
      const innermost = now.around(element);
      for (const at of range.getClientRects()) {
        if (at.width < 1 || at.height < 1) continue;
        const one = line(at, innermost);
        if (!one) return null;
        lines.push(one);
      }
      const total = lines.reduce((sum, { width }) => sum + width, 0);
      if (!total) return null;
      return { lines, total, share: lines.reduce((sum, one) => sum + one.read, 0) / total };
    };
    return { ...now, readings: texts.map(read) };
  };

  const inside = (element, outer, flat, test) => {
    // the elements from one up to, and without, one around it
    for (let at = element; at && at !== outer; at = flat(at)) if (test(at)) return true;
    return false;
  };
  const moved = (now) => (at) => {
    const { position, animationName, textIndent } = now.style(at);
    return (
      /absolute|fixed|sticky/.test(position) || animationName !== "none" || parseFloat(textIndent) < 0 || now.holds(at)
    );
  };
  const common = (element, other) => {
    let at = element;
    while (at && !at.contains(other)) at = parent(at);
    return at || page;
  };
  const place = (element, words) => ({ ...describe(element), text: short(words, 80) });
  // What may show the rest of a box or lead to it: in the card the box is in, or right before or after it.
  const reveals = (element) => {
    const around = parent(element);
    const length = (one) => one.textContent.length;
    const card = around && length(around) <= 300 + 4 * length(element);
    const { previousElementSibling: last, nextElementSibling: next } = element;
    const near = card ? [around] : [element, last, next].filter(Boolean);
    const finds = (selector, test) =>
      near.some((one) => (one.matches(selector) && test(one)) || [...one.querySelectorAll(selector)].some(test));
    return {
      toggle:
        finds(REVEALS, (found) => !found.contains(element)) ||
        inside(element, page, parent, (one) => hasListener(one, "click")),
      link: Boolean(element.closest("a[href], button")) || finds("a[href]", (link) => !element.contains(link)),
    };
  };

  // Texts of which less can be read than before, by what cuts them off. `always`: that were cut off already.
  const lost = (before, now, always) => {
    const readable = new Map();
    now.readings.forEach((reading, index) => {
      if (reading && reading.share >= READ) readable.set(folded(texts[index].node.data), index);
    });
    const found = new Map(); // what cuts -> what is said of it
    now.readings.forEach((reading, index) => {
      const was = before.readings[index];
      const text = texts[index];
      const words = folded(text.node.data);
      if (!reading || !was || reading.share > LOST || readable.has(words)) return;
      if (always ? was.share > LOST : was.share < READ) return;
      const size = parseFloat(now.style(text.element).fontSize);
      if (reading.total * (1 - reading.share) < 2 * size) return;
      const worst = reading.lines.find(({ read, width }) => read < width * LOST);
      if (!worst) return;
      const tall = worst.band < LEGIBLE;
      const box = tall ? worst.cutY : worst.cutX;
      if (!box || box === page || box.clientWidth < BOX[0] || box.clientHeight < BOX[1]) return;
      if (text.element.closest("[aria-hidden=true], [inert]")) return;
      const through = reading.lines.some(
        ({ band, width, seen }) =>
          band > 0.1 && band < LEGIBLE && seen.right - seen.left > 0.5 * Math.min(width, box.clientWidth),
      );
      const shows =
        reading.share > 0 ||
        through ||
        now.readings.some((other, at) => other && other.share > 0.5 && box.contains(texts[at].element));
      if (!shows) return;
      const between = (test) => inside(text.element, box, now.flat, test) || test(box);
      const entry = {
        kind: "cut",
        place: place(box, words),
        ...reveals(box),
        always,
        axis: tall ? "y" : "x",
        before: was.share,
        after: reading.share,
        through,
        words: words.split(" ").length,
        fills_window: box.clientHeight >= 0.9 * window.innerHeight,
        ellipsis: !tall && between((at) => now.style(at).textOverflow !== "clip"),
        clamped: between((at) => now.style(at).webkitLineClamp !== "none"),
        moved:
          inside(text.element, box, now.flat, moved(now)) ||
          parseFloat(now.style(box).textIndent) < 0 ||
          box.scrollLeft !== 0 ||
          box.scrollTop !== 0,
        direct: !inside(text.element, box, now.flat, (at) => now.style(at).display !== "inline"),
        titled: between((at) => folded(at.getAttribute("title") || "").includes(words)),
      };
      const known = found.get(box);
      if (known ? entry.after < known.after : found.size < FOUND) found.set(box, entry);
    });
    return [...found.values()];
  };

  // Pairs of texts, by their numbers, of which the one is drawn over the other.
  const collisions = ({ readings }) => {
    const lines = readings
      .flatMap((reading, index) =>
        (reading ? reading.lines : []).map((one) => ({
          index,
          left: one.drawn.left,
          right: one.drawn.right,
          top: Math.max(one.top, one.drawn.top),
          bottom: Math.min(one.bottom, one.drawn.bottom),
        })),
      )
      .filter(({ top, bottom, left, right }) => bottom - top > 3 && right - left > 3);
    lines.sort((a, b) => a.top - b.top);
    const pairs = new Map();
    lines.forEach((one, at) => {
      for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
        const other = lines[next];
        if (other.index === one.index) continue;
        const low = Math.min(one.bottom, other.bottom) - other.top;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const least = Math.min(one.bottom - one.top, other.bottom - other.top);
        if (low < least * 0.4 || across < least) continue;
        pairs.set([one.index, other.index].sort((a, b) => a - b).join(), [one.index, other.index]);
      }
    });
    return pairs;
  };
  const overlaps = (before, now) => {
    const known = (before.collisions ||= collisions(before));
    const found = new Map();
    for (const [key, pair] of collisions(now)) {
      if (known.has(key) || found.size >= FOUND) continue;
      const [text, other] = pair.map((index) => texts[index]);
      if (pair.some((index) => !before.readings[index] || before.readings[index].share < READ)) continue;
      if (pair.some((index) => texts[index].element.closest("[aria-hidden=true], [inert]"))) continue;
      if (found.has(text.element)) continue;
      const shared = common(text.element, other.element);
      found.set(text.element, {
        kind: "overlap",
        place: place(text.element, folded(text.node.data)),
        other: short(folded(other.node.data), 80),
        moved: [text, other].some(({ element }) => inside(element, shared, now.flat, moved(now))),
      });
    }
    return [...found.values()];
  };

  // Lines that go on past the right edge of the window, outside any scroller of their own.
  const wide = (now) => {
    const found = new Map();
    const edge = now.width - window.scrollX;
    now.readings.forEach((reading, index) => {
      const { element, node } = texts[index];
      if (!reading || found.size >= FOUND) return;
      const past = reading.lines.filter(
        ({ at, seen, freeX, cutX, band }) =>
          band >= LEGIBLE && !freeX && at.right > edge + 8 && (!cutX || cutX === page) && seen.right > seen.left,
      );
      if (!past.length || element.closest(TWO_DIMENSIONS) || element.closest("[aria-hidden=true], [inert]")) return;
      let block = element;
      while (block !== page && INLINE.test(now.style(block).display)) block = now.flat(block);
      if (found.has(block)) return;
      const size = parseFloat(now.style(element).fontSize);
      const start = block.getBoundingClientRect().left;
      let word = true;
      let tokens = 0;
      for (const { index: from, 0: token } of node.data.matchAll(/\S+/g)) {
        if ((tokens += 1) > TOKENS) break;
        range.setStart(node, from);
        range.setEnd(node, from + token.length);
        const at = range.getBoundingClientRect();
        if (at.right > edge + 8 && at.left > start + size) word = false;
      }
      const table = element.closest("table");
      const data = table && !/^(presentation|none)$/.test(table.getAttribute("role") || "");
      if (data) return;
      found.set(block, {
        kind: "wide",
        place: place(block, folded(node.data)),
        over: Math.round(Math.max(...past.map(({ at }) => at.right)) - edge),
        beyond: past.every(({ at }) => at.left > edge - size),
        word,
        table: Boolean(table),
        cut: now.cutsWindow,
        wider: block.getBoundingClientRect().width > now.width,
        moved: inside(element, page, now.flat, moved(now)),
      });
    });
    return [...found.values()];
  };

  // Elements a style rule turns depending on how the screen is held.
  const turning = () => {
    const selectors = new Set();
    let left = RULES;
    const visit = (rules, oriented) => {
      for (const rule of rules) {
        if ((left -= 1) < 0) return;
        const here = oriented || (rule.media && /orientation|aspect-ratio/.test(rule.media.mediaText));
        if (here && rule.selectorText && (rule.style.transform || rule.style.rotate)) selectors.add(rule.selectorText);
        if (rule.styleSheet) visitSheet(rule.styleSheet, here);
        else if (rule.cssRules?.length) visit(rule.cssRules, here);
      }
    };
    const visitSheet = (sheet, oriented) => {
      let rules;
      try {
        rules = sheet.cssRules;
      } catch {
        return; // from another site that does not let it be read
      }
      visit(rules, oriented || /orientation|aspect-ratio/.test(sheet.media.mediaText));
    };
    for (const sheet of own("styleSheets")) visitSheet(sheet, false);
    return [...selectors]
      .slice(0, 50)
      .flatMap((selector) => {
        try {
          return [...Document.prototype.querySelectorAll.call(document, selector)];
        } catch {
          return [];
        }
      })
      .slice(0, 200);
  };
  const degrees = (element) => {
    const { transform, rotate } = getComputedStyle(element);
    const matrix = new DOMMatrix(transform === "none" ? "" : transform);
    const turned = /^[-\d.e]+deg$/.test(rotate) ? parseFloat(rotate) : 0; // with an axis it is not in the plane
    return (Math.atan2(matrix.b, matrix.a) * 180) / Math.PI + turned;
  };

  const turns = turning();
  const first = look();
  const landscape = turns.map(degrees);
  const sheet = new CSSStyleSheet();
  const STILL = "*, *::before, *::after { transition-duration: 0s !important; transition-delay: 0s !important }";
  const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`;
  const scroll = [window.scrollX, window.scrollY];
  sheet.replaceSync(STILL);
  document.adoptedStyleSheets.push(sheet);

  return {
    texts: first.readings.filter(Boolean).length,
    turns: turns.length,
    space() {
      sheet.replaceSync(`${STILL} ${SPACED}`);
    },
    unspace() {
      sheet.replaceSync(STILL);
    },
    spaced() {
      const now = look();
      return [...lost(first, now, false), ...overlaps(first, now)];
    },
    zoomed() {
      const now = look();
      return [...lost(first, now, false), ...lost(first, now, true), ...overlaps(first, now)];
    },
    narrow() {
      const now = look();
      return [...lost(first, now, false), ...wide(now)];
    },
    turned() {
      const now = look();
      const length = (counts) =>
        now.readings.reduce(
          (sum, reading, index) =>
            sum + (reading && counts(texts[index].element) ? folded(texts[index].node.data).length : 0),
          0,
        );
      const all = length(() => true);
      const changed = turns
        .map((element, index) => ({
          element,
          landscape: Math.round(landscape[index]),
          portrait: Math.round(degrees(element)),
        }))
        .filter((turn) => turn.landscape !== turn.portrait)
        .slice(0, FOUND);
      return changed.map(({ element, ...angles }) => ({
        kind: "turned",
        place: place(element, folded(element.innerText || "")),
        ...angles,
        share: all ? length((at) => element.contains(at)) / all : 0,
      }));
    },
    // Whether the page's scripts answered to any of it; then they may still be answering to its end.
    end() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet);
      window.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
      return lastChange() > started;
    },
  };
};

// Runs in every page before its own scripts: remembers when the DOM last changed, so that settling need not start
// counting only when it is asked; which elements listen for which events, which the DOM does not tell; and whether the
// page still waits to do something by itself.
export default () => {
  const heard = new WeakMap(); // target -> set of event types
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function addEventListener(type, listener, options) {
    const target = this ?? window;
    if (listener && typeof target === "object") {
      if (!heard.has(target)) heard.set(target, new Set());
      heard.get(target).add(String(type));
    }
    return add.call(target, type, listener, options);
  };
  Object.defineProperty(window, Symbol.for("wad-monitor.listeners"), {
    value: Object.freeze({ has: (target, type) => Boolean(heard.get(target)?.has(type)) }),
  });

  // What is written on a canvas, which the DOM does not tell either.
  const drawn = new WeakMap(); // canvas -> set of texts
  const MOST_TEXTS = 100;
  for (const write of ["fillText", "strokeText"]) {
    const original = window.CanvasRenderingContext2D?.prototype[write];
    if (!original) continue;
    CanvasRenderingContext2D.prototype[write] = function (...given) {
      if (!drawn.has(this.canvas)) drawn.set(this.canvas, new Set());
      const texts = drawn.get(this.canvas);
      if (texts.size < MOST_TEXTS) texts.add(String(given[0]));
      return Reflect.apply(original, this, given);
    };
  }
  Object.defineProperty(window, Symbol.for("wad-monitor.drawn"), { value: (canvas) => [...(drawn.get(canvas) ?? [])] });

  if (window.top !== window) return;

  // Timers of a second or more, as carousels use them; shorter ones are everywhere and end soon. id -> when it is due.
  const SECOND = 1000;
  const MOST_TIMERS = 1000;
  const due = new Map();
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const id = Reflect.apply(original, window, [handler, delay, ...rest]);
      if (delay >= SECOND && due.size < MOST_TIMERS) due.set(id, again ? Infinity : performance.now() + Number(delay));
      return id;
    };
  }
  for (const stop of ["clearTimeout", "clearInterval"]) {
    const original = window[stop];
    window[stop] = function (id) {
      due.delete(id);
      Reflect.apply(original, window, [id]);
    };
  }
  Object.defineProperty(window, Symbol.for("wad-monitor.waits"), {
    value: () => [...due.values()].some((moment) => moment > performance.now()),
  });

  let changed = performance.now();
  const observer = new MutationObserver(() => {
    changed = performance.now();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  Object.defineProperty(window, Symbol.for("wad-monitor.changed"), { value: () => changed });
};

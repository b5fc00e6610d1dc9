// Runs in every page before its own scripts, in their world, where alone can be seen what the document does not tell:
// which elements listen for which events, what was written on a canvas, whether a timer is going to run. Also when the
// DOM last changed, so that settling need not start counting only when it is asked.
//
// Our scripts, which run apart, ask with an event whose name holds `sign`, which no page knows, and are answered with
// another before the first returns (page/instruments.js). What a page redefines later must not matter here: all that
// is used then was taken at the start.
export default (sign) => {
  const bind = Function.prototype.bind;
  const uncurried = (method) => bind.call(Function.prototype.call, method);
  const getter = (owner, name) => uncurried(Object.getOwnPropertyDescriptor(owner, name).get);
  const { apply } = Reflect;
  const { create } = Object;
  const NativeEvent = CustomEvent;
  const now = bind.call(performance.now, performance);
  const get = uncurried(WeakMap.prototype.get);
  const set = uncurried(WeakMap.prototype.set);
  const add = EventTarget.prototype.addEventListener;
  const dispatch = uncurried(EventTarget.prototype.dispatchEvent);
  const detailOf = getter(NativeEvent.prototype, "detail");
  const pathOf = uncurried(Event.prototype.composedPath);
  const sourceOf = uncurried(Function.prototype.toString);
  const split = uncurried(String.prototype.split);
  const elementsIn = uncurried(Document.prototype.querySelectorAll);
  const elementsInFragment = uncurried(DocumentFragment.prototype.querySelectorAll);
  const shadowOf = getter(Element.prototype, "shadowRoot");

  const answer = (target, name, detail) =>
    dispatch(target, new NativeEvent(`${sign} ${name}`, { detail, composed: true, bubbles: false }));
  const whenAsked = (name, reply) =>
    apply(add, window, [`${sign} ${name}?`, (event) => reply(pathOf(event)[0] ?? window, detailOf(event)), true]);

  const heard = new WeakMap(); // target -> object with a property for each event type
  EventTarget.prototype.addEventListener = function addEventListener(type, listener, options) {
    const target = this ?? window;
    if (listener && typeof target === "object") {
      if (!get(heard, target)) set(heard, target, create(null));
      get(heard, target)[`${type}`] = true;
    }
    return apply(add, target, [type, listener, options]);
  };
  const listens = (target, types) => {
    const known = get(heard, target);
    for (let at = 0; at < types.length; at += 1) {
      if (known?.[types[at]] || typeof target[`on${types[at]}`] === "function") return true;
    }
    return false;
  };
  whenAsked("listens", (target, types) => {
    if (listens(target, split(types, " "))) answer(target, "listens", "");
  });
  whenAsked("listeners", (_, text) => {
    const types = split(text, " ");
    const visit = (elements) => {
      for (let at = 0; at < elements.length; at += 1) {
        const shadow = shadowOf(elements[at]);
        if (listens(elements[at], types)) answer(elements[at], "listeners", "");
        if (shadow) visit(elementsInFragment(shadow, "*"));
      }
    };
    if (listens(window, types)) answer(window, "listeners", "");
    if (listens(document, types)) answer(document, "listeners", "");
    visit(elementsIn(document, "*"));
  });

  const drawn = new WeakMap(); // canvas -> its texts, each behind a NUL
  const MOST = 10000; // characters
  for (const write of ["fillText", "strokeText"]) {
    const original = window.CanvasRenderingContext2D?.prototype[write];
    if (!original) continue;
    const canvasOf = getter(CanvasRenderingContext2D.prototype, "canvas");
    CanvasRenderingContext2D.prototype[write] = function (...given) {
      const canvas = canvasOf(this);
      const texts = get(drawn, canvas) ?? "";
      if (texts.length < MOST) set(drawn, canvas, `${texts}\0${given[0]}`);
      return apply(original, this, given);
    };
  }
  whenAsked("drawn", (canvas) => answer(canvas, "drawn", get(drawn, canvas) ?? ""));

  // A function the page wrote, by its name.
  whenAsked("source", (_, name) => {
    const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
    answer(document, "source", typeof value === "function" ? sourceOf(value) : "");
  });

  if (window.top !== window) return;

  // Timers of a second or more, as carousels use them; shorter ones are everywhere and end soon.
  const SECOND = 1000;
  const MOST_TIMERS = 1000;
  const due = create(null); // id -> when
  let timers = 0;
  for (const start of /** @type {const} */ (["setTimeout", "setInterval"])) {
    const again = start === "setInterval";
    const original = window[start];
    window[start] = function (handler, delay, ...rest) {
      const id = apply(original, window, [handler, delay, ...rest]);
      if (delay >= SECOND && timers < MOST_TIMERS) {
        due[id] = again ? Infinity : now() + Number(delay);
        timers += 1;
      }
      return id;
    };
  }
  for (const stop of ["clearTimeout", "clearInterval"]) {
    const original = window[stop];
    window[stop] = function (id) {
      if (id in due) {
        delete due[id];
        timers -= 1;
      }
      apply(original, window, [id]);
    };
  }
  const waits = () => {
    for (const id in due) if (due[id] > now()) return true;
    return false;
  };
  whenAsked("waits", () => answer(document, "waits", waits() ? "yes" : "no"));

  let changed = now();
  const observer = new MutationObserver(() => {
    changed = now();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  whenAsked("changed", () => answer(document, "changed", `${changed}`));
};

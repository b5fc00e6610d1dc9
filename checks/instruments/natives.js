// What the platform offers, taken before the page's scripts can redefine it.

const { bind, call } = Function.prototype;

/**
 * A method as a function of its object: no prototype is looked at when it is called.
 * @template {Function} Method
 * @param {Method} method
 * @returns {(...given: any[]) => any}
 */
export const uncurried = (method) => bind.call(call, method);

/**
 * @param {object} owner
 * @param {string} name
 */
export const getter = (owner, name) => uncurried(/** @type {any} */ (Object.getOwnPropertyDescriptor(owner, name)).get);

export const apply = Reflect.apply;
export const create = Object.create;
export const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
export const get = uncurried(WeakMap.prototype.get);
export const set = uncurried(WeakMap.prototype.set);
export const add = EventTarget.prototype.addEventListener;

/** @type {() => number} */
export const now = bind.call(performance.now, performance);

const NativeEvent = CustomEvent;
const dispatch = uncurried(EventTarget.prototype.dispatchEvent);
const detailOf = getter(NativeEvent.prototype, "detail");
const pathOf = uncurried(Event.prototype.composedPath);

/**
 * How our scripts ask and are answered. `sign`: what no page knows, in the names of the events.
 * @param {string} sign
 */
export const channel = (sign) => {
  /**
   * @param {EventTarget} target
   * @param {string} name
   * @param {string} detail
   */
  const answer = (target, name, detail) =>
    dispatch(target, new NativeEvent(`${sign} ${name}`, { detail, composed: true }));
  /**
   * @param {string} name
   * @param {(target: any, detail: string) => void} reply
   */
  const whenAsked = (name, reply) =>
    apply(add, window, [`${sign} ${name}?`, (event) => reply(pathOf(event)[0] ?? window, detailOf(event)), true]);
  return { answer, whenAsked };
};

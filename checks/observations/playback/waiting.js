// Waiting for what is still loading.

/** @param {number} milliseconds */
const later = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * Until it is ready, one of the events comes, or the time is over.
 * @param {() => unknown} isReady
 * @param {EventTarget} target
 * @param {string[]} events
 * @param {number} milliseconds
 * @returns {Promise<unknown>}
 */
export const until = (isReady, target, events, milliseconds) =>
  isReady()
    ? Promise.resolve()
    : Promise.race([
        later(milliseconds),
        new Promise((resolve) => {
          for (const event of events) target.addEventListener(event, resolve, { once: true });
        }),
      ]);

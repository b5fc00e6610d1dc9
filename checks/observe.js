// Runs in every page before its own scripts: remembers when the DOM last changed, so that settling need not start
// counting only when it is asked.
(() => {
  if (window.top !== window) return;
  let changed = performance.now();
  const observer = new MutationObserver(() => { changed = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  Object.defineProperty(window, Symbol.for("wad-monitor.changed"), { value: () => changed });
})();

import { finishAll, hold } from "../page/animations.js";

// In a frame, when axe-core is put into it: what ends is put at its end, what does not stands still from then on. The
// document itself is held by those who measure it, and let go for those who look at what moves.
export default async () => {
  if (window === window.top) return;
  await finishAll();
  hold();
};

import { roots } from "./page/tree.js";

// Makes what stands in fields invisible, for good: nothing that was typed or filled in is to be on a picture. What a
// button says and what a field suggests stay. Frames of other hosts are not shown at all: they are drawn by another
// process, in its own time, so that what stands in their fields could still be on the picture.

const FIELDS =
  "input:not([type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio])" +
  ":not(:placeholder-shown), textarea:not(:placeholder-shown), [contenteditable]:not([contenteditable=false])";
const STYLE =
  `:is(${FIELDS}), :is(${FIELDS}) * { ` +
  "-webkit-text-fill-color: transparent !important; text-shadow: none !important; -webkit-text-stroke: 0 !important; }";

export default () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  for (const root of roots()) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const frame of root.querySelectorAll("iframe")) {
      if (!frame.contentDocument) frame.style.setProperty("visibility", "hidden", "important");
    }
  }
};

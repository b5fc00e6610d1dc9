// What page scripts find in a page beside the platform's own types.

/** axe-core, of which its commons are used: they have no types of their own. */
declare const axe: any;

// A page script asks of any element or node what only some kinds have; it gets undefined from the others. A form gives
// its fields for properties of their names, so that even "text" may be an element.
interface Node {
  data: any;
  tagName: any;
  localName: any;
  shadowRoot: any;
  matches: any;
  closest: any;
  outerHTML: any;
  hasAttribute: any;
  getAttribute: any;
  getBoundingClientRect: any;
  innerText: any;
}
interface Element {
  alt: any;
  autoplay: any;
  blur: any;
  caption: any;
  cells: any;
  complete: any;
  contentDocument: any;
  control: any;
  controls: any;
  currentSrc: any;
  currentTime: any;
  disabled: any;
  duration: any;
  ended: any;
  error: any;
  focus: any;
  form: any;
  hash: any;
  href: any;
  isContentEditable: any;
  labels: any;
  list: any;
  loop: any;
  muted: any;
  name: any;
  naturalHeight: any;
  naturalWidth: any;
  networkState: any;
  options: any;
  onclick: any;
  pathname: any;
  paused: any;
  placeholder: any;
  protocol: any;
  readOnly: any;
  readyState: any;
  required: any;
  rows: any;
  src: any;
  tBodies: any;
  tHead: any;
  tabIndex: any;
  title: any;
  type: any;
  value: any;
  volume: any;
}
interface HTMLMediaElement {
  captureStream(): MediaStream;
  webkitAudioDecodedByteCount: number;
}
interface AnimationEffect {
  target: any;
  pseudoElement: any;
}
interface PerformanceEntry {
  loadEventEnd: number;
  responseStatus: number;
}

/** What only our scripts and observe.js know. */
declare const wadMonitorSign: string;

/** Sends a text to whoever listens to the page outside. */
declare const tell: (message: string) => void;

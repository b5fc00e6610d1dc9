// What scripts give back, made from the records that read it: python tests/checks/answer_types.py

export type Animation = {
  spot: Spot;
  pseudo: boolean;
  cycle: number;
  shift: number;
  fade: number;
  paints: boolean;
  flashing: number | null;
};

export type Box = {
  left: number;
  top: number;
  right: number;
  bottom: number;
};

export type Came = {
  element: Element;
  box: Box;
  menu: HoverMenu | null;
};

export type Carousel = {
  spot: Spot;
  moved: boolean;
  buttons: number;
};

export type CheckAnswer = {
  check: string;
  error: string;
  outcomes: OutcomeAnswer[];
};

export type Cut = {
  place: TextPlace;
  axis: string;
  always: boolean;
  before: number;
  after: number;
  through: boolean;
  both: boolean;
  words: number;
  fills_window: boolean;
  toggle: boolean;
  link: boolean;
  ellipsis: boolean;
  clamped: boolean;
  moved: boolean;
  direct: boolean;
  titled: boolean;
  kind: "cut";
};

export type DrawnImage = {
  url: string;
  spot: Spot;
};

export type Element = {
  selector: string;
  snippet: string;
  region: string;
};

export type FactsAnswer = {
  title: string;
  language: string;
  heading: string;
  html: string;
  text: string;
  examples: string;
  links: Link[];
  navigations: Navigation[];
  forms: FormSeen[];
  passes: boolean;
  marks: Record<string, string>;
};

export type FormSeen = {
  search: boolean;
  code: string;
  shown: boolean;
};

export type HoverMenu = {
  first: Element;
  menu: string;
  links: number;
  sure: boolean;
};

export type HoveringCameAnswer = Came | null;

export type HoveringCountAnswer = number;

export type HoveringShowAnswer = Target | null;

export type HoveringSoonAnswer = number;

export type HoveringStaysAnswer = boolean;

export type ImagePlace = {
  place: Element;
  url: string;
  there: boolean;
  unscaled: boolean;
  width: number;
  height: number;
  alternative: string;
  unanswered: boolean;
  label: string;
  leads: string;
  called: string;
};

export type ImagesAnswer = {
  images: ImagePlace[];
  said: string;
  more: boolean;
};

export type LanguagesDescribeAnswer = Element[];

export type LanguagesSeenAnswer = {
  texts: [string, string, number, number][];
  names: [string, string, number][];
  tag: string;
  root: number;
};

export type LayoutChangesAnswer = (Cut | Overlap | Wide | Missing | Unscaled | Turned | PutAway)[];

export type LayoutHeldAnswer = {
  texts: number;
  turns: boolean;
  holds: boolean;
  locks: boolean;
};

export type Link = {
  url: string;
  name: string;
  region: string;
  image: boolean;
};

export type LinksAnswer = [string, string][];

export type LostFilesAnswer = {
  lost: string[];
  came: number;
};

export type MediaAnswer = MediaOnPage | null;

export type MediaOnPage = {
  media: Medium[];
  sound_links: SoundLink[];
  words: number;
  links: number;
  transcript: boolean;
};

export type Medium = {
  place: Element;
  video: boolean;
  shown: boolean;
  controls: boolean;
  plays_by_itself: boolean;
  muted: boolean;
  loops: boolean;
  seconds: number | null;
  plays: number | null;
  picture: boolean | null;
  sound: boolean | null;
  audible: number | null;
  stoppable: boolean;
  named: boolean;
  speech: boolean;
  tracks: Track[];
};

export type MenusAnswer = HoverMenu[];

export type Missing = {
  place: TextPlace;
  words: number;
  main: boolean;
  opens: boolean;
  replaced: boolean;
  kind: "missing";
};

export type MotionAnswer = {
  images: DrawnImage[];
  animations: Animation[];
  videos: Spot[];
  carousels: Carousel[];
  scripted: Scripted[];
  stops: boolean;
};

export type Navigation = {
  name: string;
  links: Link[];
};

export type OutcomeAnswer = {
  outcome: "failed" | "cantTell" | "passed";
  count: number;
  elements: Reported[];
};

export type Overlap = {
  place: TextPlace;
  other: string;
  moved: boolean;
  kind: "overlap";
};

export type PicturesAnswer = {
  width: number;
  height: number;
  places: Place[];
};

export type Place = {
  group: number;
  number: number;
  left: number;
  top: number;
  width: number;
  height: number;
};

export type PlacedText = {
  place: Element;
  colour: [number, number, number, number];
  blended: boolean;
  large: boolean;
  words: [number, number, number, number][];
};

export type Press = {
  at: number | null;
  parts: boolean;
  inside: number | null;
  returned: number | null;
  swallowed: boolean;
  out: boolean;
  wait: number;
  plain: boolean;
};

export type PutAway = {
  place: TextPlace;
  share: number;
  lying: boolean;
  left: string;
  kind: "put_away";
};

export type Reported = {
  selector: string;
  snippet: string;
  region: string;
  message: string;
  measured: Record<string, string | number | boolean | null>;
};

export type RuleAnswer = {
  group: "violations" | "incomplete" | "passes" | "inapplicable";
  rule: string;
  count: number;
  elements: Reported[];
};

export type RunAxeAnswer = RuleAnswer[];

export type RunChecksAnswer = CheckAnswer[];

export type Scripted = {
  spot: Spot;
  changes: number;
  buttons: number;
};

export type SeenSkip = {
  at: number;
  element: Element;
  target: string;
  bypass: boolean;
};

export type SeenStop = {
  element: Element;
  cover: Element | null;
  seen: boolean;
  faint: boolean;
  caret: boolean;
  shown: boolean;
  dropped: boolean;
  passed: boolean;
  frame: boolean;
  turns: boolean;
  own: boolean;
  named: boolean;
  listens: boolean;
  field: boolean;
  tabindex: number;
  place: number;
  form: number;
  left: number;
  top: number;
  width: number;
  height: number;
  modal: boolean;
};

export type SettleAnswer = {
  settled: "quiet" | "limit";
  language: string;
  title: string;
  heading: string;
  text: string;
  words: number;
  main_words: number;
  controls: number;
  passwords: number;
  fields: string[];
  actions: string[];
  inside: number;
  menu: number;
  frames: string[];
  code: string;
  noindex: boolean;
  status: number;
  content_type: string;
  path: string;
};

export type Shine = {
  scrolled: [number, number];
  covered: boolean;
};

export type SoundLink = {
  place: Element;
  speech: boolean;
};

export type Spot = {
  place: Element;
  width: number;
  height: number;
  waiting: boolean;
  clickable: boolean;
};

export type Target = {
  x: number;
  y: number;
};

export type TextOnImagesFindAnswer = {
  texts: PlacedText[];
  width: number;
  height: number;
};

export type TextPlace = {
  selector: string;
  snippet: string;
  region: string;
  text: string;
};

export type ThereAnswer = boolean[];

export type Track = {
  kind: string;
  cues: number | null;
  status: number;
  on: boolean;
};

export type Turned = {
  place: TextPlace;
  landscape: number;
  portrait: number;
  share: number;
  kind: "turned";
};

export type Unscaled = {
  place: TextPlace;
  kind: "unscaled";
};

export type WalkBeginAnswer = number;

export type WalkFinishAnswer = {
  modal: Element | null;
  stops: SeenStop[];
};

export type WalkFocusAnswer = boolean;

export type WalkHasAnswer = boolean;

export type WalkHeardAnswer = {
  selector: string;
  snippet: string;
  region: string;
};

export type WalkJumpAnswer = boolean;

export type WalkLandedAnswer = boolean | null;

export type WalkLateAnswer = {
  at: number | null;
  parts: boolean;
  inside: number | null;
  returned: number | null;
  swallowed: boolean;
  out: boolean;
  wait: number;
  plain: boolean;
};

export type WalkShineAnswer = Shine | null;

export type WalkSkipAnswer = SeenSkip | null;

export type WalkSoonAnswer = number;

export type WalkStepsAnswer = Press[];

export type WalkSuspectsAnswer = number[];

export type WalkTrapAnswer = {
  element: Element;
  dialog: boolean;
  keys: boolean;
  text: string;
};

export type WalkUnreachedAnswer = number;

export type WalkUnsureAnswer = number[][];

export type Wide = {
  place: TextPlace;
  over: number;
  beyond: boolean;
  word: boolean;
  wider: boolean;
  table: boolean;
  cut: boolean;
  both: boolean;
  hyphens: boolean;
  moved: boolean;
  kind: "wide";
};

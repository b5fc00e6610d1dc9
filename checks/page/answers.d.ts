// What scripts give back, made from the records that read it: python tests/checks/answer_types.py

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

export type Missing = {
  place: TextPlace;
  words: number;
  main: boolean;
  opens: boolean;
  replaced: boolean;
  kind: "missing";
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

export type SoundLink = {
  place: Element;
  speech: boolean;
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

export type Wide = {
  place: TextPlace;
  over: number;
  beyond: boolean;
  word: boolean;
  wider: boolean;
  table: boolean;
  cut: boolean;
  both: boolean;
  moved: boolean;
  kind: "wide";
};

// The public types of go-park, version 1 of its API. All times are whole nanoseconds of program time.

/** What a stage is doing. */
export type GoParkState =
  | "loading"
  | "ready"
  | "running"
  | "paused"
  | "finished"
  | "deadlock"
  | "panic"
  | "oom"
  | "error";

/** Which parts are seen. */
export type GoParkView = "page" | "stage" | "timeline" | "both" | "code";

/** What a stage is mounted with. */
export interface GoParkOptions {
  /** A lesson by its slug. */
  lesson?: string;
  /** A program in place of the lesson's. */
  program?: string;
  view?: GoParkView;
  /** Buttons and sliders are there. */
  controls?: boolean;
  /** The reader can change the program. */
  editable?: boolean;
  /** The run begins by itself. */
  autoplay?: boolean;
  /** The moment shown at first, in ns. */
  startAt?: number;
  /** Nanoseconds of program time in a second. */
  speed?: number;
  theme?: "auto" | "light" | "dark";
  /** GOMAXPROCS, 1 to 64. */
  procs?: number;
  seed?: number;
  /** The container's memory limit, in bytes. */
  memoryLimit?: number;
  /** With how large a stack each goroutine begins, in bytes: a power of two from 2048, which is Go's, to 65536. */
  firstStack?: number;
  asyncPreempt?: boolean;
  /** Values of the program's `//gopark:param` variables, by name. */
  params?: Record<string, number>;
}

/** Something wrong with a program; lines and columns count from 1. */
export interface GoParkDiagnostic {
  severity: "error" | "warning";
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Counts of the moment shown. */
export interface GoParkStats {
  goroutines: { runnable: number; running: number; syscall: number; waiting: number };
  /** Goroutines that nothing can ever wake. */
  leaked: number;
  stackBytes: number;
  heapBytes: number;
  /** Events up to the moment shown. */
  events: number;
}

/** A moment that a page points out, in ns, and what it says there. */
export type GoParkMarker = readonly [time: number, label: string];

/** Who acted last: the reader inside the stage, or the page by its scripts and attributes. */
export interface GoParkDetail {
  source: "user" | "api";
}

/** An event of the element. */
export type GoParkEvent<T = unknown> = CustomEvent<T & GoParkDetail>;

/** What the element tells, by the names of its events; ten times a second at most. */
export interface GoParkEventMap {
  "gp-ready": GoParkEvent;
  /** A program was put on the stage. */
  "gp-load": GoParkEvent;
  "gp-play": GoParkEvent;
  /** It stands still before its end. */
  "gp-pause": GoParkEvent;
  /** The moment shown is another. */
  "gp-time": GoParkEvent<{ time: number }>;
  "gp-state": GoParkEvent<{ state: GoParkState }>;
  /** Playing, or a key, came to a marker. */
  "gp-marker": GoParkEvent<{ time: number; label: string; index: number }>;
  /** The run is over. */
  "gp-ended": GoParkEvent<{ state: "finished" | "deadlock" | "panic" | "oom" }>;
  /** More goroutines are leaked than before. */
  "gp-leak": GoParkEvent<{ leaked: number }>;
  /** Something was selected on the stage: `g7`, `p0`; empty for nothing. */
  "gp-select": GoParkEvent<{ name: string }>;
  /** What is wrong with the program is something else, or nothing any more. */
  "gp-diagnostics": GoParkEvent<{ diagnostics: GoParkDiagnostic[] }>;
  /**
   * `program`: it does not compile. `stage`: the stage could not be shown. `engine`: compiler and machine could not be
   * loaded. `fault`: it broke, by a defect of ours.
   */
  "gp-error": GoParkEvent<{
    code: "program" | "stage" | "engine" | "fault";
    message: string;
    diagnostics?: GoParkDiagnostic[];
  }>;
}

/** Attributes as properties; null where there is none. */
export interface GoParkAttributes {
  src: string | null;
  lesson: string | null;
  procs: number | null;
  seed: number | null;
  speed: number | null;
  startAt: number | null;
  memoryLimit: number | null;
  firstStack: number | null;
  autoplay: boolean;
  loop: boolean;
  pauseOnMarkers: boolean;
  controls: string | null;
  view: string | null;
  editable: boolean;
  loading: string | null;
  theme: string | null;
  preview: string | null;
  label: string | null;
  height: string | null;
  assets: string | null;
}

/** The element `<go-park>`. Commands may be given at any time; they bring the stage there and wait for it. */
export interface GoParkElement extends HTMLElement, GoParkAttributes {
  /** The program's text. */
  source: string;
  /** Options that win over attributes. Setting them mounts the stage again, at the moment it had. */
  options: GoParkOptions;
  /** Moments to point out; they win over the attribute. */
  markers: readonly GoParkMarker[];
  /**
   * Texts of the stage in other words, by what they are in English. `{}` in a key stands for what changes in it, such as a
   * moment, and in its text for the same.
   */
  i18n: Readonly<Record<string, string>> | null;
  readonly state: GoParkState;
  readonly currentTime: number;
  /** How far the run is known. */
  readonly duration: number;
  readonly diagnostics: GoParkDiagnostic[];
  readonly stats: GoParkStats | null;
  readonly output: { stdout: string; stderr: string };
  readonly ready: Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** So many events on, or back when negative. */
  step(n?: number): Promise<void>;
  seek(ns: number): Promise<void>;
  runToEnd(): Promise<void>;
  /** Rejected when the program cannot be run. */
  reset(options?: { seed?: number }): Promise<void>;
  /**
   * False when the program has errors, see `diagnostics`: what was on the stage stays then; and when another one was
   * loaded before this one was ready.
   */
  load(source: string): Promise<boolean>;
  /** A parameter of the program, or `GOMAXPROCS`. False when there is none of that name. */
  set(name: string, value: number): Promise<boolean>;
  snapshotSvg(): Promise<string>;
  /** Fingerprint of all events: equal hashes, equal runs. */
  eventsHash(): Promise<string>;
  api(version: 1): GoParkElement;
  addEventListener<K extends keyof GoParkEventMap>(
    type: K,
    listener: (this: GoParkElement, event: GoParkEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/**
 * Defines the element under a name; where another version has taken it, under that name with `-1` behind it. Importing this
 * module alone does nothing.
 */
export function defineGoPark(tag?: string): CustomElementConstructor;

/** The package's version. */
export const version: string;

/** Puts a stage at the end of `place`, and returns its element, which is loaded at once. */
export function mount(place: Element, options?: GoParkOptions & { source?: string }): GoParkElement;

/** Loads the module before any stage needs it. `assets` is the folder of go-park's files, else that of the script. */
export function loadModule(assets?: string): Promise<unknown>;

declare global {
  interface HTMLElementTagNameMap {
    "go-park": GoParkElement;
  }
}

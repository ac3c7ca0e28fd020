// The types of host.js.

import type { GoParkElement, GoParkEventMap } from "./index.js";

/** What a page may ask of a stage in a frame. */
export type GoParkCommand =
  | "play"
  | "pause"
  | "step"
  | "seek"
  | "runToEnd"
  | "reset"
  | "load"
  | "set"
  | "snapshotSvg"
  | "eventsHash";

/** A stage in a frame. */
export interface GoParkFrame {
  /** Rejected when there is no stage in the frame. */
  readonly ready: Promise<void>;
  call<C extends GoParkCommand>(command: C, ...args: Parameters<GoParkElement[C]>): ReturnType<GoParkElement[C]>;
  on<K extends keyof GoParkEventMap>(name: K, listener: (event: GoParkEventMap[K]) => unknown): void;
}

/** Connects to a frame, and keeps it as high as it needs to be. */
export function connect(iframe: HTMLIFrameElement): GoParkFrame;

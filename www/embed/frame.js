// A stage alone in a frame, for hosts that allow nothing else. Its URL says what the element's attributes say; the host
// learns the height it needs, and may speak to it through a port.

import { defineGoPark } from "./element.js";

/** Of the parameters and the messages. */
const VERSION = 1;
const WHOLE = { min: 0, max: Number.MAX_SAFE_INTEGER };
// What a URL may say: numbers are clamped, words are from a list, everything else is passed over.
const PARAMETERS = {
  lesson: { pattern: /^[a-z0-9-]{1,40}$/ },
  src: { pattern: /^(?!javascript:|data:)[^\s]{1,2000}$/i },
  view: { words: ["stage", "timeline", "both", "code"] },
  theme: { words: ["auto", "light", "dark"] },
  controls: { words: ["auto", "full", "none"] },
  procs: { min: 1, max: 64 },
  seed: WHOLE,
  speed: { min: 1, max: 4_294_967_295 },
  "start-at": WHOLE,
  "memory-limit": WHOLE,
  "first-stack": { words: ["2048", "4096", "8192", "16384", "32768", "65536"] },
  height: { min: 120, max: 4000 },
  autoplay: { flag: true },
  loop: { flag: true },
  markers: { pattern: /^[^\0]{1,2000}$/ },
  "pause-on-markers": { flag: true },
  editable: { flag: true },
  label: { pattern: /^.{1,120}$/ },
};
const PARAM = /^param-[a-z_][a-z0-9_]{0,60}$/i;
const METHODS = new Set(["play", "pause", "step", "seek", "runToEnd", "reset", "load", "set", "snapshotSvg", "eventsHash"]);
const EVENTS = [
  "gp-ready", "gp-load", "gp-play", "gp-pause", "gp-time", "gp-state", "gp-marker", "gp-ended", "gp-select", "gp-leak",
  "gp-diagnostics", "gp-error",
];
const PROGRAM_CHARS_MAX = 100_000;

defineGoPark();
const stage = document.createElement("go-park");
stage.setAttribute("loading", "eager");
const said = new URLSearchParams(location.search);
for (const [name, value] of said) {
  const said = PARAM.test(name) ? number(value, { min: -WHOLE.max, max: WHOLE.max }) : checked(PARAMETERS[name], value);
  if (said !== null) stage.setAttribute(name, said);
}
const program = new URLSearchParams(location.hash.slice(1)).get("program");
if (program) stage.source = program.slice(0, PROGRAM_CHARS_MAX);
// A version that is not ours may mean something else by the same words.
const isOurs = Number(said.get("v") ?? VERSION) === VERSION;
document.body.append(isOurs ? stage : `This frame has version ${VERSION} of its parameters, not ${said.get("v")}.`);

let isKnown = false;
addEventListener("message", ({ data, source, origin, ports }) => {
  if (!isOurs || source !== parent || data?.gp !== 1 || data.type !== "hello" || (data.v ?? VERSION) !== VERSION) return;
  const to = origin === "null" ? "*" : origin;
  parent.postMessage({ gp: 1, v: VERSION, type: "ready", id: data.id }, to);
  if (!isKnown) tellHeight(data.id, to);
  isKnown = true;
  if (ports[0]) listen(ports[0]);
});

/** Requests have an id, which their answer has too. */
function listen(port) {
  port.onmessage = async ({ data }) => {
    const { id, method, args = [] } = data ?? {};
    try {
      if (!METHODS.has(method)) throw new Error(`there is no method ${method}`);
      port.postMessage({ id, value: await stage[method](...args) });
    } catch (error) {
      port.postMessage({ id, error: String(error.message ?? error) });
    }
  };
  for (const name of EVENTS) {
    stage.addEventListener(name, ({ detail }) => port.postMessage({ event: name, detail: structuredClone(detail) }));
  }
}

function tellHeight(id, to) {
  let told = 0;
  new ResizeObserver(([entry]) => {
    const height = Math.ceil(entry.borderBoxSize[0].blockSize);
    if (Math.abs(height - told) < 1) return;
    told = height;
    parent.postMessage({ gp: 1, v: VERSION, type: "size", id, height }, to);
  }).observe(stage);
}

function checked(rule, value) {
  if (!rule) return null;
  if (rule.flag) return value === "false" ? null : "";
  if (rule.words) return rule.words.includes(value) ? value : null;
  if (rule.pattern) return rule.pattern.test(value) ? value : null;
  return number(value, rule);
}

function number(value, { min, max }) {
  const n = Math.trunc(Number(value));
  return Number.isFinite(n) && value.trim() ? String(Math.min(max, Math.max(min, n))) : null;
}

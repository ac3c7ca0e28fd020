// What is around a stage: the page's poster or code until the stage is there, a button, a place for what went wrong, and a
// caption. It has the stage's size from the beginning, so that the text below never jumps.

import { assetsOf } from "./load.js";

const sheets = new Map();
// What loads quickly need not be announced.
const ANNOUNCE_MS = 500;
const COMES = "The stage is being loaded.";
// The stage that says for all of a page that they are being loaded.
let speaker = null;

export class Shell {
  #host;
  #internals;
  #button;
  #problem;
  #isStyled = false;
  #status;

  constructor(host, internals) {
    this.#host = host;
    this.#internals = internals;
    const make = (name, className, more = {}) => Object.assign(document.createElement(name), { className, ...more });
    const slot = (name) => Object.assign(document.createElement("slot"), { name });
    const root = make("div", "gp-shell");
    // This holds before the styles are there.
    root.style.blockSize = "var(--gp-height, 26rem)";
    const [poster, code, caption] = ["poster", "code", "caption"].map((name) => make("div", `gp-shell__${name}`));
    const slots = { poster: slot("poster"), fallback: slot("fallback"), code: slot(""), caption: slot("caption") };
    // What stands in for the program takes its place.
    slots.fallback.append(slots.code);
    poster.append(slots.poster);
    code.append(slots.fallback);
    caption.append(slots.caption);
    caption.part = "caption";
    for (const [name, it] of Object.entries(slots)) {
      it.addEventListener("slotchange", () => root.toggleAttribute(`data-${name}`, it.assignedElements().length > 0));
    }
    this.#button = make("button", "gp-shell__run", { type: "button", hidden: true });
    this.#problem = make("p", "gp-shell__problem", { hidden: true });
    this.#problem.setAttribute("role", "alert");
    // It stays in the tree, as what is announced must.
    this.#status = make("p", "gp-shell__status");
    this.#status.setAttribute("role", "status");
    this.root = root;
    this.place = make("div", "gp-shell__stage");
    root.append(poster, code, this.#button, this.#problem, this.#status, this.place);
    host.attachShadow({ mode: "open", delegatesFocus: true }).append(root, caption);
  }

  /** Takes on what the attributes say, and the styles. */
  dress() {
    const host = this.#host;
    const label = host.getAttribute("label");
    // What the author of the page says of the host counts more.
    const [role, ariaLabel] = [label ? "region" : "group", label ?? "Go program"];
    if (this.#internals && "role" in this.#internals) Object.assign(this.#internals, { role, ariaLabel });
    else this.#said({ role, "aria-label": ariaLabel });
    const height = host.getAttribute("height") ?? "";
    this.root.style.setProperty("--gp-height", /^\d+$/.test(height) ? `${height}px` : height);
    if (this.#isStyled) return;
    this.#isStyled = true;
    style(host.shadowRoot, new URL("go-park.css", assetsOf(host)).href);
  }

  /** Where a browser cannot say it of the host, the shell says it. */
  #said(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.root.setAttribute(name, value);
  }

  /** The stage can be used, or cannot any more. */
  set isReady(is) {
    this.root.toggleAttribute("data-ready", is);
    this.#hush();
  }

  /** The stage is on its way. Where that takes a while it is said, once for all stages of a page. */
  comes() {
    if (speaker) return;
    speaker = this;
    setTimeout(() => {
      if (speaker === this) this.#status.textContent = this.#host.i18n?.[COMES] ?? COMES;
    }, ANNOUNCE_MS);
  }

  #hush() {
    this.#status.textContent = "";
    if (speaker === this) speaker = null;
  }

  /** What `act` does is offered by a button. */
  offer(act) {
    this.#button.textContent = this.#host.i18n?.Run ?? "Run";
    this.#button.hidden = false;
    this.#button.onclick = () => {
      this.#button.hidden = this.#problem.hidden = true;
      act();
    };
  }

  /** Says what is wrong, or nothing. What is wrong with the program stands under its text, too, where that is seen. */
  report(words, isOfProgram = true) {
    this.#problem.hidden = words === "";
    this.#problem.textContent = words;
    this.#problem.toggleAttribute("data-program", isOfProgram);
  }

  /** The stage cannot be shown: what the page has for this case is seen again. */
  fail(error) {
    this.root.removeAttribute("data-poster");
    this.#hush();
    this.report(`Gopark: ${error?.message ?? error}`, false);
  }

  /** An empty place in place of one with a stage that broke; what that one's editor held. */
  renew() {
    const text = this.place.querySelector("textarea")?.value;
    const place = this.place.cloneNode();
    this.place.replaceWith(place);
    this.place = place;
    this.isReady = false;
    return text;
  }
}

/** One sheet is shared by all stages of a page; where that is not possible, each has a link. */
async function style(shadowRoot, href) {
  try {
    if (!sheets.has(href)) sheets.set(href, sheetFrom(href));
    shadowRoot.adoptedStyleSheets = [await sheets.get(href)];
  } catch {
    shadowRoot.prepend(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
}

async function sheetFrom(href) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href} is not there (${response.status})`);
  return new CSSStyleSheet().replace(await response.text());
}

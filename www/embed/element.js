// The custom element <go-park>: a shell around a stage's handle in WebAssembly. It finds the program, waits until the
// stage is needed, mounts it, and passes commands and news on. Nothing here runs at import, so that a server may import
// it too.

import { unwatch, watch } from "./faults.js";
import { assetsOf, loadModule } from "./load.js";
import { findSource } from "./source.js";
import { optionsOf } from "./options.js";

const READING = { state: "loading", currentTime: 0, duration: 0, diagnostics: [], stats: null, output: null };
const ENDED = new Set(["finished", "deadlock", "panic", "oom", "error"]);
// A node that is moved is taken out and put in again at once; only what stays out is taken apart.
const MOVE_MS = 20;

/**
 * Defines the element. `module` gives the WebAssembly module where a page has loaded it already, `lessons` the folder of
 * the lessons where they are not beside these files.
 */
export function defineGoPark(tag = "go-park", { module, lessons, shadow = true } = {}) {
  if (customElements.get(tag)) return customElements.get(tag);

  class GoPark extends HTMLElement {
    #handle = null;
    #mounting = null;
    #packagesOf = null;
    #last = { ...READING };
    #options = {};
    #source = null;
    #observers = [];
    #leaving = 0;
    #afresh = 0;
    #watched = { isStuck: () => this.#isStuck(), broke: () => this.#broke() };
    #parts;
    #waiting = new Set();

    constructor() {
      super();
      this.#parts = shadow ? shell(this.attachShadow({ mode: "open", delegatesFocus: true })) : null;
    }

    connectedCallback() {
      clearTimeout(this.#leaving);
      for (const name of ["source", "options"]) this.#upgrade(name);
      if (this.#handle || this.#mounting || this.#observers.length) return;
      this.#dress();
      this.#observe();
      const loading = this.getAttribute("loading") ?? "lazy";
      if (loading === "eager" || !shadow) this.#start();
      else if (loading === "manual") this.#offer();
      else this.#onceNear(() => this.#start());
    }

    disconnectedCallback() {
      this.#leaving = setTimeout(() => this.isConnected || this.#leave(), MOVE_MS);
    }

    // What it is.

    get source() {
      return this.#handle ? this.#handle.source() : (this.#source ?? "");
    }
    set source(text) {
      this.#source = String(text);
      if (this.#handle) this.load(this.#source).catch((error) => this.#fail(error));
    }
    get options() {
      return { ...this.#options };
    }
    set options(options) {
      this.#options = { ...options };
      this.#again();
    }
    get state() {
      return this.#last.state;
    }
    get currentTime() {
      return this.#handle ? this.#handle.currentTime() : 0;
    }
    get duration() {
      return this.#handle ? this.#handle.duration() : 0;
    }
    get diagnostics() {
      return this.#handle ? this.#handle.diagnostics() : [];
    }
    get stats() {
      return this.#handle ? this.#handle.stats() : null;
    }
    get output() {
      return this.#handle ? this.#handle.output() : { stdout: "", stderr: "" };
    }

    /** The handle itself, for measuring; not part of the API. */
    get handle() {
      return this.#handle;
    }

    // What it can be told. Everything waits until the stage is there, and brings it there.

    get ready() {
      return this.#start().then(() => undefined);
    }
    async play() {
      await this.#with((it) => it.play());
    }
    async pause() {
      await this.#with((it) => it.pause());
      this.#news();
    }
    async step(n = 1) {
      await this.#with((it) => it.step(n));
      this.#news();
    }
    async seek(ns) {
      await this.#until((it) => it.seek(ns), (it) => it.currentTime() >= ns || ENDED.has(it.state()));
    }
    async runToEnd() {
      await this.#until((it) => it.runToEnd(), (it) => it.state() !== "running");
    }
    async reset({ seed } = {}) {
      await this.#with((it) => it.reset(seed));
      this.#news();
    }
    async load(source) {
      this.#source = String(source);
      await this.#start();
      await this.#packagesOf(this.#source);
      const fits = await this.#with((it) => it.load(this.#source));
      this.#news();
      return fits;
    }
    async set(name, value) {
      return this.#with((it) => it.set(name, Number(value)));
    }
    async snapshotSvg() {
      return this.#with((it) => it.snapshotSvg());
    }
    async eventsHash() {
      return this.#with((it) => it.eventsHash());
    }

    /** The API in its first version; a later one will be beside it. */
    api(version) {
      if (version !== 1) throw new RangeError(`<${tag}> has version 1 of its API, not ${version}`);
      return this;
    }

    // How it comes and goes.

    #start(over = {}) {
      if (this.#mounting) return this.#mounting;
      const mounting = this.#mount(over).catch((error) => {
        if (this.#mounting === mounting) {
          this.#mounting = null;
          this.#fail(error);
        }
        throw error;
      });
      // Whoever does not wait for the promise hears of the error by its event.
      mounting.catch(() => {});
      this.#mounting = mounting;
      return mounting;
    }

    /** Does something with the stage that is there: who is overtaken by another mount waits for that one. */
    async #with(act) {
      const mounting = this.#start();
      await mounting;
      return mounting === this.#mounting ? act(this.#handle) : this.#with(act);
    }

    async #mount(over) {
      const [bindings, program] = await Promise.all([
        module ?? loadModule(assetsOf(this), this.#afresh),
        this.#source ?? findSource(this),
      ]);
      const options = { ...optionsOf(this), ...this.#options, ...over };
      if (program !== null) options.program = program;
      const files = lessons ?? assetsOf(this);
      this.#packagesOf = (text) => bindings.loadPackages(files, text);
      await Promise.all([
        this.#packagesOf(program ?? ""),
        program === null || options.lesson ? bindings.loadLessons(files) : undefined,
      ]);
      const place = this.#parts?.place ?? this;
      if (!shadow) this.replaceChildren();
      const handle = bindings.mount(place, options);
      this.#handle = handle;
      watch(this.#watched);
      // The program is compiled as soon as the stage has rendered.
      while (this.#handle === handle && handle.state() === "loading") await new Promise((resolve) => setTimeout(resolve));
      if (this.#handle !== handle) {
        if (this.#mounting) return this.#mounting;
        throw new Error("this stage was unmounted");
      }
      // What is waited for goes on where the stage was mounted again meanwhile.
      for (const [, , act] of this.#waiting) act(handle);
      handle.onNews(() => this.#news());
      this.#parts?.root.setAttribute("data-ready", "");
      this.#follow();
      performance.mark("gp-ready");
      this.#emit("gp-ready", {});
      this.#news();
      return handle;
    }

    #leave() {
      for (const observer of this.#observers) observer.disconnect();
      this.#observers = [];
      this.#mounting?.then(() => this.#unmount(), () => {});
    }

    #unmount() {
      if (!this.#handle || this.isConnected) return;
      this.#source = this.#handle.source();
      this.#handle.unmount();
      this.#handle.free?.();
      unwatch(this.#watched);
      this.#handle = null;
      this.#mounting = null;
      this.#last = { ...READING };
      this.#parts?.root.removeAttribute("data-ready");
      for (const [, resolve] of this.#waiting) resolve();
      this.#waiting.clear();
    }

    /** Mounts again, with the program and at the moment it had, because something changed that a mounted stage can't. */
    #again() {
      if (!this.#handle) return;
      const startAt = this.#handle.currentTime();
      const playing = this.#handle.state() === "running";
      this.#source = this.#handle.source();
      this.#handle.unmount();
      this.#handle = null;
      this.#mounting = null;
      this.#start({ startAt, autoplay: playing });
    }

    #isStuck() {
      try {
        this.#handle?.state();
        return false;
      } catch {
        return true;
      }
    }

    /** What broke is never called again. The reader may start the program anew, in a module afresh. */
    #broke() {
      this.#handle = null;
      this.#mounting = null;
      this.#afresh += 1;
      for (const [, resolve] of this.#waiting) resolve();
      this.#waiting.clear();
      if (this.#parts) {
        const { root, place } = this.#parts;
        this.#source = place.querySelector("textarea")?.value ?? this.#source;
        this.#parts.place = place.cloneNode();
        place.replaceWith(this.#parts.place);
        root.removeAttribute("data-ready");
      }
      this.#fail(new Error("this stage broke, by a defect of Gopark's. What else is on this page goes on."), "fault");
      if (this.#parts) this.#offer(() => this.#start({ autoplay: false }));
    }

    #upgrade(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }

    #dress() {
      if (!this.#parts) return;
      if (!this.hasAttribute("role")) this.#parts.root.setAttribute("role", "group");
      this.#parts.root.setAttribute("aria-label", this.getAttribute("label") ?? "Go program");
      const height = this.getAttribute("height");
      if (height) this.#parts.root.style.setProperty("--gp-height", /^\d+$/.test(height) ? `${height}px` : height);
      this.#parts.style.href = new URL("go-park.css", assetsOf(this)).href;
    }

    #observe() {
      const attributes = new MutationObserver((changes) => changes.forEach((it) => this.#changed(it.attributeName)));
      attributes.observe(this, { attributes: true });
      this.#observers.push(attributes);
      if (!shadow) return;
      // Documentation sites switch light and dark by a class or an attribute of the root.
      const theme = new MutationObserver(() => this.#follow());
      theme.observe(document.documentElement, { attributes: true });
      this.#observers.push(theme);
    }

    #changed(name) {
      const value = this.getAttribute(name);
      if (name === "label" || name === "height") this.#dress();
      if (!this.#handle) return;
      this.#guard(() => {
        if (name === "theme") this.#follow();
        else if (name === "src") findSource(this).then((text) => text !== null && (this.source = text));
        else if (name === "procs" && value) this.#handle.set("GOMAXPROCS", Number(value));
        else if (name === "seed" && value) this.#handle.reset(Number(value));
        else if (name === "speed" && value) this.#handle.setSpeed(Number(value));
        else if (name.startsWith("param-") && value) this.#handle.set(name.slice(6), Number(value));
        else if (["view", "controls", "editable", "lesson"].includes(name)) {
          if (name === "lesson") this.#source = null;
          this.#again();
        }
      });
    }

    /** Light or dark as the attribute says, else as the text around the element has it. */
    #follow() {
      if (!this.#handle || !shadow) return;
      const said = this.getAttribute("theme") ?? "auto";
      const around = getComputedStyle(this).colorScheme;
      const only = { light: "light", dark: "dark" }[around];
      this.#guard(() => this.#handle.setTheme(said === "auto" ? (only ?? "auto") : said));
    }

    #onceNear(act) {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        act();
      }, { rootMargin: "100% 0px" });
      observer.observe(this);
      this.#observers.push(observer);
    }

    #offer(act = () => this.play()) {
      const { button, problem } = this.#parts;
      button.hidden = false;
      button.onclick = () => {
        button.hidden = problem.hidden = true;
        act();
      };
    }

    // What it tells.

    #news() {
      if (!this.#handle) return;
      this.#guard(() => {
        const now = {
          state: this.#handle.state(),
          time: this.#handle.currentTime(),
          selected: this.#handle.selected(),
          leaked: this.#handle.stats().leaked,
          errors: this.diagnostics.filter((it) => it.severity === "error"),
        };
        const last = this.#last;
        this.#last = now;
        if (now.time !== last.time) this.#emit("gp-time", { time: now.time });
        if (now.state !== last.state) this.#emit("gp-state", { state: now.state });
        if (now.selected !== (last.selected ?? "")) this.#emit("gp-select", { name: now.selected });
        if (now.leaked > (last.leaked ?? 0)) this.#emit("gp-leak", { leaked: now.leaked });
        if (now.errors.length && JSON.stringify(now.errors) !== JSON.stringify(last.errors)) {
          this.#emit("gp-error", { code: "program", message: "the program does not compile", diagnostics: this.diagnostics });
        }
        this.#report(now.state === "error" ? now.errors : []);
        for (const entry of this.#waiting) {
          if (entry[0](this.#handle)) {
            this.#waiting.delete(entry);
            entry[1]();
          }
        }
      });
    }

    /** A program that does not compile says so above the stage, which has nothing to show then. */
    #report(errors) {
      if (!this.#parts) return;
      this.#parts.problem.hidden = errors.length === 0;
      this.#parts.problem.textContent = errors.map((it) => `main.go:${it.line}:${it.column}: ${it.message}`).join("\n");
    }

    /** Does what takes a while, and waits for it. */
    async #until(act, met) {
      await this.#with((handle) => {
        act(handle);
        return met(handle) || new Promise((resolve) => this.#waiting.add([met, resolve, act]));
      });
    }

    #guard(act) {
      try {
        act();
      } catch (error) {
        this.#fail(error);
      }
    }

    #fail(error, code = "stage") {
      this.#last = { ...this.#last, state: "error" };
      const message = String(error?.message ?? error);
      if (this.#parts) {
        this.#parts.root.removeAttribute("data-poster");
        this.#parts.problem.textContent = `Gopark: ${message}`;
        this.#parts.problem.hidden = false;
      }
      this.#emit("gp-error", { code, message });
    }

    #emit(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
  }

  customElements.define(tag, GoPark);
  return GoPark;
}

/** What is around the stage: the page's poster or code until the stage is there, a button, a place for what went wrong. */
function shell(shadowRoot) {
  const make = (name, className) => Object.assign(document.createElement(name), { className });
  const root = make("div", "gp-shell");
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  const poster = make("div", "gp-shell__poster");
  const fallback = make("div", "gp-shell__code");
  // What the page brought along is printed in place of the stage, and a poster is seen in its place until it is there.
  for (const [box, name] of [[poster, "poster"], [fallback, ""]]) {
    const slot = Object.assign(document.createElement("slot"), { name });
    slot.addEventListener("slotchange", () => {
      root.toggleAttribute(`data-${name || "code"}`, slot.assignedElements().length > 0);
    });
    box.append(slot);
  }
  const button = Object.assign(make("button", "gp-shell__run"), { type: "button", textContent: "Run", hidden: true });
  const problem = Object.assign(make("p", "gp-shell__problem"), { hidden: true });
  problem.setAttribute("role", "alert");
  const place = make("div", "gp-shell__stage");
  root.append(poster, fallback, button, problem, place);
  shadowRoot.append(style, root);
  return { root, style, button, problem, place };
}

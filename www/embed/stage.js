// A stage in its element, from when it is needed until it goes: mounts it, passes commands on, and mounts it again where
// something changed that a mounted stage cannot change.

import { unwatch, watch } from "./faults.js";
import { listen } from "./keys.js";
import { assetsOf, loadModule } from "./load.js";
import { Markers } from "./markers.js";
import { News } from "./news.js";
import { optionsOf } from "./options.js";
import { findPreview, findSource } from "./source.js";
import { Surroundings } from "./surroundings.js";

export class Stage {
  handle = null;
  #host;
  #self;
  #shell;
  #settings;
  #mounting = null;
  #bindings = null;
  #packagesOf = null;
  #afresh = 0;
  #waiting = new Set();
  #watched = { isStuck: () => this.#isStuck(), broke: () => this.#broke() };
  #news;
  #markers;
  #surroundings;
  #words = null;

  /** `self` is what the element was told, and its state; `shell` is what is around the stage, if anything is. */
  constructor(host, self, shell, settings) {
    [this.#host, this.#self, this.#shell, this.#settings] = [host, self, shell, settings];
    this.#news = new News(host, self);
    this.#markers = new Markers(host, self, shell, this.#news, (way) => this.#toMarker(way));
    this.#surroundings = new Surroundings(host, self, this, shell);
    const inside = shell?.root ?? host;
    const byReader = () => (this.#news.source = "user");
    for (const name of ["click", "input", "change", "pointerdown"]) inside.addEventListener(name, byReader);
    inside.addEventListener("keydown", (event) => event.defaultPrevented && byReader());
    if (shell) listen(inside, host, (way) => this.#toMarker(way));
  }

  /** It is mounted, or about to be. */
  get isThere() {
    return this.#mounting !== null;
  }

  // What it can be told.

  async play() {
    await this.ask((it) => it.play());
  }

  async pause() {
    await this.ask((it) => it.pause());
    this.tell();
  }

  async step(n) {
    await this.ask((it) => it.step(n));
    this.tell();
  }

  async seek(ns) {
    await this.#until((it) => it.seek(ns), (it) => !it.isBusy());
  }

  async runToEnd() {
    await this.#until((it) => it.runToEnd(), (it) => it.state() !== "running");
  }

  async reset(seed) {
    const isDone = await this.ask((it) => it.reset(seed));
    if (!isDone || this.#bindings.engineTrouble()) throw new Error(this.#trouble());
    await this.#until(() => {}, (it) => !it.isBusy());
    this.tell();
  }

  async load(source) {
    await this.start();
    await this.#packagesOf(source);
    const fits = await this.ask((it) => it.load(source));
    this.tell();
    return fits;
  }

  async set(name, value) {
    const isThere = await this.ask((it) => it.set(name, value));
    await this.#until(() => {}, (it) => !it.isBusy());
    return isThere;
  }

  /** Does something with the stage that is there: who is overtaken by another mount waits for that one. */
  async ask(act) {
    const mounting = this.start();
    await mounting;
    if (mounting !== this.#mounting) return this.ask(act);
    this.byPage();
    return act(this.handle);
  }

  // How it comes and goes.

  /** Mounts it, if that is not done. */
  start(over = {}) {
    if (this.#mounting) return this.#mounting;
    this.#surroundings.watch();
    this.#shell?.comes();
    const mounting = this.#mount(over).catch((error) => {
      if (this.#mounting === mounting) {
        this.#mounting = null;
        this.fail(error);
      }
      throw error;
    });
    mounting.catch(() => {});
    this.#mounting = mounting;
    return mounting;
  }

  async #mount(over) {
    const { module, lessons, shadow } = this.#settings;
    const [host, self] = [this.#host, this.#self];
    const isFirst = self.source === null && !performance.getEntriesByName("gp-engine").length;
    const [bindings, program, preview] = await Promise.all([
      module ?? loadModule(assetsOf(host), this.#afresh),
      self.source ?? findSource(host),
      isFirst ? findPreview(host, assetsOf(host)) : undefined,
    ]);
    this.#markers.read();
    const said = self.options;
    const options = { ...optionsOf(host), ...said, ...over };
    if (program !== null) options.program = program;
    if (preview) options.preview = preview;
    const files = lessons ?? assetsOf(host);
    this.#packagesOf = (text) => bindings.loadPackages(files, text);
    await Promise.all([
      preview ?? this.#packagesOf(program ?? ""),
      program === null || options.lesson ? bindings.loadLessons(files) : undefined,
    ]);
    if (!shadow) host.replaceChildren();
    const handle = bindings.mount(this.#shell?.place ?? host, options);
    [this.handle, this.#bindings] = [handle, bindings];
    watch(this.#watched);
    // The program is compiled as soon as the stage has rendered.
    while (this.handle === handle && handle.state() === "loading") await new Promise((resolve) => setTimeout(resolve));
    if (this.handle !== handle) {
      if (this.#mounting) return this.#mounting;
      throw new Error("this stage was unmounted");
    }
    // What is waited for goes on where the stage was mounted again meanwhile.
    for (const entry of this.#waiting) {
      entry.act(handle);
      entry.on = handle;
    }
    handle.onNews(() => this.tell());
    if (this.#shell) this.#shell.isReady = true;
    this.#surroundings.follow();
    this.#markers.put(handle);
    if (self.i18n) await this.#translate();
    performance.mark("gp-ready");
    this.#news.emit("gp-ready");
    this.tell();
    // What was said in the meantime counts.
    if (self.options !== said) this.again();
    return handle;
  }

  /** The element was taken out of its document. */
  leave() {
    this.#surroundings.leave();
    this.#mounting?.then(() => this.#unmount(), () => {});
  }

  #unmount() {
    if (!this.handle || this.#host.isConnected) return;
    this.#self.source = this.handle.source();
    this.handle.unmount();
    this.handle.free?.();
    unwatch(this.#watched);
    [this.handle, this.#mounting] = [null, null];
    this.#news.forget();
    this.#forgetWords();
    if (this.#shell) this.#shell.isReady = false;
    this.#endWaiting(({ resolve }) => resolve());
  }

  /** Mounts again, with the program and at the moment it had, because something changed that a mounted stage can't. */
  again() {
    if (!this.handle) return;
    this.byPage();
    const startAt = this.handle.currentTime();
    const playing = this.handle.state() === "running";
    this.#self.source = this.handle.source();
    this.handle.unmount();
    this.#forgetWords();
    [this.handle, this.#mounting] = [null, null];
    this.start({ startAt, autoplay: playing });
  }

  #forgetWords() {
    this.#words?.leave();
    this.#words = null;
  }

  #isStuck() {
    try {
      this.handle?.state();
      return false;
    } catch {
      return true;
    }
  }

  /** What broke is never called again. The reader may start the program anew, in a module afresh. */
  #broke() {
    [this.handle, this.#mounting] = [null, null];
    this.#afresh += 1;
    this.#endWaiting(({ resolve }) => resolve());
    this.#self.source = this.#shell?.renew() ?? this.#self.source;
    this.fail(new Error("this stage broke, by a defect of Gopark's. What else is on this page goes on."), "fault");
    this.#shell?.offer(() => this.start({ autoplay: false }));
  }

  // What changes.

  /** The page around the stage does something. */
  byPage() {
    this.#news.source = "api";
  }

  /** The element has another program. */
  sourceChanged() {
    if (this.#mounting) this.load(this.#self.source).catch((error) => this.fail(error));
  }

  markersChanged() {
    if (!this.handle) return;
    this.guard(() => {
      this.#markers.read();
      this.#markers.put(this.handle);
    });
  }

  wordsChanged() {
    if (this.#words) this.again();
    else if (this.handle) this.#translate().catch((error) => this.fail(error));
  }

  /** Texts are to be others: what knows how comes only where somebody wants it. */
  async #translate() {
    const { Words } = await import("./i18n.js");
    this.#words = new Words(this.#shell?.root ?? this.#host, this.#self.i18n ?? {});
  }

  #toMarker(way) {
    const marker = this.handle && this.#markers.next(this.handle.currentTime(), way);
    if (!marker) return false;
    this.#news.source = "user";
    this.guard(() => this.handle.seek(marker.time));
    this.#markers.reach(marker);
    return true;
  }

  // What it tells.

  /** Tells what is new since the last time, and goes on with what waited for it. */
  tell() {
    const handle = this.handle;
    if (!handle) return;
    this.guard(() => {
      const trouble = handle.state() === "error" ? this.#bindings.engineTrouble() : undefined;
      if (trouble !== undefined) {
        if (this.#self.state !== "error") this.fail(new Error(this.#trouble()), "engine");
        return this.#endWaiting(({ reject }) => reject(new Error(this.#trouble())));
      }
      const { ended, errors } = this.#news.tell(handle, this.#markers);
      this.#markers.show(handle.currentTime());
      this.#shell?.report(errors.map((it) => `main.go:${it.line}:${it.column}: ${it.message}`).join("\n"));
      this.#endWaiting(({ resolve }) => resolve(), ({ met, on }) => on === handle && met(handle));
      if (ended) this.#loop(handle);
    });
  }

  #trouble() {
    const why = this.#bindings.engineTrouble();
    return why ? `compiler and machine could not be loaded (${why})` : "another program was loaded first";
  }

  /** A run that has played to its end begins again, when that was seen for a moment. */
  #loop(handle) {
    if (!this.#host.hasAttribute("loop") || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const at = handle.currentTime();
    const isAtEnd = () => this.handle === handle && this.#host.hasAttribute("loop") && handle.currentTime() === at;
    setTimeout(() => this.guard(() => isAtEnd() && handle.play()), 1000);
  }

  /** Does what takes a while, and waits for it. */
  async #until(act, met) {
    await this.ask((handle) => {
      act(handle);
      return met(handle) || new Promise((resolve, reject) => this.#waiting.add({ act, met, on: handle, resolve, reject }));
    });
  }

  #endWaiting(end, is = () => true) {
    for (const entry of this.#waiting) {
      if (!is(entry)) continue;
      this.#waiting.delete(entry);
      end(entry);
    }
  }

  guard(act) {
    try {
      act();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error, code = "stage") {
    this.#shell?.fail(error);
    this.#news.fail(code, String(error?.message ?? error));
  }
}

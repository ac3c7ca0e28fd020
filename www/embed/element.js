// The custom element <go-park>: a shell around a stage. What it is told it keeps until it is needed; only then are the
// scripts and the module of the stage fetched. Nothing here runs at import, so that a server may import it too.

import { REFLECTED, reflect } from "./reflect.js";
import { Shell } from "./shell.js";

/** Of the API, the links and the messages. Elements of one version share a page. */
const VERSION = 1;
// A node that is moved is taken out and put in again at once; only what stays out is taken apart.
const MOVE_MS = 20;
const PROPERTIES = ["source", "options", "markers", "i18n", ...REFLECTED];

/**
 * Defines the element, under `tag` or, where that is another version's, under `tag` with ours behind it. `module` gives
 * the WebAssembly module where a page has loaded it already, `lessons` the folder of the lessons where they are not
 * beside these files.
 */
export function defineGoPark(tag = "go-park", { module, lessons, shadow = true } = {}) {
  const taken = customElements.get(tag);
  if (taken?.goPark === VERSION) return taken;
  if (taken) {
    const other = `${tag}-${VERSION}`;
    if (tag.endsWith(`-${VERSION}`)) throw new Error(`<${tag}> is somebody else's element`);
    console.warn(`<${tag}> is somebody else's element here, so Gopark's is <${other}>`);
    return defineGoPark(other, { module, lessons, shadow });
  }

  class GoPark extends HTMLElement {
    static goPark = VERSION;
    static observedAttributes = ["label", "height"];
    #stage = null;
    #bringing = null;
    #near = null;
    #leaving = 0;
    #shell;
    // What it was told, and what it does: the stage knows it too.
    #self = { source: null, options: {}, markers: null, i18n: null, state: "loading" };

    constructor() {
      super();
      this.#shell = shadow ? new Shell(this, this.attachInternals?.()) : null;
    }

    connectedCallback() {
      clearTimeout(this.#leaving);
      for (const name of PROPERTIES) this.#upgrade(name);
      if (this.#near || this.#stage?.isThere) return;
      this.#shell?.dress();
      this.#near = this.#onceNear(() => this.#start());
      const loading = this.getAttribute("loading") ?? "lazy";
      if (loading === "eager" || !shadow) this.#start();
      else if (loading === "manual") this.#shell.offer(() => this.play());
      else this.#near.observe(this);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#shell?.dress();
    }

    disconnectedCallback() {
      this.#leaving = setTimeout(() => {
        if (this.isConnected) return;
        this.#near?.disconnect();
        this.#near = null;
        this.#bringing?.then((stage) => stage.leave(), () => {});
      }, MOVE_MS);
    }

    // What it is.

    get source() {
      return this.handle?.source() ?? this.#self.source ?? "";
    }
    set source(text) {
      this.#self.source = String(text);
      this.#stage?.sourceChanged();
    }
    get options() {
      return { ...this.#self.options };
    }
    set options(options) {
      this.#self.options = { ...options };
      this.#stage?.again();
    }
    get markers() {
      return this.#self.markers ?? [];
    }
    set markers(markers) {
      this.#self.markers = markers;
      this.#stage?.markersChanged();
    }
    get i18n() {
      return this.#self.i18n;
    }
    set i18n(words) {
      this.#self.i18n = words;
      this.#stage?.wordsChanged();
    }
    get state() {
      return this.#self.state;
    }
    get currentTime() {
      return this.handle?.currentTime() ?? 0;
    }
    get duration() {
      return this.handle?.duration() ?? 0;
    }
    get diagnostics() {
      return this.handle?.diagnostics() ?? [];
    }
    get stats() {
      return this.handle?.stats() ?? null;
    }
    get output() {
      return this.handle?.output() ?? { stdout: "", stderr: "" };
    }

    /** The handle itself, for measuring; not part of the API. */
    get handle() {
      return this.#stage?.handle ?? null;
    }

    // What it can be told. Everything waits until the stage is there, and brings it there.

    get ready() {
      return this.#start().then(() => undefined);
    }
    async play() {
      await (await this.#bring()).play();
    }
    async pause() {
      await (await this.#bring()).pause();
    }
    async step(n = 1) {
      await (await this.#bring()).step(n);
    }
    async seek(ns) {
      await (await this.#bring()).seek(ns);
    }
    async runToEnd() {
      await (await this.#bring()).runToEnd();
    }
    async reset({ seed } = {}) {
      await (await this.#bring()).reset(seed);
    }
    async load(source) {
      this.#self.source = String(source);
      return (await this.#bring()).load(String(source));
    }
    async set(name, value) {
      return (await this.#bring()).set(name, Number(value));
    }
    async snapshotSvg() {
      return (await this.#bring()).ask((it) => it.snapshotSvg());
    }
    async eventsHash() {
      return (await this.#bring()).ask((it) => it.eventsHash());
    }

    /** The API in its first version; a later one will be beside it. */
    api(version) {
      if (version !== VERSION) throw new RangeError(`<${tag}> has version ${VERSION} of its API, not ${version}`);
      return this;
    }

    // How it comes.

    /** Brings the scripts of the stage, once. */
    #bring() {
      this.#bringing ??= import("./stage.js").then(
        ({ Stage }) => (this.#stage = new Stage(this, this.#self, this.#shell, { module, lessons, shadow })),
        (error) => {
          this.#bringing = null;
          this.#self.state = "error";
          this.#shell?.fail(error);
          const detail = { code: "stage", message: error.message, source: "api" };
          this.dispatchEvent(new CustomEvent("gp-error", { detail, bubbles: true, composed: true }));
          throw error;
        },
      );
      return this.#bringing;
    }

    #start() {
      const started = this.#bring().then((stage) => stage.start());
      // Whoever does not wait for the promise hears of the error by its event.
      started.catch(() => {});
      return started;
    }

    #upgrade(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }

    #onceNear(act) {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        act();
      }, { rootMargin: "100% 0px" });
      return observer;
    }
  }

  reflect(GoPark.prototype);
  customElements.define(tag, GoPark);
  return GoPark;
}

// What changes around a mounted stage: the element's attributes, and light and dark of the page it is in.

import { findSource } from "./source.js";

/** What a mounted stage cannot change. */
const AFRESH = ["view", "controls", "editable", "lesson"];

export class Surroundings {
  #host;
  #self;
  #stage;
  #shell;
  #observers = [];

  constructor(host, self, stage, shell) {
    [this.#host, this.#self, this.#stage, this.#shell] = [host, self, stage, shell];
  }

  /** From now on the stage follows them. */
  watch() {
    if (this.#observers.length) return;
    const attributes = new MutationObserver((changes) => changes.forEach((it) => this.#changed(it.attributeName)));
    attributes.observe(this.#host, { attributes: true });
    this.#observers.push(attributes);
    if (!this.#shell) return;
    // Documentation sites switch light and dark by a class or an attribute of the root.
    const theme = new MutationObserver(() => this.follow());
    theme.observe(document.documentElement, { attributes: true });
    this.#observers.push(theme);
  }

  leave() {
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
  }

  /** Light or dark as the attribute says, else as the text around the element has it. */
  follow() {
    const { handle } = this.#stage;
    if (!handle || !this.#shell) return;
    const said = this.#host.getAttribute("theme") ?? "auto";
    const around = getComputedStyle(this.#host).colorScheme;
    const only = { light: "light", dark: "dark" }[around];
    this.#stage.guard(() => handle.setTheme(said === "auto" ? (only ?? "auto") : said));
  }

  async #load() {
    try {
      const text = await findSource(this.#host);
      if (text !== null) this.#host.source = text;
    } catch (error) {
      this.#stage.fail(error);
    }
  }

  #changed(name) {
    const value = this.#host.getAttribute(name);
    const stage = this.#stage;
    const handle = stage.handle;
    if (!handle) return;
    stage.byPage();
    stage.guard(() => {
      if (name === "theme") this.follow();
      else if (name === "src") this.#load();
      else if (name === "procs" && value) handle.set("GOMAXPROCS", Number(value));
      else if (name === "seed" && value) handle.reset(Number(value));
      else if (name === "speed" && value) handle.setSpeed(Number(value));
      else if (name.startsWith("param-") && value) handle.set(name.slice(6), Number(value));
      else if (name === "markers" || name === "pause-on-markers") stage.markersChanged();
      else if (AFRESH.includes(name)) {
        if (name === "lesson") this.#self.source = null;
        stage.again();
      }
    });
  }
}

// What a stage tells, as events of its element: what is other than the last time somebody looked.

const ENDED = new Set(["finished", "deadlock", "panic", "oom"]);
const NOTHING = { state: "loading", time: 0, selected: "", leaked: 0, loads: 0, diagnostics: "[]" };

export class News {
  /** Who acted last: the reader inside the stage, or the page around it. */
  source = "api";
  #host;
  #self;
  #last = NOTHING;

  constructor(host, self) {
    [this.#host, this.#self] = [host, self];
  }

  /** The next stage begins with nothing told. */
  forget() {
    this.#last = NOTHING;
    this.#self.state = "loading";
  }

  /** Tells it all; whether the run has just played to its end, and what keeps the program from running. */
  tell(handle, markers) {
    const diagnostics = handle.diagnostics();
    const now = {
      state: handle.state(),
      time: handle.currentTime(),
      selected: handle.selected(),
      leaked: handle.stats().leaked,
      loads: handle.loads(),
      diagnostics: JSON.stringify(diagnostics),
    };
    const last = this.#last;
    // Who stops at a marker may still be on the way back to it.
    if (last.state === "running" && now.state === "paused" && handle.isBusy()) now.state = last.state;
    this.#last = now;
    this.#self.state = now.state;
    const errors = diagnostics.filter((it) => it.severity === "error");
    const [ran, runs] = [last.state === "running", now.state === "running"];
    if (now.loads !== last.loads) this.emit("gp-load");
    if (now.diagnostics !== last.diagnostics) {
      this.emit("gp-diagnostics", { diagnostics });
      if (errors.length) this.emit("gp-error", { code: "program", message: "the program does not compile", diagnostics });
    }
    if (now.time !== last.time) this.emit("gp-time", { time: now.time });
    if (now.state !== last.state) this.emit("gp-state", { state: now.state });
    if (runs && !ran) this.emit("gp-play");
    // Who stops at a marker has come to it first.
    if (ran && now.loads === last.loads) markers.passed(last.time, now.time);
    if (ran && now.state === "paused") this.emit("gp-pause");
    const ended = ENDED.has(now.state) && now.state !== last.state;
    if (ended) this.emit("gp-ended", { state: now.state });
    if (now.selected !== last.selected) this.emit("gp-select", { name: now.selected });
    if (now.leaked > last.leaked) this.emit("gp-leak", { leaked: now.leaked });
    return { ended: ended && ran, errors: now.state === "error" ? errors : [] };
  }

  /** Something went wrong that is not the program's. */
  fail(code, message) {
    this.#self.state = "error";
    this.#last = { ...this.#last, state: "error" };
    this.emit("gp-error", { code, message });
  }

  emit(name, detail = {}) {
    const about = { ...detail, source: this.source };
    this.#host.dispatchEvent(new CustomEvent(name, { detail: about, bubbles: true, composed: true }));
  }
}

// Moments that a page points out: their labels stand under the stage, keys and buttons go to them, and, where the page
// wants it so, playing stops at them.

export class Markers {
  #host;
  #self;
  #shell;
  #news;
  #go;
  #all = [];
  #bar = null;

  /** `go` goes to the next one, or with -1 to the one before. */
  constructor(host, self, shell, news, go) {
    [this.#host, this.#self, this.#shell, this.#news, this.#go] = [host, self, shell, news, go];
  }

  /** Takes them from the property, else from the attribute. */
  read() {
    const given = this.#self.markers ?? written(this.#host.getAttribute("markers") ?? "");
    this.#all = given.map(([time, label = ""]) => {
      if (!Number.isSafeInteger(time) || time < 0) throw new Error(`a marker begins with its moment in whole ns, not ${time}`);
      return { time, label: String(label) };
    });
    this.#all.sort((a, b) => a.time - b.time);
  }

  /** A stage that was mounted has them. */
  put(handle) {
    handle.stopAt(this.#host.hasAttribute("pause-on-markers") ? this.#all.map((it) => it.time) : []);
    this.#bar?.box.remove();
    this.#bar = this.#shell && this.#all.length ? bar(this.#go) : null;
    if (this.#bar) this.#shell.root.append(this.#bar.box);
    this.show(handle.currentTime());
  }

  /** The one after a moment, or before it: `way` is 1 or -1. */
  next(time, way) {
    return way > 0 ? this.#all.find((it) => it.time > time) : this.#all.findLast((it) => it.time < time);
  }

  /** Playing went from one moment to another. */
  passed(from, to) {
    for (const marker of this.#all) if (from < marker.time && marker.time <= to) this.reach(marker);
  }

  /** The run has come to a marker. */
  reach(marker) {
    this.#news.emit("gp-marker", { ...marker, index: this.#all.indexOf(marker) });
  }

  /** This is the moment shown: the label is that of the latest marker. */
  show(time) {
    if (!this.#bar) return;
    const index = this.#all.findLastIndex((it) => it.time <= time);
    const words = `${index + 1} / ${this.#all.length} ${this.#all[index]?.label ?? ""}`;
    if (this.#bar.label.textContent !== words) this.#bar.label.textContent = words;
  }
}

/** What an attribute says: moments in ns with their labels, separated by semicolons. */
function written(text) {
  const markers = text.split(";").map((it) => it.trim()).filter((it) => it !== "");
  return markers.map((it) => [/^\d+(?=\s|$)/.test(it) ? parseInt(it, 10) : it, it.replace(/^\S+\s*/, "")]);
}

function bar(go) {
  const box = Object.assign(document.createElement("div"), { className: "gp-shell__markers" });
  const button = (name, sign, way) => {
    const it = Object.assign(document.createElement("button"), { type: "button", title: name, textContent: sign });
    it.setAttribute("aria-label", name);
    it.addEventListener("click", () => go(way));
    return it;
  };
  const label = document.createElement("span");
  label.setAttribute("role", "status");
  box.append(button("Marker before", "\u2039", -1), button("Next marker", "\u203a", 1), label);
  return { box, label };
}

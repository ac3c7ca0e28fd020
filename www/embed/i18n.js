// Texts of a stage in other words: whoever wants them gives an object, whose keys are the texts as they are. `{}` in a key
// stands for what changes, such as a moment or a name, and `{}` in its text for the same. What has no other words stays.

/** What a text of ours can be read in; the rest of the attributes are for nobody's eyes. */
const ATTRIBUTES = ["aria-label", "aria-valuetext", "title"];
/** The program, and what it writes, are nobody's to translate. */
const NOT_OURS = "[translate=no], textarea, code";

export class Words {
  #exact = new Map();
  #patterns = [];
  #observer;

  constructor(root, words) {
    for (const [key, text] of Object.entries(words)) {
      if (key.includes("{}")) this.#patterns.push([new RegExp(`^${key.split("{}").map(plain).join("(.*?)")}$`, "s"), text]);
      else this.#exact.set(key, text);
    }
    this.#translate(root);
    this.#observer = new MutationObserver((changes) => {
      changes.forEach((it) => this.#changed(it));
      // What was changed just now is ours.
      this.#observer.takeRecords();
    });
    this.#observer.observe(root, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  }

  /** No text is changed any more. */
  leave() {
    this.#observer.disconnect();
  }

  #changed({ type, target, addedNodes, attributeName }) {
    if (type === "attributes") this.#attribute(target, attributeName);
    else if (type === "characterData") this.#text(target);
    else addedNodes.forEach((it) => this.#translate(it));
  }

  #translate(node) {
    if (node.nodeType === Node.TEXT_NODE) return this.#text(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(NOT_OURS)) return;
    for (const name of ATTRIBUTES) this.#attribute(node, name);
    node.childNodes.forEach((it) => this.#translate(it));
  }

  #attribute(element, name) {
    const text = element.getAttribute(name);
    const other = text && this.#other(text);
    if (other) element.setAttribute(name, other);
  }

  #text(node) {
    const other = node.parentElement?.closest(NOT_OURS) ? undefined : this.#other(node.data);
    if (other) node.data = other;
  }

  /** The other words for a text; nothing where it stays. */
  #other(text) {
    const said = text.trim();
    let other = this.#exact.get(said);
    for (const [pattern, words] of other === undefined ? this.#patterns : []) {
      const parts = said.match(pattern)?.slice(1).map((part) => this.#other(part) ?? part);
      if (parts) {
        other = words.replace(/\{\}/g, () => parts.shift() ?? "");
        break;
      }
    }
    return other === undefined || other === said ? undefined : text.replace(said, () => other);
  }
}

const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

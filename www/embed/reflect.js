// Attributes as properties: texts and numbers, null where there is none, and flags.

const NUMBERS = ["procs", "seed", "speed", "start-at", "memory-limit", "first-stack"];
const TEXTS = ["src", "lesson", "controls", "view", "loading", "theme", "preview", "label", "height", "assets"];
const FLAGS = ["autoplay", "loop", "editable", "pause-on-markers"];

const property = (attribute) => attribute.replace(/-./g, (it) => it[1].toUpperCase());

/** What these properties are called. */
export const REFLECTED = [...NUMBERS, ...TEXTS, ...FLAGS].map(property);

/** Gives them to all elements of a kind. */
export function reflect(prototype) {
  const define = (names, get, set) => {
    for (const name of names) {
      Object.defineProperty(prototype, property(name), {
        configurable: true,
        enumerable: true,
        get() {
          return get(this, name);
        },
        set(value) {
          set(this, name, value);
        },
      });
    }
  };
  const text = (element, name) => element.getAttribute(name);
  const put = (element, name, value) => (value == null ? element.removeAttribute(name) : element.setAttribute(name, value));
  define(TEXTS, text, put);
  define(NUMBERS, (element, name) => (text(element, name) === null ? null : Number(text(element, name))), put);
  define(FLAGS, (element, name) => element.hasAttribute(name), (element, name, is) => element.toggleAttribute(name, Boolean(is)));
}

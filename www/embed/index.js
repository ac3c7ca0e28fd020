// What the package exports. Importing it does nothing; `auto.js` defines the element.

import { defineGoPark } from "./element.js";

export { defineGoPark };
export { loadModule } from "./load.js";

/** The package's version. */
export const version = "0.0.0";

/** Puts a stage at the end of `place`, and returns its element. `source` is its program; the rest are its options. */
export function mount(place, { source, ...options } = {}) {
  const stage = new (defineGoPark())();
  stage.setAttribute("loading", "eager");
  if (source !== undefined) stage.source = source;
  stage.options = options;
  place.append(stage);
  return stage;
}

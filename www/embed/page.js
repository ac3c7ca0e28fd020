// The page of ours: the same element, in the page's own styles, with the module that the page has loaded.

import { defineGoPark } from "./element.js";

const module = new Promise((resolve) => {
  if (globalThis.wasmBindings) resolve(globalThis.wasmBindings);
  else addEventListener("TrunkApplicationStarted", () => resolve(globalThis.wasmBindings), { once: true });
});
defineGoPark("go-park", { module, lessons: "", shadow: false });

// Options from attributes. Rust reads them strictly; here they only get their types.

const NUMBERS = {
  procs: "procs",
  seed: "seed",
  speed: "speed",
  "start-at": "startAt",
  "memory-limit": "memoryLimit",
  "first-stack": "firstStack",
};
const TEXTS = ["lesson", "view", "theme"];

/** The options that an element's attributes say. */
export function optionsOf(element) {
  const options = { view: "stage", autoplay: element.hasAttribute("autoplay"), params: {} };
  options.editable = element.hasAttribute("editable");
  options.controls = element.getAttribute("controls") !== "none";
  if (element.hasAttribute("remembers")) options.remembers = true;
  for (const { name, value } of element.attributes) {
    if (name in NUMBERS) options[NUMBERS[name]] = Number(value);
    else if (TEXTS.includes(name)) options[name] = value;
    else if (name.startsWith("param-")) options.params[name.slice(6)] = Number(value);
  }
  // A page of ours shows steps then; in somebody else's page nothing moves unasked.
  if (options.view !== "page" && matchMedia("(prefers-reduced-motion: reduce)").matches) options.autoplay = false;
  return options;
}

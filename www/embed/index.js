// What the package exports. Importing it does nothing; `auto.js` defines the element.

export { defineGoPark } from "./element.js";
export { loadModule } from "./load.js";

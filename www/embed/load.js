// Where our files are, and the WebAssembly of a page: one module, and what it is brought later.

const HERE = import.meta.url;
const SHARED = Symbol.for("gopark.1");
let isHinted = false;

/** The folder of our files, for an element. */
export function assetsOf(element) {
  const said = element?.getAttribute("assets") ?? globalThis.GoPark?.assets;
  return new URL(said ? (said.endsWith("/") ? said : `${said}/`) : ".", said ? document.baseURI : HERE).href;
}

/**
 * Loads the module, once for a page, whichever copy of this script asks first. Where one broke, `afresh` is which one
 * after it: the same module, with a memory of its own.
 */
export function loadModule(assets = new URL(".", HERE).href, afresh = 0) {
  const page = globalThis;
  const name = afresh ? `${SHARED.description}.${afresh}` : SHARED;
  page[name] ??= load(assets, afresh).catch((error) => {
    page[name] = undefined;
    throw error;
  });
  return page[name];
}

async function load(assets, afresh) {
  const bindings = await import(/* webpackIgnore: true */ /* @vite-ignore */ new URL(afresh ? `gopark.js?afresh=${afresh}` : "gopark.js", assets).href);
  await bindings.default({ module_or_path: await fetchModule(new URL("gopark_bg.wasm", assets)) });
  openEngine(bindings, assets);
  // What most programs import; asked for here, so that it is fetched once for all stages of a page.
  bindings.loadPackages(assets, "");
  return bindings;
}

/** A file of WebAssembly: as a response where it can be compiled while it comes, or else its bytes. */
async function fetchModule(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is not there (${response.status})`);
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/wasm")) return response;
  if (!isHinted) console.info(`${url} is served as ${type || "nothing"}; as application/wasm it would start sooner`);
  isHinted = true;
  return response.arrayBuffer();
}

/**
 * Brings a module its compiler and machine, which it names: a file in that folder. They share all that the module has.
 * Where the page was not built for release, the module has them already.
 */
export async function openEngine(bindings, folder) {
  try {
    const exports = await bindings.default();
    const file = Object.keys(exports).find((name) => name.endsWith(".wasm"));
    if (file) {
      const module = await fetchModule(new URL(file, folder));
      const instantiate = module instanceof Response ? "instantiateStreaming" : "instantiate";
      const { instance } = await WebAssembly[instantiate](module, { "": exports });
      instance.exports.installEngine();
    } else {
      bindings.installEngine();
    }
    performance.mark("gp-engine");
    bindings.engineCame();
  } catch (error) {
    bindings.engineCame(String(error));
  }
}

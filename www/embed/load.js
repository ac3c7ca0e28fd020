// Where our files are, and the one WebAssembly module of a page.

const HERE = import.meta.url;
const SHARED = Symbol.for("gopark.1");

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
  const url = new URL("gopark_bg.wasm", assets);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is not there (${response.status})`);
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/wasm")) {
    console.info(`${url} is served as ${type || "nothing"}; as application/wasm it would start sooner`);
    await bindings.default({ module_or_path: await response.arrayBuffer() });
  } else {
    await bindings.default({ module_or_path: response });
  }
  openEngine(bindings, assets);
  // What most programs import; asked for here, so that it is fetched once for all stages of a page.
  await bindings.loadPackages(assets, "");
  return bindings;
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
      const response = await fetch(new URL(file, folder));
      if (!response.ok) throw new Error(`${response.url} is not there (${response.status})`);
      const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), { "": exports });
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

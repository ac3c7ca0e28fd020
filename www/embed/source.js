// The program of an element: from `src`, from <script type="text/x-go">, or from <pre><code>, in this order; and how its
// run begins, as `gopark preview` wrote it.

/** The program's text; null when the element has none. */
export async function findSource(element) {
  const src = element.getAttribute("src");
  if (src) {
    const response = await fetch(new URL(src, document.baseURI));
    if (!response.ok) throw new Error(`${src} is not there (${response.status})`);
    return response.text();
  }
  const script = element.querySelector('script[type="text/x-go"]');
  const code = script ?? element.querySelector("pre code, pre");
  return code ? dedent(code.textContent) : null;
}

/** How its run begins, to be played until it can be run; undefined when nobody brought it along. */
export async function findPreview(element, assets) {
  const script = element.querySelector('script[type="text/x-gopark-preview"]');
  const [src, lesson] = ["preview", "lesson"].map((name) => element.getAttribute(name));
  const url = src ? new URL(src, document.baseURI) : lesson && new URL(`preview-${lesson}.txt`, assets);
  // A stage is no worse without it: it starts when the machine is there.
  const text = script?.textContent ?? (url && await fetch(url).then((it) => it.ok && it.text()).catch(() => ""));
  try {
    return text ? Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

/** Takes off the indentation that all lines share, and empty lines around. */
export function dedent(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const shared = Math.min(...indents, Infinity);
  return `${lines.map((line) => line.slice(Math.min(shared, line.length))).join("\n")}\n`;
}

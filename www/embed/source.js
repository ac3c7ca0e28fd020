// The program of an element: from `src`, from <script type="text/x-go">, or from <pre><code>, in this order.

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

/** Takes off the indentation that all lines share, and empty lines around. */
export function dedent(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const shared = Math.min(...indents, Infinity);
  return `${lines.map((line) => line.slice(Math.min(shared, line.length))).join("\n")}\n`;
}

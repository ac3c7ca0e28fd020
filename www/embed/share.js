// Links that hold a run and a moment of it: the text that the stage gives, compressed, in the fragment of an address,
// which no server ever sees. Whoever made a link, reading it costs no more than these bounds.

/** What a fragment of ours begins with; the number is the version. */
const PREFIX = "#/run/1/";
const TEXT_BYTES_MAX = 2_000_000;
/** Longer links are cut or refused by what people send them with. */
export const LINK_CHARS_MAX = 16_000;

/** The fragment for a text. */
export async function toFragment(text) {
  const bytes = await through(new Blob([text]), new CompressionStream("deflate-raw"), Infinity);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return PREFIX + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whether a fragment is one of ours. */
export function isShared(fragment) {
  return fragment.startsWith("#/run/");
}

/** The run that a link holds, as a text; an error that says what is wrong with it. */
export async function readLink(fragment, bindings) {
  return readRun(await fromFragment(fragment), bindings);
}

/** The same for the text of a file. */
export function readRun(text, bindings) {
  bindings.checkShare(text);
  return text;
}

/** The text of a fragment; an error that says what is wrong with it. */
async function fromFragment(fragment) {
  if (!fragment.startsWith(PREFIX)) throw new Error("this link was made by another version of Gopark");
  const payload = fragment.slice(PREFIX.length);
  if (!/^[\w-]+$/.test(payload)) throw new Error("this link is damaged");
  try {
    const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const text = await through(new Blob([bytes]), new DecompressionStream("deflate-raw"), TEXT_BYTES_MAX);
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    throw new Error(error instanceof RangeError ? "this link is too large" : "this link is damaged");
  }
}

async function through(blob, stream, bytesMax) {
  const reader = blob.stream().pipeThrough(stream).getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel();
      throw new RangeError("too large");
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

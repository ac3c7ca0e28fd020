// For pages that hold a stage in an iframe: keeps the frame as high as it needs to be, and speaks to it.

/** Of the messages. */
const VERSION = 1;
const HELLO_MS = 300;
const HELLOS_MAX = 100;
const HEIGHT_MAX = 4000;
let frames = 0;

/** Connects to a frame; the answer has `call(method, ...args)` and `on(event, listener)`. */
export function connect(iframe) {
  const id = `gp-${++frames}-${Math.floor(performance.now())}`;
  const { port1: port, port2 } = new MessageChannel();
  const open = new Map();
  const events = new EventTarget();
  let calls = 0;
  port.onmessage = ({ data }) => {
    if (data.event) return events.dispatchEvent(new CustomEvent(data.event, { detail: data.detail }));
    const [resolve, reject] = open.get(data.id) ?? [];
    open.delete(data.id);
    return data.error === undefined ? resolve?.(data.value) : reject?.(new Error(data.error));
  };
  const ready = new Promise((resolve, reject) => {
    let hellos = 0;
    let handed = false;
    const hail = setInterval(() => {
      if (++hellos > HELLOS_MAX) {
        clearInterval(hail);
        reject(new Error("there is no stage in this frame"));
      }
      iframe.contentWindow?.postMessage({ gp: 1, v: VERSION, type: "hello", id }, "*");
    }, HELLO_MS);
    addEventListener("message", ({ data, source }) => {
      if (source !== iframe.contentWindow || data?.gp !== 1 || (data.v ?? VERSION) !== VERSION || data.id !== id) return;
      if (data.type === "size") iframe.style.height = `${Math.min(HEIGHT_MAX, Math.max(0, Number(data.height)))}px`;
      if (data.type === "ready" && !handed) {
        handed = true;
        clearInterval(hail);
        iframe.contentWindow.postMessage({ gp: 1, v: VERSION, type: "hello", id }, "*", [port2]);
        resolve();
      }
    });
  });
  return {
    ready,
    async call(method, ...args) {
      await ready;
      return new Promise((resolve, reject) => {
        open.set(++calls, [resolve, reject]);
        port.postMessage({ id: calls, method, args });
      });
    },
    on: (name, listener) => events.addEventListener(name, listener),
  };
}

// The page of ours: the same element, in the page's own styles, with the module that the page has loaded; and the links
// and files that open it at a moment.

import { defineGoPark } from "./element.js";
import { openEngine } from "./load.js";
import { LINK_CHARS_MAX, isShared, readLink, readRun, toFragment } from "./share.js";
// The element brings it when it is needed, which is at once here.
import "./stage.js";

const module = new Promise((resolve) => {
  if (globalThis.wasmBindings) resolve(globalThis.wasmBindings);
  else addEventListener("TrunkApplicationStarted", () => resolve(globalThis.wasmBindings), { once: true });
});
module.then((bindings) => openEngine(bindings, document.baseURI));
const stage = document.querySelector("go-park");

/** Whether it opens with something else than the first lesson as it came; the key is that of crates/app/src/storage.rs. */
function isElsewhere() {
  try {
    return location.hash !== "" || localStorage.getItem("gopark.lesson") !== null;
  } catch {
    return false;
  }
}

// What is there to read until the page runs is the first lesson.
if (isElsewhere()) for (const part of stage.querySelectorAll(".gp-lesson, .gp-panel--source")) part.replaceChildren();

/** Opens what a link or a file holds; where that is nothing of ours, what is there stays, or the page opens as always. */
async function open(read) {
  let share;
  try {
    share = await read();
  } catch (error) {
    return notOpened(error);
  }
  try {
    stage.options = { share };
    define();
    await stage.ready;
  } catch (error) {
    stage.options = {};
    await notOpened(error);
  }
}

async function notOpened(error) {
  define();
  await stage.ready;
  stage.handle.say(`Not opened: ${error.message}.`);
}

function define() {
  defineGoPark("go-park", { module, lessons: "", shadow: false });
}

async function share() {
  const text = stage.handle.share();
  if (!text) return;
  const fragment = await toFragment(text);
  const link = new URL(fragment, location.href).href;
  if (link.length > LINK_CHARS_MAX) {
    const file = Object.assign(document.createElement("a"), { download: "run.gopark" });
    file.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    file.click();
    URL.revokeObjectURL(file.href);
    stage.handle.say("This run is too long for a link. It was saved as run.gopark: drop the file on this page to open it.");
    return;
  }
  history.replaceState(null, "", fragment);
  const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
  stage.handle.say(copied ? "The link to this moment is copied, and in the address." : "The link to this moment is in the address.");
}

// The element starts as soon as it is defined, so what it is to open is known before.
if (isShared(location.hash)) {
  await open(async () => readLink(location.hash, await module));
} else {
  define();
}
stage.addEventListener("gp-share", share);
stage.addEventListener("gp-error", ({ detail }) => {
  if (detail.code !== "fault") return;
  const words = "Gopark broke, and this page stands still. Your program is kept: load the page again to go on.";
  const notice = Object.assign(document.createElement("p"), { className: "gp-fault", textContent: words });
  notice.setAttribute("role", "alert");
  document.body.append(notice);
});
addEventListener("hashchange", () => isShared(location.hash) && open(async () => readLink(location.hash, await module)));
// A whole page has its keys also before anything in it has the focus; where it is higher than the window, Space scrolls it.
addEventListener("keydown", (event) => {
  const scrolls = event.key === " " && document.documentElement.scrollHeight > innerHeight;
  if (event.target !== document.body || scrolls) return;
  const isLeft = stage.querySelector(".gp")?.dispatchEvent(new KeyboardEvent("keydown", event));
  if (isLeft === false) event.preventDefault();
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  // A run of ours says so; anything else may be a file of Go's.
  if (await file.slice(0, 7).text() === "gopark ") return open(async () => readRun(await file.text(), await module));
  await stage.ready;
  stage.handle.openFile(file);
});

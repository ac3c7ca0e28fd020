// Keys of an element that are not the stage's own (crates/app/src/keys.rs): to the markers, and to fill the screen. They
// work while the focus is inside, and where nobody types.

/** From now on `toMarker` is told to go to the next marker, or with -1 to the one before; it says whether there is one. */
export function listen(inside, host, toMarker) {
  inside.addEventListener("keydown", (event) => {
    const { key, target } = event;
    // On many keyboards brackets are written with AltGr, which some systems call Ctrl and Alt.
    const isCommand = (event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph");
    if (event.defaultPrevented || isCommand || event.metaKey) return;
    if (target.matches("textarea, select, input[type=number], input[type=text]")) return;
    if (key === "f") fill(host);
    else if (!(key === "]" || key === "[") || !toMarker(key === "]" ? 1 : -1)) return;
    event.preventDefault();
  });
}

/** Where the page forbids it, nothing happens. */
function fill(host) {
  const done = host.matches(":fullscreen") ? document.exitFullscreen() : host.requestFullscreen?.();
  done?.catch(() => {});
}

//! The handle that other pages hold: mount, unmount, one wasm for many stages.

// The wasm that comes later on the page for a frame (www/wasm-behind.js): it says that it is here, and which version it is of.

document.dispatchEvent(new CustomEvent("fha-later", { detail: { version: VERSION, wasm: LATER } }));

// The page for a frame has what its first screen needs in this file, and all other wasm in a script that is asked for as soon as the
// screen is there. The page holds that script in a template: under Trusted Types an address that a script makes up is refused, and a
// copy of what stands in the page is not.

const firstWasm = async () => WebAssembly.compile(wasmBytes(FIRST));

const laterWasm = async () => WebAssembly.compile(wasmBytes(await new Promise((come, fail) => {
  const script = document.getElementById("family-history-later")?.content.firstElementChild?.cloneNode();
  if (!script) return fail(failing("later"));
  document.addEventListener("fha-later", ({ detail: { version, wasm } }) => {
    if (version === VERSION) come(wasm);
    else fail(failing("version"));
  }, { once: true });
  script.addEventListener("error", () => fail(failing("later")));
  script.addEventListener("load", () => fail(failing("damaged")));        // unless it said itself that it is here
  document.head.append(script);
})));

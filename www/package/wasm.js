// Gets the wasm for the npm package: the file beside the module, read as it arrives; read whole, where the server calls it
// something else; and the copy in inline.mjs, where it does not arrive, is not what was built, or may not be asked for.

const compiledWasm = async () => {
  try {
    const answer = await fetch(new URL("./family-history-assistant.wasm", import.meta.url), { integrity: INTEGRITY });
    const again = answer.clone();
    try { return await WebAssembly.compileStreaming(answer); } catch { return await WebAssembly.compile(await again.arrayBuffer()); }
  } catch {
    return WebAssembly.compile((await import("./inline.mjs")).wasmBytes());
  }
};

// For when it cannot run at all: the blank checklist is read from the copy.
const blankInside = async () => (await import("./inline.mjs")).blankInside();

// Gets the wasm for the npm package: the files beside the module, read as they arrive; read whole, where the server calls them
// something else; and the copy in inline.mjs, where one does not arrive, is not what was built, or may not be asked for.

const wasmFrom = async (address, integrity, copy) => {
  try {
    const answer = await fetch(address, { integrity });
    const again = answer.clone();
    try { return await WebAssembly.compileStreaming(answer); } catch { return await WebAssembly.compile(await again.arrayBuffer()); }
  } catch {
    return copy(await import("./inline.mjs").catch(() => { throw failing("later"); }));
  }
};

const firstWasm = () => wasmFrom(new URL("./family-history-assistant.wasm", import.meta.url), FIRST, (inline) => inline.firstWasm());
const laterWasm = () => wasmFrom(new URL("./family-history-assistant-later.wasm", import.meta.url), LATER, (inline) => inline.laterWasm());

// For when it cannot run at all: the wasm may not be here to read them from.
const paperStyles = () => PAPER_STYLES;

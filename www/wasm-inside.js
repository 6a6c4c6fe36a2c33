// Both parts of the wasm stand in this file: nothing is asked for. The page for a frame and the npm package have others
// (www/wasm-behind.js, www/package/wasm.js).

const firstWasm = async () => WebAssembly.compile(wasmBytes(FIRST));
const laterWasm = async () => WebAssembly.compile(wasmBytes(LATER));

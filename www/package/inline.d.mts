/** The wasm of the assistant, from a copy inside this module: what the assistant falls back on when a `.wasm` file does not arrive. */
export function firstWasm(): Promise<WebAssembly.Module>;
/** The same for what comes after its first screen. */
export function laterWasm(): Promise<WebAssembly.Module>;

/** The wasm of the assistant, from a copy inside this module: what the assistant falls back on when its `.wasm` file does not arrive. */
export function wasmBytes(): Uint8Array;

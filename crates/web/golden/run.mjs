// Runs the golden run of a WebAssembly build and compares its hash with the one that is written down:
//   node crates/web/golden/run.mjs MODULE.wasm
import { readFile } from "node:fs/promises";
import process from "node:process";

const [module] = process.argv.slice(2);
if (module === undefined) {
    console.error("which module? node crates/web/golden/run.mjs MODULE.wasm; scripts/wasm builds one");
    process.exit(2);
}
const written = (await readFile(new URL("hash.txt", import.meta.url), "utf8")).trim();
const { instance } = await WebAssembly.instantiate(await readFile(module), {});
const { golden, memory } = instance.exports;
const begin = performance.now();
// Address in the upper half, length in the lower.
const text = BigInt.asUintN(64, golden());
const bytes = new Uint8Array(memory.buffer, Number(text >> 32n), Number(text & 0xffffffffn));
const found = new TextDecoder().decode(bytes);
const milliseconds = (performance.now() - begin).toFixed(0);
if (found !== written) {
    console.error(`WebAssembly does not give the hash of the golden run\nwritten: ${written}\nfound:   ${found}`);
    console.error("If `cargo test -p shapan-web` fails too, follow what it says; if it passes, see docs/book/determinism.md.");
    process.exit(1);
}
console.log(`WebAssembly gives the hash of the golden run: ${found} (${milliseconds} ms)`);

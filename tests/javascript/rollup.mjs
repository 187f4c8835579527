/** Rollup's parser (Rust, wasm-bindgen): three files of many kinds of syntax, bundled. */
import { rollup } from "@rollup/wasm-node";

const files = {
  "main.js": `import { tag } from "tag.js"; import * as all from "all.js";
    export default class Main extends all.Base {
      #secret = tag\`a\${1}b\`; static { this.count = 2n ** 64n; }
      async *each() { for await (const x of [1, /r[e]/gu]) yield* [x, x?.y ?? 3]; }
      get [all.key]() { return this.#secret; }
    }`,
  "tag.js": `export const tag = (strings, ...rest) => strings.raw.join("-") + rest;
    export const unused = () => { for (const x of []) { if (x) continue; else break; } };`,
  "all.js": `export class Base { constructor({ a = 1, ...b } = {}, [c] = []) { Object.assign(this, { a, b, c }); } }
    export const key = Symbol("key"); label: do { try { break label; } catch { } finally { } } while (0);`,
};
const inMemory = { name: "in memory", resolveId: (id) => id, load: (id) => files[id] };
const bundle = await rollup({ input: "main.js", plugins: [inMemory] });
for (const format of ["es", "cjs", "umd"]) {
  const { output } = await bundle.generate({ format, name: "main" });
  console.log(output[0].code);
}
await rollup({ input: "x", plugins: [{ ...inMemory, load: () => "let x = ;" }] }).catch((error) =>
  console.log(error.message),
);

/** wabt (C++, Emscripten, with exceptions): a module of 500 kB as text, and text back to a module. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import initWabt from "wabt";

const digest = (data) => createHash("sha256").update(data).digest("hex");
const { resolve } = createRequire(import.meta.url);
const wabt = await initWabt();
const path = resolve("@jitl/quickjs-wasmfile-release-sync/wasm");
const large = wabt.readWasm(readFileSync(path), { readDebugNames: true });
large.generateNames();
large.applyNames();
const text = large.toText({ foldExprs: true, inlineExport: false });
console.log(text.length, digest(text));
large.destroy();

const small = wabt.parseWat(
  "small.wat",
  `(module (memory 1) (data (i32.const 8) "abc") (table 2 funcref) (elem (i32.const 0) $f $f)
     (func $f (param i64 f32) (result f64) (local f64)
       (block $out (br_if $out (i32.eqz (i32.load8_u offset=3 (i32.const 5)))) (local.set 2 (f64.const 1e300)))
       (f64.add (local.get 2) (f64.promote_f32 (local.get 1)))))`,
);
small.validate();
const { buffer, log } = small.toBinary({ log: true });
console.log(buffer.length, digest(buffer), log.length);
small.destroy();

/**
 * `node clang-alone.mjs SOURCE`: what the embedded clang alone takes for a program in a fresh process,
 * with the flags that matter for time. The measure for the start-up of `redzone run`.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { commands } from "@yowasp/clang";

const [source = ""] = process.argv.slice(2);
const name = basename(source);
const flags = ["-g", "-O0", "-Wl,-z,stack-size=8388608", "-Wl,--no-demangle"];
const made = await commands.clang([...flags, name, "-o", "a.wasm"], {
  [name]: readFileSync(source, "utf8"),
});
if (!(made?.["a.wasm"] instanceof Uint8Array)) throw new Error("clang made no module");

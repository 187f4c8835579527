/** The PROGRAM of the command line: what kind of file it is, and whether it can be had at all. */
import { readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import { languageOf } from "../compile/languages.ts";
import { ExitStatus, Refusal, systemReason } from "./refusal.ts";

export type Program =
  | { readonly kind: "source" }
  | { readonly kind: "module"; readonly module: Uint8Array };

/** @throws Refusal when there is nothing at `path` that can be checked. */
export function openProgram(path: string): Program {
  const refuse = (reason: string) => new Refusal(ExitStatus.cannotGoOn, `${path}: ${reason}`);
  const extension = extname(path);
  try {
    const info = statSync(path);
    if (info.isDirectory()) throw refuse("it is a folder, not a program");
    if (!info.isFile()) throw refuse("it is not an ordinary file");
    if (languageOf(path) !== undefined) return { kind: "source" };
    if (extension === ".wasm") return { kind: "module", module: readModule(path, refuse) };
  } catch (error) {
    throw error instanceof Refusal ? error : refuse(systemReason(error));
  }
  throw refuse("Redzone checks .c, .cpp, .rs and .wasm files, and this is none of them");
}

/** The binary format's first four bytes (WebAssembly Core Specification 5.5.16). */
const Magic = Buffer.from("\0asm");

function readModule(path: string, refuse: (reason: string) => Refusal): Uint8Array {
  const bytes = readFileSync(path);
  if (bytes.length === 0) throw refuse("the file is empty");
  if (!bytes.subarray(0, Magic.length).equals(Magic)) {
    throw refuse("this is not a WebAssembly module: it does not begin with \\0asm");
  }
  return bytes;
}

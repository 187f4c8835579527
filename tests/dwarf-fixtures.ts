/** The compiled programs of tests/fixtures/dwarf (make.mjs there tells what they are). */
import { readFileSync } from "node:fs";
import type { SectionName, SectionSource } from "../src/dwarf/sections.ts";
import { decodeModule } from "../src/wasm/decode.ts";
import type { WasmModule } from "../src/wasm/module.ts";

export const fixtures = [
  "boxes-v4-O0",
  "boxes-v4-O2",
  "boxes-v5-O0",
  "boxes-v5-O2",
  "boxes-lines-only",
  "stack-v4-O0",
  "stack-v5-O2",
  "typed-paths",
] as const;
export type Fixture = (typeof fixtures)[number];

const folder = new URL("fixtures/dwarf/", import.meta.url);

export function fixtureModule(name: Fixture): WasmModule {
  return decodeModule(readFileSync(new URL(`${name}.wasm`, folder)), name);
}

/** The lines of the oracle beside the module: `frames` or `lines`. */
export function oracleLines(name: Fixture, oracle: "frames" | "lines"): string[] {
  return readFileSync(new URL(`${name}.${oracle}`, folder), "utf8")
    .trim()
    .split("\n");
}

/** The module's debug sections, with `changed` in the place of some. */
export function debugSections(
  module: WasmModule,
  changed: Partial<Record<SectionName, Uint8Array>> = {},
): SectionSource {
  return (name) => changed[name] ?? module.customs.find((custom) => custom.name === name)?.bytes;
}

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
  "variables-v4-O0",
  "variables-v5-O2",
  "classes-v4-O0",
  "classes-v5-O2",
] as const;
export type Fixture = (typeof fixtures)[number];

const folder = new URL("fixtures/dwarf/", import.meta.url);

export function fixtureModule(name: Fixture): WasmModule {
  return decodeModule(readFileSync(new URL(`${name}.wasm`, folder)), name);
}

/** The lines of the oracle beside the module. */
export function oracleLines(name: Fixture, oracle: "frames" | "lines" | "variables"): string[] {
  return readFileSync(new URL(`${name}.${oracle}`, folder), "utf8")
    .trim()
    .split("\n");
}

/** What is written behind `//=` in a source of the fixtures, by line: the type of the variable there. */
export function annotatedTypes(source: string): Map<number, string> {
  const lines = readFileSync(new URL(`src/${source}`, folder), "utf8").split("\n");
  return new Map(
    lines.flatMap((text, index): [number, string][] => {
      const type = /\/\/= (.+)$/.exec(text)?.[1];
      return type === undefined ? [] : [[index + 1, type]];
    }),
  );
}

/** The module's debug sections, with `changed` in the place of some. */
export function debugSections(
  module: WasmModule,
  changed: Partial<Record<SectionName, Uint8Array>> = {},
): SectionSource {
  return (name) => changed[name] ?? module.customs.find((custom) => custom.name === name)?.bytes;
}

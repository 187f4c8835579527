import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import { decodeModule } from "../wasm/decode.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { WasmModule } from "../wasm/module.ts";
import type { Frame } from "./frame.ts";
import { createSymbols } from "./symbols.ts";

const folder = new URL("../../tests/fixtures/dwarf/", import.meta.url);
const fixtures = [
  "boxes-v4-O0",
  "boxes-v4-O2",
  "boxes-v5-O0",
  "boxes-v5-O2",
  "boxes-lines-only",
  "stack-v4-O0",
  "stack-v5-O2",
  "typed-paths",
];

function moduleOf(fixture: string): WasmModule {
  return decodeModule(readFileSync(new URL(`${fixture}.wasm`, folder)), fixture);
}

/** What llvm-symbolizer says, in the words of NAME.frames (see make.mjs), made to look like ours. */
function oracle(fixture: string): Map<CodeOffset, string> {
  const expected = new Map<CodeOffset, string>();
  for (const line of readFileSync(new URL(`${fixture}.frames`, folder), "utf8")
    .trim()
    .split("\n")) {
    const [offsets, frames] = line.split(": ") as [string, string];
    const said = frames.replaceAll(/:0:\d+/g, "").replaceAll(/:0(?= |$)/g, "");
    for (const offset of offsets.split(" ")) expected.set(Number(offset) as CodeOffset, said);
  }
  return expected;
}

function text(frames: readonly Frame[]): string {
  return frames
    .map(({ function: name, file, line, column, library }) =>
      library
        ? "?? ??"
        : [`${name} ${file}`, line, column].filter((x) => x !== undefined).join(":"),
    )
    .join(" < ");
}

function sites(module: WasmModule): CodeOffset[] {
  return module.bodies.flatMap(({ code, offset }) => {
    const cursor = new InstructionCursor(code, "", offset);
    const found: CodeOffset[] = [];
    while (cursor.next()) found.push((offset + cursor.start) as CodeOffset);
    return found;
  });
}

describe("agrees with llvm-symbolizer about every instruction", () => {
  test.each(fixtures)("%s", (fixture) => {
    const module = moduleOf(fixture);
    const symbols = createSymbols(module);
    const expected = oracle(fixture);
    const answers = new Map([...expected.keys()].map((site) => [site, text(symbols.frames(site))]));
    expect(answers).toEqual(expected);
    expect(symbols.notes).toEqual([]);
    expect([...expected.keys()].sort((a, b) => a - b)).toEqual(sites(module));
  });
});

/** Debug information: each section for itself, in the surroundings of a real file; then all of it, through what asks it. */
import { Dwarf } from "../../src/dwarf/dwarf.ts";
import { evaluate, localsOf } from "../../src/dwarf/expressions.ts";
import type { SectionName } from "../../src/dwarf/sections.ts";
import type { Unit } from "../../src/dwarf/units.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { changeBehind, changeBytes, joined } from "../changes.ts";
import { changeSection } from "../frames.ts";
import { type Part, readDwarf } from "../readers/dwarf.ts";
import { readAllSymbols } from "../readers/symbols.ts";
import { readAllValues } from "../readers/values.ts";
import { debugFixtures } from "../seeds.ts";
import type { Target } from "../target.ts";

/** Larger ones take longer, and Rust's are larger. */
const LargestFile = 8000;

let known: readonly WasmModule[] | undefined;

function modules(): readonly WasmModule[] {
  known ??= [...debugFixtures()]
    .filter(([, { length }]) => length < LargestFile)
    .map(([name, bytes]) => decodeModule(bytes, name));
  return known;
}

function sectionOf(module: WasmModule, wanted: string): Uint8Array | undefined {
  return module.customs.find(({ name }) => name === wanted)?.bytes;
}

/** Larger ones are no better seeds, and take longer. */
const LargestSeed = 3000;

/** An input is the number of a fixture, and what stands in the place of one of its sections. */
function section(changed: SectionName): Target {
  return {
    seeds: () =>
      modules().flatMap((module, at) => {
        const bytes = sectionOf(module, changed);
        return bytes === undefined || bytes.length > LargestSeed ? [] : [joined([at], bytes)];
      }),
    change: changeBehind(1),
    run(input) {
      const module = modules()[(input[0] ?? 0) % modules().length]!;
      const source = (name: string) =>
        name === changed ? input.subarray(1) : sectionOf(module, name);
      const malformed = readDwarf(source, Readers[changed]);
      return malformed === 0 ? "taken" : "refused";
    },
  };
}

/** What has to be read so that a section is. */
const Readers: Readonly<Record<SectionName, readonly Part[]>> = {
  ".debug_abbrev": ["units", "functions", "variables", "statics", "lines"],
  ".debug_addr": ["functions", "statics"],
  ".debug_info": ["units", "functions", "variables", "statics", "lines"],
  ".debug_line": ["lines"],
  ".debug_line_str": ["lines"],
  ".debug_loc": ["functions", "variables"],
  ".debug_loclists": ["functions", "variables"],
  ".debug_ranges": ["functions"],
  ".debug_rnglists": ["functions"],
  ".debug_str": ["units", "functions", "statics"],
  ".debug_str_offsets": ["units", "functions", "statics"],
};

/** By name: `debug_info` and so on. */
export const sections: Readonly<Record<string, Target>> = Object.fromEntries(
  (Object.keys(Readers) as SectionName[]).map((name) => [name.slice(1), section(name)]),
);

/** Expressions that compilers write, and a few that none does. */
const Expressions: readonly (readonly number[])[] = [
  [0xed, 0x00, 0x01, 0x9f],
  [0x91, 0x0c],
  [0x03, 0x00, 0x04, 0x00, 0x00],
  [0xed, 0x01, 0x00, 0x23, 0x08, 0x06],
  [0xed, 0x00, 0x01, 0x93, 0x04, 0x11, 0x00, 0x9f, 0x93, 0x04],
  [0x9e, 0x04, 0x01, 0x02, 0x03, 0x04],
  [0x08, 0x05, 0x12, 0x31, 0x1c, 0x12, 0x28, 0xf9, 0xff, 0x9f],
  [0x10, 0x80, 0x01, 0x10, 0x03, 0x1b, 0x16, 0x13, 0x9f],
  [0x2f, 0xfd, 0xff],
];

let knownUnits: readonly Unit[] | undefined;

/** Of DWARF 4 and of DWARF 5. */
function someUnits(): readonly Unit[] {
  knownUnits ??= modules()
    .slice(1, 5)
    .flatMap((module) => new Dwarf((name) => sectionOf(module, name)).units.slice(0, 1));
  return knownUnits;
}

export const expressions: Target = {
  seeds: () => Expressions.map((each) => Uint8Array.from(each)),
  change: changeBytes,
  run(input) {
    let readable = false;
    for (const unit of someUnits()) {
      const location = evaluate(input, unit, {
        local: (index) => (index < 4 ? BigInt(index) * 0x100n : undefined),
        global: () => 0x8000n,
        frameBase: () => ({ kind: "address", address: 0x7ff0 }),
        memory: (address, size) => (address < 0x10000 ? BigInt(address + size) : undefined),
      });
      localsOf(input, unit);
      readable ||= location.kind !== "unreadable";
    }
    return readable ? "taken" : "refused";
  },
};

const LargestFileWithRust = 15_000;

/** Whole modules, of which the debug information and the names are damaged. */
const customSections: Pick<Target, "seeds" | "change"> = {
  seeds: () => [...debugFixtures().values()].filter(({ length }) => length < LargestFileWithRust),
  change: (input, random, others) => changeSection(input, random, others, ({ id }) => id === 0),
};

export const symbols: Target = {
  ...customSections,
  run: (input) => readAllSymbols(input),
};

export const values: Target = {
  ...customSections,
  run: (input) => readAllValues(input),
};

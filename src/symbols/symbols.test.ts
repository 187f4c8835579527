import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixtureModule, fixtures, oracleLines } from "../../tests/dwarf-fixtures.ts";
import type { CodeOffset } from "../bytes/brand.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { CustomSection, WasmModule } from "../wasm/module.ts";
import type { Frame } from "./frame.ts";
import { demangled } from "./itanium/demangle.ts";
import { createSymbols } from "./symbols.ts";

/** As NAME.frames has it (make.mjs tells more): `??` for what is not known, 0 for no line or column. */
function text(frames: readonly Frame[]): string {
  return frames
    .map(({ function: name, file = "??", line = 0, column = 0, library }) =>
      library ? "?? ??:0:0" : `${name} ${file}:${line}:${column}`,
    )
    .join(" < ");
}

/** What llvm-symbolizer says about each instruction. */
function oracle(fixture: (typeof fixtures)[number]): Map<CodeOffset, string> {
  const expected = new Map<CodeOffset, string>();
  for (const line of oracleLines(fixture, "frames")) {
    const [offsets, frames] = line.split(": ") as [string, string];
    // Where there is no line, llvm-symbolizer shows the column of the line before.
    const said = frames
      .replaceAll(/:0:\d+/g, ":0:0")
      .replaceAll(/_Z\w+/g, (name) => demangled(name, "abridged") ?? name);
    for (const offset of offsets.split(" ")) expected.set(Number(offset) as CodeOffset, said);
  }
  return expected;
}

function instructionSites(module: WasmModule): CodeOffset[] {
  return module.bodies.flatMap(({ code, offset }) => {
    const cursor = new InstructionCursor(code, "the code", offset);
    const sites: CodeOffset[] = [];
    while (cursor.next()) sites.push((offset + cursor.start) as CodeOffset);
    return sites;
  });
}

describe("agrees with llvm-symbolizer about every instruction", () => {
  test.each(fixtures)("%s", (fixture) => {
    const module = fixtureModule(fixture);
    const symbols = createSymbols(module);
    const expected = oracle(fixture);
    const sites = instructionSites(module);
    expect(new Map(sites.map((site) => [site, text(symbols.frames(site))]))).toEqual(expected);
    expect(symbols.notes).toEqual([]);
  });
});

/** The sections of `module`, each of them changed, left out (undefined) or kept by `change`. */
function withCustoms(
  module: WasmModule,
  change: (section: CustomSection) => Uint8Array | undefined,
): WasmModule {
  const customs = module.customs.flatMap((section) => {
    const bytes = change(section);
    return bytes === undefined ? [] : [{ ...section, bytes }];
  });
  return { ...module, customs };
}

const nothing = new Uint8Array();
const boxes = fixtureModule("boxes-v5-O2");
const entrySite = boxes.bodies[0]!.offset;
/** In `count`, which is in the second unit. */
const countSite = siteOf("count");
/** In a unit without debug information. */
const quietSite = siteOf("quiet");

function siteOf(name: string): CodeOffset {
  const symbols = createSymbols(boxes);
  const body = boxes.bodies.find(({ offset }) => symbols.frames(offset).at(-1)?.function === name);
  if (body === undefined) throw new Error(`the fixture has no function ${name}`);
  return body.offset;
}

describe("functions without debug information", () => {
  test("have one frame, with the linker's name", () => {
    const symbols = createSymbols(boxes);
    expect(symbols.frames(quietSite)).toEqual([{ function: "quiet", library: true }]);
    expect(symbols.hasDebugInfo(quietSite)).toBe(false);
    expect(symbols.hasDebugInfo(entrySite)).toBe(true);
  });

  test("are all there is in a module without DWARF", () => {
    const symbols = createSymbols(
      withCustoms(boxes, ({ name, bytes }) => (name.startsWith(".debug") ? undefined : bytes)),
    );
    expect(symbols.isEmpty).toBe(true);
    expect(symbols.frames(entrySite)).toEqual([{ function: "entry", library: true }]);
    expect(symbols.notes).toEqual([]);
    expect(createSymbols(boxes).isEmpty).toBe(false);
  });

  test("tell where they are in the file, in a module without DWARF", () => {
    const bare = createSymbols(
      withCustoms(boxes, () => undefined),
      undefined,
      0x100,
    );
    expect(bare.frames(countSite)).toMatchObject([{ offset: 0x100 + countSite }]);
    const [quiet] = createSymbols(boxes, undefined, 0x100).frames(quietSite);
    expect(quiet).not.toHaveProperty("offset");
  });

  test("have a number in a module without names, or with broken ones, unless they are exported", () => {
    const nameless = createSymbols(withCustoms(boxes, () => undefined));
    expect(nameless.frames(entrySite)).toEqual([{ function: "entry", library: true }]);
    const index = nameless.functionAt(countSite);
    expect(nameless.frames(countSite)).toEqual([{ index, library: true }]);
    const broken = createSymbols(
      withCustoms(boxes, ({ name }) => (name === "name" ? Uint8Array.of(1, 99) : undefined)),
    );
    expect(broken.frames(countSite)).toEqual([{ index, library: true }]);
    expect(broken.notes).toMatchObject([{ kind: "malformed", where: "the name section" }]);
  });
});

test("the linker's name is told where it is another one", () => {
  const stack = fixtureModule("stack-v4-O0");
  const symbols = createSymbols(stack);
  const named = stack.bodies.map(({ offset }) => symbols.frames(offset).at(-1));
  const linkageName = "_ZN4list5StackIiE4pushEi";
  const push = named.find((frame) => frame?.linkageName === linkageName);
  expect(push?.function).toContain("push");
  const quiet = createSymbols(boxes).frames(entrySite);
  expect(quiet[0]).toHaveProperty("function", "entry");
  expect(quiet[0]).not.toHaveProperty("linkageName");
});

test("functionAt: bodies from their first instruction to their end", () => {
  const symbols = createSymbols(boxes);
  for (const [index, { offset, code }] of boxes.bodies.entries()) {
    expect(symbols.functionAt(offset)).toBe(index);
    expect(symbols.functionAt((offset + code.length - 1) as CodeOffset)).toBe(index);
    expect(symbols.functionAt((offset + code.length) as CodeOffset)).toBeUndefined();
  }
  expect(symbols.functionAt(0 as CodeOffset)).toBeUndefined();
  expect(symbols.frames(0 as CodeOffset)).toEqual([{ library: true }]);
});

test("functionAt counts imported functions first", () => {
  const imported = { module: "m", name: "n", what: { kind: "function", type: 0 } };
  const memory = { module: "m", name: "n", what: { kind: "memory", limits: { min: 1 } } };
  const module = { ...boxes, imports: [imported, memory, imported] } as unknown as WasmModule;
  expect(createSymbols(module).functionAt(entrySite)).toBe(2);
});

describe("laziness", () => {
  /** A module that notes which sections are looked into. */
  function watched(): { module: WasmModule; seen: Set<string> } {
    const seen = new Set<string>();
    const customs = boxes.customs.map(({ name, bytes, after }) => ({
      name,
      after,
      get bytes() {
        seen.add(name);
        return bytes;
      },
    }));
    return { module: { ...boxes, customs }, seen };
  }

  test("making Symbols reads nothing", () => {
    const { module, seen } = watched();
    createSymbols(module);
    expect([...seen]).toEqual([]);
  });

  test("whether a function has debug information takes no line tables", () => {
    const { module, seen } = watched();
    createSymbols(module).hasDebugInfo(entrySite);
    expect([...seen]).not.toContain(".debug_line");
  });

  test("a site is asked about once", () => {
    const { module, seen } = watched();
    const symbols = createSymbols(module);
    const frames = symbols.frames(entrySite);
    seen.clear();
    expect(symbols.frames(entrySite)).toBe(frames);
    expect([...seen]).toEqual([]);
  });

  test("a unit that nobody asks about is not read", () => {
    const info = boxes.customs.find(({ name }) => name === ".debug_info")!.bytes;
    // The second unit's entries but for the first one, which says what code it covers.
    const second = new DataView(info.buffer, info.byteOffset).getUint32(0, true) + 4;
    const broken = info.slice();
    broken.fill(0xff, second + 60);
    const symbols = createSymbols(
      withCustoms(boxes, ({ name, bytes }) => (name === ".debug_info" ? broken : bytes)),
    );
    expect(text(symbols.frames(entrySite))).toBe("entry main.c:33:0");
    expect(symbols.notes).toEqual([]);
    // Not the lines either: they are looked up from what the entries say.
    expect(symbols.frames(countSite)).toEqual([{ function: "count", library: true }]);
    expect(symbols.notes).toMatchObject([{ kind: "malformed", where: ".debug_info" }]);
    symbols.frames((countSite + 2) as CodeOffset);
    expect(symbols.notes).toHaveLength(1);
  });
});

describe("broken debug information", () => {
  const without = (missing: string) =>
    createSymbols(withCustoms(boxes, ({ name, bytes }) => (name === missing ? nothing : bytes)));

  test.each([
    // Lines are lost, and paths with them.
    [".debug_line", [{ function: "entry", library: false }]],
    // Names are lost but the linker's.
    [".debug_str", [{ function: "entry", file: "main.c", line: 33, library: false }]],
    [".debug_line_str", [{ function: "entry", line: 33, library: false }]],
    // Nothing is left but the linker's names.
    [".debug_abbrev", [{ function: "entry", library: true }]],
    [".debug_rnglists", [{ function: "entry", library: true }]],
  ])("%s is empty", (section, frames) => {
    const symbols = without(section);
    expect(symbols.frames(entrySite)).toEqual(frames);
    expect(symbols.notes.length).toBeGreaterThan(0);
    expect(symbols.notes[0]).toMatchObject({ kind: "malformed" });
  });

  test("never makes a report fail, whatever is in it", () => {
    const modules = (["boxes-v4-O2", "stack-v5-O2"] as const).map(fixtureModule);
    const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...modules),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (module, changes) => {
          const all = module.customs.reduce((sum, { bytes }) => sum + bytes.length, 0);
          let start = 0;
          const symbols = createSymbols(
            withCustoms(module, ({ bytes }) => {
              const damaged = bytes.slice();
              for (const [where, value] of changes) {
                const at = Math.floor(where * all) - start;
                if (at >= 0 && at < bytes.length) damaged[at] = value;
              }
              start += bytes.length;
              return damaged;
            }),
          );
          let frames = Number.POSITIVE_INFINITY;
          for (let site = 0; site < 1500; site += 11) {
            frames = Math.min(frames, symbols.frames(site as CodeOffset).length);
          }
          expect(frames).toBeGreaterThan(0);
          expect(symbols.notes.length).toBeLessThan(20);
        },
      ),
      { numRuns: 150 },
    );
  });
});

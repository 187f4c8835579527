/**
 * Debug information and memory of unknown origin: whatever is in them, reading ends, soon, and never throws. Here real
 * sections are damaged, or memory is, and every value is read.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fixture, fixtureModule } from "../../tests/dwarf-fixtures.ts";
import { ModuleDebug } from "../symbols/module-debug.ts";
import type { WasmModule } from "../wasm/module.ts";
import type { Value, ValueMemory } from "./value.ts";
import { createValues } from "./values.ts";

const fixtures: Fixture[] = [
  "boxes-v4-O2",
  "boxes-v5-O2",
  "variables-v4-O0",
  "variables-v5-O2",
  "classes-v4-O0",
  "classes-v5-O2",
];
const damaged = [
  ".debug_abbrev",
  ".debug_info",
  ".debug_loc",
  ".debug_loclists",
  ".debug_str",
  ".debug_addr",
];
const MemoryBytes = 1 << 17;
/** Of what one question may bring about; it is bounded by what is in values/reader.ts. */
const MostValues = 100_000;

/** Each byte is undefined that is odd and has `mask` in it. */
function memoryOf(contents: Uint8Array, mask: number): ValueMemory {
  const inside = (address: number, length: number) =>
    address >= 0 && length >= 0 && address + length <= MemoryBytes;
  const at = (address: number) => contents[address % Math.max(1, contents.length)] ?? 0;
  return {
    bytes: (address, length) =>
      inside(address, length) ? Uint8Array.from({ length }, (_, i) => at(address + i)) : undefined,
    undefinedBits: (address, length) =>
      inside(address, length) && mask !== 0
        ? Uint8Array.from({ length }, (_, i) => at(address + i) & mask)
        : undefined,
  };
}

function count(value: Value): number {
  switch (value.kind) {
    case "array":
      return 1 + value.elements.reduce((all, element) => all + count(element), 0);
    case "record":
    case "variant":
    case "standard":
      return 1 + value.members.reduce((all, member) => all + count(member.value), 0);
    default:
      return 1;
  }
}

/** Asks everything; how many values could be read. */
function readAll(module: WasmModule, memory: ValueMemory): number {
  const values = createValues(new ModuleDebug(module));
  let readable = 0;
  const see = (value: Value) => {
    expect(count(value)).toBeLessThan(MostValues);
    if (value.kind !== "unreadable" && value.kind !== "optimised out") readable++;
    if (value.kind === "standard") expect(count(value.raw)).toBeLessThan(MostValues);
    if (value.kind !== "pointer") return;
    values.plain(value.pointee);
    const inner = values.readAt(value.pointee, value.target, memory, value.count);
    expect(count(inner)).toBeLessThan(MostValues);
    values.pointersIn(value.pointee, value.target, memory, ({ pointee }) => values.sizeOf(pointee));
  };
  for (const variable of values.globals()) see(values.read(variable, memory, undefined));
  for (const body of module.bodies) {
    values.localsNeeded(body.offset);
    for (let site: number = body.offset; site < body.offset + body.code.length; site += 23) {
      const frame = { site, local: () => 0x8000n, global: () => 0x8000n };
      for (let inlined = 0; inlined < 2; inlined++) {
        for (const variable of values.variables(site, inlined)) {
          see(values.read(variable, memory, frame));
        }
      }
    }
  }
  return readable;
}

/** Bytes to overwrite, at places given as a fraction of the section. */
const damage = fc.record({
  fixture: fc.constantFrom(...fixtures),
  section: fc.constantFrom(...damaged),
  changes: fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    ),
    { maxLength: 6 },
  ),
});
const contents = fc.uint8Array({ minLength: 1, maxLength: 64 });

const modules = new Map(fixtures.map((name) => [name, fixtureModule(name)]));

test("damaged debug information makes values poorer, and nothing worse", () => {
  fc.assert(
    fc.property(damage, contents, ({ fixture, section, changes }, bytes) => {
      const module = modules.get(fixture)!;
      const customs = module.customs.map((custom) => {
        if (custom.name !== section) return custom;
        // Not slice: of a Buffer of Node's that is no copy.
        const broken = Uint8Array.from(custom.bytes);
        for (const [where, value] of changes) broken[Math.floor(where * broken.length)] = value;
        return { ...custom, bytes: broken };
      });
      readAll({ ...module, customs }, memoryOf(bytes, 0));
    }),
    { numRuns: 60 },
  );
});

test("anything in memory is read as something", () => {
  let readable = 0;
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), contents, fc.nat(255), (fixture, bytes, mask) => {
      readable += readAll(modules.get(fixture)!, memoryOf(bytes, mask));
    }),
    { numRuns: 60 },
  );
  expect(readable).toBeGreaterThan(500);
});

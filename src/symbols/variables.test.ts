import { describe, expect, test } from "vitest";
import { abbreviation, bytes, sections, u32, unit4 } from "../../tests/dwarf-assembler.ts";
import { debugSections, type Fixture, fixtureModule } from "../../tests/dwarf-fixtures.ts";
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import { DW_AT, DW_FORM, DW_TAG } from "../dwarf/constants.ts";
import { Dwarf } from "../dwarf/dwarf.ts";
import { Types } from "../dwarf/types.ts";
import type { WasmModule } from "../wasm/module.ts";
import { DebugInfo } from "./debug-info.ts";
import { NoteTaker } from "./notes.ts";
import { createSymbols, type Symbols } from "./symbols.ts";
import { Variables } from "./variables.ts";

/** The first site that comes from the function `name`, be it inlined. */
function siteIn(symbols: Symbols, module: WasmModule, name: string): CodeOffset {
  for (const { code, offset } of module.bodies) {
    for (let at = offset as number; at < offset + code.length; at++) {
      const site = at as CodeOffset;
      if (symbols.frames(site)[0]?.function === name) return site;
    }
  }
  throw new Error(`no code of ${name}`);
}

describe.each<Fixture>(["variables-v4-O0", "variables-v5-O2"])("local variables of %s", (name) => {
  const module = fixtureModule(name);
  const symbols = createSymbols(module);
  const local = (inside: string, wanted: string, line?: number) =>
    symbols.localVariable(siteIn(symbols, module, inside), wanted, line);

  test("by name", () => {
    expect(local("shapes", "grid")).toEqual({
      type: "unsigned char[2][3]",
      file: "variables.c",
      line: 59,
      function: "shapes",
    });
    expect(local("shapes", "matrix")?.type).toBe("Row *");
    expect(local("entry", "numbers")?.type).toBe("int[3]");
    expect(symbols.notes).toEqual([]);
  });

  test("by line where several have the name", () => {
    const types = [54, 84, 87].map((line) => local("shapes", "text", line)?.type);
    expect(types).toEqual(["char[8]", "int", "double[2]"]);
    expect(local("shapes", "text", 60)).toBeUndefined();
    // Of a single one the line is nothing to tell it by.
    expect(local("shapes", "grid", 58)?.line).toBe(59);
  });

  test("of functions that were inlined, told from those of the function around them", () => {
    const copy = local("sum", "copy");
    expect(copy).toMatchObject({ type: "int[4]", line: 36, function: "sum" });
    if (name.endsWith("O2")) {
      // From the code of the caller itself too: the frame is one.
      expect(local("entry", "copy")).toEqual(copy);
    } else expect(local("entry", "copy")).toBeUndefined();
  });

  test("and nothing else", () => {
    expect(local("shapes", "counter")).toBeUndefined();
    expect(local("shapes", "nobody")).toBeUndefined();
    expect(symbols.localVariable(0 as CodeOffset, "text")).toBeUndefined();
    const inside = name.endsWith("O2") ? "entry" : "next_ticket";
    expect(local(inside, "ticket")).toBeUndefined();
  });
});

/** Addresses of global variables as the module's own debug information has them (see variables.test.ts). */
const globals = {
  "variables-v4-O0": { counter: 0x10040, corners: 0x10050, ticket: 0x10088, buffer: 0x10090 },
  "classes-v4-O0": { made: 0x10010, last: 0x10014, shared_inline: 0x10018 },
} as const;

describe("global variables", () => {
  const symbols = createSymbols(fixtureModule("variables-v4-O0"));
  const { counter, corners, ticket, buffer } = globals["variables-v4-O0"];
  const at = (address: number) => symbols.globalAt(address as Addr);

  test("contain addresses", () => {
    const found = {
      name: "corners",
      type: "Point[2][3]",
      file: "variables.c",
      line: 20,
      start: corners,
      size: 48,
    };
    expect(at(corners)).toEqual(found);
    expect(at(corners + 47)).toEqual(found);
    expect(at(counter + 3)?.name).toBe("counter");
    expect(at(counter - 1)).toBeUndefined();
    expect(at(buffer + 15)).toMatchObject({ name: "buffer", type: "char[16]", size: 16 });
    expect(at(buffer + 16)).toBeUndefined();
    expect(at(0)).toBeUndefined();
    expect(at(0xffffffff)).toBeUndefined();
    expect(symbols.notes).toEqual([]);
  });

  test("may belong to a function", () => {
    expect(at(ticket)).toEqual({
      name: "ticket",
      type: "int",
      file: "variables.c",
      line: 44,
      start: ticket,
      size: 4,
      function: "next_ticket",
    });
  });

  test("of a string literal have no name", () => {
    expect(at(0x10000)).toEqual({
      type: "char[4]",
      file: "variables.c",
      line: 19,
      start: 0x10000,
      size: 4,
    });
  });

  test("of C++ stand in classes and namespaces", () => {
    const classes = createSymbols(fixtureModule("classes-v4-O0"));
    const { made, last, shared_inline } = globals["classes-v4-O0"];
    const known = (address: number) => classes.globalAt(address as Addr);
    expect(known(made)).toMatchObject({ name: "geo::Outer::Inner::made", type: "int", line: 25 });
    expect(known(last)).toMatchObject({ name: "last", type: "geo::Hidden", function: "entry" });
    expect(known(shared_inline)).toMatchObject({ name: "shared_inline", type: "int" });
  });
});

describe("laziness", () => {
  const module = fixtureModule("variables-v4-O0");
  const seen: string[] = [];
  const watched = createSymbols({
    ...module,
    customs: module.customs.map(({ name, bytes, after }) => ({
      name,
      after,
      get bytes() {
        seen.push(name);
        return bytes;
      },
    })),
  });
  const site = siteIn(createSymbols(module), module, "shapes");

  test("nothing is read before the first question, and lines only for an answer", () => {
    expect(seen).toEqual([]);
    watched.localVariable(site, "nobody");
    watched.globalAt(0 as Addr);
    expect(seen).toContain(".debug_info");
    expect(seen).not.toContain(".debug_line");
    watched.localVariable(site, "grid");
    expect(seen).toContain(".debug_line");
  });

  test("a function and the globals are read once", () => {
    seen.length = 0;
    watched.localVariable(site, "nobody");
    watched.globalAt(0 as Addr);
    expect(seen).toEqual([]);
  });
});

test("not all names are read of a function that has endless ones", () => {
  const many = 100_000;
  const shape = abbreviation(3, DW_TAG.variable, false, [DW_AT.name, DW_FORM.strp]);
  const code = [
    [DW_AT.low_pc, DW_FORM.addr],
    [DW_AT.high_pc, DW_FORM.data1],
  ] as const;
  const names = new Uint8Array(many + 1).fill(0x61, 0, many);
  const [low, high] = [u32(2), 100];
  const variables = Array.from({ length: many / 10 }, (_, start) => [3, u32(start)]);
  const source = sections({
    ".debug_abbrev": bytes(
      abbreviation(1, DW_TAG.compile_unit, true, ...code),
      abbreviation(2, DW_TAG.subprogram, true, ...code),
      shape,
      0,
    ),
    ".debug_info": bytes(unit4(0, 1, low, high, 2, low, high, variables, 0, 0)),
    ".debug_str": names,
  });
  const notes = new NoteTaker();
  const info = new DebugInfo(source, notes);
  const types = new Types((offset) => info.unitAt(offset));
  const known = new Variables({ info, notes, types });
  const local = (length: number) => known.local(5 as CodeOffset, "a".repeat(length));
  expect(local(many)).toEqual({});
  expect(local(many - 100)).toEqual({});
  // All of them together would be a gigabyte.
  expect(local(many - many / 10 + 1)).toBeUndefined();
});

describe("broken debug information", () => {
  const module = fixtureModule("variables-v5-O2");
  const without = (missing: string): Symbols =>
    createSymbols({ ...module, customs: module.customs.filter(({ name }) => name !== missing) });

  test("makes answers poorer, and leaves a note", () => {
    const site = siteIn(createSymbols(module), module, "shapes");
    const whole = createSymbols(module).globalAt(globalAddress("corners"))!;
    const lineless = without(".debug_line");
    const { file: _, ...rest } = whole;
    expect(lineless.globalAt(whole.start)).toEqual(rest);
    expect(lineless.notes).toMatchObject([{ kind: "malformed", where: ".debug_line" }]);
    const addressless = without(".debug_addr");
    expect(addressless.globalAt(whole.start)).toBeUndefined();
    expect(addressless.localVariable(site, "grid")).toBeUndefined();
    expect(addressless.notes.length).toBeGreaterThan(0);
    expect(without(".debug_info").globalAt(whole.start)).toBeUndefined();
  });

  function globalAddress(name: string): Addr {
    const dwarf = new Dwarf(debugSections(module));
    for (const unit of dwarf.units) {
      const entry = unit.entries();
      while (entry.next()) {
        if (unit.string(entry.attribute(DW_AT.name)) !== name) continue;
        const location = entry.attribute(DW_AT.location);
        // DW_OP_addrx and an index of one byte.
        if (location?.kind === "block") return unit.addressAt(location.bytes[1]!) as Addr;
      }
    }
    throw new Error(`no variable ${name}`);
  }
});

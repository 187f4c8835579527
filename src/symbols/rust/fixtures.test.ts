/** What debug information of rustc's says about tests/fixtures/dwarf/src/types.rs. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { annotatedTypes } from "../../../tests/dwarf-fixtures.ts";
import type { Addr, CodeOffset } from "../../bytes/brand.ts";
import { decodeModule } from "../../wasm/decode.ts";
import { InstructionCursor } from "../../wasm/instructions.ts";
import type { Frame } from "../frame.ts";
import { createSymbols } from "../symbols.ts";

const folder = new URL("../../../tests/fixtures/dwarf/", import.meta.url);
const source = readFileSync(new URL("src/types.rs", folder), "utf8").split("\n");
const types = annotatedTypes("types.rs");

describe.each(["1.63", "1.85", "1.97"])("compiled with %s", (version) => {
  const file = `rust-${version}.wasm`;
  const module = decodeModule(readFileSync(new URL(file, folder)), file);
  const symbols = createSymbols(module);
  const sites = module.bodies.flatMap(({ code, offset }) => {
    const cursor = new InstructionCursor(code, file, offset);
    const starts: CodeOffset[] = [];
    while (cursor.next()) starts.push((offset + cursor.start) as CodeOffset);
    return starts;
  });
  const frames = new Map(
    sites.flatMap((site) =>
      symbols.frames(site).map((frame): [string, Frame] => [frame.function ?? "", frame]),
    ),
  );
  const entry = sites.find((site) => symbols.frames(site)[0]?.function === "entry")!;

  test("types of variables are as a programmer writes them", () => {
    // rustc's stack is below 1 MiB, and data begin there.
    const globals = Array.from({ length: 1024 }, (_, at) =>
      symbols.globalAt((0x100000 + at * 4) as Addr),
    );
    const found = [...types].map(([line]) => {
      const text = source[line - 1]!;
      const [, kind, name = ""] = /(let|static)(?: mut)? (\w+)/.exec(text) ?? [];
      if (kind === "let") return [line, symbols.localVariable(entry, name, line)?.type];
      return [line, globals.find((global) => global?.name === `types::${name}`)?.type];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(types));
    expect(symbols.notes).toEqual([]);
  });

  test.each([
    ["types::keep<Result<u8, &str>>", { crate: "types", library: false }],
    ["types::apply<&entry::{closure}>", { crate: "types", library: false }],
    ["types::entry::{closure}", { crate: "types", library: false }],
    ["Node<f32>::get", { crate: "types", library: false, selfType: "Node<f32>" }],
    ["<Square as Area>::area", { crate: "types", library: false, selfType: "Square" }],
    ["<Square as Area>::twice", { crate: "types", library: false, selfType: "Square" }],
    ["RefCell<Cell<bool>>::new", { crate: "core", library: true, selfType: "RefCell<Cell<bool>>" }],
    ["<&entry::{closure} as Fn(i32)>::call", { crate: "core", library: true }],
    // Has no mangled name.
    ["entry", { crate: "types", library: false, file: "/home/me/types.rs" }],
  ])("%s", (name, expected) => {
    expect(frames.get(name)).toMatchObject(expected);
  });

  test("without debug information the linker's names tell whose functions are", () => {
    const customs = module.customs.filter(({ name: section }) => !section.startsWith(".debug"));
    const bare = createSymbols({ ...module, customs });
    const named = module.bodies.map(({ offset }) => bare.frames(offset)[0]!);
    const crates = (library: boolean) =>
      new Set(named.filter((f) => f.library === library).map(({ crate }) => crate));
    expect(crates(false)).toEqual(new Set(["types"]));
    expect([...crates(true)]).toEqual(expect.arrayContaining(["core", undefined]));
    expect(named.every(({ file }) => file === undefined)).toBe(true);
  });
});

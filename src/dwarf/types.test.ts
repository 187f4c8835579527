import { describe, expect, test } from "vitest";
import {
  abbreviation,
  bytes,
  type Piece,
  sections,
  u32,
  uleb,
  unit4,
} from "../../tests/dwarf-assembler.ts";
import { annotatedTypes, debugSections, fixtureModule } from "../../tests/dwarf-fixtures.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { DW_AT, DW_FORM, DW_LANG, DW_TAG } from "./constants.ts";
import { Dwarf } from "./dwarf.ts";
import { typeName } from "./type-names.ts";
import { Types } from "./types.ts";
import { declaration, functionVariables, staticVariables } from "./variables.ts";

const name = [DW_AT.name, DW_FORM.string] as const;
const size = [DW_AT.byte_size, DW_FORM.data1] as const;
const type = [DW_AT.type, DW_FORM.ref4] as const;

/** One abbreviation for each shape of entry that the tests write; the code is its place, from 1. */
const shapes = {
  unit: [DW_TAG.compile_unit, true, [DW_AT.language, DW_FORM.data1]],
  base: [DW_TAG.base_type, false, name, size],
  pointer: [DW_TAG.pointer_type, false, type],
  voidPointer: [DW_TAG.pointer_type, false],
  namedPointer: [DW_TAG.pointer_type, false, name, type],
  reference: [DW_TAG.reference_type, false, type],
  rvalue: [DW_TAG.rvalue_reference_type, false, type],
  member: [DW_TAG.ptr_to_member_type, false, type, [DW_AT.containing_type, DW_FORM.ref4]],
  const: [DW_TAG.const_type, false, type],
  constVoid: [DW_TAG.const_type, false],
  volatile: [DW_TAG.volatile_type, false, type],
  restrict: [DW_TAG.restrict_type, false, type],
  atomic: [DW_TAG.atomic_type, false, type],
  typedef: [DW_TAG.typedef, false, name, type],
  array: [DW_TAG.array_type, true, type],
  count: [DW_TAG.subrange_type, false, [DW_AT.count, DW_FORM.udata]],
  upper: [DW_TAG.subrange_type, false, [DW_AT.upper_bound, DW_FORM.data4]],
  open: [DW_TAG.subrange_type, false],
  computed: [DW_TAG.subrange_type, false, [DW_AT.count, DW_FORM.ref4]],
  struct: [DW_TAG.structure_type, true, name, size],
  nameless: [DW_TAG.structure_type, false, size],
  class: [DW_TAG.class_type, true, name],
  defined: [DW_TAG.class_type, false, [DW_AT.specification, DW_FORM.ref4], size],
  union: [DW_TAG.union_type, false, name],
  enum: [DW_TAG.enumeration_type, false, name, type],
  function: [DW_TAG.subroutine_type, true, type],
  procedure: [DW_TAG.subroutine_type, true],
  parameter: [DW_TAG.formal_parameter, false, type],
  this: [DW_TAG.formal_parameter, false, type, [DW_AT.artificial, DW_FORM.flag_present]],
  more: [DW_TAG.unspecified_parameters, false],
  nullptr: [DW_TAG.unspecified_type, false, name],
  namespace: [DW_TAG.namespace, true, name],
  anonymous: [DW_TAG.namespace, true, [DW_AT.export_symbols, DW_FORM.flag_present]],
  argument: [DW_TAG.template_type_parameter, false, type],
  default: [
    DW_TAG.template_type_parameter,
    false,
    type,
    [DW_AT.default_value, DW_FORM.flag_present],
  ],
  subprogram: [DW_TAG.subprogram, true],
} satisfies Record<string, [number, boolean, ...(readonly [number, number])[]]>;
type Shape = keyof typeof shapes;

const codes = Object.keys(shapes) as Shape[];
const table = bytes(
  codes.map((shape, index) => {
    const [tag, hasChildren, ...attributes] = shapes[shape];
    return abbreviation(index + 1, tag, hasChildren, ...attributes);
  }),
  0,
);

/** An entry; a value `{ to }` refers to the entry that has that label. */
interface Written {
  readonly label?: string;
  readonly shape: Shape;
  readonly values: readonly (Piece | { readonly to: string })[];
  readonly children: readonly Written[];
}
const to = (label: string) => ({ to: label });
function entry(
  shape: Shape,
  ...values: Written["values"]
): Written & {
  as(label: string): Written;
  with(...children: Written[]): Written & { as(label: string): Written };
} {
  const make = (written: Written) => ({
    ...written,
    as: (label: string) => ({ ...written, label }),
    with: (...children: Written[]) => make({ ...written, children }),
  });
  return make({ shape, values, children: [] });
}

/** A file with one unit; the labels' offsets in `.debug_info`. */
function file(
  language: number,
  ...entries: Written[]
): { types: Types; at: (label: string) => number } {
  const labels = new Map<string, number>();
  const UnitHeader = 11;
  const layOut = (): Uint8Array => {
    let length = UnitHeader;
    const add = (...pieces: Piece[]): Uint8Array => {
      const written = bytes(...pieces);
      length += written.length;
      return written;
    };
    const write = ({ label, shape, values, children }: Written): Piece => {
      if (label !== undefined) labels.set(label, length);
      const own = add(
        uleb(codes.indexOf(shape) + 1),
        values.map((value) =>
          typeof value === "object" && "to" in value ? u32(labels.get(value.to) ?? 0) : value,
        ),
      );
      const inner = children.map(write);
      return [own, inner, shapes[shape][1] ? add(0) : []];
    };
    return bytes(write({ shape: "unit", values: [language], children: entries }));
  };
  // Once to find out where everything is, once to refer to it.
  layOut();
  const source = sections({ ".debug_abbrev": table, ".debug_info": bytes(unit4(0, layOut())) });
  const dwarf = new Dwarf(source);
  return {
    types: new Types((offset) => dwarf.unitAt(offset)),
    at: (label) => labels.get(label)!,
  };
}

const int = entry("base", "int", 4).as("int");
const char = entry("base", "char", 1).as("char");
const Cpp = 0x21;

/** How the type labelled `it` is written. */
function written(language: number, ...entries: Written[]): string {
  const { types, at } = file(language, int, char, ...entries);
  return typeName(types, at("it"));
}
const inC = (...entries: Written[]) => written(DW_LANG.C11, ...entries);
const inCpp = (...entries: Written[]) => written(Cpp, ...entries);
/** Of these kinds, each about the next, and the last about int. */
const chain = (...kinds: Shape[]): Written[] =>
  kinds.map((shape, index) => {
    const target = index === kinds.length - 1 ? "int" : `t${index + 1}`;
    return entry(shape, to(target)).as(index === 0 ? "it" : `t${index}`);
  });

describe("names of types", () => {
  test.each<[string, Shape[]]>([
    ["int *", ["pointer"]],
    ["int **", ["pointer", "pointer"]],
    ["int *const", ["const", "pointer"]],
    ["const int *", ["pointer", "const"]],
    ["const volatile int", ["volatile", "const"]],
    ["int *const *", ["pointer", "const", "pointer"]],
    ["int *const volatile restrict", ["restrict", "const", "volatile", "pointer"]],
    ["_Atomic int", ["atomic"]],
    ["int *_Atomic", ["atomic", "pointer"]],
    ["const int", ["const", "const", "const"]],
  ])("%s", (expected, kinds) => {
    expect(inC(...chain(...kinds))).toBe(expected);
  });

  test("C++ has references, and another word for restrict", () => {
    expect(inCpp(...chain("reference", "pointer"))).toBe("int *&");
    expect(inCpp(...chain("rvalue", "const"))).toBe("const int &&");
    expect(inCpp(...chain("restrict", "pointer"))).toBe("int *__restrict");
  });

  test("nothing is void", () => {
    expect(inC(entry("voidPointer").as("it"))).toBe("void *");
    expect(inC(entry("constVoid").as("it"))).toBe("const void");
    const { types } = file(DW_LANG.C11);
    expect(typeName(types, undefined)).toBe("void");
  });

  test("arrays, with any dimension unknown", () => {
    const array = (...bounds: Written[]) =>
      inC(
        entry("array", to("int"))
          .with(...bounds)
          .as("it"),
      );
    expect(array(entry("count", uleb(8)))).toBe("int[8]");
    expect(array(entry("upper", u32(1)), entry("count", uleb(3)))).toBe("int[2][3]");
    expect(array(entry("open"), entry("count", uleb(3)))).toBe("int[][3]");
    expect(array(entry("computed", to("int")))).toBe("int[]");
    // −1, as some write it where nothing is known.
    expect(array(entry("upper", u32(0xffffffff)))).toBe("int[]");
    expect(array()).toBe("int[]");
  });

  test("what is followed by brackets is put in brackets to be pointed to", () => {
    const four = entry("count", uleb(4));
    const array = entry("array", to("element")).with(four).as("array");
    const element = entry("const", to("int")).as("element");
    expect(inC(element, array, entry("pointer", to("array")).as("it"))).toBe("const int (*)[4]");
    const pointers = entry("array", to("pointer")).with(four).as("it");
    expect(inC(pointers, entry("pointer", to("int")).as("pointer"))).toBe("int *[4]");
    const qualified = entry("const", to("pointer")).as("const");
    const constants = entry("array", to("const")).with(four).as("it");
    expect(inC(constants, qualified, entry("pointer", to("int")).as("pointer"))).toBe(
      "int *const[4]",
    );
    // const of a whole array, as older compilers have it.
    const whole = entry("const", to("array")).as("const");
    const plain = entry("array", to("int")).with(four).as("array");
    expect(inC(plain, whole, entry("pointer", to("const")).as("it"))).toBe("const int (*)[4]");
  });

  test("functions", () => {
    const pointer = entry("pointer", to("function")).as("it");
    const parameters = [entry("parameter", to("int")), entry("parameter", to("char"))];
    const taking = (...all: Written[]) =>
      entry("function", to("int"))
        .with(...all)
        .as("function");
    expect(inC(pointer, taking(...parameters))).toBe("int (*)(int, char)");
    expect(inC(pointer, taking(...parameters, entry("more")))).toBe("int (*)(int, char, ...)");
    expect(inC(pointer, taking())).toBe("int (*)(void)");
    expect(inCpp(pointer, taking())).toBe("int (*)()");
    // In C that is a function of which no parameters were said; in C++ there is a way to say so.
    expect(inC(pointer, taking(entry("more")))).toBe("int (*)()");
    expect(inCpp(pointer, taking(entry("more")))).toBe("int (*)(...)");
    expect(inC(entry("procedure").as("it"))).toBe("void (void)");
    const returning = entry("function", to("pointer"))
      .with(...parameters)
      .as("it");
    expect(inC(returning, entry("pointer", to("int")).as("pointer"))).toBe("int *(int, char)");
  });

  test("tags belong to a name in C and not in C++", () => {
    const node = entry("struct", "node", 8).as("node");
    const pointer = entry("pointer", to("node")).as("it");
    expect(inC(node, pointer)).toBe("struct node *");
    expect(inCpp(node, pointer)).toBe("node *");
    expect(inC(entry("union", "word").as("it"))).toBe("union word");
    expect(inC(entry("enum", "colour", to("int")).as("it"))).toBe("enum colour");
    expect(inC(entry("nameless", 4).as("it"))).toBe("struct {…}");
    expect(inC(node, entry("typedef", "List", to("node")).as("it"))).toBe("List");
  });

  test("classes stand in namespaces and classes, but not in functions", () => {
    const inner = entry("class", "Inner").as("it");
    const outer = entry("class", "Outer").with(inner);
    expect(inCpp(entry("namespace", "geo").with(outer))).toBe("geo::Outer::Inner");
    expect(inCpp(entry("namespace", "geo").with(entry("anonymous").with(outer)))).toBe(
      "geo::Outer::Inner",
    );
    const local = entry("subprogram").with(outer);
    expect(inCpp(entry("namespace", "geo").with(local))).toBe("Outer::Inner");
    const declared = entry("namespace", "geo").with(entry("class", "Late").as("declaration"));
    expect(inCpp(declared, entry("defined", to("declaration"), 4).as("it"))).toBe("geo::Late");
  });

  test("arguments of templates are left out from the first that could be", () => {
    const box = (name: string, ...args: Written[]) =>
      inCpp(
        entry("class", name)
          .with(...args)
          .as("it"),
      );
    const [given, usual] = [entry("argument", to("int")), entry("default", to("char"))];
    expect(box("box<int, char>", given, usual)).toBe("box<int>");
    expect(box("box<char, int>", usual, given)).toBe("box<char, int>");
    expect(box("box<char>", usual)).toBe("box<>");
    // If there is no telling which is which, the name is what the file says.
    expect(box("box<int, char>", given)).toBe("box<int, char>");
    expect(box("box<int, char")).toBe("box<int, char");
  });

  test("names that the file gives to pointers are kept: Rust", () => {
    expect(written(0x1c, entry("namedPointer", "&mut i32", to("int")).as("it"))).toBe("&mut i32");
    const nullptr = entry("nullptr", "std::nullptr_t").as("it");
    expect(inCpp(nullptr)).toBe("std::nullptr_t");
  });

  test("members", () => {
    const point = entry("class", "Point").as("Point");
    const it = (target: string) => entry("member", to(target), to("Point")).as("it");
    expect(inCpp(point, it("int"))).toBe("int Point::*");
    const method = entry("function", to("int"))
      .with(entry("this", to("Point")), entry("parameter", to("char")))
      .as("method");
    expect(inCpp(point, method, it("method"))).toBe("int (Point::*)(char)");
  });
});

describe("damage", () => {
  test("what refers to itself ends somewhere", () => {
    expect(inC(entry("pointer", to("it")).as("it"))).toMatch(/^\?( \*+)$/);
    expect(inC(entry("const", to("it")).as("it"))).toBe("const ?");
    expect(inC(entry("typedef", "T", to("it")).as("it"))).toBe("T");
    expect(inC(entry("array", to("it")).with(entry("open")).as("it"))).toMatch(/^\?(\[\])+$/);
    const calls = entry("function", to("it")).with(
      entry("parameter", to("it")),
      entry("parameter", to("it")),
    );
    expect(inC(calls.as("it")).length).toBeLessThan(5000);
    const argument = entry("argument", to("it"));
    expect(inCpp(entry("class", "a<b>").with(argument).as("it")).length).toBeLessThan(5000);
    const { types, at } = file(
      DW_LANG.C11,
      ...chain("const"),
      entry("typedef", "T", to("T")).as("T"),
    );
    expect(types.byteSize(at("T"))).toBeUndefined();
  });

  test.each([0, 3, 11, 14, 5000, 2 ** 40])(
    "a reference to %i, where no type is, is a question mark",
    (offset) => {
      const { types } = file(DW_LANG.C11, int);
      expect(types.at(offset)).toBeUndefined();
      expect(typeName(types, offset)).toBe("?");
    },
  );

  test("a unit that is cut off has no types, and is not read again", () => {
    const dwarf = new Dwarf(
      sections({ ".debug_abbrev": table, ".debug_info": bytes(unit4(0, 1, 2, 2, 0x41)) }),
    );
    const types = new Types((offset) => dwarf.unitAt(offset));
    expect(() => types.at(13)).toThrow(MalformedError);
    expect(types.at(13)).toBeUndefined();
  });

  test("names have an end", () => {
    expect(inC(entry("typedef", "x".repeat(5000), to("int")).as("it"))).toBe(
      `${"x".repeat(1000)}…`,
    );
  });
});

test("sizes", () => {
  const { types, at } = file(
    DW_LANG.C11,
    int,
    entry("typedef", "Row", to("array")).as("row"),
    entry("array", to("int"))
      .with(entry("count", uleb(2)), entry("count", uleb(3)))
      .as("array"),
    entry("array", to("int")).with(entry("open")).as("open"),
    entry("const", to("row")).as("const"),
    entry("pointer", to("int")).as("pointer"),
    entry("struct", "node", 8).as("struct"),
    entry("enum", "colour", to("int")).as("enum"),
    entry("procedure").as("function"),
  );
  const sizes = ["int", "row", "array", "open", "const", "pointer", "struct", "enum", "function"];
  expect(Object.fromEntries(sizes.map((label) => [label, types.byteSize(at(label))]))).toEqual({
    int: 4,
    row: 24,
    array: 24,
    open: undefined,
    const: 24,
    pointer: 4,
    struct: 8,
    enum: 4,
    function: undefined,
  });
  expect(types.byteSize(undefined)).toBeUndefined();
});

test.each([
  ["variables-v4-O0", "variables.c"],
  ["variables-v5-O2", "variables.c"],
  ["classes-v4-O0", "variables.cpp"],
  ["classes-v5-O2", "variables.cpp"],
] as const)("types of %s are what the source says", (fixture, source) => {
  const dwarf = new Dwarf(debugSections(fixtureModule(fixture)));
  const unitAt = (offset: number) => dwarf.unitAt(offset);
  const types = new Types(unitAt);
  const expected = annotatedTypes(source);
  const found = new Map<number, string>();
  for (const unit of dwarf.units) {
    const functions: number[] = [];
    const entry = unit.entries();
    while (entry.next()) if (entry.tag === DW_TAG.subprogram) functions.push(entry.offset);
    const variables = functions.flatMap((offset) => functionVariables(unit, offset));
    for (const { entry } of [...variables, ...staticVariables(unit)]) {
      const { name, line, type } = declaration(entry, unitAt);
      if (name !== undefined && line !== undefined && expected.has(line)) {
        found.set(line, typeName(types, type));
      }
    }
  }
  // Optimisation leaves out what has no value anywhere.
  for (const line of expected.keys()) {
    if (fixture.endsWith("O2") && !found.has(line)) expected.delete(line);
  }
  expect(expected.size).toBeGreaterThan(20);
  expect(found).toEqual(expected);
});

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { damaged, readOracle } from "../demangle.fixture.ts";
import { demangledFull, rustName } from "./demangle.ts";

/** Names from several versions of rustc and what Rust's demangler makes of them (tests/fixtures/demangle/make-rust.mjs). */
const oracle = readOracle("rust-names.txt");

it("reads names as rustc-demangle does", () => {
  for (const mangling of ["_ZN", "_R"]) {
    expect(oracle.filter(([name]) => name.startsWith(mangling)).length).toBeGreaterThan(300);
  }
  expect(oracle.map(([name]) => [name, demangledFull(name)])).toEqual(oracle);
});

/** The linker's name of a path, as the legacy mangling has it. */
function legacy(...names: string[]): string {
  const escapes: Readonly<Record<string, string>> = {
    "*": "$BP$",
    "&": "$RF$",
    "<": "$LT$",
    ">": "$GT$",
    "(": "$LP$",
    ")": "$RP$",
    ",": "$C$",
    "::": "..",
  };
  const mangled = names.map((name) => {
    const escaped = name.replace(
      /::|[^\w.]/g,
      (char) => escapes[char] ?? `$u${char.codePointAt(0)!.toString(16)}$`,
    );
    const started = escaped.startsWith("$") ? `_${escaped}` : escaped;
    return `${started.length}${started}`;
  });
  return `_ZN${mangled.join("")}17h0123456789abcdefE`;
}

test.each([
  // What no compiler of the fixture writes.
  ["_RMC0RL_hE", undefined],
  ["_RMC0RL0_h", undefined],
  ["_RINvC1a1fFG_RL0_hEuE", "a::f::<for<'a> fn(&'a u8)>"],
  [
    "_RINvC1a1fDG0_INtC4core2FnTRL1_hRL0_hEEp6OutputuEL_E",
    "a::f::<dyn for<'a, 'b> core::Fn<(&'a u8, &'b u8), Output = ()>>",
  ],
  ["_RINvC1a1fFUK10sysv64_abiEzE", 'a::f::<unsafe extern "sysv64-abi" fn() -> !>'],
  ["_RINvC1a1fKoffffffffffffffff0_E", "a::f::<0xffffffffffffffff0>"],
  ["_RINvC1a1fKin_KpKc27_Kc9_E", "a::f::<-0, _, '\\'', '\\t'>"],
  ["_RINvC1a1fKRe616263_E", 'a::f::<"abc">'],
  ["_RINvC1a1fKRAh1_h2_EE", "a::f::<{&[1, 2]}>"],
  ["_RINvC1a1fKTh1_EE", "a::f::<{(1,)}>"],
  ["_RINvC1a1fKVNtC1a4UnitUE", "a::f::<{a::Unit}>"],
  ["_RINvC1a1fKVNvINtC1a6OptionhE4SomeTh1_EE", "a::f::<{a::Option::<u8>::Some(1)}>"],
  ["_RINvC1a1fKVNtC1a5PointS1xl1_1yln2_EE", "a::f::<{a::Point { x: 1, y: -2 }}>"],
  ["_RNvC1au9gre_6ka8i", "a::größe"],
  ["_RNvC1au9gre_6ka8_", undefined],
  ["_RNSNvC1a1f6vtable", "a::f::{shim:vtable#0}"],
  ["_RNvC1a1f.llvm.123", "a::f"],
  ["_RNvC1a1fC1b", "a::f"],
  ["_RNvC1a3_1st", "a::1st"],
  ["_ZN1a1f17h0123456789abcdefE.llvm.42", "a::f"],
  ["_ZN1a10$u7e$$X$..b17h0123456789abcdefE", undefined],
  ["_ZN1a9$u7e$..$b17h0123456789abcdefE", "a::~::$b"],
])("full: %s is %s", (mangled, meaning) => {
  expect(demangledFull(mangled)).toBe(meaning);
});

describe("as a programmer writes it", () => {
  test.each([
    // The legacy mangling.
    [legacy("core", "fmt", "write"), "core::fmt::write", "core"],
    [legacy("uaf", "main"), "uaf::main", "uaf"],
    [legacy("uaf", "main", "{{closure}}"), "uaf::main::{closure}", "uaf"],
    [legacy("alloc", "boxed", "Box<T>", "new"), "Box<T>::new", "alloc"],
    [legacy("uaf", "shapes", "Point", "new"), "Point::new", "uaf"],
    [
      legacy("<alloc::boxed::Box<T,A> as core::ops::drop::Drop>", "drop"),
      "<Box<T, A> as Drop>::drop",
      "alloc",
    ],
    [legacy("<uaf::shapes::Point as core::fmt::Display>", "fmt"), "<Point as Display>::fmt", "uaf"],
    [legacy("<f64 as uaf::shapes::Area>", "area"), "<f64 as Area>::area", "uaf"],
    [legacy("alloc", "slice", "<impl [T]>", "into_vec"), "<[T]>::into_vec", "alloc"],
    [
      legacy("core", "fmt", "num", "imp", "<impl core::fmt::Display for i32>", "fmt"),
      "<i32 as Display>::fmt",
      "core",
    ],
    [
      legacy(
        "core",
        "ptr",
        "drop_in_place<alloc::vec::Vec<alloc::boxed::Box<dyn uaf::shapes::Area>>>",
      ),
      "core::ptr::drop_in_place<Vec<Box<dyn Area>>>",
      "core",
    ],
    [
      legacy(
        "core",
        "ptr",
        "drop_in_place<alloc::boxed::Box<dyn core::ops::function::Fn(i32)+Output = i32>>",
      ),
      "core::ptr::drop_in_place<Box<dyn Fn(i32) -> i32>>",
      "core",
    ],
    [
      legacy("core", "ops", "function", "FnOnce", "call_once{{vtable.shim}}"),
      "FnOnce::call_once::{vtable.shim}",
      "core",
    ],
    // rustc's own, first and later.
    ["__rust_alloc", "__rust_alloc", "alloc"],
    ["rust_panic", "rust_panic", "std"],
    ["_RNvCsjJ6pmSBbkgH_7___rustc12___rust_alloc", "__rust_alloc", "alloc"],
    ["_RNvCsjJ6pmSBbkgH_7___rustc11___rdl_alloc", "__rdl_alloc", "std"],
    // And v0.
    ["_RNvC3uaf4main", "uaf::main", "uaf"],
    ["_RNCNvC3uaf4mains_0", "uaf::main::{closure}", "uaf"],
    ["_RNvMNtC3uaf6shapesNtB2_5Point3new", "Point::new", "uaf"],
    [
      "_RNvXs_NtC5alloc5boxedINtB4_3BoxNtC3uaf4NodeENtNtNtC4core3ops4drop4Drop4dropCs1_3uaf",
      "<Box<Node> as Drop>::drop",
      "alloc",
    ],
    [
      "_RNvMs_NtC5alloc3vecINtB4_3VecNtC3uaf4NodeNtNtB6_5alloc6GlobalE4push",
      "Vec<Node>::push",
      "alloc",
    ],
    // Another allocator stays, and so does what is only called like one.
    ["_RNvMNtC5alloc3vecINtB2_3VechNtC3uaf5ArenaE4push", "Vec<u8, Arena>::push", "alloc"],
    ["_RNvMC3uafINtB2_1ShNtB2_6GlobalE1f", "S<u8, Global>::f", "uaf"],
    [
      "_RINvNtC4core3ptr9drop_glueINtNtC5alloc2rc2RceEEC3uaf",
      "core::ptr::drop_glue<Rc<str>>",
      "core",
    ],
    ["_RNvYNtC3uaf5PointNtB4_4Area5twice", "<Point as Area>::twice", "uaf"],
    ["_RINvC3uaf5applyNCNvB2_4main0EB2_", "uaf::apply<main::{closure}>", "uaf"],
    ["_RINvC3uaf5applyDNtB2_4AreaNtNtC4core6marker4SendEL_E", "uaf::apply<dyn Area + Send>", "uaf"],
    ["_RINvC3uaf1fRDNtB2_1ANtB2_1BEL_QShE", "uaf::f<&(dyn A + B), &mut [u8]>", "uaf"],
    ["_RINvC3uaf1fPhOhATlcEj3_TlEE", "uaf::f<*const u8, *mut u8, [(i32, char); 3], (i32,)>", "uaf"],
    ["_RINvC3uaf1fFUKChEuFlEbE", 'uaf::f<unsafe extern "C" fn(u8), fn(i32) -> bool>', "uaf"],
  ])("%s is %s", (linkageName, shown, crate) => {
    expect(rustName({ linkageName })).toMatchObject({ shown, crate });
  });

  it("leaves out arguments of arguments where a name would be too long to read", () => {
    const chain = (item: string, depth: number): string =>
      depth === 0 ? item : `core::iter::Chain<${chain(item, depth - 1)}, uaf::Words>`;
    const shown = (depth: number) =>
      rustName({
        linkageName: legacy("uaf", `run<${chain("alloc::vec::Vec<uaf::Sentence>", depth)}>`),
      })?.shown;
    expect(shown(2)).toBe("uaf::run<Chain<Chain<Vec<Sentence>, Words>, Words>>");
    expect(shown(6)).toBe("uaf::run<Chain<Chain<Chain<…>, Words>, Words>>");
  });
});

describe("what a type parameter stands for", () => {
  const box = legacy("alloc", "boxed", "Box<T>", "new");
  test.each([
    [box, "new<uaf::Node>", ["T"], "Box<Node>::new"],
    [
      box,
      "new<(i32, alloc::vec::Vec<u8, alloc::alloc::Global>)>",
      ["T"],
      "Box<(i32, Vec<u8>)>::new",
    ],
    // Where the debug information does not fit, the name says what it says.
    [box, "new", ["T"], "Box<T>::new"],
    [box, "new<", ["T"], "Box<T>::new"],
    [box, "new<uaf::Node, i32>", ["T"], "Box<T>::new"],
    [
      legacy("<alloc::boxed::Box<T,A> as core::ops::drop::Drop>", "drop"),
      "drop<uaf::Node, alloc::alloc::Global>",
      ["T", "A"],
      "<Box<Node> as Drop>::drop",
    ],
    [legacy("core", "mem", "swap"), "swap<&mut [u8]>", ["T"], "core::mem::swap<&mut [u8]>"],
    [
      legacy("core", "ptr", "drop_in_place<alloc::string::String>"),
      "drop_in_place<alloc::string::String>",
      ["T"],
      "core::ptr::drop_in_place<String>",
    ],
    [
      legacy("uaf", "shapes", "Point", "map"),
      "map<uaf::main::{closure_env#0}>",
      ["F"],
      "Point::map<main::{closure}>",
    ],
    [
      legacy("alloc", "str", "join_generic_copy", "{{closure}}"),
      "{closure#1}<str, u8, alloc::string::String>",
      ["B", "T", "S"],
      "alloc::str::join_generic_copy<str, u8, String>::{closure}",
    ],
    // A number is no type.
    [legacy("uaf", "Grid<T,_>", "get"), "get<u16, 3>", ["T"], "Grid<u16, 3>::get"],
    [legacy("uaf", "Grid<T,_,_>", "get"), "get<u16, 3, 4>", ["T"], "Grid<u16, _, _>::get"],
    [legacy("uaf", "of"), "of<true>", [], "uaf::of<true>"],
    [legacy("<[T; N] as core::fmt::Debug>", "fmt"), "fmt<u8, 3>", ["T"], "<[u8; 3] as Debug>::fmt"],
    [
      legacy("core", "ptr", "drop_in_place<uaf::Grid<u16,3_usize>>"),
      "",
      [],
      "core::ptr::drop_in_place<Grid<u16, 3>>",
    ],
    [
      legacy("uaf", "Area", "twice"),
      "twice<uaf::shapes::Point>",
      ["Self"],
      "<Point as Area>::twice",
    ],
    [
      legacy("core", "iter", "traits", "iterator", "Iterator", "map"),
      "map<core::slice::iter::Iter<i32>, i32, uaf::main::{closure_env#0}>",
      ["Self", "B", "F"],
      "<Iter<i32> as Iterator>::map<i32, main::{closure}>",
    ],
  ])("%s, %s", (linkageName, name, parameters, shown) => {
    expect(rustName({ linkageName, name, typeParameters: parameters })?.shown).toBe(shown);
  });
});

test.each([
  ["_RNvMs_NtC5alloc3vecINtB4_3VecNtC3uaf4NodeE4push", [], "Vec<Node>"],
  ["_RNvXs_NtC5alloc5boxedINtB4_3BoxeENtC4core4Drop4drop", [], "Box<str>"],
  ["_RNCNvMC3uafNtB4_5Point3new0", [], "Point"],
  [legacy("alloc", "vec", "Vec<T,A>", "push"), ["T", "A"], "Vec<Node>"],
  // The name alone does not tell of which type.
  [legacy("alloc", "vec", "Vec<T,A>", "push"), [], undefined],
  [legacy("<[T] as core::fmt::Debug>", "fmt"), [], undefined],
  [legacy("alloc", "string", "String", "push"), [], "String"],
  [legacy("uaf", "main"), [], undefined],
])("%s belongs to a type", (linkageName, typeParameters, type) => {
  const name = "push<uaf::Node, alloc::alloc::Global>";
  expect(rustName({ linkageName, name, typeParameters })?.selfType).toBe(type);
});

describe("what is no mangled name of Rust's", () => {
  test.each([
    ...["", "main", "_R", "_RNv", "_RNvC3uaf", "_RNvC9uaf4main", "_RB_", "_RNvB_4main", "_RMC1aB_"],
    // Of C++, and without a hash.
    ...["_ZN3uaf4mainE", "_ZN3foo3barEv", "_ZN3uaf17h0123456789abcdeE", "_Z4mainv"],
    ...["_ZN9uaf17h0123456789abcdefE", "_RYhC1ax"],
  ])("%s has no meaning", (name) => {
    expect(demangledFull(name)).toBeUndefined();
    expect(rustName({ linkageName: name })).toBeUndefined();
  });

  it("never does harm", () => {
    const names = damaged(oracle.map(([mangled]) => mangled));
    fc.assert(
      fc.property(names, (linkageName) => {
        expect(demangledFull(linkageName)).not.toBe("");
        expect(rustName({ linkageName })?.shown).not.toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  it("may double its length with every letter, or nest, and is given up", () => {
    // (u8, u8), and then each time a pair of two of the one before.
    const pairs = (count: number) => {
      let text = "INvC1a1f";
      let last = "";
      for (let at = 0; at < count; at++) {
        const start = text.length;
        text += at === 0 ? "ThhE" : `T${last}${last}E`;
        last = `B${base62(start)}`;
      }
      return `_R${text}E`;
    };
    // &u8, and then each time a reference to the one before, all but the last where nobody sees them.
    const chain = (count: number) => {
      let text = "MINvC1a1f";
      let last = "h";
      for (let at = 0; at < count; at++) {
        const start = text.length;
        text += `R${last}`;
        last = `B${base62(start)}`;
      }
      return `_R${text}E${last}`;
    };
    expect(demangledFull(pairs(3))).toBe(
      "a::f::<(u8, u8), ((u8, u8), (u8, u8)), (((u8, u8), (u8, u8)), ((u8, u8), (u8, u8)))>",
    );
    expect(demangledFull(pairs(60))).toBeUndefined();
    expect(rustName({ linkageName: pairs(60) })?.shown.length).toBeLessThan(10_000);
    expect(demangledFull(`_RINvC1a1f${"R".repeat(100_000)}hE`)).toBeUndefined();
    expect(demangledFull(`_R${"Nv".repeat(100_000)}C1a`)).toBeUndefined();
    expect(demangledFull(chain(3))).toBe("<&&&u8>");
    expect(demangledFull(chain(30_000))).toBeUndefined();
    expect(rustName({ linkageName: chain(30_000) })).toBeDefined();
    const traits = `${"<a as ".repeat(30_000)}b`;
    expect(rustName({ linkageName: legacy(traits) })?.shown).toBe(traits);
    const references = "&".repeat(50_000);
    expect(rustName({ linkageName: legacy(`${references}a`) })?.shown).toBe(`${references}a`);
  });
});

function base62(value: number): string {
  const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (value === 0) return "_";
  let text = "_";
  for (let rest = value - 1; ; rest = Math.floor(rest / 62)) {
    text = digits[rest % 62] + text;
    if (rest < 62) return text;
  }
}

import { expect, test } from "vitest";
import type { Frame } from "../symbols/frame.ts";
import { foldRustRun, programsPart, testOf } from "./rust-stacks.ts";

/** `std::io::write` of the library's crate std; `*app::f` of the program's. */
function frames(written: string): readonly Frame[] {
  return written.split(" ").map((name) => ({
    function: name.replace("*", ""),
    crate: name.replace("*", "").split("::")[0]!,
    library: !name.startsWith("*"),
  }));
}

const shown = (stack: readonly Frame[] | undefined) =>
  stack?.map(({ function: name }) => name).join(" ");

const Begin = "std::sys::backtrace::__rust_begin_short_backtrace";
const End = "std::sys::backtrace::__rust_end_short_backtrace";

test("what calls main is no part of the program", () => {
  const stack = `alloc::alloc::alloc *app::f *app::main core::ops::FnOnce::call_once ${Begin} std::rt::lang_start`;
  expect(shown(programsPart(frames(stack)))).toBe("alloc::alloc::alloc app::f app::main");
});

test("what a panic does before the program ends is none either", () => {
  const stack = `abort std::panicking::rust_panic ${End} core::panicking::panic_fmt *app::main call ${Begin}`;
  expect(shown(programsPart(frames(stack)))).toBe("core::panicking::panic_fmt app::main");
});

test("without std's marks nobody knows", () => {
  expect(programsPart(frames("malloc *app::f"))).toBeUndefined();
});

test("a stack of std's own stays what it is", () => {
  const stack = `alloc::alloc::alloc ${Begin} std::rt::lang_start`;
  expect(shown(programsPart(frames(stack)))).toBe("alloc::alloc::alloc");
});

test("of a run of std's frames the outermost is left, and the count and crates of the others", () => {
  const run = frames("alloc::alloc::alloc core::ops::call alloc::boxed::Box::new");
  expect(foldRustRun(run)).toEqual([{ ...run[2], folded: { frames: 2, of: ["alloc", "core"] } }]);
  expect(foldRustRun(run.slice(1))).toEqual(run.slice(1));
});

test("a recursion in such a run is left as well", () => {
  const [a, b, c, d, e] = frames("core::a core::b core::c core::d core::e");
  const recursive = { ...b!, omitted: { calls: 7, of: ["core::b"] } };
  expect(foldRustRun([a!, recursive, c!, d!, e!])).toEqual([
    a,
    recursive,
    { ...e, folded: { frames: 2, of: ["core"] } },
  ]);
});

test("a test is named as cargo test names it, and its closure is not shown", () => {
  const stack = frames(
    `alloc::alloc::alloc *app::f *app::tests::it_works *app::tests::it_works::{closure} core::call test::__rust_begin_short_backtrace ${Begin}`,
  );
  expect(testOf(stack)).toBe("tests::it_works");
  expect(shown(programsPart(stack))).toBe("alloc::alloc::alloc app::f app::tests::it_works");
  expect(testOf(frames(`*app::main core::call ${Begin}`))).toBeUndefined();
  // Inlined, without debug information.
  const inlined = frames("*app::f core::call test::__rust_begin_short_backtrace *app::main");
  expect(testOf(inlined)).toBeUndefined();
});

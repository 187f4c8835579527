import { expect, test } from "vitest";
import type { Frame } from "../symbols/frame.ts";
import { ownedByProgram } from "./ownership.ts";

/** `*app::main` is the program's, `c:setenv` the C library's, all others Rust's. */
function owned(stack: string): boolean {
  const frames = stack.split(" ").map((name): Frame => {
    const shown = name.replace(/^(?:\*|c:)/, "");
    const crate = name.startsWith("c:") ? {} : { crate: shown.split("::")[0]! };
    return { function: shown, ...crate, library: !name.startsWith("*") };
  });
  return ownedByProgram(frames, true);
}

test.each([
  "alloc::alloc::alloc Vec<i32>::push *app::main std::rt::lang_start",
  "Box<i32>::new *app::main core::call std::rt::lang_start",
  "String::push_str std::io::append_to_string std::io::stdio::Stdin::read_line *app::main",
  "Vec<String>::push std::env::args *app::main",
  // What a Display of the program's makes while it is printed.
  "alloc::fmt::format *<app::Point as Display>::fmt core::fmt::write std::io::stdio::_print *app::main",
  "c:strdup *app::main",
  // Cut before the program's line.
  "__rust_alloc RawVec<i32>::grow_one Vec<i32>::push core::iter::fold",
  // The program's own function has no name left.
  "Vec<i32>::push std::sys_common::backtrace::__rust_begin_short_backtrace std::rt::lang_start",
  "Vec<i32>::push test::__rust_begin_short_backtrace test::run_test *app::main std::rt::lang_start",
])("the program's: %s", (stack) => {
  expect(owned(stack)).toBe(true);
});

test.each([
  "LineWriter<StdoutRaw>::new OnceLock<Stdout>::initialize std::io::stdio::stdout std::io::stdio::_print *app::main",
  "Vec<u8>::with_capacity SyncOnceCell<Stdin>::get_or_init std::io::stdio::stdin *app::main",
  "alloc::sync::new Thread::new std::rt::init std::rt::lang_start_internal",
  "Box<str>::from std::rt::lang_start_internal std::rt::lang_start",
  "alloc::alloc::alloc std::thread::current *app::main",
  "Box<Payload>::new std::panicking::begin_panic *app::main",
  "c:setenv std::env::set_var *app::main",
  "alloc::alloc::alloc Vec<u8>::with_capacity c:__original_main c:_start c:_start.command_export",
  // Cut before the start.
  "alloc::fmt::format std::panicking::default_hook core::call",
  // rustc writes a main for tests, which counts as the program's.
  "Vec<TestDesc>::push test::test_main_static *app::main std::rt::lang_start",
])("std's own: %s", (stack) => {
  expect(owned(stack)).toBe(false);
});

import { expect, test } from "vitest";
import { endsPanic, rustAllocator, rustAllocatorPart } from "./rust-symbols.ts";

test.each([
  ["__rust_alloc", "__rust_alloc"],
  ["_RNvCsjJ6pmSBbkgH_7___rustc12___rust_alloc", "__rust_alloc"],
  ["_RNvCsjJ6pmSBbkgH_7___rustc19___rust_alloc_zeroed", "__rust_alloc_zeroed"],
  ["_RNvC7___rustc14___rust_realloc", "__rust_realloc"],
  ["_RNvCs1_7___rustc14___rust_dealloc", "__rust_dealloc"],
])("%s is the allocator's %s", (name, part) => {
  expect(rustAllocatorPart(name)).toBe(part);
});

test.each([
  "__rdl_alloc",
  "_RNvCsjJ6pmSBbkgH_7___rustc11___rdl_alloc",
  "__rust_alloc_error_handler",
  "_RNvCsjJ6pmSBbkgH_7___rustc35___rust_no_alloc_shim_is_unstable_v2",
  "_RNvCsjJ6pmSBbkgH_5mycrt12___rust_alloc",
  "malloc",
])("%s is none of the allocator's", (name) => {
  expect(rustAllocatorPart(name)).toBeUndefined();
});

const parts = ["__rust_alloc", "__rust_dealloc"];

test("std's allocator is carried out by its four functions, of which some may not be used", () => {
  const names = ["main", ...parts, "__rdl_alloc", "__rdl_dealloc"];
  expect([...rustAllocator(names).keys()]).toEqual(parts);
  expect(rustAllocator([...names, "__rust_realloc", "__rdl_realloc"]).size).toBe(3);
  const mangled = names.map((name) => `_RNvCs1_7___rustc${name.length}_${name}`);
  expect([...rustAllocator(mangled).values()]).toEqual(parts);
});

test("a program with an allocator of its own keeps it", () => {
  // Up to 1.86, and later.
  expect(rustAllocator([...parts, "__rg_alloc", "__rg_dealloc", "__rg_oom"]).size).toBe(0);
  const own = ["_RNvCs1_7___rustc12___rust_alloc", "_RNvCs1_7___rustc14___rust_dealloc"];
  expect(rustAllocator(["main", ...own]).size).toBe(0);
});

test("an allocator that is partly inlined is left alone", () => {
  expect(rustAllocator(["__rust_alloc", "malloc", "free"]).size).toBe(0);
  expect(rustAllocator([...parts, "__rdl_alloc", "__rdl_dealloc", "__rdl_realloc"]).size).toBe(0);
  expect(rustAllocator(["__rust_dealloc", "__rdl_alloc", "__rdl_dealloc"]).size).toBe(0);
});

test("the end of a panic", () => {
  expect(endsPanic("rust_panic")).toBe(true);
  expect(endsPanic("_RNvCsjJ6pmSBbkgH_7___rustc10rust_panic")).toBe(true);
  expect(endsPanic("_RNvCsjJ6pmSBbkgH_7___rustc18___rust_start_panic")).toBe(true);
  expect(endsPanic("my_rust_panic")).toBe(false);
});

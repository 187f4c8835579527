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

test("a program with an allocator of its own keeps it", () => {
  const parts = ["__rust_alloc", "__rust_dealloc"];
  expect([...rustAllocator(["main", ...parts, "__rdl_alloc"]).keys()]).toEqual(parts);
  const mangled = ["_RNvCs1_7___rustc12___rust_alloc", "_RNvCs1_7___rustc13___rdl_dealloc"];
  expect([...rustAllocator(mangled).keys()]).toEqual(mangled.slice(0, 1));
  // Up to 1.86, and later.
  expect(rustAllocator([...parts, "__rg_alloc", "__rg_oom"]).size).toBe(0);
  expect(rustAllocator(["main", ...mangled.slice(0, 1)]).size).toBe(0);
});

test("the end of a panic", () => {
  expect(endsPanic("rust_panic")).toBe(true);
  expect(endsPanic("_RNvCsjJ6pmSBbkgH_7___rustc10rust_panic")).toBe(true);
  expect(endsPanic("_RNvCsjJ6pmSBbkgH_7___rustc18___rust_start_panic")).toBe(true);
  expect(endsPanic("my_rust_panic")).toBe(false);
});

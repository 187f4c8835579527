import { expect, test } from "vitest";
import { ownedByProgram } from "./ownership.ts";

/** Callers of the allocator as `strdup main*`, innermost first; `*` marks user code. */
function owned(callers: string, anyDebugInfo = true): boolean {
  const frames = callers.split(" ").map((name) => ({
    function: name.replace("*", ""),
    library: !name.endsWith("*"),
    ...(name.startsWith("_Z") && { linkageName: name }),
  }));
  return ownedByProgram(frames, anyDebugInfo);
}

test.each([
  "main*",
  "compare* qsort main*",
  "strdup main*",
  "__fdopen fopen main*",
  "getdelim getline main*",
  "vasprintf asprintf main*",
  "strdup realpath main*",
  "ms_write __fwritex fwrite main*",
  "_Znwm main*",
  "_Znwm _Zpushback main*",
])("the program's: %s", (callers) => {
  expect(owned(callers)).toBe(true);
});

test.each([
  "__main_void _start",
  "printf main*",
  "__cxa_atexit atexit main*",
  "_Znwm _Zfacets __wasm_call_ctors _start",
  "strdup internal_register_preopened_fd_unlocked __wasilibc_populate_preopens fopen main*",
])("the library's: %s", (callers) => {
  expect(owned(callers)).toBe(false);
});

test("what the C library keeps is its own, also when std called it", () => {
  const std = { function: "std::fs::File::open", crate: "std", library: true };
  const user = { function: "main", library: false };
  const called = (...names: string[]) => [
    ...names.map((name) => ({ function: name, library: true })),
    std,
    user,
  ];
  expect(ownedByProgram(called("__wasilibc_find_relpath_alloc", "open"), true)).toBe(false);
  expect(ownedByProgram(called("opendir"), true)).toBe(true);
  expect(ownedByProgram(called("strdup", "realpath"), true)).toBe(true);
  expect(ownedByProgram([std, user], true)).toBe(true);
});

test("a program's own allocator is not whom a block in Rust is for", () => {
  const allocator = [
    { function: "<System as GlobalAlloc>::alloc", crate: "std", library: true },
    { function: "<Counting as GlobalAlloc>::alloc", crate: "program", library: false },
    { function: "__rg_alloc", crate: "program", library: false },
    { function: "__rust_alloc", crate: "alloc", library: true },
  ];
  const startUp = { function: "std::rt::init", crate: "std", library: true };
  const box = { function: "Box<i32>::new", crate: "alloc", library: true };
  const main = { function: "main", crate: "program", library: false };
  expect(ownedByProgram([...allocator, startUp], true)).toBe(false);
  expect(ownedByProgram([...allocator, box, main], true)).toBe(true);
});

test("without debug information, all but the known library functions is the program's", () => {
  expect(owned("push main", false)).toBe(true);
  expect(owned("strdup main", false)).toBe(true);
  expect(owned("__main_void _start", false)).toBe(false);
  expect(ownedByProgram([{ library: true }], false)).toBe(true);
});

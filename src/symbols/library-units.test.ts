import { expect, test } from "vitest";
import { crateOfUnit, isDependencyFile, isLibraryFile, isLibraryUnit } from "./library-units.ts";

test.each([
  ["/usr/include/c++/v1/__vector/vector.h", true],
  ["/opt/wasi-sdk/share/wasi-sysroot/include/wasm32-wasip1/c++/v1/string", true],
  ["/usr/lib/llvm-14/bin/../include/c++/v1/map", true],
  ["/usr/include/c++/12/bits/stl_vector.h", true],
  ["C:\\wasi-sdk\\include\\c++\\v1\\map", true],
  ["/usr/src/rustc-1.63.0/library/alloc/src/vec/mod.rs", true],
  ["/usr/src/rustc-1.63.0/vendor/hashbrown/src/raw/mod.rs", true],
  ["/rustc/4b91a6ea7258a947e59c6522cd5898e7c0a6a88f/library/core/src/ptr/mod.rs", true],
  ["/rust/deps/hashbrown-0.15.2/src/map.rs", true],
  ["/cargo/registry/src/github.com-1ecc6299db9ec823/hashbrown-0.12.3/src/lib.rs", true],
  ["/home/me/.rustup/toolchains/stable/lib/rustlib/src/rust/library/core/src/fmt/mod.rs", true],
  ["include/vector.h", false],
  ["include/c++/vector.h", false],
  ["c++/v1/main.cpp", false],
  ["library/core/src/lib.rs", false],
  ["/home/me/rustc/library/main.rs", false],
  [
    "/home/me/.cargo/registry/src/index.crates.io-6f17d22bba15001f/hashbrown-0.14.5/src/map.rs",
    false,
  ],
])("whether %s is a file of a language's library: %s", (path, is) => {
  expect(isLibraryFile(path)).toBe(is);
});

test.each([
  ["library/std/src/lib.rs/@/std.0345e8d8-cgu.8", "/usr/src/rustc-1.63.0", true],
  [
    "library/std/src/lib.rs/@/std.0345e8d8-cgu.8",
    "/rustc/4b91a6ea7258a947e59c6522cd5898e7c0a6a88f",
    true,
  ],
  [
    "/rust/deps/hashbrown-0.17.1/src/lib.rs/@/hashbrown.4c15-cgu.0",
    "/rust/deps/hashbrown-0.17.1",
    true,
  ],
  ["libc-top-half/musl/src/stdio/printf.c", ".", true],
  // A workspace with a folder of that name.
  ["library/core/src/lib.rs/@/core.0345e8d8-cgu.8", "/home/me/game", false],
  ["src/main.rs/@/uaf.0345e8d8-cgu.8", "/home/me/uaf", false],
  ["main.c", undefined, false],
  [undefined, "/home/me", false],
])("whether the unit %s, compiled in %s, is a library's: %s", (name, compDir, is) => {
  expect(isLibraryUnit({ name, compDir })).toBe(is);
});

test.each([
  ["/home/me/.cargo/registry/src/index.crates.io-6f17d22bba15001f/rand-0.8.5/src/lib.rs", true],
  ["/home/me/.cargo/git/checkouts/rand-8c1a9b2b7e0d1f33/0a1b2c3/src/lib.rs", true],
  ["/opt/cargo-home/registry/src/index.crates.io-6f17d22bba15001f/rand-0.8.5/src/lib.rs", true],
  ["/usr/share/cargo/registry/rand-0.8.5/src/lib.rs", true],
  [
    "C:\\Users\\me\\.cargo\\registry\\src\\github.com-1ecc6299db9ec823\\rand-0.8.5\\src\\lib.rs",
    true,
  ],
  ["/home/me/registry/src/main.rs", false],
  ["/home/me/.cargo/config.rs", false],
  ["/cargo/registry/src/github.com-1ecc6299db9ec823/hashbrown-0.12.3/src/lib.rs", false],
  ["src/main.rs", false],
])("whether %s is a file of a crate that cargo fetched: %s", (path, is) => {
  expect(isDependencyFile(path)).toBe(is);
});

test.each([
  ["src/main.rs/@/uaf.9870ba66-cgu.4", "uaf"],
  ["/rust/deps/hashbrown-0.17.1/src/lib.rs/@/hashbrown.4c15135192243c97-cgu.0", "hashbrown"],
  ["main.c", undefined],
])("the unit %s is of the crate %s", (name, crate) => {
  expect(crateOfUnit(name)).toBe(crate);
});

/**
 * How clang is asked to lay redzones around variables, and how redzones.c, which its code calls, gets into a
 * program: as an object of a kilobyte.
 */
import { RedzonesObject } from "./redzones-object.ts";
import type { Tree } from "./virtual-files.ts";

const ObjectName = "redzones.o";

/** Of LLVM's AddressSanitizer pass (clang 22, `llvm/lib/Transforms/Instrumentation/AddressSanitizer.cpp`). */
export const PASS_OPTIONS: readonly string[] = [
  // The accesses are checked by the rewriter, those of the libraries too.
  "-asan-instrument-reads=false",
  "-asan-instrument-writes=false",
  "-asan-instrument-byval=false",
  "-asan-instrument-atomics=false",
  // Frames are marked by calls that the rewriter knows, not by stores to a shadow of clang's own.
  "-asan-max-inline-poisoning-size=0",
  "-asan-mapping-offset=0",
  // Nor are copies made by calls: where they are short, what clang makes of them is faster.
  "-asan-max-ins-per-bb=0",
];

/** For the driver. The object goes to the linker past it, as that of prompt.ts. */
export const RedzoneFlags: readonly string[] = [
  "-fsanitize=address",
  "-fsanitize-address-use-after-scope",
  // Frames stay on the stack: a dead one is known by lying below the stack pointer.
  "-fsanitize-address-use-after-return=never",
  // Global variables live to the end, and a destructor would bring atexit along, and an allocator.
  "-fsanitize-address-destructor=none",
  ...PASS_OPTIONS.flatMap((option) => ["-mllvm", option]),
  `-Wl,/${ObjectName}`,
];

/** The tree with the object that `RedzoneFlags` names. */
export function withRedzones(tree: Tree): Tree {
  return { ...tree, [ObjectName]: Buffer.from(RedzonesObject, "base64") };
}

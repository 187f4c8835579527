/**
 * Rust's allocator, as the linker knows it: four functions that every rustc makes in every program and that all
 * of std allocates through. They call the allocator proper, which is std's own or the one that the program declares by
 * `#[global_allocator]`. That one's code is the program's: then all of it runs as it is.
 */
import type { HookName } from "./abi.ts";

const Parts = ["__rust_alloc", "__rust_alloc_zeroed", "__rust_realloc", "__rust_dealloc"] as const;
export type RustAllocatorPart = (typeof Parts)[number] & HookName;

/** Since 1.87 they are mangled: `_RNvCs…_7___rustc12___rust_alloc`, of the crate `__rustc`. */
const Mangled = /^_RNvC(?:s[0-9A-Za-z]*_)?7___rustc\d+_?(__(?:rust|rg)_\w+)$/;

function plainName(name: string): string {
  return Mangled.exec(name)?.[1] ?? name;
}

/** Which of the four a function of this name is. */
export function rustAllocatorPart(name: string): RustAllocatorPart | undefined {
  const plain = plainName(name);
  return Parts.find((part) => part === plain);
}

/** The functions among `names`; none when the program has an allocator of its own. */
export function rustAllocator(names: Iterable<string>): ReadonlyMap<string, RustAllocatorPart> {
  const found = new Map<string, RustAllocatorPart>();
  for (const name of names) {
    if (plainName(name) === "__rg_alloc") return new Map();
    const part = rustAllocatorPart(name);
    if (part !== undefined) found.set(name, part);
  }
  return found;
}

/**
 * Functions of Rust's runtime, by the names that the linker knows them by. Every rustc makes them in every
 * program; since 1.87 their names are mangled, as those of a crate `__rustc`.
 */
import type { HookName } from "./abi.ts";

/** `_RNvCs…_7___rustc12___rust_alloc`: an underscore parts a length from a name that begins with one. */
const Mangled = /^_RNvC(?:s[0-9A-Za-z]*_)?7___rustc\d+_?(\w+)$/;

function plainName(name: string): string {
  return Mangled.exec(name)?.[1] ?? name;
}

/**
 * All of std allocates through these four. They call the allocator proper, which is std's own or the one that
 * the program declares by `#[global_allocator]`.
 */
const Parts = ["__rust_alloc", "__rust_alloc_zeroed", "__rust_realloc", "__rust_dealloc"] as const;
export type RustAllocatorPart = (typeof Parts)[number] & HookName;

/** Which of the four a function of this name is. */
export function rustAllocatorPart(name: string): RustAllocatorPart | undefined {
  const plain = plainName(name);
  return Parts.find((part) => part === plain);
}

/**
 * The functions among `names`. None when the program has an allocator of its own: its code is the program's, and
 * then all of it runs as it is. It is told by what is missing: some rustcs call it `__rg_alloc`, for others
 * it is `__rust_alloc` itself; but std's own, `__rdl_alloc`, is only linked where the four functions call it. None
 * either when link-time optimisation has put some of them into their callers: what one half allocates
 * the other gives back.
 */
export function rustAllocator(names: Iterable<string>): ReadonlyMap<string, RustAllocatorPart> {
  const found = new Map<string, RustAllocatorPart>();
  const doors = new Set<string>();
  const stds = new Set<string>();
  for (const name of names) {
    const plain = plainName(name);
    const part = rustAllocatorPart(name);
    if (part !== undefined) {
      found.set(name, part);
      doors.add(plain.slice("__rust_".length));
    } else if (plain.startsWith("__rdl_")) {
      stds.add(plain.slice("__rdl_".length));
    }
  }
  const isWhole = ["alloc", "dealloc"].every((part) => doors.has(part) && stds.has(part));
  const isStds = Parts.every((part) => {
    const short = part.slice("__rust_".length);
    return doors.has(short) === stds.has(short);
  });
  return isWhole && isStds ? found : new Map();
}

/** Whether a function is what a panic ends in, when its message is printed and nothing is unwound. */
export function endsPanic(name: string): boolean {
  const plain = plainName(name);
  return plain === "rust_panic" || plain === "__rust_start_panic";
}

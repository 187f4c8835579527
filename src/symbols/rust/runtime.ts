/**
 * Functions that rustc makes in every program, or finds by their names: what allocates, and what panics. They have
 * plain names up to 1.86, later those of a crate `__rustc`, which exists nowhere else.
 */
import { type Path, plainName } from "./nodes.ts";

/** What each one belongs to. */
const Owners: readonly (readonly [name: RegExp, crate: string])[] = [
  [/^__rust_(?:alloc|dealloc|realloc|no_alloc_shim)/, "alloc"],
  [/^__(?:rust|rdl|rg)_\w/, "std"],
  [/^rust_(?:begin_unwind|eh_personality|oom|panic)$/, "std"],
];

/** @returns undefined for any other name */
export function runtimeCrate(name: string): string | undefined {
  return Owners.find(([pattern]) => pattern.test(name))?.[1];
}

/** Up to here it is the allocator's own business where memory comes from: `__rust_alloc`, `__rg_realloc`. */
const Allocator = /^__(?:rust|rg)_(?:alloc|dealloc|realloc)/;

/** Whether it is one of the functions that all of std allocates through, or what these call in the program. */
export function isAllocator(name: string): boolean {
  return Allocator.test(name);
}

/** The name of a function of the crate `__rustc`. */
export function runtimeFunction({ segments: [crate, name] }: Path): string | undefined {
  return plainName(crate) === "__rustc" ? plainName(name) : undefined;
}

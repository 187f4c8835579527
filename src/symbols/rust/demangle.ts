/** Linkage names of Rust, in both of its manglings, and what they say. */
import type { FunctionName } from "../../dwarf/functions.ts";
import { NotMangled } from "../cursor.ts";
import { TooLong } from "../text-budget.ts";
import { abridgedFunction, abridgedType, selfType } from "./abridged.ts";
import { crateOf } from "./crates.ts";
import { printFull } from "./full.ts";
import { legacyNames } from "./legacy.ts";
import type { Path } from "./nodes.ts";
import { runtimeCrate, runtimeFunction } from "./runtime.ts";
import { instantiated, typeParameters } from "./type-parameters.ts";
import { parseV0 } from "./v0.ts";
import { readPath, readType } from "./written.ts";

export interface RustName {
  /** As a Rust programmer would write it: `Vec<Node>::push`. */
  readonly shown: string;
  /** The crate with the function's source; undefined where the name does not tell. */
  readonly crate?: string;
  /** The type in whose `impl` the function is, where the name tells all of it. */
  readonly selfType?: string;
}

/** @returns undefined when the linkage name is none of Rust's */
export function rustName(of: FunctionName): RustName | undefined {
  const { linkageName = "", name = "", typeParameters: parameters = [] } = of;
  const v0 = v0Path(linkageName);
  if (v0 !== undefined) return ofRuntime(runtimeFunction(v0)) ?? described(v0, v0, linkageName);
  const written = legacyNames(linkageName)?.join("::");
  if (written === undefined) return ofRuntime(linkageName);
  const path = readPath(written);
  if (path === undefined) return { shown: written };
  const types = typeParameters(name, parameters);
  const { selfType, ...rest } = described(path, instantiated(path, types), written);
  // `Vec<T>` is none.
  const known = selfType !== undefined && (types.size > 0 || !/[<[&*(]/.test(selfType));
  return { ...rest, ...(known && { selfType }) };
}

/** All that the linkage name says, but for hashes: as `rustc-demangle` shows it. */
export function demangledFull(linkageName: string): string | undefined {
  const v0 = v0Path(linkageName);
  return v0 === undefined ? legacyNames(linkageName)?.join("::") : attempt(() => printFull(v0));
}

/** A type as a programmer writes it; `written` is its name in full, as the debug information has it. */
export function abridgedTypeName(written: string): string {
  const type = readType(written);
  return (type && attempt(() => abridgedType(type))) ?? written;
}

function described(path: Path, instance: Path, instead: string): RustName {
  const shown = attempt(() => abridgedFunction(instance)) ?? instead;
  const crate = crateOf(path);
  const self = attempt(() => selfType(instance));
  return {
    shown,
    ...(crate !== undefined && { crate }),
    ...(self !== undefined && { selfType: self }),
  };
}

function ofRuntime(name = ""): RustName | undefined {
  const crate = runtimeCrate(name);
  return crate === undefined ? undefined : { shown: name, crate };
}

function v0Path(linkageName: string): Path | undefined {
  return linkageName.startsWith("_R") ? attempt(() => parseV0(linkageName)) : undefined;
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotMangled || error instanceof TooLong) return undefined;
    throw error;
  }
}

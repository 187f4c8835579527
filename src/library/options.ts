/** What the functions of the library can be told about a program and its run. */
import type { SharedDirectory } from "../check/shared-directory.ts";

export type { SharedDirectory };

/** What a program gets, and how much. */
export interface ProgramOptions {
  /** `argv[0]`, and what the report calls it. */
  readonly name?: string;
  /** `argv[1]` and on. */
  readonly args?: readonly string[];
  /** The export of a module that is called in place of its `_start`; `args` are its parameters, as text. */
  readonly invoke?: string;
  /** All of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from its standard input; nothing if absent. */
  readonly stdin?: string | Uint8Array;
  /** Bytes of memory that it may have, 1760 MiB at most; 512 MiB if absent. */
  readonly maxMemory?: number;
  /** Uses of undefined values are found, too, unless this is false. */
  readonly definedness?: boolean;
}

/** What of this machine it may use. */
export interface MachineOptions {
  /** Folders that the program may see. */
  readonly directories?: readonly SharedDirectory[];
  /** Seconds after which the run is stopped; none if absent. */
  readonly timeout?: number;
}

/** How a source is compiled; a module is taken as it is. */
export interface SourceOptions {
  /** How it is optimised; 0 if absent, of which lines and steps tell most. */
  readonly optimisation?: 0 | 1 | 2;
  /** Further flags for clang. */
  readonly cflags?: readonly string[];
  /** Of a source in Rust: further flags for rustc. */
  readonly rustflags?: readonly string[];
  /** Of a source in Rust: the compiler to try first. */
  readonly rustc?: string;
}

/** What is looked for, and what of it counts. */
export interface FindingOptions {
  /** Tell where undefined values come from, by running a second time when one was used; true if absent. */
  readonly trackOrigins?: boolean;
  /** Leaks of these kinds count as errors; definite and possible ones if absent. */
  readonly errorsForLeakKinds?: readonly LeakKind[];
  /** What is not to be reported, as a text in the format of Valgrind's `.supp` files. */
  readonly suppressions?: string;
  /** Each finding has with it the suppression that would hide it. */
  readonly generateSuppressions?: boolean;
  /** The program is stopped at its first error. */
  readonly exitOnFirstError?: boolean;
  /** The so many-th allocation of the program, counted from 1, fails. */
  readonly failAllocation?: number;
}

export type LeakKind = "definite" | "indirect" | "possible" | "reachable";

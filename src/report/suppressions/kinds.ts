/**
 * The kinds of Valgrind's suppressions, and which of our findings are of which kind.
 *
 * One more kind of finding: `KINDS_OF` does not compile until it has a row there. Where Memcheck has
 * no kind for it, `KINDS` gets one of ours.
 */
import type { LeakKind, UncountedError } from "../../runtime/facts.ts";
import type { ErrorKind } from "../model.ts";
import { type FactsOf, fishyFunction } from "../wording.ts";

/** The tools whose entries are for us; those of others are passed over. */
export type Tool = "Memcheck" | "Redzone";

interface KindRow {
  /** An entry for Redzone may be of any kind, one for Memcheck only of Memcheck's. */
  readonly tool: Tool;
  /** What the line after the kind says, where there is one. */
  readonly extra?: "parameter" | "leak kinds";
}

const memchecks: KindRow = { tool: "Memcheck" };
const ours: KindRow = { tool: "Redzone" };

/** Memcheck's are those that it reads (its mc_errors.c), a few more than its manual has. */
export const KINDS = {
  Addr1: memchecks,
  Addr2: memchecks,
  Addr4: memchecks,
  Addr8: memchecks,
  Addr16: memchecks,
  Addr32: memchecks,
  Value1: memchecks,
  Value2: memchecks,
  Value4: memchecks,
  Value8: memchecks,
  Value16: memchecks,
  Value32: memchecks,
  Cond: memchecks,
  Param: { tool: "Memcheck", extra: "parameter" },
  Free: memchecks,
  Overlap: memchecks,
  FishyValue: { tool: "Memcheck", extra: "parameter" },
  Leak: { tool: "Memcheck", extra: "leak kinds" },
  /** From here on there is nothing that we find, but files written for Valgrind may name them. */
  Jump: memchecks,
  User: memchecks,
  CoreMem: memchecks,
  Mempool: memchecks,
  ReallocZero: memchecks,
  BadAlign: memchecks,
  BadSize: memchecks,
  SizeMismatch: memchecks,
  AlignMismatch: memchecks,

  /** An access of any size; Memcheck's sizes need not be those of a library's bulk copies. */
  Addr: ours,
  /** A use of a value of any size. */
  Value: ours,
  StackOverflow: ours,
  Trap: ours,
} as const satisfies Record<string, KindRow>;

export type SuppressionKind = keyof typeof KINDS;

/** The kind of an entry for these tools, if one of them has a kind of this name. */
export function kindNamed(name: string, tools: readonly Tool[]): SuppressionKind | undefined {
  // What older files call it.
  const kind = name === "Value0" ? "Cond" : name;
  if (!isKind(kind)) return undefined;
  return tools.includes("Redzone") || tools.includes(KINDS[kind].tool) ? kind : undefined;
}

function isKind(name: string): name is SuppressionKind {
  return Object.hasOwn(KINDS, name);
}

/** What an entry has to agree with, beside the stack. */
export interface Described {
  /** The most specific one first: that is the one to write. */
  readonly kinds: readonly [SuppressionKind, ...SuppressionKind[]];
  /** As `write(buf)`. */
  readonly parameter?: string;
  readonly leakKind?: LeakKind;
}

const KINDS_OF = {
  InvalidRead: ({ size }) => sized("Addr", size),
  InvalidWrite: ({ size }) => sized("Addr", size),
  InvalidFree: () => ({ kinds: ["Free"] }),
  MismatchedFree: () => ({ kinds: ["Free"] }),
  Overlap: () => ({ kinds: ["Overlap"] }),
  FishyValue: (error) => ({
    kinds: ["FishyValue"],
    parameter: `${fishyFunction(error)}(${error.parameter})`,
  }),
  SyscallParam: ({ call, parameter }) => ({
    kinds: ["Param"],
    parameter: `${call}(${parameter})`,
  }),
  UninitCondition: () => ({ kinds: ["Cond"] }),
  UninitValue: ({ size }) => sized("Value", size),
  StackOverflow: () => ({ kinds: ["StackOverflow"] }),
  Trap: () => ({ kinds: ["Trap"] }),
} satisfies {
  readonly [Kind in ErrorKind]: (facts: FactsOf<Kind>) => Described;
};

function sized(any: "Addr" | "Value", size: number): Described {
  const name = `${any}${size}`;
  return { kinds: isKind(name) ? [name, any] : [any] };
}

export function describedError(error: UncountedError): Described {
  // The row of a kind takes the facts of this kind: true by `satisfies`, lost in a union of rows.
  return (KINDS_OF[error.kind] as (facts: UncountedError) => Described)(error);
}

export function describedLeak(kind: LeakKind): Described {
  return { kinds: ["Leak"], leakKind: kind };
}

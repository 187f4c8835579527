/**
 * The JSON report, `redzone-report/1`: a format that leaves the program, so a promise
 * (docs/json-report.md, to which a new field has to be added, too). Every other format is rendered
 * from it. What is not known is left out, never null.
 */

export interface Report {
  readonly schema: "redzone-report/1";
  readonly program: string;
  readonly compile?: { readonly ok: boolean; readonly diagnostics: readonly Diagnostic[] };
  /** Absent when nothing ran. */
  readonly exit?: ReportedExit | ReportedTrap;
  readonly errors: readonly ReportedError[];
  /** The records of all four kinds; which of them the text shows is the text's matter. */
  readonly leaks: readonly ReportedLeak[];
  readonly summary: Summary;
  /** What makes this report poorer than it could be. Added with definedness. */
  readonly notes?: readonly ReportedNote[];
}

export interface ReportedExit {
  readonly code: number;
  /** What the function returned that --invoke named. Added with it. */
  readonly results?: readonly string[];
  /** A Rust program panicked. Added with Rust. */
  readonly panic?: { readonly stack: readonly ReportedFrame[] };
}

export interface ReportedTrap {
  readonly trap: TrapName;
  /** Where the program was when it gave up, if no error tells: the calls that led to abort(). */
  readonly stack?: readonly ReportedFrame[];
}

export type TrapName = "unreachable" | "abort" | "stack" | "timeout" | "memory" | "other";

export interface Diagnostic {
  readonly code?: string;
  readonly severity: "error" | "warning" | "note";
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

export interface ReportedFrame {
  readonly function?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** In a module without debug information: the byte of its file at which the code is. Added with foreign modules. */
  readonly offset?: number;
  /** Code of a crate that cargo fetched: the program's, but not its author's. Added with Rust. */
  readonly dependency?: true;
  /**
   * After this frame a recursion goes on: so many more calls of these functions are left out. No
   * number: the stack is recorded only up to there.
   */
  readonly omitted?: { readonly calls?: number; readonly of: readonly string[] };
  /** Inside of this frame are so many more, which are left out: functions of these crates. Added with Rust. */
  readonly folded?: { readonly frames: number; readonly of: readonly string[] };
}

/** Valgrind's XML names, and two of ours at the end. */
export type ErrorKind =
  | "InvalidRead"
  | "InvalidWrite"
  | "InvalidFree"
  | "MismatchedFree"
  | "Overlap"
  | "FishyValue"
  | "SyscallParam"
  | "UninitCondition"
  | "UninitValue"
  | "StackOverflow"
  | "Trap";

export interface ReportedError {
  readonly kind: ErrorKind;
  readonly title: string;
  /** Bytes that the access wanted; UninitValue: bytes of the value. */
  readonly size?: number;
  /** How often this same error happened. */
  readonly count: number;
  /** Innermost first. */
  readonly stack: readonly ReportedFrame[];
  /** The test of a `cargo test` that it happened in. Added with Rust. */
  readonly test?: string;
  readonly address?: ReportedAddress;
  /** SyscallParam only. Added with definedness. */
  readonly syscall?: ReportedParameter;
  /** Where the undefined value was made: the stack of an allocation, or the one frame it was in. */
  readonly origin?: readonly ReportedFrame[];
  /** Which of the two `origin` is. Added with definedness. */
  readonly originKind?: "heap" | "stack";
  readonly help?: string;
  /** With --gen-suppressions=all: the entry of a suppression file that hides it. Added with these. */
  readonly suppression?: string;
}

/** What was given to the host. */
export interface ReportedParameter {
  /** The WASI function, and its parameter's name; a buffer of a vector is `iovs[2]`. */
  readonly call: string;
  readonly parameter: string;
  readonly problem: "unaddressable" | "undefined bytes" | "undefined value";
  /** The first wrong byte of those that the parameter points to, counted from 0. */
  readonly byte?: number;
}

export interface ReportedAddress {
  readonly value: number;
  readonly region: "heap" | "freed" | "stack" | "global" | "null" | "unmapped";
  /** From the block's start; negative before it. */
  readonly offset?: number;
  /** region "stack" only: bytes below the stack pointer, when it is below. */
  readonly below?: number;
  readonly blockSize?: number;
  readonly allocated?: readonly ReportedFrame[];
  readonly freed?: readonly ReportedFrame[];
  /** What the address has to do with, in place of a block: then `offset` and `blockSize` are the variable's. */
  readonly variableKind?: VariableKind;
  readonly variable?: string;
  /** As a programmer writes it: `char[8]`. */
  readonly type?: string;
  /** The function whose variable it is. */
  readonly function?: string;
  /** Where it is declared. */
  readonly file?: string;
  readonly line?: number;
  /** Of a local that no longer lives: why not. */
  readonly ended?: "out of scope" | "returned";
  /** Nobody may write there. */
  readonly constant?: true;
  /** The spare room of a container, or what the program forbids itself. */
  readonly poisoned?: true;
}

/** `array`: of variable length, or from alloca. It has no name; nor has a temporary. */
export type VariableKind = "local" | "array" | "temporary" | "global" | "literal";

export interface ReportedNote {
  readonly kind: "unknown-instruction" | "no-origins" | "debug-information" | "heap-not-seen";
  readonly message: string;
}

export type LeakName =
  | "Leak_DefinitelyLost"
  | "Leak_IndirectlyLost"
  | "Leak_PossiblyLost"
  | "Leak_StillReachable";

export interface ReportedCycleBlock {
  /** As a programmer writes it: `Rc<Node>`. */
  readonly type?: string;
  readonly bytes: number;
  /** The line of the program's own that allocated it. */
  readonly file?: string;
  readonly line?: number;
}

export interface ReportedLeak {
  readonly kind: LeakName;
  readonly bytes: number;
  readonly blocks: number;
  /** Leak_DefinitelyLost only, and only when not 0: what is lost with these blocks. */
  readonly indirectBytes?: number;
  readonly indirectBlocks?: number;
  /**
   * Leak_DefinitelyLost only: blocks of which each owns the next, and the last the first, so that none is ever
   * dropped. Added with Rust.
   */
  readonly cycle?: readonly ReportedCycleBlock[];
  /** Leak_DefinitelyLost only: the line that takes the last pointer to them away, where it is known. Added with pictures. */
  readonly lost?: ReportedFrame;
  /** Where the blocks were allocated. */
  readonly stack: readonly ReportedFrame[];
  /** As that of an error: where they were allocated. */
  readonly test?: string;
  readonly help?: string;
  /** As that of an error. */
  readonly suppression?: string;
}

export interface Amount {
  readonly bytes: number;
  readonly blocks: number;
}
export interface Summary {
  /** Occurrences of errors, and one for each leak record that counts as an error. */
  readonly errors: number;
  /** Different errors, and one for each leak record that counts as an error. */
  readonly contexts: number;
  /** What suppressions hid of these: it is counted here only. */
  readonly suppressed: number;
  /** Only when not 0. Added with suppressions. */
  readonly suppressedContexts?: number;
  /** The user's allocations only. */
  readonly heap: {
    readonly allocs: number;
    readonly frees: number;
    readonly bytesAllocated: number;
    readonly inUseBytes: number;
    readonly inUseBlocks: number;
    /** Only when not 0: allocations that returned NULL because --max-memory was reached. */
    readonly exhausted?: number;
  };
  readonly leak: Readonly<Record<"definite" | "indirect" | "possible" | "reachable", Amount>> & {
    /** Only when not 0: what is in none of the four because a suppression hid it. Added with these. */
    readonly suppressed?: Amount;
  };
}

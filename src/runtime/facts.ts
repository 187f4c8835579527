/**
 * What a run found out, as numbers: nothing here has a name or a sentence yet. `report/` gives the
 * names (through symbols/) and the words. All of it can be posted from a worker.
 */
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import type { RustLayout } from "../heap/malloc-family.ts";
import { rustAllocatorPart } from "../instrument/rust-symbols.ts";

export type { RustLayout };

/** Innermost first: the site of the event itself, then the call that led there, and so on. */
export type RawStack = readonly RawFrame[];
/**
 * A site in the program, or, innermost only, the name of a function that Redzone carries out itself
 * (`malloc`): it has no code of its own to point into.
 */
export type RawFrame = { readonly site: CodeOffset } | { readonly intrinsic: string };

/** Whether a stack is that of a call of Rust's allocator. */
export function isRustAllocator([innermost]: RawStack): boolean {
  return (
    innermost !== undefined &&
    "intrinsic" in innermost &&
    rustAllocatorPart(innermost.intrinsic) !== undefined
  );
}

/** Whether the innermost frames of a stack are those of `part`, all of them. */
export function beginsWith(stack: RawStack, part: RawStack): boolean {
  return part.every((frame, at) => {
    const other = stack[at];
    if (other === undefined) return false;
    return "site" in frame
      ? "site" in other && other.site === frame.site
      : "intrinsic" in other && other.intrinsic === frame.intrinsic;
  });
}

export function sameStack(a: RawStack, b: RawStack): boolean {
  return a.length === b.length && beginsWith(a, b);
}

/** The heap block that an address has to do with. */
export interface BlockFacts {
  readonly id: number;
  readonly address: Addr;
  readonly size: number;
  readonly state: "live" | "freed";
  readonly allocated: RawStack;
  readonly family: Family;
  readonly freed?: RawStack;
}

/** Where an address points. `offset` is relative to the block's start, negative before it. */
export type Place =
  | {
      readonly region: "heap" | "freed";
      readonly block: BlockFacts;
      readonly offset: number;
      /** The spare room of a container, or what the program forbids itself. */
      readonly poisoned?: true;
    }
  | {
      readonly region: "stack";
      /** Bytes below the stack pointer; 0 or less: in a live frame. */
      readonly below: number;
      readonly local?: LocalFacts;
    }
  | {
      readonly region: "global";
      readonly variable?: GlobalFacts;
      /** Nobody may write there. */
      readonly constant: boolean;
    }
  | { readonly region: "null" }
  /** Heap memory that belongs to no remembered block, or memory that does not exist. */
  | { readonly region: "unmapped"; readonly reason: "heap" | "outside" };

/** Functions that belong together: what one of them makes, only one of the same family may give back. */
export const FAMILIES = ["malloc", "new", "new[]", "aligned new", "aligned new[]", "rust"] as const;
export type Family = (typeof FAMILIES)[number];

/** The local variable that an address has to do with. `offset` is relative to its start. */
export interface LocalFacts {
  /** Absent for an array of variable length, and what alloca gave. */
  readonly name?: string;
  /** Where it is declared. */
  readonly line?: number;
  readonly size: number;
  readonly offset: number;
  /** Where the code of its function begins. */
  readonly func?: CodeOffset;
  readonly life: "living" | "out of scope" | "returned";
}

/** The same of a global variable, a static local or a literal, as the compiler knows it. */
export interface GlobalFacts {
  readonly address: Addr;
  readonly name: string;
  readonly size: number;
  readonly offset: number;
}

interface Occurrence {
  readonly count: number;
  readonly stack: RawStack;
}
interface Addressed {
  readonly address: Addr;
  readonly place: Place;
}

/** What is wrong with something that the program gave to the host. */
export type SyscallProblem =
  /** The bytes that a pointer stands for: the first wrong one is at `address`, `offset` bytes into them. */
  | ({ readonly problem: "unaddressable"; readonly offset: number } & Addressed)
  | ({
      readonly problem: "undefined bytes";
      readonly offset: number;
      readonly origin?: OriginFacts;
    } & Addressed)
  /** The argument itself. */
  | { readonly problem: "undefined value"; readonly origin?: OriginFacts };

/** Where an undefined value was made. */
export type OriginFacts =
  /** The allocation of the block that it was first read from. */
  | { readonly kind: "heap"; readonly stack: RawStack }
  /** The frame of a function: `stack` is one frame, a site in that function. */
  | { readonly kind: "stack"; readonly stack: RawStack };

export type ErrorFacts = Occurrence &
  (
    | ({ readonly kind: "InvalidRead" | "InvalidWrite"; readonly size: number } & Addressed)
    /** `family`: of what was called with the pointer. */
    | ({
        readonly kind: "InvalidFree";
        readonly call: "free" | "realloc";
        readonly family: Family;
      } & Addressed)
    /**
     * Given back by another family than the one that made the block, `family` of the former; or, by Rust, with
     * another size or alignment than was asked for.
     */
    | ({
        readonly kind: "MismatchedFree";
        readonly family: Family;
        readonly layouts?: { readonly allocated: RustLayout; readonly freed: RustLayout };
      } & Addressed)
    /** Something given to the host: `call` is the WASI function, `parameter` its parameter's name. */
    | ({
        readonly kind: "SyscallParam";
        readonly call: string;
        readonly parameter: string;
      } & SyscallProblem)
    /** What `call` copies overlaps: [to, …) and [from, …); `length` where the caller gives one. */
    | {
        readonly kind: "Overlap";
        readonly call: string;
        readonly to: Addr;
        readonly from: Addr;
        readonly length?: number;
      }
    /** A size or count that is negative, if it is read as a signed number. `family`: of the allocator. */
    | {
        readonly kind: "FishyValue";
        readonly call: string;
        readonly family: Family;
        readonly parameter: string;
        readonly value: number;
      }
    /** A branch, switch or indirect call was decided by an undefined value. */
    | { readonly kind: "UninitCondition"; readonly origin?: OriginFacts }
    /** An address was made of an undefined value, or it was divided by one; `size` of it in bytes. */
    | { readonly kind: "UninitValue"; readonly size: number; readonly origin?: OriginFacts }
    /** `calls`: live calls at the overflow, if known. */
    | { readonly kind: "StackOverflow"; readonly calls?: number }
    | { readonly kind: "Trap"; readonly reason: TrapReason }
  );

type WithoutCount<Facts> = Facts extends unknown ? Omit<Facts, "count"> : never;
/** An error as it is met, before anybody counts how often. */
export type UncountedError = WithoutCount<ErrorFacts>;

/** Why the engine, or the program by `unreachable`, gave up. */
export type TrapReason =
  | "unreachable"
  | "divide by zero"
  | "integer overflow"
  | "float to integer"
  | "indirect call to null"
  | "indirect call signature"
  | "table out of bounds"
  | "memory out of bounds"
  | "unaligned atomic"
  /** Among them a longjmp to where nobody waits. */
  | "uncaught exception"
  | "other";

export type LeakKind = "definite" | "indirect" | "possible" | "reachable";

/** Blocks with the same kind and allocation stack, as one record. */
export interface LeakFacts {
  readonly kind: LeakKind;
  readonly blocks: number;
  /** Of the blocks of this record themselves. */
  readonly bytes: number;
  /** definite only: what is reachable from them alone, counted under their owner. */
  readonly indirectBytes: number;
  readonly indirectBlocks: number;
  readonly stack: RawStack;
  /** definite only: blocks of which each owns the next and the last the first, which is one of the record. */
  readonly cycle?: readonly CycleBlock[];
  /** definite only: the line, by its first instruction, that takes the last pointer to them away; if it is known. */
  readonly lostAt?: CodeOffset;
  /** definite only: no other lost block points to any of them. Of Rust's blocks only. */
  readonly forgotten?: boolean;
}

export interface CycleBlock {
  readonly size: number;
  /** Where it was allocated. */
  readonly stack: RawStack;
}

/** Allocations with the same stack, counted. */
export interface AllocationSite {
  readonly stack: RawStack;
  readonly allocs: number;
  readonly frees: number;
  readonly bytes: number;
  readonly liveBytes: number;
  readonly liveBlocks: number;
}

/** How the run ended. */
export type Ending =
  /** `results`: of the function that --invoke names, when it returned. */
  | { readonly kind: "exit"; readonly code: number; readonly results?: readonly string[] }
  | {
      readonly kind: "trap";
      readonly trap: "unreachable" | "abort" | "stack" | "timeout" | "memory" | "other";
      /** Where the program was, when no error tells. */
      readonly stack?: RawStack;
    }
  /** Rust's: its message is printed. Natively the exit status is 101. */
  | { readonly kind: "panic"; readonly stack: RawStack }
  /** --exit-on-first-error. */
  | { readonly kind: "first-error" };

/** What makes a report poorer than it could be. */
export type RunNote =
  /** The definedness check has no rule for it: its result is taken as defined. */
  | { readonly kind: "unknown instruction"; readonly instruction: string }
  /** What allocates and frees is not known: of heap blocks nothing is. `checks`: what is checked all the same. */
  | { readonly kind: "heap not seen"; readonly reason: UnseenHeap; readonly checks: Checks }
  /** Undefined values were used, and it is not known where all of them come from. */
  | { readonly kind: "no origins"; readonly reason: OriginGap };

/** Why what allocates and frees is not known. */
export type UnseenHeap =
  /** The module has no names of functions. */
  | "nameless"
  /** None of its functions is an allocator that Redzone knows. */
  | "unknown"
  /** Other functions reach into it. */
  | "spread"
  /** It is the program's own. */
  | "own";

/** What is checked of a program besides the ends of its memory. */
export interface Checks {
  readonly nullPage: boolean;
  /** The stack in linear memory. */
  readonly stack: boolean;
  readonly definedness: boolean;
}

export type OriginGap =
  /** --track-origins=no. */
  | "not asked for"
  /** The recording does not reach that far. */
  | "not recorded"
  /** The shadows of a replay that tracks origins do not fit beside the program's memory. */
  | "no room"
  /** With all that such a replay adds the module is beyond what engines take. */
  | "too large"
  /** The replay did something else than the run. */
  | "diverged"
  /** --timeout. */
  | "out of time"
  /** The replay came upon the same undefined value without one. */
  | "not found";

export interface RunFacts {
  readonly ending: Ending;
  /** In the order of their first occurrence. */
  readonly errors: readonly ErrorFacts[];
  /** Absent when leaks were not judged (a timeout: the program was still running). */
  readonly leaks?: readonly LeakFacts[];
  /** Every allocation of the run by stack: the report tells the user's from the library's. */
  readonly allocations: readonly AllocationSite[];
  /** Allocations that failed because --max-memory was reached. */
  readonly exhausted: number;
  readonly notes: readonly RunNote[];
}

/**
 * The hook ABI: what a rewritten module imports from module `redzone`, in one table. The rewriter
 * declares the imports from it and the runtime must bind every row (`Hooks` is derived), so the two
 * cannot disagree.
 *
 * All numbers are i32 and arrive in JavaScript signed: `>>> 0` where an address or size is meant.
 * `site` is the CodeOffset of the instruction or call concerned. `csp` is the shadow call stack's
 * pointer: the calls that are live are the u32 at `layout.callStack … csp`, outermost first.
 *
 * One more hook: add a row here; the compiler then asks the runtime for the function.
 */
export const HookModule = "redzone";
/** The import of the one memory, made by the runtime so that it exists before the instance. */
export const MemoryImport = "memory";

export const HOOKS = {
  /**
   * A load or store that the shadow refused. `access` packs its size and direction (`packAccess`).
   * Returns when the access may be carried out nevertheless; throws when it cannot be.
   */
  access: { params: ["address", "offset", "access", "site", "csp"], results: 0 },
  /**
   * memory.fill/copy/init whose range was refused; the same promise as `access`. Asked about an empty range
   * (`AccessKind.refusesEmpty`) that begins where nothing was handed out.
   */
  range: { params: ["address", "length", "access", "site", "csp"], results: 0 },
  /** memory.size in pages. */
  size: { params: [], results: 1 },
  /** memory.grow by `pages`; returns the old size in pages or −1. */
  grow: { params: ["pages"], results: 1 },
  /** The stack pointer was about to become `pointer`, beyond the stack. Throws. */
  stackOverflow: { params: ["pointer", "site", "csp"], results: 0 },
  /** Waits for nothing, so many nanoseconds (an i64 in two halves; negative: for ever); returns 2. */
  wait: { params: ["timeoutLow", "timeoutHigh"], results: 1 },
  /** `unreachable` is about to be executed. */
  unreachable: { params: ["site", "csp"], results: 0 },

  /**
   * A branch, switch or indirect call at `site` is decided by an undefined value. `origin`, here and below:
   * 0 when it is not tracked or not known, else as in `Origin`.
   */
  undefinedCondition: { params: ["site", "csp", "origin"], results: 0 },
  /** An address made of an undefined value of `size` bytes, or a division by one. */
  undefinedValue: { params: ["size", "site", "csp", "origin"], results: 0 },
  /** Argument `argument` of the function that `intrinsic`, an index into `HOOK_NAMES`, carries out. */
  undefinedArgument: { params: ["intrinsic", "argument", "csp", "origin"], results: 0 },
  /** Argument `argument` of the import that has function index `func`. */
  undefinedImportArgument: { params: ["func", "argument", "csp", "origin"], results: 0 },
  /**
   * After memory.copy, which was checked: the definedness of the bytes goes with them, where source or
   * destination is not simply clean (the module does that case itself). Also when the ranges overlap.
   */
  copyDefinedness: { params: ["to", "from", "length"], results: 0 },
  /** After memory.fill with a value of which these bits of each byte are undefined (0: defined). */
  fillDefinedness: { params: ["to", "length", "undefinedBits", "origin"], results: 0 },

  /** A container's storage is [begin, end); its elements ended at `before` and end at `now`. */
  annotateContainer: { params: ["begin", "end", "before", "now"], results: 0 },
  /** A deque's block is [begin, end); its elements were [oldFirst, oldLast) and are [first, last). */
  annotateDeque: { params: ["begin", "end", "oldFirst", "oldLast", "first", "last"], results: 0 },
  /** The program itself forbids these bytes, or allows them again. */
  poison: { params: ["start", "length"], results: 0 },
  unpoison: { params: ["start", "length"], results: 0 },
  /** Its questions: whether it may not touch a byte, and the first such byte of several, or 0. */
  isPoisoned: { params: ["address"], results: 1 },
  firstPoisoned: { params: ["start", "length"], results: 1 },

  /** The ranges of a call of `OVERLAP_CHECKED[name]` overlap; it is carried out like memmove. */
  overlap: { params: ["to", "from", "length", "name", "csp"], results: 0 },

  malloc: { params: ["size", "csp"], results: 1 },
  calloc: { params: ["count", "size", "csp"], results: 1 },
  realloc: { params: ["pointer", "size", "csp"], results: 1 },
  free: { params: ["pointer", "csp"], results: 0 },
  aligned_alloc: { params: ["alignment", "size", "csp"], results: 1 },
  posix_memalign: { params: ["out", "alignment", "size", "csp"], results: 1 },
  malloc_usable_size: { params: ["pointer", "csp"], results: 1 },

  /** What the code of Rust's `alloc` crate calls. Sizes and alignments are those of a `Layout`. */
  __rust_alloc: { params: ["size", "alignment", "csp"], results: 1 },
  __rust_alloc_zeroed: { params: ["size", "alignment", "csp"], results: 1 },
  __rust_realloc: { params: ["pointer", "oldSize", "alignment", "size", "csp"], results: 1 },
  __rust_dealloc: { params: ["pointer", "size", "alignment", "csp"], results: 0 },

  /**
   * Granules become `state`, which lets bytes be touched, but for those of which bytes may be touched already:
   * these keep their state. Where an exception leaves a function, clang says of its whole frame that it may be
   * touched, before it has destroyed all that is in it.
   */
  reopen: { params: ["firstGranule", "granules", "state"], results: 0 },

  /** The log of steps is as long as its reader wants it, with the step that is about to run as its last entry. */
  step: { params: ["csp"], results: 0 },

  /** Whether anybody may handle an exception that is about to be thrown: not 0, or 0 for certainly nobody. */
  mayHandle: { params: ["csp"], results: 1 },

  strlen: { params: ["string", "csp"], results: 1 },
  memchr: { params: ["from", "byte", "length", "csp"], results: 1 },
  strchrnul: { params: ["string", "byte", "csp"], results: 1 },
  strcat: { params: ["to", "from", "csp"], results: 1 },
  strncat: { params: ["to", "from", "length", "csp"], results: 1 },
  strcpy: { params: ["to", "from", "csp"], results: 1 },
  stpcpy: { params: ["to", "from", "csp"], results: 1 },
  strncpy: { params: ["to", "from", "length", "csp"], results: 1 },
  stpncpy: { params: ["to", "from", "length", "csp"], results: 1 },
} as const satisfies Record<string, { params: readonly string[]; results: 0 | 1 }>;

/** Functions whose own code runs, but is asked first whether what they copy overlaps. */
export const OVERLAP_CHECKED = ["memcpy", "mempcpy"] as const;
export type OverlapChecked = (typeof OVERLAP_CHECKED)[number];

export type HookName = keyof typeof HOOKS;
export const HOOK_NAMES = Object.keys(HOOKS) as readonly HookName[];

/**
 * Where an undefined value was made, in one u32: the id of the call stack of an allocation (below 2³¹),
 * or, with the highest bit set, the CodeOffset of the function in whose frame it was.
 */
export const StackOrigin = 0x80000000;

/**
 * Hooks that take the call stack of their caller. It is hashed in the module, by the helper
 * `hashCallStack`: in JavaScript, twelve frames took 53 ns to hash and compare, three took 25.
 */
export const STACK_TAKING: ReadonlySet<HookName> = new Set([
  "malloc",
  "calloc",
  "realloc",
  "free",
  "aligned_alloc",
  "posix_memalign",
  "__rust_alloc",
  "__rust_alloc_zeroed",
  "__rust_realloc",
  "__rust_dealloc",
]);
/** How many frames, the innermost, count. As many as Memcheck keeps. */
export const HashedFrames = 12;
/** The same in a C++ or Rust program, whose containers call a few functions before they allocate. */
export const HashedGenericFrames = 16;
/** Not optimised, they call nine to twenty: with fewer frames the program's own line would often be lost. */
export const HashedUnoptimisedFrames = 40;

/**
 * The hash of the frames that count, innermost site first: two words that are independent enough for stacks to
 * be told apart by them alone. What the helper emits.
 */
export function hashCallStack(sites: readonly number[]): readonly [first: number, second: number] {
  let first = 0;
  let second = 0;
  for (const site of sites) {
    first = ((first << HashRotation) | (first >>> (32 - HashRotation))) ^ site;
    second = Math.imul(second ^ site, HashFactor);
  }
  return [first >>> 0, second >>> 0];
}
export const HashRotation = 5;
/** 2³² divided by the golden ratio, made odd (Knuth, The Art of Computer Programming, 6.4). */
export const HashFactor = 0x9e3779b1;
type Numbers<Names extends readonly string[]> = { [K in keyof Names]: number };
/** What the runtime binds: one function for each row. */
export type Hooks = {
  readonly [K in HookName]: (
    ...args: Numbers<(typeof HOOKS)[K]["params"]>
  ) => (typeof HOOKS)[K]["results"] extends 1 ? number : void;
};

/** What a check tells a hook about an access, in one i32. */
export interface AccessKind {
  /** Bytes, 0 for ranges, which carry a length. */
  readonly size: number;
  readonly write: boolean;
  /** The function has a frame of unknown size below the stack pointer (`FrameShape.openEnded`). */
  readonly openEnded: boolean;
  /** This was asked before, and reported if there was something to report: the other half of an access that reads and writes. */
  readonly again?: boolean;
  /** Of a range: the engine refuses an empty one, too, when it begins behind the end of memory. */
  readonly refusesEmpty?: boolean;
}

/** Bit 0: it writes. Bits 1 to 3: the others of `AccessKind`. Bits 4…: its size; emitted code relies on that. */
export const AccessSizeShift = 4;
export const WriteBit = 1;
const OpenEndedBit = 2;
export const RefusesEmptyBit = 4;
const AgainBit = 8;

export function packAccess({ size, write, openEnded, refusesEmpty, again }: AccessKind): number {
  return (
    (size << AccessSizeShift) |
    (write ? WriteBit : 0) |
    (openEnded ? OpenEndedBit : 0) |
    (refusesEmpty ? RefusesEmptyBit : 0) |
    (again ? AgainBit : 0)
  );
}

export function unpackAccess(packed: number): AccessKind {
  return {
    size: packed >>> AccessSizeShift,
    write: (packed & WriteBit) !== 0,
    openEnded: (packed & OpenEndedBit) !== 0,
    refusesEmpty: (packed & RefusesEmptyBit) !== 0,
    again: (packed & AgainBit) !== 0,
  };
}

/**
 * The helpers: functions that every rewritten module gets besides its own. What they are called with is here; their code is in
 * helpers.ts and the files named there.
 */
import { type FunctionType, ValueType } from "../wasm/module.ts";

const { i32, i64, v128 } = ValueType;

/**
 * `undefinedAddress`: not 0 when a bit of the address is undefined, which is told first. With origins 0: then who calls has told it.
 * Here, and not where the access is: nearly every one would have these twenty bytes.
 */
const sizedLoad = {
  for: "definedness",
  params: { address: i32, offset: i32, access: i32, site: i32, csp: i32, undefinedAddress: i32 },
  results: [i64],
  locals: { ea: i32, granule: i32, state: i32 },
} as const;
const sizedStore = {
  for: "definedness",
  params: { ...sizedLoad.params, bits: i64 },
  results: [],
  locals: { ea: i32, granule: i32, state: i32, shift: i64, all: i64 },
} as const;

/** The sizes of accesses whose V bits fit into a number. */
export type AccessSize = 1 | 2 | 4 | 8;

/**
 * The helpers: what they are called with, what they return, and their further locals. Those for V bits
 * are there only when definedness is followed, and return an origin besides when these are.
 */
export const HELPERS = {
  /**
   * The exact verdict on an access whose granule is not wholly addressable, or
   * that is not aligned to its size. What the shadow allows returns at once, the rest asks the hook.
   */
  checkAccess: {
    for: "addresses",
    params: { address: i32, offset: i32, access: i32, site: i32, csp: i32 },
    results: [],
    locals: { ea: i32, end: i32, granule: i32, state: i32 },
  },
  /** The same for `length` bytes from `address`: memory.fill and its relatives. */
  checkRange: {
    for: "addresses",
    params: { address: i32, length: i32, access: i32, site: i32, csp: i32 },
    results: [],
    locals: { at: i32, last: i32 },
  },
  /** global.set of the stack pointer where the distance is not known beforehand. */
  moveStackPointer: {
    for: "addresses",
    params: { pointer: i32, site: i32, csp: i32 },
    results: [],
    locals: { old: i32 },
  },
  /**
   * A function that never moves the stack pointer takes memory below it, down to `address`: alloca where
   * nobody is called. `lowest` is where its frame ended until now; returns where it does then.
   */
  openBelow: {
    for: "addresses",
    params: { address: i32, lowest: i32, site: i32 },
    results: [i32],
    locals: {},
  },
  /** All from `lowest` to the stack pointer is given up. */
  closeBelow: { for: "addresses", params: { lowest: i32 }, results: [], locals: {} },
  /** An array of variable length, or what alloca gave, begins to live, with redzones around it. */
  openAlloca: {
    for: "addresses",
    params: { address: i32, size: i32, site: i32 },
    results: [],
    locals: { end: i32, granule: i32 },
  },
  /** And those between two addresses end. */
  closeAllocas: { for: "addresses", params: { from: i32, to: i32 }, results: [], locals: {} },
  /** Leaves the hash of the calls below csp at `layout.stackHash`. */
  hashCallStack: {
    for: "addresses",
    params: { csp: i32 },
    results: [],
    locals: { end: i32, site: i32, first: i32, second: i32 },
  },
  // What stands behind the test of an access, by its size: only what concerns one granule, and may be done.
  load1: sizedLoad,
  load2: sizedLoad,
  load4: sizedLoad,
  load8: sizedLoad,
  store1: sizedStore,
  store2: sizedStore,
  store4: sizedStore,
  store8: sizedStore,
  /** The same for a vector, whose bytes lie in two granules or three. */
  load16: { ...sizedLoad, results: [v128], locals: { ea: i32, states: i32, bits: v128 } },
  store16: {
    ...sizedStore,
    params: { ...sizedStore.params, bits: v128 },
    locals: { ea: i32, states: i32, shift: i64, half: i64 },
  },
  /** The V bits of the eight bytes at `ea`, of which nothing is checked. */
  bitsAt: {
    for: "definedness",
    params: { ea: i32 },
    results: [i64],
    locals: { granule: i32, state: i32, shift: i64, bits: i64 },
  },
  /** checkAccess before a load; the V bits of the bytes, zero-extended. */
  checkLoad: {
    for: "definedness",
    params: { address: i32, offset: i32, access: i32, site: i32, csp: i32 },
    results: [i64],
    locals: { ea: i32, size: i32, granule: i32, state: i32, shift: i64, bits: i64 },
  },
  /** checkAccess before a store; the bytes get these V bits. Those beyond the access are ignored. */
  checkStore: {
    for: "definedness",
    params: { address: i32, offset: i32, access: i32, site: i32, csp: i32, bits: i64 },
    results: [],
    locals: { ea: i32, size: i32, granule: i32, shift: i64, mask: i64 },
  },
  /** Sets the V bits under `mask` (whole bytes) of one granule, and its state. */
  setGranule: {
    for: "definedness",
    params: { granule: i32, mask: i64, bits: i64 },
    results: [],
    locals: { state: i32, valid: i64, all: i64 },
  },
  /** After memory.fill and memory.init, which were checked: the bytes are defined. */
  defineRange: {
    for: "definedness",
    params: { to: i32, length: i32 },
    results: [],
    locals: { at: i32, first: i32, end: i32 },
  },
  /** After memory.copy, which was checked: the definedness of the bytes goes with them. */
  copyShadow: {
    for: "definedness",
    params: { to: i32, from: i32, length: i32 },
    results: [],
    locals: { at: i32, end: i32 },
  },
  /** 1 when undefined bits decide whether a == b. */
  equalUndefined: {
    for: "definedness",
    params: { a: i64, b: i64, aBits: i64, bBits: i64 },
    results: [i32],
    locals: {},
  },
  /** 1 when undefined bits decide whether a < b, both unsigned. */
  lessUndefined: {
    for: "definedness",
    params: { a: i64, b: i64, aBits: i64, bBits: i64 },
    results: [i32],
    locals: {},
  },
  /**
   * 1 when undefined bits decide whether a / b traps. `least` is the type's smallest number when an
   * overflow would trap, else 0; a and b are sign-extended then.
   */
  divisionUndefined: {
    for: "definedness",
    params: { a: i64, b: i64, aBits: i64, bBits: i64, least: i64 },
    results: [i32],
    locals: {},
  },
  /** Memory from a multiple of 4 on, `length` bytes of it, gets an origin. */
  fillOrigins: {
    for: "origins",
    params: { from: i32, length: i32, tag: i32 },
    results: [],
    locals: { end: i32 },
  },
} as const satisfies Record<string, HelperShape>;

export interface HelperShape {
  readonly for: "addresses" | "definedness" | "origins";
  readonly params: Readonly<Record<string, ValueType>>;
  readonly results: readonly ValueType[];
  readonly locals: Readonly<Record<string, ValueType>>;
}
export type HelperName = keyof typeof HELPERS;
/** The indices of a helper's parameters and locals. `origin` is the last parameter, when these are tracked. */
export type HelperLocals<Name extends HelperName> = Readonly<
  Record<
    keyof (typeof HELPERS)[Name]["params"] | keyof (typeof HELPERS)[Name]["locals"],
    number
  > & {
    origin: number;
  }
>;

/** With origins, what loads returns one and what stores takes one. */
export function helperType(name: HelperName, origins: boolean): FunctionType {
  const { params, results }: HelperShape = HELPERS[name];
  const given = Object.values(params);
  const origin = (has: boolean) => (origins && has ? [i32] : []);
  return {
    params: [...given, ...origin(/^(checkStore|store\d+|setGranule)$/.test(name))],
    results: [...results, ...origin(/^(checkLoad|load\d+)$/.test(name))],
  };
}

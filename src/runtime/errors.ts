/**
 * From an event in the running program to a fact in the log: who was it, what did the address mean,
 * and may the program go on.
 */
import type { Addr, CodeOffset, StackId } from "../bytes/brand.ts";
import type { RustLayout } from "../heap/malloc-family.ts";
import { NullPageBytes } from "../shadow/layout.ts";
import type { CallStack } from "./call-stack.ts";
import { ErrorLog } from "./error-log.ts";
import type { OriginFacts, RawStack, SyscallProblem, TrapReason, UncountedError } from "./facts.ts";
import { originOf } from "./origins.ts";
import type { Places } from "./places.ts";
import { INTRINSICS, type Intrinsic, type StackTable } from "./stacks.ts";
import { ProgramStop } from "./stop.ts";

/** Frames of an error's stack at most. */
const ErrorFrames = 64;
/** Of an overflowing stack all: who began the recursion that fills it is at its other end. */
const OverflowFrames = Number.POSITIVE_INFINITY;

/** Accesses in the library that are told apart; beyond that each counts. */
const RememberedAccesses = 100_000;

/** The bytes of one access, or of many in a row, that may not be touched. */
export interface RefusedBytes {
  readonly first: Addr;
  /** Behind the last byte of the row; what lies between need not all be refused. */
  readonly end: number;
  readonly count: number;
}

/** A parameter of a WASI call, or a buffer of one (`iovs[0]`). */
export interface CallParameter {
  readonly call: string;
  readonly parameter: string;
}
/** The bytes that a parameter stands for. */
export interface GivenBytes extends CallParameter {
  readonly address: Addr;
}

export interface Argument {
  readonly parameter: string;
  readonly value: number;
}

/** What a function copies, as its caller says it. */
export interface CopiedRanges {
  readonly to: Addr;
  readonly from: Addr;
  readonly length?: number;
}

/** What gives a block back. C++'s delete calls free. */
export type FreeingCall = "free" | "realloc" | "__rust_dealloc" | "__rust_realloc";
const FREEING = {
  free: "free",
  realloc: "realloc",
  __rust_dealloc: "free",
  __rust_realloc: "realloc",
} as const satisfies Record<FreeingCall, "free" | "realloc">;

/** What an undefined value was used for. */
export type UndefinedUse =
  | { readonly kind: "UninitCondition" }
  | { readonly kind: "UninitValue"; readonly size: number };

export interface ErrorOptions {
  readonly exitOnFirstError: boolean;
  /** Whether an error will not be reported: then it is not the first, and none of too many. */
  readonly isSuppressed?: (error: UncountedError) => boolean;
  /** Different errors after which the run ends; for a replay that looks for the last of them. */
  readonly stopAfterErrors?: number;
  /** Whether the code at a site is the C or the C++ library's. */
  readonly isLibrary: (site: CodeOffset) => boolean;
}

export class ErrorRecorder {
  readonly log: ErrorLog;
  readonly #calls: CallStack;
  readonly #stacks: StackTable;
  readonly #places: Places;
  readonly #stopAtFirst: boolean;
  readonly #stopAfter: number;
  readonly #isLibrary: (site: CodeOffset) => boolean;
  /** Where a byte was first touched, by access and call of the library. */
  readonly #inLibrary = new Map<string, StackId>();
  /** Where an undefined value was first used, by kind and call of the library. */
  readonly #usesInLibrary = new Map<string, StackId>();
  /** The bytes that an intrinsic touched together last, by kind and call of the library. */
  readonly #lastRange = new Map<string, { first: Addr; end: number; at: StackId }>();

  constructor(calls: CallStack, stacks: StackTable, places: Places, options: ErrorOptions) {
    this.log = new ErrorLog(options.isSuppressed);
    this.#calls = calls;
    this.#stacks = stacks;
    this.#places = places;
    this.#stopAtFirst = options.exitOnFirstError;
    this.#stopAfter = options.stopAfterErrors ?? Number.POSITIVE_INFINITY;
    this.#isLibrary = options.isLibrary;
  }

  /**
   * @param address the first byte that may not be touched, or the access's own
   * @param outside when it ends where there is no memory: the part of its address that is a constant of the instruction
   */
  access(
    address: Addr,
    size: number,
    write: boolean,
    site: number,
    csp: number,
    outside?: number,
  ): void {
    const place = this.#stacks.place(0, site, csp);
    const inLibrary = this.#isLibrary(site as CodeOffset);
    const refused = { first: address, end: address + 1, count: 1 };
    const stack = () => this.stackAt(site, csp);
    this.#invalid(refused, size, write, place, inLibrary, stack, outside);
  }

  /** The same in a function that Redzone carries out itself, byte for byte. */
  intrinsicAccess(name: Intrinsic, refused: RefusedBytes, write: boolean, csp: number): void {
    const place = this.#stacks.place(INTRINSICS.indexOf(name), undefined, csp);
    const stack = this.#intrinsicStack(name, csp);
    this.#invalid(refused, 1, write, place, true, () => stack);
  }

  #invalid(
    refused: RefusedBytes,
    size: number,
    write: boolean,
    at: StackId,
    inLibrary: boolean,
    stack: () => RawStack,
    outside?: number,
  ): void {
    const kind = write ? "InvalidWrite" : "InvalidRead";
    if (inLibrary && this.#isEcho(kind, refused, at, stack())) return;
    const describe = () => {
      const { first } = refused;
      const where =
        outside === undefined
          ? { address: first, place: this.#places.placeOf(first) }
          : this.#places.outside(first, outside);
      return { kind, size, ...where, stack: stack() } as const;
    };
    this.log.add(`${kind} ${size}`, at, describe, this.#stopAtFirst ? 1 : refused.count);
    this.#afterError();
  }

  /**
   * Whether a library touches a byte again, at another place of its own, in a call that was
   * already reported for it: strrchr first measures the string and then searches it. The user made
   * one mistake; Memcheck, whose versions of these functions touch each byte once, counts one.
   * Of several bytes the first one decides. What lies around NULL counts as one byte: a NULL that is
   * given to the library, as a FILE perhaps, is touched in a dozen places, and a native program ends at the first.
   */
  #isEcho(kind: string, { first, end }: RefusedBytes, at: StackId, stack: RawStack): boolean {
    const user = stack.find((frame) => "site" in frame && !this.#isLibrary(frame.site));
    if (user === undefined || !("site" in user)) return false;
    const isNull = first < NullPageBytes;
    const call = isNull ? `${user.site}` : `${kind} ${user.site}`;
    const access = `${call} ${isNull ? "NULL" : first}`;
    const range = this.#lastRange.get(call);
    const inRange = range !== undefined && first >= range.first && first < range.end;
    const known = this.#inLibrary.get(access) ?? (inRange ? range.at : undefined);
    if (known !== undefined && known !== at) return true;
    if (end - first > 1) this.#lastRange.set(call, { first, end, at });
    if (known === undefined && this.#inLibrary.size < RememberedAccesses) {
      this.#inLibrary.set(access, at);
    }
    return false;
  }

  /** @param stack of the call, as for the heap; here and below */
  invalidFree(call: FreeingCall, address: Addr, stack: StackId, csp: number): void {
    const freed = this.#freed(call, address, stack, csp);
    this.log.add(`InvalidFree ${call}`, this.#placeOfCall(call, csp), () => ({
      kind: "InvalidFree",
      call: FREEING[call],
      ...freed(),
    }));
    this.#afterError();
  }

  /**
   * A live block is given back by a function of another family than the one that made it, or with
   * another layout.
   */
  mismatchedFree(
    call: FreeingCall,
    address: Addr,
    stack: StackId,
    csp: number,
    layouts?: { readonly allocated: RustLayout; readonly freed: RustLayout },
  ): void {
    const freed = this.#freed(call, address, stack, csp);
    this.log.add(`MismatchedFree ${call}`, this.#placeOfCall(call, csp), () => ({
      kind: "MismatchedFree",
      ...(layouts && { layouts }),
      ...freed(),
    }));
    this.#afterError();
  }

  #freed(call: FreeingCall, address: Addr, stack: StackId, csp: number) {
    return () => ({
      family: this.#stacks.family(stack),
      address,
      place: this.#places.placeOf(address),
      stack: this.#intrinsicStack(call, csp),
    });
  }

  #placeOfCall(name: Intrinsic, csp: number): StackId {
    return this.#stacks.place(INTRINSICS.indexOf(name), undefined, csp);
  }

  /** An allocator is asked for a size, or so many of one, that is negative as a signed number. */
  fishyValue(call: Intrinsic, { parameter, value }: Argument, stack: StackId, csp: number): void {
    this.log.add(`FishyValue ${call} ${parameter}`, this.#placeOfCall(call, csp), () => ({
      kind: "FishyValue",
      call,
      family: this.#stacks.family(stack),
      parameter,
      value,
      stack: this.#intrinsicStack(call, csp),
    }));
    this.#afterError();
  }

  /** A function that copies is given ranges that overlap. */
  overlap(call: Intrinsic, copied: CopiedRanges, csp: number): void {
    this.log.add(`Overlap ${call}`, this.#placeOfCall(call, csp), () => ({
      kind: "Overlap",
      call,
      ...copied,
      stack: this.#intrinsicStack(call, csp),
    }));
    this.#afterError();
  }

  /**
   * The host is given bytes of which the one at `offset` may not be touched.
   * @param csp of the WASI call's own call site, here and below: it is innermost on the call stack
   */
  unaddressableBytes(range: GivenBytes, offset: number, csp: number): void {
    const problem = "unaddressable";
    this.#syscallParam(range, problem, csp, () => ({ problem, ...this.#byteOf(range, offset) }));
  }

  /** The host is going to read bytes of which the one at `offset` is undefined. */
  undefinedBytes(range: GivenBytes, offset: number, origin: number, csp: number): void {
    const problem = "undefined bytes";
    this.#syscallParam(range, problem, csp, () => ({
      problem,
      ...this.#byteOf(range, offset),
      ...this.#origin(origin),
    }));
  }

  /** A WASI call's argument is itself undefined. */
  undefinedParameter(parameter: CallParameter, origin: number, csp: number): void {
    const problem = "undefined value";
    this.#syscallParam(parameter, problem, csp, () => ({ problem, ...this.#origin(origin) }));
  }

  #syscallParam(
    { call, parameter }: CallParameter,
    problem: SyscallProblem["problem"],
    csp: number,
    describe: () => SyscallProblem,
  ): void {
    const place = this.#stacks.place(0, undefined, csp);
    this.log.add(`SyscallParam ${call} ${parameter} ${problem}`, place, () => ({
      kind: "SyscallParam",
      call,
      parameter,
      ...describe(),
      stack: this.#callers(csp, ErrorFrames),
    }));
    this.#afterError();
  }

  #byteOf(range: GivenBytes, offset: number) {
    const address = (range.address + offset) as Addr;
    return { offset, address, place: this.#places.placeOf(address) };
  }

  // Uses of undefined values.

  /** @param origin 0: not known; here and below */
  undefinedCondition(site: number, csp: number, origin: number): void {
    this.#undefinedUse({ kind: "UninitCondition" }, site, csp, origin);
  }

  undefinedValue(size: number, site: number, csp: number, origin: number): void {
    this.#undefinedUse({ kind: "UninitValue", size }, site, csp, origin);
  }

  #undefinedUse(use: UndefinedUse, site: number, csp: number, origin: number): void {
    const place = this.#stacks.place(0, site, csp);
    const inLibrary = this.#isLibrary(site as CodeOffset);
    this.#undefined(use, place, origin, 1, inLibrary, () => this.stackAt(site, csp));
  }

  /**
   * The same in a function that Redzone carries out itself.
   * @param times how many bytes, each of them undefined, it decided on
   */
  intrinsicUse(name: Intrinsic, use: UndefinedUse, csp: number, origin: number, times = 1): void {
    const place = this.#stacks.place(INTRINSICS.indexOf(name), undefined, csp);
    this.#undefined(use, place, origin, times, true, () => this.#intrinsicStack(name, csp));
  }

  #undefined(
    use: UndefinedUse,
    place: StackId,
    origin: number,
    times: number,
    inLibrary: boolean,
    stack: () => RawStack,
  ): void {
    if (inLibrary && this.#isEchoOfUse(use.kind, place, stack())) return;
    const key = use.kind === "UninitValue" ? `${use.kind} ${use.size}` : use.kind;
    const describe = () => ({ ...use, stack: stack(), ...this.#origin(origin) });
    this.log.add(key, place, describe, this.#stopAtFirst ? 1 : times);
    this.#afterError();
  }

  /**
   * Whether a library uses an undefined value again, at another place of its own, in a call that was
   * reported already: printf of an undefined number decides on it at a dozen places, and on the characters
   * that it made of it. The user made one mistake.
   */
  #isEchoOfUse(kind: string, place: StackId, stack: RawStack): boolean {
    const user = stack.findIndex((frame) => "site" in frame && !this.#isLibrary(frame.site));
    if (user < 0) return false;
    // With its callers: the same line of a function that is called from elsewhere is another mistake.
    const sites = stack.slice(user, user + 4).map((frame) => ("site" in frame ? frame.site : 0));
    const call = `${kind} ${sites}`;
    const known = this.#usesInLibrary.get(call);
    if (known === undefined) this.#usesInLibrary.set(call, place);
    return known !== undefined && known !== place;
  }

  #origin(origin: number): { readonly origin?: OriginFacts } {
    const facts = originOf(origin, this.#stacks);
    return facts === undefined ? {} : { origin: facts };
  }

  trap(reason: TrapReason, stack: RawStack): void {
    this.log.add(`Trap ${reason}`, 0, () => ({ kind: "Trap", reason, stack }));
  }

  trapAt(reason: TrapReason, site: number, csp: number): void {
    this.trap(reason, this.stackAt(site, csp));
  }

  /** @param calls how many calls were live, when that is known */
  stackOverflow(stack: RawStack, calls?: number): void {
    this.log.add("StackOverflow", 0, () => ({
      kind: "StackOverflow",
      stack,
      ...(calls !== undefined && { calls }),
    }));
  }

  stackOverflowAt(site: number, csp: number): void {
    const stack = [frame(site), ...this.#callers(csp, OverflowFrames)];
    this.stackOverflow(stack, this.#calls.depth(csp) + 1);
  }

  /** The innermost calls at a site, for whoever ends the run there. */
  stackAt(site: number, csp: number): RawStack {
    return [frame(site), ...this.#callers(csp, ErrorFrames)];
  }

  #intrinsicStack(name: Intrinsic, csp: number): RawStack {
    return [{ intrinsic: name }, ...this.#callers(csp, ErrorFrames)];
  }

  #callers(csp: number, limit: number): RawStack {
    return this.#calls.innermost(csp, limit).map((site) => ({ site }));
  }

  #afterError(): void {
    const isFirst = this.#stopAtFirst && this.log.reported > 0;
    if (isFirst || this.log.length >= this.#stopAfter) throw new ProgramStop("first-error");
  }
}

function frame(site: number) {
  return { site: site as CodeOffset };
}

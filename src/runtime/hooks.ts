/**
 * The hook ABI carried out: what the rewritten module asks for, answered by heap, shadow and log.
 *
 * These functions are the hot path of programs that allocate. Arguments arrive as signed i32.
 */
import type { Addr, CodeOffset, StackId } from "../bytes/brand.ts";
import {
  EINVAL,
  ENOMEM,
  isPowerOfTwo,
  type MallocFamily,
  type RustLayout,
} from "../heap/malloc-family.ts";
import {
  type AccessKind,
  HOOK_NAMES,
  HOOKS,
  type HookName,
  type Hooks,
  OVERLAP_CHECKED,
  unpackAccess,
} from "../instrument/abi.ts";
import type { AddressShadow } from "../shadow/addressability.ts";
import { PageBytes } from "../shadow/layout.ts";
import { State } from "../shadow/states.ts";
import type { ErrorRecorder, FreeingCall, UndefinedUse } from "./errors.ts";
import type { RawStack } from "./facts.ts";
import { parametersOf, type WasiCallName } from "./host/wasi-abi.ts";
import { Poison } from "./poison.ts";
import type { ProgramMemory } from "./program-memory.ts";
import type { StackTable } from "./stacks.ts";
import { INTRINSICS, type Intrinsic } from "./stacks.ts";
import { ProgramStop } from "./stop.ts";
import { StringFunctions } from "./strings.ts";

/** Where the stack is that went below 0, by how much an array may be too large: no program is there. */
const WrappedAddresses = 2 ** 31;

export interface HookParts {
  /** Address of errno; undefined when the program has none or does not tell. */
  readonly errno: number | undefined;
  readonly memory: ProgramMemory;
  readonly heap: MallocFamily;
  readonly stacks: StackTable;
  readonly errors: ErrorRecorder;
  /** By function index: what the module's imports are. */
  readonly wasiCalls: readonly (WasiCallName | undefined)[];
  /** Whether the code at a site is the C library's (it has no debug information). */
  readonly isLibrary: (site: CodeOffset) => boolean;
  /** Whether the `unreachable` at a site is how abort() ends. */
  readonly isAbort: (site: CodeOffset) => boolean;
  /** Whether calls that end in `unreachable` are those of a Rust panic. */
  readonly isPanic: (stack: RawStack) => boolean;
  /** Whether a handler may be around the calls that are live. */
  readonly mayHandle: (csp: number) => boolean;
}

/** Names of parameters that a function reads or writes through; all others it decides by. */
const ADDRESSES: ReadonlySet<string | undefined> = new Set(["string", "from", "to", "out"]);
const PointerBytes = 4;

const of = (name: Intrinsic) => INTRINSICS.indexOf(name);
const Malloc = of("malloc");
const Calloc = of("calloc");
const Realloc = of("realloc");
const Free = of("free");
const AlignedAlloc = of("aligned_alloc");
const PosixMemalign = of("posix_memalign");
const RustAlloc = of("__rust_alloc");
const RustAllocZeroed = of("__rust_alloc_zeroed");
const RustRealloc = of("__rust_realloc");
const RustDealloc = of("__rust_dealloc");

/** memory.atomic.wait's answer when nobody came (threads proposal, "Wait"). */
const TimedOut = 2;

/** Blocks for so many nanoseconds; for ever if that is negative. */
function waitFor(nanoseconds: bigint): void {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(nobody, 0, 0, nanoseconds < 0n ? undefined : Number(nanoseconds) / 1e6);
}

export function makeHooks(parts: HookParts): Hooks {
  const { memory, heap, stacks, errors } = parts;
  const { shadow } = memory;
  const strings = new StringFunctions(memory, errors);
  const poison = new Poison(memory);

  const range = (from: number, length: number, kind: AccessKind, site: number, csp: number) => {
    if (length === 0) {
      if (from <= memory.size()) return;
      errors.trapAt("memory out of bounds", site, csp);
      throw new ProgramStop("memory");
    }
    const refused = memory.firstRefused(from, length, kind.write);
    if (refused < 0 || inOpenFrame(from + refused, kind, site, csp)) return;
    errors.access((from + refused) as Addr, length, kind.write, site, csp);
    stopOutside(from, length);
  };
  /** Memory that an open-ended frame may have taken; if there is no such memory, it took too much. */
  const inOpenFrame = (address: number, { openEnded }: AccessKind, site: number, csp: number) => {
    if (!openEnded) return false;
    if (address >= WrappedAddresses) {
      errors.stackOverflowAt(site, csp);
      throw new ProgramStop("stack");
    }
    return shadow.stateAt(address) === State.BelowStack;
  };
  const stopOutside = (from: number, length: number) => {
    if (from + length > memory.size()) throw new ProgramStop("memory");
  };
  const setErrno = (error: number) => {
    if (parts.errno === undefined) return;
    memory.view.setInt32(parts.errno, error, true);
    memory.definedness?.define(parts.errno, 4);
  };
  /** What every allocation returns: a block, or NULL with errno set. */
  const given = (block: Addr) => {
    if (block === 0) {
      memory.allocationFailed();
      setErrno(ENOMEM);
    }
    return block;
  };
  /** Sizes arrive signed. Memcheck asks the same of each of them, and then allocates nothing; nor do we. */
  const checkSize = (
    call: Intrinsic,
    parameter: string,
    value: number,
    stack: StackId,
    csp: number,
  ) => {
    if (value < 0) errors.fishyValue(call, { parameter, value }, stack, csp);
  };
  const refused = (call: FreeingCall, pointer: number, stack: StackId, csp: number) =>
    errors.invalidFree(call, pointer as Addr, stack, csp);
  /** Before a block is given back: whether that is done by the right function. */
  const checkFamily = (call: FreeingCall, pointer: number, stack: StackId, csp: number) => {
    const allocated = heap.allocatedAt(pointer);
    if (allocated !== undefined && stacks.mismatch(allocated, stack)) {
      errors.mismatchedFree(call, pointer as Addr, stack, csp);
    }
  };

  /** The same in Rust, where whoever gives a block back says how large it is. */
  const checkLayout = (
    call: FreeingCall,
    pointer: number,
    freed: RustLayout,
    stack: StackId,
    csp: number,
  ) => {
    const block = heap.allocatedAt(pointer);
    const allocated = heap.layoutAt(pointer);
    if (block === undefined || allocated === undefined) return;
    if (stacks.mismatch(block, stack)) {
      errors.mismatchedFree(call, pointer as Addr, stack, csp);
    } else if (allocated.size !== freed.size || allocated.alignment !== freed.alignment) {
      errors.mismatchedFree(call, pointer as Addr, stack, csp, { allocated, freed });
    }
  };

  return {
    access: (address, offset, packed, site, csp) => {
      const from = (address >>> 0) + (offset >>> 0);
      const kind = unpackAccess(packed);
      const { size, write } = kind;
      if (kind.again || inOpenFrame(from, kind, site, csp)) return;
      if (!write && wordAtBlockEnd(shadow, from, size) && parts.isLibrary(site as CodeOffset)) {
        return;
      }
      const outside = from + size > memory.size() ? offset >>> 0 : undefined;
      errors.access(from as Addr, size, write, site, csp, outside);
      stopOutside(from, size);
    },
    range: (address, length, packed, site, csp) =>
      range(address >>> 0, length >>> 0, unpackAccess(packed), site, csp),
    size: () => memory.size() / PageBytes,
    wait: (low, high) => {
      waitFor((BigInt(high) << 32n) | BigInt(low >>> 0));
      return TimedOut;
    },
    grow: (pages) => memory.grow(pages >>> 0),
    stackOverflow: (_pointer, site, csp) => {
      errors.stackOverflowAt(site, csp);
      throw new ProgramStop("stack");
    },
    unreachable: (site, csp) => {
      const stack = errors.stackAt(site, csp);
      if (parts.isPanic(stack)) throw new ProgramStop("panic", stack);
      if (parts.isAbort(site as CodeOffset)) throw new ProgramStop("abort", stack);
      errors.trapAt("unreachable", site, csp);
      throw new ProgramStop("unreachable");
    },

    undefinedCondition: (site, csp, origin) => errors.undefinedCondition(site, csp, origin),
    undefinedValue: (size, site, csp, origin) => errors.undefinedValue(size, site, csp, origin),
    undefinedArgument: (hook, argument, csp, origin) => {
      const name = intrinsicAt(hook);
      if (name === undefined) return;
      errors.intrinsicUse(name, useOf(HOOKS[name].params[argument]), csp, origin);
    },
    undefinedImportArgument: (func, argument, csp, origin) => {
      const call = parts.wasiCalls[func];
      const parameter = call && parametersOf(call)[argument];
      if (parameter) errors.undefinedParameter({ call, parameter: parameter.name }, origin, csp);
    },
    copyDefinedness: (to, from, length) =>
      memory.definedness?.copy(to >>> 0, from >>> 0, length >>> 0),
    fillDefinedness: (to, length, undefinedBits, origin) =>
      memory.definedness?.set(to >>> 0, length >>> 0, undefinedBits & 0xff, origin >>> 0),

    overlap: (to, from, length, name, csp) => {
      const call = OVERLAP_CHECKED[name];
      const copied = { to: (to >>> 0) as Addr, from: (from >>> 0) as Addr, length: length >>> 0 };
      if (call !== undefined) errors.overlap(call, copied, csp);
    },

    annotateContainer: (begin, end, before, now) =>
      poison.annotateContainer(begin >>> 0, end >>> 0, before >>> 0, now >>> 0),
    annotateDeque: (begin, end, oldFirst, oldLast, first, last) =>
      poison.annotateDeque(
        { from: begin >>> 0, to: end >>> 0 },
        { from: oldFirst >>> 0, to: oldLast >>> 0 },
        { from: first >>> 0, to: last >>> 0 },
      ),
    poison: (start, length) => poison.poison(start >>> 0, length >>> 0),
    unpoison: (start, length) => poison.unpoison(start >>> 0, length >>> 0),
    isPoisoned: (address) => (shadow.allows(address >>> 0, 1) ? 0 : 1),
    firstPoisoned: (start, length) => {
      const first = shadow.firstRefused(start >>> 0, length >>> 0);
      return first < 0 ? 0 : (start >>> 0) + first;
    },

    malloc: (size, csp) => {
      const stack = stacks.intern(Malloc, csp);
      checkSize("malloc", "size", size, stack, csp);
      return given(heap.malloc(size >>> 0, stack));
    },
    calloc: (count, size, csp) => {
      const stack = stacks.intern(Calloc, csp);
      checkSize("calloc", "nmemb", count, stack, csp);
      if (count >= 0) checkSize("calloc", "size", size, stack, csp);
      return given(heap.calloc(count >>> 0, size >>> 0, stack));
    },
    realloc: (pointer, size, csp) => {
      const stack = stacks.intern(Realloc, csp);
      if (stacks.hasFamilies) checkFamily("realloc", pointer >>> 0, stack, csp);
      checkSize("realloc", "size", size, stack, csp);
      const moved = heap.realloc(pointer >>> 0, size >>> 0, stack);
      // realloc(p, 0) frees and returns NULL, which is no failure.
      if (typeof moved === "number") return size === 0 ? moved : given(moved);
      refused("realloc", pointer >>> 0, stack, csp);
      return 0;
    },
    free: (pointer, csp) => {
      const stack = stacks.intern(Free, csp);
      if (stacks.hasFamilies) checkFamily("free", pointer >>> 0, stack, csp);
      if (heap.free(pointer >>> 0, stack) !== undefined) {
        refused("free", pointer >>> 0, stack, csp);
      }
    },
    aligned_alloc: (alignment, size, csp) => {
      const stack = stacks.intern(AlignedAlloc, csp);
      checkSize("aligned_alloc", "size", size, stack, csp);
      if (isPowerOfTwo(alignment >>> 0)) {
        return given(heap.alignedAlloc(alignment >>> 0, size >>> 0, stack));
      }
      setErrno(EINVAL);
      return 0;
    },
    posix_memalign: (out, alignment, size, csp) => {
      const stack = stacks.intern(PosixMemalign, csp);
      checkSize("posix_memalign", "size", size, stack, csp);
      const block = heap.posixMemalign(alignment >>> 0, size >>> 0, stack);
      if (!("address" in block)) {
        memory.allocationFailed();
        return block.error;
      }
      strings.storePointer("posix_memalign", out >>> 0, block.address, csp);
      return 0;
    },
    malloc_usable_size: (pointer) => heap.usableSize(pointer >>> 0),

    __rust_alloc: (size, alignment, csp) =>
      given(heap.rustAlloc(layout(size, alignment), stacks.intern(RustAlloc, csp))),
    __rust_alloc_zeroed: (size, alignment, csp) =>
      given(heap.rustAllocZeroed(layout(size, alignment), stacks.intern(RustAllocZeroed, csp))),
    __rust_realloc: (pointer, oldSize, alignment, size, csp) => {
      const stack = stacks.intern(RustRealloc, csp);
      checkLayout("__rust_realloc", pointer >>> 0, layout(oldSize, alignment), stack, csp);
      const moved = heap.rustRealloc(pointer >>> 0, layout(size, alignment), stack);
      if (typeof moved === "number") return given(moved);
      refused("__rust_realloc", pointer >>> 0, stack, csp);
      return 0;
    },
    __rust_dealloc: (pointer, size, alignment, csp) => {
      const stack = stacks.intern(RustDealloc, csp);
      checkLayout("__rust_dealloc", pointer >>> 0, layout(size, alignment), stack, csp);
      if (heap.free(pointer >>> 0, stack) !== undefined) {
        refused("__rust_dealloc", pointer >>> 0, stack, csp);
      }
    },

    // Whoever reads the log puts something in its place (MachineOptions.watchHooks).
    step: () => {},
    reopen: (first, granules, state) => shadow.reopen(first >>> 0, granules >>> 0, state),
    mayHandle: (csp) => (parts.mayHandle(csp) ? 1 : 0),

    strlen: (string, csp) => strings.strlen(string >>> 0, csp),
    memchr: (from, byte, length, csp) => strings.memchr(from >>> 0, byte, length >>> 0, csp),
    strchrnul: (string, byte, csp) => strings.strchrnul(string >>> 0, byte, csp),
    strcat: (to, from, csp) => {
      strings.strcat("strcat", to >>> 0, from >>> 0, undefined, csp);
      return to;
    },
    strncat: (to, from, length, csp) => {
      strings.strcat("strncat", to >>> 0, from >>> 0, length >>> 0, csp);
      return to;
    },
    strcpy: (to, from, csp) => {
      strings.stpcpy("strcpy", to >>> 0, from >>> 0, csp);
      return to;
    },
    stpcpy: (to, from, csp) => strings.stpcpy("stpcpy", to >>> 0, from >>> 0, csp),
    strncpy: (to, from, length, csp) => {
      strings.stpncpy("strncpy", to >>> 0, from >>> 0, length >>> 0, csp);
      return to;
    },
    stpncpy: (to, from, length, csp) =>
      strings.stpncpy("stpncpy", to >>> 0, from >>> 0, length >>> 0, csp),
  };
}

function layout(size: number, alignment: number): RustLayout {
  return { size: size >>> 0, alignment: alignment >>> 0 };
}

/** The name of a function that is carried out here, by its index among the hooks. */
function intrinsicAt(hook: number): (Intrinsic & HookName) | undefined {
  const name = HOOK_NAMES[hook];
  return INTRINSICS.find((each): each is Intrinsic & HookName => each === name);
}

/** What a function does with an argument; as in Memcheck, free only compares its pointer. */
function useOf(parameter: string | undefined): UndefinedUse {
  return ADDRESSES.has(parameter)
    ? { kind: "UninitValue", size: PointerBytes }
    : { kind: "UninitCondition" };
}

/**
 * An aligned word whose first byte may be read and whose last may not. A C library's strlen reads such
 * words and looks only at the bytes before the terminator; Memcheck allows it for the same reason
 * (`--partial-loads-ok`). A string that does not end goes on into the next word and is found there.
 */
function wordAtBlockEnd(shadow: AddressShadow, address: number, size: number): boolean {
  return size > 1 && address % size === 0 && shadow.allows(address, 1);
}

import { describe, expect, test } from "vitest";
import type { StackId } from "../bytes/brand.ts";
import { MallocFamily } from "../heap/malloc-family.ts";
import { HOOK_NAMES, type HookName, StackOrigin } from "../instrument/abi.ts";
import { makeHooks } from "./hooks.ts";
import type { WasiCallName } from "./host/wasi-abi.ts";
import { AllShadows, LibrarySite, program, UserSite } from "./program.fixture.ts";

const Errno = 0x800;
const Data = 0x2000;

function hooked({ shadows = AllShadows, programLimit = 0x80000 } = {}) {
  const made = program({ shadows, programLimit });
  const { memory, heap, stacks, errors, isLibrary } = made;
  memory.shadow.markAddressable(Errno, Errno + 8);
  memory.shadow.markAddressable(Data, Data + 0x100);
  const wasiCalls: WasiCallName[] = ["fd_write", "path_open"];
  const family = new MallocFamily(heap);
  const parts = { errno: Errno, memory, heap: family, stacks, errors, wasiCalls, isLibrary };
  const hooks = makeHooks({
    ...parts,
    isAbort: () => false,
    isPanic: () => false,
    mayHandle: () => true,
  });
  const bits = (from: number, length: number) =>
    Array.from({ length }, (_, i) => memory.definedness?.bitsAt(from + i));
  return { ...made, hooks, bits };
}

const user = { site: UserSite };
const index = (name: HookName) => HOOK_NAMES.indexOf(name);

describe("a use of an undefined value", () => {
  test("is a condition or a value, once for each place", () => {
    const { hooks, found, csp } = hooked();
    for (const site of [0x200, 0x204, 0x200]) hooks.undefinedCondition(site, csp, 0);
    hooks.undefinedValue(8, 0x200, csp, 0);
    hooks.undefinedValue(4, 0x200, csp, 0);
    expect(found()).toEqual([
      { kind: "UninitCondition", count: 2, stack: [{ site: 0x200 }, user] },
      { kind: "UninitCondition", count: 1, stack: [{ site: 0x204 }, user] },
      { kind: "UninitValue", size: 8, count: 1, stack: [{ site: 0x200 }, user] },
      { kind: "UninitValue", size: 4, count: 1, stack: [{ site: 0x200 }, user] },
    ]);
  });

  test("counts in the library at its first place there in each of the user's calls", () => {
    const { hooks, calls, found, csp } = hooked();
    for (const site of [LibrarySite, LibrarySite + 4, LibrarySite]) {
      hooks.undefinedCondition(site, csp, 0);
    }
    hooks.undefinedValue(4, LibrarySite + 4, csp, 0);
    calls.words[0] = UserSite + 4;
    hooks.undefinedCondition(LibrarySite + 4, csp, 0);
    const other = { site: UserSite + 4 };
    expect(found()).toEqual([
      { kind: "UninitCondition", count: 2, stack: [{ site: LibrarySite }, user] },
      { kind: "UninitValue", size: 4, count: 1, stack: [{ site: LibrarySite + 4 }, user] },
      { kind: "UninitCondition", count: 1, stack: [{ site: LibrarySite + 4 }, other] },
    ]);
  });

  test("knows the frame or the allocation that it came from", () => {
    const { hooks, found, csp } = hooked();
    const block = hooks.malloc(10, csp);
    const origin = 1 as StackId;
    hooks.undefinedCondition(0x200, csp, origin);
    hooks.undefinedValue(4, 0x204, csp, StackOrigin | 0x180);
    expect(block).not.toBe(0);
    expect(found()).toMatchObject([
      { origin: { kind: "heap", stack: [{ intrinsic: "malloc" }, user] } },
      { origin: { kind: "stack", stack: [{ site: 0x180 }] } },
    ]);
  });

  test("by what Redzone carries out: an address is a value, all else a condition", () => {
    const uses = {
      condition: [
        ["malloc", 0],
        ["free", 0],
        ["memchr", 1],
        ["memchr", 2],
      ],
      value: [
        ["strlen", 0],
        ["memchr", 0],
        ["posix_memalign", 0],
      ],
    } as const;
    const used = (name: HookName, argument: number) => {
      const { hooks, found, csp } = hooked();
      hooks.undefinedArgument(index(name), argument, csp, StackOrigin);
      return found();
    };
    const origin = { kind: "stack", stack: [{ site: 0 }] };
    const facts = (name: HookName) => ({ count: 1, stack: [{ intrinsic: name }, user], origin });
    for (const [name, argument] of uses.condition) {
      expect(used(name, argument)).toEqual([{ kind: "UninitCondition", ...facts(name) }]);
    }
    for (const [name, argument] of uses.value) {
      expect(used(name, argument)).toEqual([{ kind: "UninitValue", size: 4, ...facts(name) }]);
    }
  });

  test("as an argument of an import has the parameter's name", () => {
    const { hooks, found, csp } = hooked();
    hooks.undefinedImportArgument(0, 2, csp, 0);
    hooks.undefinedImportArgument(1, 4, csp, 0);
    hooks.undefinedImportArgument(1, 4, csp, 0);
    const problem = { kind: "SyscallParam", problem: "undefined value", stack: [user] };
    expect(found()).toEqual([
      { ...problem, call: "fd_write", parameter: "iovs_len", count: 1 },
      { ...problem, call: "path_open", parameter: "oflags", count: 2 },
    ]);
  });
});

describe("memory", () => {
  test("is filled and copied with its definedness and origin", () => {
    const { hooks, memory, bits } = hooked();
    hooks.fillDefinedness(Data + 3, 10, 0x81, StackOrigin | 5);
    expect(bits(Data + 2, 12)).toEqual([0, ...Array(10).fill(0x81), 0]);
    hooks.copyDefinedness(Data + 4, Data + 3, 10);
    expect(bits(Data + 3, 12)).toEqual([...Array(11).fill(0x81), 0]);
    expect(memory.definedness?.originAt(Data + 13)).toBe(0x80000005);
    hooks.fillDefinedness(Data, 16, 0, 0);
    expect(bits(Data, 16)).toEqual(Array(16).fill(0));
  });

  test("that the program gets by memory.grow is defined", () => {
    const { hooks, memory, bits } = hooked();
    const page = hooks.grow(1);
    expect(memory.shadow.firstRefused(page * 0x10000, 0x10000)).toBe(-1);
    expect(bits(page * 0x10000, 4)).toEqual([0, 0, 0, 0]);
  });

  test("of a block is undefined, but the pointer to it that posix_memalign stores is not", () => {
    const { hooks, memory, bits, csp } = hooked();
    memory.definedness?.undefine(Data, 8);
    expect(hooks.posix_memalign(Data, 64, 6, csp)).toBe(0);
    expect(bits(Data, 8)).toEqual([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    const block = memory.view.getUint32(Data, true);
    expect(bits(block, 7)).toEqual([...Array(6).fill(0xff), 0]);
    expect(bits(hooks.calloc(2, 3, csp), 6)).toEqual(Array(6).fill(0));
  });

  test("of errno is defined when an allocation failed", () => {
    const { hooks, memory, bits, csp } = hooked();
    memory.definedness?.undefine(Errno, 8);
    expect(hooks.malloc(-1, csp)).toBe(0);
    expect(bits(Errno, 5)).toEqual([0, 0, 0, 0, 0xff]);
  });

  test("has no definedness with --check=addresses", () => {
    const shadows = { definedness: false, origins: false };
    const { hooks, memory, csp } = hooked({ shadows });
    expect(memory.definedness).toBeUndefined();
    const block = hooks.malloc(16, csp);
    expect(memory.shadow.bytes[block / 8]).toBe(8);
    expect(hooks.realloc(block, 32, csp)).not.toBe(0);
  });
});

describe("a size that is negative as a signed number", () => {
  test("is reported, the first of two, and nothing is allocated", () => {
    const { hooks, found, heap, csp } = hooked();
    const out = Data;
    expect(hooks.malloc(-1, csp)).toBe(0);
    expect(hooks.calloc(-2, -3, csp)).toBe(0);
    expect(hooks.calloc(2, -3, csp)).toBe(0);
    expect(hooks.realloc(0, -4, csp)).toBe(0);
    expect(hooks.aligned_alloc(16, -5, csp)).toBe(0);
    expect(hooks.posix_memalign(out, 16, -6, csp)).not.toBe(0);
    const facts = found().map(
      (error) => error.kind === "FishyValue" && [error.call, error.parameter, error.value],
    );
    expect(facts).toEqual([
      ["malloc", "size", -1],
      ["calloc", "nmemb", -2],
      ["calloc", "size", -3],
      ["realloc", "size", -4],
      ["aligned_alloc", "size", -5],
      ["posix_memalign", "size", -6],
    ]);
    expect(heap.liveRows()).toEqual([]);
  });

  test("the largest size that is not, and a product that is none, are no mistakes", () => {
    const { hooks, found, csp } = hooked();
    expect(hooks.malloc(0x7fffffff, csp)).toBe(0);
    expect(hooks.calloc(0x10000, 0x10000, csp)).toBe(0);
    expect(found()).toEqual([]);
  });

  test("a block that cannot be made larger by it lives on", () => {
    const { hooks, found, heap, csp } = hooked();
    const block = hooks.malloc(8, csp);
    expect(hooks.realloc(block, -8, csp)).toBe(0);
    expect(heap.usableSize(block)).toBe(8);
    expect(found()).toMatchObject([{ kind: "FishyValue", call: "realloc", value: -8 }]);
  });
});

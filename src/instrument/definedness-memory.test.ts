import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Code,
  HeapStart,
  i32Const,
  type OperandType,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { vectorLoaded, widthOf } from "../../tests/support/definedness-interpreter.ts";
import { type Callable, DefinednessMachine } from "../../tests/support/definedness-module.ts";
import { accessAllowed } from "../shadow/addressability.ts";
import {
  CountMask,
  DefinednessMask,
  Granule,
  Definedness as Kind,
  ReasonBit,
  State,
} from "../shadow/states.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, type OpcodeRow } from "../wasm/opcodes.ts";

const { i32 } = ValueType;
/** What is stored comes from one of these, what was loaded goes to the other. */
const PlaceBytes = 2 * Granule;
const [Source, Result] = [HeapStart, HeapStart + PlaceBytes] as const;
const SourceOrigin = 0x77;
/** Where memory is accessed: heap, and data of the program (the low region). */
const [Heap, Low] = [HeapStart + 0x1000, 0x8000] as const;
const Filling = Uint8Array.from({ length: 64 }, (_, at) => 7 * at + 3);

/** What is in a granule's state byte, and the V bits that are in the V shadow. */
interface GranuleState {
  readonly state: number;
  readonly bits: readonly number[];
}

/**
 * The undefined bits of byte `at` of a granule, as states.ts has it.
 * @param bits what the V shadow says of that byte
 */
function bitsOf(state: number, at: number, bits: number): number {
  if ((state & ReasonBit) !== 0 || at >= (state & CountMask)) return 0;
  const kind = state & DefinednessMask;
  return kind === Kind.Fresh ? 0xff : kind === Kind.Dirty ? bits : 0;
}

const anyByte = fc.oneof(fc.constantFrom(0, 0xff, 1, 0x80), fc.nat(255));
const anyBits = fc.array(anyByte, { minLength: Granule, maxLength: Granule });
/** Of a place. */
const anyStored = fc.array(anyByte, { minLength: PlaceBytes, maxLength: PlaceBytes });

/** One after the other, again and again. */
function endless<T>(from: readonly T[]): () => T {
  let taken = 0;
  return () => from[taken++ % from.length]!;
}

/** Memory from `start` on as it is said to be, and what became of it. */
class Area {
  readonly #machine: DefinednessMachine;
  readonly #start: number;
  readonly #granules: number;

  constructor(machine: DefinednessMachine, start: number, granules: number) {
    this.#machine = machine;
    this.#start = start;
    this.#granules = granules;
  }

  get isLow(): boolean {
    return this.#start < HeapStart;
  }

  set(granules: readonly GranuleState[]): void {
    const machine = this.#machine;
    const start = this.#start;
    for (const [at, { state, bits }] of granules.entries()) {
      machine.states[start / Granule + at] = state;
      const isClean = (state & ReasonBit) === 0 && (state & DefinednessMask) === 0;
      machine.bits.set(
        isClean && this.isLow ? new Uint8Array(Granule) : bits,
        start + at * Granule,
      );
    }
    for (let at = 0; at < granules.length * Granule; at++) machine.bytes[start + at] = at ^ 0xa5;
    if (machine.tracksOrigins) {
      for (let group = 0; group < 2 * granules.length; group++) {
        machine.origins[start / 4 + group] = this.originOf(group * 4);
      }
    }
  }

  /** What was set as the origin of the byte this far from the start. */
  originOf(at: number): number {
    return 0x1000 + (at >> 2);
  }

  /** The undefined bits of each byte, read without DefinednessShadow. */
  get bits(): number[] {
    const { states, bits } = this.#machine;
    const all: number[] = [];
    for (let at = 0; at < this.#granules * Granule; at++) {
      const address = this.#start + at;
      all.push(bitsOf(states[address >> 3]!, at & 7, bits[address]!));
    }
    return all;
  }

  isTouchable(at: number): boolean {
    const state = this.#machine.states[(this.#start + at) >> 3]!;
    return (state & ReasonBit) === 0 && (at & 7) < (state & CountMask);
  }

  /** What is wrong now, when the V bits should be these and nothing else has changed. */
  difference(before: readonly GranuleState[], wanted: readonly number[]): string | undefined {
    const got = this.bits;
    const wrong = got.findIndex((each, at) => each !== wanted[at]);
    if (wrong >= 0) return `V of byte ${wrong} is ${got[wrong]}, not ${wanted[wrong]}`;
    const { states, bits } = this.#machine;
    for (const [at, { state: old }] of before.entries()) {
      const address = this.#start + at * Granule;
      const state = states[address / Granule]!;
      const touchable = ~DefinednessMask & 0xff;
      if ((state & touchable) !== (old & touchable)) {
        return `the state of granule ${at} is ${state}, it was ${old}`;
      }
      if (!this.isLow || (state & ReasonBit) !== 0 || (state & DefinednessMask) !== 0) continue;
      for (let index = 0; index < state; index++) {
        if (bits[address + index] !== 0) return `granule ${at} is clean, and V is not 0 there`;
      }
    }
    for (let at = 0; at < got.length; at++) {
      if (got[at] !== this.#machine.shadow.bitsAt(this.#start + at)) {
        return `DefinednessShadow has other V bits for byte ${at}`;
      }
    }
    return undefined;
  }
}

// Loads and stores.

const accesses = OPCODES.filter(({ memory }) => memory.kind === "load" || memory.kind === "store");

/** The lane that is loaded or stored, of an instruction for one. */
const laneOf = ({ lanes }: OpcodeRow) => (lanes === 0 ? {} : { lane: lanes - 1 });

/** Loads to Result, or stores from Source, or loads a lane of what comes from there. @param address pushes it */
function accessFunction(row: OpcodeRow, address: Code, offset: number, params = 0): TreeFunction {
  const type = (row.params[1] ?? row.results[0]) as OperandType;
  const access = { kind: "access", name: row.name, offset, ...laneOf(row) } as const;
  const operand: Code = row.params.length > 1 ? [i32Const(Source), wholeAccess("load", type)] : [];
  const code: Code =
    row.memory.kind === "load"
      ? [i32Const(Result), ...address, ...operand, access, wholeAccess("store", type)]
      : [...address, ...operand, access];
  return { type: { params: new Array(params).fill(i32), results: [] }, locals: [], code };
}

function programOf(functions: readonly TreeFunction[]): TreeProgram {
  const imports = [{ params: [], results: [i32] }];
  return { imports, functions, globals: [], table: [], tags: [], data: Filling };
}

/** What one access does, as `Area` sees it. */
class AccessTest {
  readonly machine: DefinednessMachine;
  readonly row: OpcodeRow;
  /** Carries it out at an address. */
  readonly run: (address: number) => void;

  constructor(machine: DefinednessMachine, row: OpcodeRow, run: (address: number) => void) {
    this.machine = machine;
    this.row = row;
    this.run = run;
  }

  /** Bytes. */
  get size(): number {
    const { memory } = this.row;
    return memory.kind === "load" || memory.kind === "store" ? memory.width : 0;
  }

  /** @param stored the V bits of what is stored */
  mistake(
    start: number,
    at: number,
    granules: readonly GranuleState[],
    stored: readonly number[],
  ): string | undefined {
    const { machine, row } = this;
    const { memory } = row;
    if (memory.kind !== "load" && memory.kind !== "store") return "no access";
    const area = new Area(machine, start, granules.length);
    area.set(granules);
    this.#prepare(stored);
    const before = area.bits;
    const covered = Array.from({ length: memory.width }, (_, index) => at + index);
    const allowed = accessAllowed(machine.states, start + at, memory.width);
    this.run(start + at);
    const reports = machine.reports.map(({ hook }) => hook).join();
    if (reports !== (allowed ? "" : "access")) return `reports: ${reports}`;
    if (memory.kind === "store") {
      const wanted = [...before];
      for (const [index, byte] of covered.entries()) {
        const from = index + memory.width * (laneOf(row).lane ?? 0);
        if (area.isTouchable(byte)) wanted[byte] = stored[from]!;
      }
      return area.difference(granules, wanted) ?? this.#wrongOrigin(start, covered, wanted, area);
    }
    const joined = (bytes: readonly number[]) =>
      bytes.reduceRight((all, byte) => (all << 8n) | BigInt(byte), 0n);
    const bits = joined(covered.map((byte) => before[byte]!));
    const others = row.params.length > 1 ? stored : [];
    const extended = memory.signed ? BigInt.asIntN(8 * memory.width, bits) : bits;
    const wanted =
      memory.type === ValueType.v128
        ? vectorLoaded(row.name, bits, joined(others), laneOf(row).lane ?? 0)
        : BigInt.asUintN(widthOf(memory.type), extended);
    const got = machine.bitsAt(Result, PlaceBytes);
    if (got !== wanted)
      return `V of what was loaded: 0x${got.toString(16)}, not 0x${wanted.toString(16)}`;
    if (machine.tracksOrigins && got !== 0n) {
      const first = Result + (got.toString(2).match(/0*$/)![0].length >> 3);
      const possible = covered.filter((byte) => before[byte] !== 0).map(area.originOf);
      if (others.some((byte) => byte !== 0)) possible.push(SourceOrigin);
      if (!possible.includes(machine.shadow.originAt(first)))
        return "the origin of what was loaded";
    }
    return area.difference(granules, before);
  }

  #prepare(stored: readonly number[]): void {
    const { machine } = this;
    machine.reports.length = 0;
    machine.states.fill(State.AddressableDirty, Source / Granule, Result / Granule);
    machine.bits.set(stored, Source);
    machine.states.fill(State.Addressable, Result / Granule, (Result + PlaceBytes) / Granule);
    if (machine.tracksOrigins) machine.origins.fill(SourceOrigin, Source / 4, Result / 4);
  }

  #wrongOrigin(
    start: number,
    covered: readonly number[],
    wanted: readonly number[],
    area: Area,
  ): string | undefined {
    if (!this.machine.tracksOrigins) return undefined;
    const groups = new Set(covered.filter((byte) => wanted[byte] !== 0).map((byte) => byte >> 2));
    for (let group = 0; group < wanted.length / 4; group++) {
      const origin = this.machine.shadow.originAt(start + group * 4);
      // Where no undefined byte was stored, it is what it was.
      if (origin !== (groups.has(group) ? SourceOrigin : area.originOf(group * 4))) {
        return `the origin of group ${group} is 0x${origin.toString(16)}`;
      }
    }
    return undefined;
  }
}

const counts = [8, 1, 3, 4, 7];
const cleanOrDirty = counts.flatMap((count) => [count, count | Kind.Dirty]);
const untouchable: readonly number[] = [State.Freed, State.Unmapped];
const states = [...cleanOrDirty, ...counts.map((count) => count | Kind.Fresh), ...untouchable];

describe.each([
  ["V bits", false],
  ["V bits with origins", true],
])("%s of loads and stores", (_, tracksOrigins) => {
  const machine = new DefinednessMachine(tracksOrigins);
  let given = 0;
  const imports = [() => given];

  /** With the address from a parameter, or from an import with a static offset. */
  const indirect = accesses.flatMap((row) => [
    { row, code: accessFunction(row, [{ kind: "get", local: 0 }], 0, 1), offset: 0 },
    { row, code: accessFunction(row, [{ kind: "call", func: 0 }], 5), offset: 5 },
  ]);
  const functions = machine.functions(programOf(indirect.map(({ code }) => code)), imports);
  const tests = indirect.map(({ row, offset }, at) => {
    return new AccessTest(machine, row, (address) => {
      given = address - offset;
      functions[at]!(given);
    });
  });

  it.each([
    ["the heap", Heap, states],
    ["the low region", Low, [...cleanOrDirty, ...untouchable]],
  ])("in %s, at every alignment, in every two states", (_, start, states) => {
    const next = endless(fc.sample(anyBits, { numRuns: 500, seed: 1 }));
    const anyState = endless(states);
    const nextStored = endless(fc.sample(anyStored, { numRuns: 500, seed: 3 }));
    for (const test of tests) {
      for (const first of states) {
        for (let at = Granule; at < 2 * Granule; at++) {
          // The second one matters when the access reaches it.
          const straddles = at + test.size > 2 * Granule;
          for (const second of straddles ? states : [anyState()]) {
            // On both sides lie granules that must not change.
            // A vector may reach the one behind.
            const third = test.size > Granule ? anyState() : State.AddressableDirty;
            const around = [State.AddressableDirty, first, second, third, State.AddressableDirty];
            const granules = around.map((state) => ({ state, bits: next() }));
            const mistake = test.mistake(start, at, granules, nextStored());
            if (mistake === undefined) continue;
            expect.fail(`${test.row.name} at ${at}, states ${first} and ${second}: ${mistake}`);
          }
        }
      }
    }
  });

  it("at constant addresses in the program's data", () => {
    const direct = accesses.flatMap((row) =>
      Array.from({ length: Granule }, (_, at) => {
        const offset = (at * 3) % 8;
        return {
          row,
          at,
          code: accessFunction(row, [i32Const(Low + Granule + at - offset)], offset),
        };
      }),
    );
    const functions = machine.functions(programOf(direct.map(({ code }) => code)), imports);
    const next = endless(fc.sample(anyBits, { numRuns: 500, seed: 2 }));
    const nextStored = endless(fc.sample(anyStored, { numRuns: 500, seed: 3 }));
    const whole = [State.Addressable, State.AddressableDirty];
    for (const [index, { row, at }] of direct.entries()) {
      const test = new AccessTest(machine, row, () => functions[index]!());
      for (let round = 0; round < 16; round++) {
        const granules = [1, round & 1, (round >> 1) & 1, 1].map((each) => {
          return { state: whole[each]!, bits: next() };
        });
        const mistake = test.mistake(Low, Granule + at, granules, nextStored());
        if (mistake !== undefined) expect.fail(`${row.name} at ${at}: ${mistake}`);
      }
    }
  });
});

// Ranges.

const Granules = 24;
const AreaBytes = Granules * Granule;

/** Mostly whole granules; runs of the same kind, so that what is done eight at a time is met. */
function anyGranules(states: readonly number[], seed: number): fc.Arbitrary<GranuleState[]> {
  const whole = states.filter(
    (state) => (state & CountMask) === Granule && (state & ReasonBit) === 0,
  );
  const run = fc.record({
    state: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...whole) },
      { weight: 1, arbitrary: fc.constantFrom(...states) },
    ),
    count: fc.integer({ min: 1, max: Granules }),
    bits: anyBits,
  });
  const granules = fc.array(run, { minLength: Granules, maxLength: Granules }).map((runs) => {
    const each = runs.map(({ count, ...state }) => new Array<GranuleState>(count).fill(state));
    return each.flat().slice(0, Granules);
  });
  // To make one takes longer than the test.
  return fc.constantFrom(...fc.sample(granules, { numRuns: 100, seed }));
}

describe.each([
  ["V bits", false],
  ["V bits with origins", true],
])("%s of ranges", (_, tracksOrigins) => {
  const machine = new DefinednessMachine(tracksOrigins);
  const ranges = [0, 1, 2].map((local) => ({ kind: "get", local }) as const);
  const bulk = (name: "memory.copy" | "memory.init" | "memory.fill"): TreeFunction => {
    const [to, from, length] = ranges as [Code[number], Code[number], Code[number]];
    const value: Code = [i32Const(Source), wholeAccess("load", i32)];
    const code: Code = [
      to,
      ...(name === "memory.fill" ? value : [from]),
      length,
      { kind: "bulk", name },
    ];
    return { type: { params: [i32, i32, i32], results: [] }, locals: [], code };
  };
  const [copy, init, fill] = machine.functions(
    programOf([bulk("memory.copy"), bulk("memory.init"), bulk("memory.fill")]),
    [() => 0],
  ) as [Callable, Callable, Callable];

  const places = fc.record({
    low: fc.boolean(),
    to: fc.nat(AreaBytes - 1),
    from: fc.nat(AreaBytes - 1),
    length: fc.nat(100),
  });
  const inLow = anyGranules([...cleanOrDirty, ...untouchable], 1);
  const inHeap = anyGranules(states, 2);

  /** @param run what is done, @param source the V bits of the bytes that are written */
  function check(
    granules: readonly GranuleState[],
    start: number,
    range: { readonly to: number; readonly length: number; readonly from?: number },
    run: () => void,
    source: (at: number, before: readonly number[]) => number,
  ): void {
    const area = new Area(machine, start, Granules);
    area.set(granules);
    machine.reports.length = 0;
    const before = area.bits;
    const { to, length, from } = range;
    const allowed = (at: number) =>
      length === 0 || accessAllowed(machine.states, start + at, length) ? 0 : 1;
    const refused = allowed(to) + (from === undefined ? 0 : allowed(from));
    run();
    expect(machine.reports.map(({ hook }) => hook)).toEqual(new Array(refused).fill("range"));
    const wanted = [...before];
    for (let at = 0; at < length; at++) {
      if (area.isTouchable(to + at)) wanted[to + at] = source(at, before);
    }
    expect(area.difference(granules, wanted)).toBeUndefined();
  }

  it("that are copied, also onto themselves", () => {
    fc.assert(
      fc.property(inLow, inHeap, places, (lowGranules, heapGranules, { low, to, from, length }) => {
        const [start, granules] = low ? [Low, lowGranules] : [Heap, heapGranules];
        const count = Math.min(length, AreaBytes - Math.max(to, from));
        const run = () => void copy(start + to, start + from, count);
        const range = { to, from, length: count };
        check(granules, start, range, run, (at, before) => before[from + at]!);
      }),
      { numRuns: tracksOrigins ? 500 : 2000 },
    );
  });

  it("that are filled", () => {
    fc.assert(
      fc.property(inLow, inHeap, places, anyBits, (lowGranules, heapGranules, place, bits) => {
        const { low, to, length } = place;
        const [start, granules] = low ? [Low, lowGranules] : [Heap, heapGranules];
        const count = Math.min(length, AreaBytes - to);
        machine.states[Source / Granule] = State.AddressableDirty;
        machine.bits.set(bits, Source);
        // Only the lowest byte is written.
        const run = () => void fill(start + to, 0, count);
        check(granules, start, { to, length: count }, run, () => bits[0]!);
      }),
      { numRuns: tracksOrigins ? 500 : 2000 },
    );
  });

  it("that are initialised", () => {
    fc.assert(
      fc.property(inLow, inHeap, places, (lowGranules, heapGranules, { low, to, length }) => {
        const [start, granules] = low ? [Low, lowGranules] : [Heap, heapGranules];
        const count = Math.min(length, AreaBytes - to, Filling.length);
        const run = () => void init(start + to, 0, count);
        check(granules, start, { to, length: count }, run, () => 0);
      }),
      { numRuns: tracksOrigins ? 500 : 2000 },
    );
  });
});

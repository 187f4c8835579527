/**
 * A program rewritten and run beside the interpreter, on the same random bytes and V bits: afterwards all
 * memory, its V bits and their origins have to be the same.
 */
import { Granule, State } from "../../src/shadow/states.ts";
import { StackTop, type TreeProgram } from "./code-tree.ts";
import {
  DefinednessInterpreter,
  originBit,
  originTag,
  Reported,
  Thrown,
  TooLong,
} from "./definedness-interpreter.ts";
import { DefinednessMachine } from "./definedness-module.ts";
import { Evaluator } from "./evaluator.ts";
import { AREAS, AreaBytes, DefinedBytes, Results, ResultsEnd } from "./program-surroundings.ts";

/** Numbers of 32 bits, the same for the same seed (mulberry32: neighbouring seeds are unrelated). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Bytes in both areas, some of them undefined: whole granules, single bits, all kinds. */
function prepare(
  machine: DefinednessMachine,
  { bytes, bits, origins }: DefinednessInterpreter,
  next: () => number,
): void {
  machine.reset();
  bytes.fill(0);
  bits.fill(0);
  origins.fill(0);
  for (const [area, start] of Object.entries(AREAS)) {
    for (let at = start; at < start + AreaBytes + DefinedBytes; at++) {
      bytes[at] = [0, 1, 0x80, 0xff, next() & 0xff, next() & 0xff][next() % 6]!;
    }
    for (let granule = start / Granule; granule < (start + AreaBytes) / Granule; granule++) {
      const address = granule * Granule;
      const kind = next() % 4;
      for (let at = address; kind > 0 && at < address + Granule; at++) {
        bits[at] = kind === 1 ? 0xff : [0, 0, 0xff, 1 << (next() & 7), next() & 0xff][next() % 5]!;
      }
      const isFresh = kind === 1 && area === "heap";
      if (kind > 0) {
        machine.states[granule] = isFresh ? State.AddressableFresh : State.AddressableDirty;
        // Of a fresh granule V says nothing.
        machine.bits.set(bits.subarray(address, address + Granule), address);
        if (isFresh) machine.bits.fill(next() & 0xff, address, address + Granule);
      }
      for (const group of [address / 4, address / 4 + 1]) {
        const tag = originTag((group % 16) + (area === "heap" ? 12 : 0));
        origins[group] = originBit(tag);
        if (machine.tracksOrigins) machine.origins[group] = tag;
      }
    }
  }
  machine.bytes.set(bytes, 0);
}

/** Where the two do not agree, in words; undefined: they do. */
function difference(
  machine: DefinednessMachine,
  interpreter: DefinednessInterpreter,
): string | undefined {
  const { bytes, bits, origins } = interpreter;
  if (Buffer.compare(machine.bytes.subarray(0, bytes.length), bytes) !== 0) {
    const at = bytes.findIndex((byte, index) => machine.bytes[index] !== byte);
    return `byte 0x${at.toString(16)} is ${machine.bytes[at]}, not ${bytes[at]}`;
  }
  for (const start of Object.values(AREAS)) {
    for (let at = start; at < start + ResultsEnd; at++) {
      const got = machine.shadow.bitsAt(at);
      if (got !== bits[at]) {
        return `V of 0x${at.toString(16)} is 0x${got.toString(16)}, not 0x${bits[at]!.toString(16)}`;
      }
      if (at < StackTop + ResultsEnd && machine.states[at >>> 3] === State.Addressable) {
        if (machine.bits[at] !== 0) return `V of 0x${at.toString(16)}, which is clean, is not 0`;
      }
      if (machine.tracksOrigins && got !== 0) {
        const origin = machine.shadow.originAt(at);
        if ((originBit(origin) & origins[at >>> 2]!) === 0) {
          return `the origin of 0x${at.toString(16)} is 0x${origin.toString(16)}, not of 0x${origins[at >>> 2]!.toString(16)}`;
        }
      }
    }
  }
  const reported = machine.reports.map(({ hook }) => hook).join();
  const wanted = new Array(interpreter.divisionsReported).fill("undefinedValue").join();
  return reported === wanted ? undefined : `reported: ${reported}; expected: ${wanted}`;
}

/** What became of a run. */
export type Outcome = "returned" | "threw" | "trapped" | "reported" | "too long";

function outcomeOf(run: () => void): Outcome {
  try {
    run();
    return "returned";
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return "trapped";
    if (error instanceof Thrown || error instanceof WebAssembly.Exception) return "threw";
    if (error instanceof Reported) return "reported";
    if (error instanceof TooLong) return "too long";
    throw error;
  }
}

export class Comparison {
  readonly machine: DefinednessMachine;
  /** How all runs so far ended in the interpreter. */
  readonly outcomes: Record<Outcome, number> = {
    returned: 0,
    threw: 0,
    trapped: 0,
    reported: 0,
    "too long": 0,
  };
  /** Runs that left something undefined behind. */
  undefinedLeft = 0;
  readonly #evaluator = new Evaluator();

  constructor(tracksOrigins: boolean, spillLocals = false) {
    this.machine = new DefinednessMachine(tracksOrigins, spillLocals);
  }

  /**
   * In what function 0 does otherwise than it should; undefined: in nothing.
   * @param inputs how often it is run, one time after the other: its globals stay
   */
  mistake(program: TreeProgram, seed: number, inputs = 3): string | undefined {
    const { machine, outcomes } = this;
    let next = numbers(seed);
    const imports = [
      () => next() | 0,
      () => BigInt.asIntN(64, BigInt(next()) << BigInt(next() & 31)),
    ];
    const [run] = machine.functions(program, imports);
    const interpreter = new DefinednessInterpreter(program, this.#evaluator, imports);
    for (let input = 0; input < inputs; input++) {
      prepare(machine, interpreter, numbers(seed + input));
      next = numbers(seed + input);
      const wanted = outcomeOf(() => interpreter.run(0));
      outcomes[wanted]++;
      if (wanted === "reported" || wanted === "too long") return undefined;
      next = numbers(seed + input);
      const got = outcomeOf(() => run!());
      if (got !== wanted) return `${got}, not ${wanted}`;
      const found = difference(machine, interpreter);
      if (found !== undefined) return found;
      const left = Object.values(AREAS).some((area) => {
        return machine.shadow.firstUndefined(area + Results, ResultsEnd - Results) >= 0;
      });
      if (left) this.undefinedLeft++;
      // The stack pointer stays where it was when the program ended in the middle.
      if (wanted !== "returned") return undefined;
    }
    return undefined;
  }
}

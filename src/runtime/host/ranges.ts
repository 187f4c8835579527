/** The memory that one WASI call is about, from its row in the table and its arguments. */
import type { Addr } from "../../bytes/brand.ts";
import type { ListSizes, ProgramMemory } from "./host.ts";
import {
  type BytePart,
  IovecBytes,
  type Length,
  parametersOf,
  type WasiCallName,
} from "./wasi-abi.ts";

const PointerBytes = 4;

/** Bytes that a program hands to the host. Lengths are never 0. */
export interface GivenRange {
  readonly call: WasiCallName;
  /** As in the table; a buffer of a vector is `iovs[2]`. */
  readonly parameter: string;
  readonly address: Addr;
  readonly length: number;
  /** The host writes them, rather than reads. */
  readonly write: boolean;
  /**
   * What of it the host reads, when that is not all: structures have padding, which no program
   * fills. In ascending order; only of ranges that are read and inside the memory.
   */
  readonly parts?: readonly BytePart[];
  /** Where a u32 says after the call how much of this parameter was written, in units of `each` bytes. */
  readonly filled?: { readonly at: Addr; readonly each: number };
}

/** Bytes that the host wrote. */
export interface WrittenRange {
  readonly address: Addr;
  readonly length: number;
}

/** Whether the program's memory has all of these bytes. */
export function isInside(memory: ProgramMemory, range: WrittenRange): boolean {
  return range.address + range.length <= memory.size();
}

export type WasiArguments = readonly (number | bigint)[];

/**
 * A function that finds every range of one call, in the parameters' order. The buffers of a vector
 * come after the vector itself and are left out when it is not inside the memory: then nobody can
 * know them. (A function, so that the table is looked through once and not at each call.)
 */
export function rangeFinder(
  call: WasiCallName,
  memory: ProgramMemory,
  sizes: ListSizes,
): (args: WasiArguments) => GivenRange[] {
  const parameters = parametersOf(call);
  const indexOf = (name: string) => parameters.findIndex((parameter) => parameter.name === name);
  const pointers = parameters.flatMap(({ name, pointer }, index) => {
    if (pointer === undefined) return [];
    const { direction, vector, length, filled, partsOf } = pointer;
    const lengthOf = lengthReader(length, indexOf, sizes);
    return [
      {
        ...{ name, index, write: direction === "out", vector, lengthOf, partsOf },
        ...(filled && { filled: { index: indexOf(filled.parameter), each: filled.each } }),
      },
    ];
  });

  return (args) => {
    const ranges: GivenRange[] = [];
    const add = (range: GivenRange) => {
      if (range.length > 0) ranges.push(range);
    };
    for (const { name, index, write, vector, lengthOf, partsOf, filled: filler } of pointers) {
      const address = unsigned(args[index]) as Addr;
      const length = lengthOf(args);
      const filled = filler && {
        filled: { at: unsigned(args[filler.index]) as Addr, each: filler.each },
      };
      if (!vector) {
        const range = { call, parameter: name, address, length, write, ...filled };
        const parts = partsOf &&
          isInside(memory, range) && {
            parts: partsOf(new DataView(memory.bytes.buffer, address, length)),
          };
        add({ ...range, ...parts });
        continue;
      }
      const iovecs: GivenRange = { call, parameter: name, address, length, write: false };
      add(iovecs);
      if (!isInside(memory, iovecs)) continue;
      const view = new DataView(memory.bytes.buffer, address, length);
      for (let i = 0; i < length / IovecBytes; i++) {
        add({
          call,
          parameter: `${name}[${i}]`,
          address: view.getUint32(i * IovecBytes, true) as Addr,
          length: view.getUint32(i * IovecBytes + 4, true),
          write,
          ...filled,
        });
      }
    }
    return ranges;
  };
}

/**
 * What the host wrote: the ranges that it was given for that (from before the call: it may have
 * written over its own vector), shortened to what the call says it filled.
 */
export function writtenRanges(given: readonly GivenRange[], memory: ProgramMemory): WrittenRange[] {
  const view = new DataView(memory.bytes.buffer);
  /** By the address that tells it: how many bytes it still has for the next range. */
  const left = new Map<Addr, number>();
  const written: WrittenRange[] = [];
  for (const { address, length, write, filled } of given) {
    if (!write) continue;
    let filledLength = length;
    if (filled !== undefined) {
      const { at, each } = filled;
      const available = left.get(at) ?? view.getUint32(at, true) * each;
      filledLength = Math.min(length, available);
      left.set(at, available - filledLength);
    }
    if (filledLength > 0) written.push({ address, length: filledLength });
  }
  return written;
}

function lengthReader(
  length: Length,
  indexOf: (name: string) => number,
  sizes: ListSizes,
): (args: WasiArguments) => number {
  if (typeof length === "number") return () => length;
  if ("parameter" in length) {
    const index = indexOf(length.parameter);
    return (args) => unsigned(args[index]) * length.each;
  }
  const { count, bytes } = sizes[length.list];
  const fixed = length.part === "pointers" ? count * PointerBytes : bytes;
  return () => fixed;
}

function unsigned(arg: number | bigint | undefined): number {
  return Number(arg ?? 0) >>> 0;
}

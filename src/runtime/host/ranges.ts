/** The memory that one WASI call is about, from its row in the table and its arguments. */
import type { Addr } from "../../bytes/brand.ts";
import type { ListSizes, ProgramMemory } from "./host.ts";
import { IovecBytes, type Length, parametersOf, type WasiCallName } from "./wasi-abi.ts";

/** Bytes that a program hands to the host. Lengths are never 0. */
export interface GivenRange {
  readonly call: WasiCallName;
  /** As in the table; a buffer of a vector is `iovs[2]`. */
  readonly parameter: string;
  readonly address: Addr;
  readonly length: number;
  /** The host writes them, rather than reads. */
  readonly write: boolean;
  /** Where a u32 says after the call how many bytes of this parameter were written. */
  readonly filled?: Addr;
}

/** Whether the program's memory has all of these bytes. */
export function isInside(memory: ProgramMemory, range: GivenRange): boolean {
  return range.address + range.length <= memory.size();
}

/**
 * Every range of a call, in the parameters' order. The buffers of a vector come after the vector
 * itself and are left out when it is not inside the memory: then nobody can know them.
 */
export function rangesOf(
  call: WasiCallName,
  args: readonly (number | bigint)[],
  memory: ProgramMemory,
  sizes: ListSizes,
): GivenRange[] {
  const parameters = parametersOf(call);
  const value = (name: string): number => {
    const at = parameters.findIndex((parameter) => parameter.name === name);
    return unsigned(args[at]);
  };
  const ranges: GivenRange[] = [];
  const add = (range: GivenRange) => {
    if (range.length > 0) ranges.push(range);
  };
  parameters.forEach(({ name, pointer }, at) => {
    if (pointer === undefined) return;
    const filled = pointer.filled === undefined ? {} : { filled: value(pointer.filled) as Addr };
    const given: GivenRange = {
      call,
      parameter: name,
      address: unsigned(args[at]) as Addr,
      length: bytesOf(pointer.length, value, sizes),
      write: pointer.direction === "out",
    };
    if (!pointer.vector) {
      add({ ...given, ...filled });
      return;
    }
    const vector = { ...given, write: false };
    add(vector);
    if (!isInside(memory, vector)) return;
    const view = new DataView(memory.bytes.buffer, vector.address, vector.length);
    for (let i = 0; i < vector.length / IovecBytes; i++) {
      add({
        ...given,
        ...filled,
        parameter: `${name}[${i}]`,
        address: view.getUint32(i * IovecBytes, true) as Addr,
        length: view.getUint32(i * IovecBytes + 4, true),
      });
    }
  });
  return ranges;
}

/**
 * What the host wrote: the ranges that it was given for that (from before the call: it may have
 * written over its own vector), shortened to what the call says it filled.
 */
export function writtenRanges(
  given: readonly GivenRange[],
  memory: ProgramMemory,
): { readonly address: Addr; readonly length: number }[] {
  const view = new DataView(memory.bytes.buffer);
  const left = new Map<Addr, number>();
  const written = [];
  for (const { address, length, write, filled } of given) {
    if (!write) continue;
    let filledLength = length;
    if (filled !== undefined) {
      const available = left.get(filled) ?? view.getUint32(filled, true);
      filledLength = Math.min(length, available);
      left.set(filled, available - filledLength);
    }
    if (filledLength > 0) written.push({ address, length: filledLength });
  }
  return written;
}

function bytesOf(length: Length, value: (name: string) => number, sizes: ListSizes): number {
  if (typeof length === "number") return length;
  if ("parameter" in length) return value(length.parameter) * length.each;
  const { count, bytes } = sizes[length.list];
  return length.part === "pointers" ? count * 4 : bytes;
}

function unsigned(arg: number | bigint | undefined): number {
  return Number(arg ?? 0) >>> 0;
}

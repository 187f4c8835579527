/** Where the bytes of a value are. */
import type { Addr } from "../bytes/brand.ts";
import type { ValueMemory } from "./value.ts";

export interface Place {
  /** The program's memory, where pointers lead. */
  readonly memory: ValueMemory;
  /** undefined: not in memory, but in a register or a constant. */
  readonly address: Addr | undefined;
  /** `length` bytes from `offset` of it; undefined when some of them are outside of memory. */
  bytes(offset: number, length: number): Uint8Array | undefined;
  /** Of these, which bits are undefined; undefined when all are defined. */
  undefinedBits(offset: number, length: number): Uint8Array | undefined;
  /** That which begins `offset` bytes later. */
  at(offset: number): Place;
}

export class InMemory implements Place {
  readonly memory: ValueMemory;
  readonly address: Addr;

  constructor(memory: ValueMemory, address: number) {
    this.memory = memory;
    this.address = address as Addr;
  }

  bytes(offset: number, length: number): Uint8Array | undefined {
    return this.memory.bytes(this.address + offset, length);
  }

  undefinedBits(offset: number, length: number): Uint8Array | undefined {
    return this.memory.undefinedBits(this.address + offset, length);
  }

  at(offset: number): Place {
    return offset === 0 ? this : new InMemory(this.memory, this.address + offset);
  }
}

/** What a location says without a place in memory. */
export class OutsideMemory implements Place {
  readonly memory: ValueMemory;
  readonly address = undefined;
  readonly #bytes: Uint8Array;
  readonly #undefined: Uint8Array | undefined;

  /** @param undefinedBits as in ValueMemory; of bytes behind them nothing is known */
  constructor(memory: ValueMemory, bytes: Uint8Array, undefinedBits?: Uint8Array) {
    this.memory = memory;
    this.#bytes = bytes;
    this.#undefined = undefinedBits;
  }

  bytes(offset: number, length: number): Uint8Array | undefined {
    const end = offset + length;
    return end <= this.#bytes.length ? this.#bytes.subarray(offset, end) : undefined;
  }

  undefinedBits(offset: number, length: number): Uint8Array | undefined {
    return this.#undefined?.subarray(offset, offset + length);
  }

  at(offset: number): Place {
    return new OutsideMemory(
      this.memory,
      this.#bytes.subarray(offset),
      this.#undefined?.subarray(offset),
    );
  }
}

/** Whether some of these bits are undefined. */
export function anyUndefined(place: Place, offset: number, length: number): boolean {
  return place.undefinedBits(offset, length)?.some((bits) => bits !== 0) ?? false;
}

/** Little-endian and unsigned. */
export function unsignedOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let end = bytes.length; end > 0; ) {
    const start = (end - 1) & ~3;
    value = (value << BigInt(8 * (end - start))) | BigInt(wordOf(bytes, start, end));
    end = start;
  }
  return value;
}

/** The same of at most four bytes, those from `start` up to `end`: most values are no larger, and big numbers are slow. */
export function wordOf(bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  let value = 0;
  for (let at = end - 1; at >= start; at--) value = (value << 8) | bytes[at]!;
  return value >>> 0;
}

import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";

/** The type of a block without parameters and results (core specification, 5.4.1). */
export const EmptyBlock = 0x40;

/** Enough for a constant expression. */
const FirstBytes = 1 << 6;

/** Constants of the passes that are no larger than an i32. */
const SHORT_CONSTANTS: ReadonlyMap<bigint, number> = new Map(
  [-1, 0, 1, 32, 64, 0xff, 0xffff].map((value) => [BigInt(value), value]),
);
/** The sign bit, which every comparison of signed numbers turns over. */
const LowestI64 = -(2n ** 63n);
const LowestBytes = Uint8Array.of(...new Array<number>(9).fill(0x80), 0x7f);

/**
 * Instructions being written. Knows the encoding of the few that the passes emit; everything else
 * is copied from the original body. One builder serves all functions of a module, one after the other.
 */
export class CodeBuilder {
  #bytes = new Uint8Array(FirstBytes);
  /** Bytes since `reset` or `take`. */
  length = 0;
  /** Where the branches stand that are hardly ever taken. */
  unlikely: number[] = [];

  reset(): void {
    this.length = 0;
    this.unlikely = [];
  }

  /** The start of a block, loop or if without parameters and results. */
  block(opcode: number): this {
    return this.#pair(opcode, EmptyBlock);
  }

  /** `if` without a result, for a case that no correct program has. */
  unlikelyIf(): this {
    this.unlikely.push(this.length);
    return this.block(Op.if);
  }

  /** Takes back what was written behind byte `length`. */
  cut(length: number): void {
    this.length = length;
    while ((this.unlikely.at(-1) ?? -1) >= length) this.unlikely.pop();
  }

  /**
   * Puts the bytes that were written from `from` on in place of those from `start` to `end`, all of which hold
   * no branch that is hardly ever taken.
   * @returns how far the code behind them moved
   */
  moveBack(start: number, end: number, from: number): number {
    const moved = this.#bytes.slice(from, this.length);
    const by = moved.length - (end - start);
    this.#bytes.copyWithin(start + moved.length, end, from);
    this.#bytes.set(moved, start);
    this.length = from + by;
    this.unlikely = this.unlikely.map((at) => (at >= end ? at + by : at));
    return by;
  }

  /** What was written since `reset`, as a copy of its own. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  /** The same without a copy: good only until the next `reset`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #room(more: number): void {
    if (this.length + more > this.#bytes.length) this.#grow(more);
  }

  /** Most of what is written is this: an opcode and a number of seven bits. */
  #pair(opcode: number, immediate: number): this {
    const at = this.length;
    if (at + 2 > this.#bytes.length) this.#grow(2);
    const bytes = this.#bytes;
    bytes[at] = opcode;
    bytes[at + 1] = immediate;
    this.length = at + 2;
    return this;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.view());
    this.#bytes = larger;
  }

  /** An instruction's opcode, as in the opcode table: one byte, or a prefix and a number. */
  op(opcode: number): this {
    if (opcode > 0xff) return this.op(opcode >> 8).u32(opcode & 0xff);
    const at = this.length;
    if (at >= this.#bytes.length) this.#grow(1);
    this.#bytes[at] = opcode;
    this.length = at + 1;
    return this;
  }

  /** LEB128, unsigned 32 bit. */
  u32(value: number): this {
    this.#room(5);
    const bytes = this.#bytes;
    let at = this.length;
    let rest = value >>> 0;
    while (rest >= 0x80) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
    return this;
  }

  /** LEB128, signed 32 bit. */
  s32(value: number): this {
    this.#room(5);
    const bytes = this.#bytes;
    let at = this.length;
    let rest = value | 0;
    while (rest < -0x40 || rest >= 0x40) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>= 7;
    }
    bytes[at++] = rest & 0x7f;
    this.length = at;
    return this;
  }

  /** Bytes as they are: `from[start … end)`. */
  copy(from: Uint8Array, start: number, end: number): this {
    this.#room(end - start);
    const bytes = this.#bytes;
    let to = this.length;
    // Most instructions are one to three bytes: a loop beats subarray + set there.
    for (let at = start; at < end; at++) bytes[to++] = from[at]!;
    this.length = to;
    return this;
  }

  get(local: number): this {
    return local < 0x80 ? this.#pair(Op.localGet, local) : this.op(Op.localGet).u32(local);
  }
  set(local: number): this {
    return local < 0x80 ? this.#pair(Op.localSet, local) : this.op(Op.localSet).u32(local);
  }
  tee(local: number): this {
    return local < 0x80 ? this.#pair(Op.localTee, local) : this.op(Op.localTee).u32(local);
  }
  i32(value: number): this {
    if (value >= -0x40 && value < 0x40) return this.#pair(Op.i32Const, value & 0x7f);
    return this.op(Op.i32Const).s32(value);
  }
  /** The same byte in all eight places of an i64: what a granule run of one state looks like. */
  i64OfBytes(byte: number): this {
    return this.i64(BigInt.asIntN(64, BigInt(byte) * 0x0101010101010101n));
  }
  /** The constant 0 of an integer type, or of vectors. */
  zero(type: ValueType): this {
    if (type === ValueType.v128) return this.lanes(64, 0n);
    return this.#pair(type === ValueType.i64 ? Op.i64Const : Op.i32Const, 0);
  }
  /** A vector all of whose lanes, of so many bits, hold this, in two's complement. */
  lanes(width: 8 | 16 | 32 | 64, value: bigint): this {
    this.op(Op.v128Const).#room(16);
    const lane = BigInt.asUintN(width, value);
    for (let bit = 0; bit < 128; bit += 8) {
      this.#bytes[this.length++] = Number((lane >> BigInt(bit % width)) & 0xffn);
    }
    return this;
  }
  /** The constant in two's complement, −2⁶³ … 2⁶³−1; as a number, which is much faster, −2³¹ … 2³¹−1. */
  i64(value: bigint | number): this {
    this.op(Op.i64Const);
    if (typeof value === "number") return this.s32(value);
    const known = SHORT_CONSTANTS.get(value);
    if (known !== undefined) return this.s32(known);
    if (value === LowestI64) return this.copy(LowestBytes, 0, LowestBytes.length);
    let rest = value;
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
      this.#room(1);
      this.#bytes[this.length++] = done ? low : low | 0x80;
      if (done) return this;
    }
  }
  /** A load or store; alignment 0 ("any") is always valid and costs nothing on V8's targets. */
  memory(opcode: number, offset: number): this {
    return this.op(opcode).u32(0).u32(offset);
  }
  /** An instruction for one lane of a vector. */
  lane(opcode: number, lane: number): this {
    this.op(opcode).#room(1);
    this.#bytes[this.length++] = lane;
    return this;
  }
  call(func: number): this {
    return this.op(Op.call).u32(func);
  }
}

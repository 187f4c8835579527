import { MalformedError } from "./malformed.ts";
import { printable } from "./printable.ts";

// A byte order mark in a name is part of the name: encoding has to give the same bytes back.
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads little-endian binary formats from start to end. Every read is checked against the end of
 * the input, and every failure is a `MalformedError` whose offset counts from the start of `where`,
 * so a decoder built on it needs no checks of its own to be safe against truncated input.
 *
 * LEB128 numbers follow the WebAssembly core specification (5.2.2): an N-bit number takes at most
 * ⌈N/7⌉ bytes (zero padding within these is fine, linkers rely on it) and the bits beyond N in the
 * last byte must be zero, or copies of the sign.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** The file or section that the bytes are from, for messages. */
  readonly where: string;
  /** Where `bytes[0]` stands in `where`. */
  readonly base: number;
  /** The index in `bytes` of the next byte to be read. */
  position = 0;

  constructor(bytes: Uint8Array, where: string, base = 0) {
    this.bytes = bytes;
    this.where = where;
    this.base = base;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** Where the next byte stands in `where`. */
  get offset(): number {
    return this.base + this.position;
  }

  /** The error to throw about the byte at `position`: `throw reader.malformed("…")`. */
  malformed(reason: string, position: number = this.position): MalformedError {
    return new MalformedError(this.where, this.base + position, reason);
  }

  /** Moves to an absolute `position`; the end itself is allowed. */
  seek(position: number): void {
    if (!(position >= 0 && position <= this.bytes.length)) {
      throw this.malformed("a reference leads out of the data", position);
    }
    this.position = position;
  }

  skip(length: number): void {
    this.need(length);
    this.position += length;
  }

  /** The next `length` bytes: a view, never a copy. */
  take(length: number): Uint8Array {
    this.need(length);
    const start = this.position;
    this.position = start + length;
    return this.bytes.subarray(start, this.position);
  }

  /** A reader of the next `length` bytes alone, which this reader leaves behind. */
  sub(length: number): ByteReader {
    const base = this.offset;
    return new ByteReader(this.take(length), this.where, base);
  }

  u8(): number {
    if (this.position >= this.bytes.length) throw this.unexpectedEnd();
    return this.bytes[this.position++]!;
  }

  u16(): number {
    this.need(2);
    const { bytes, position } = this;
    this.position = position + 2;
    return bytes[position]! | (bytes[position + 1]! << 8);
  }

  u32(): number {
    this.need(4);
    const { bytes, position } = this;
    this.position = position + 4;
    return (
      (bytes[position]! |
        (bytes[position + 1]! << 8) |
        (bytes[position + 2]! << 16) |
        (bytes[position + 3]! << 24)) >>>
      0
    );
  }

  u64(): bigint {
    const low = this.u32();
    return (BigInt(this.u32()) << 32n) | BigInt(low);
  }

  /** Unsigned LEB128 of up to 32 bits: 0 … 2³²−1. */
  uleb32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    const last = this.u8();
    if (last > 0x0f) throw this.badInteger(5, 32);
    return (value | (last << 28)) >>> 0;
  }

  /** Signed LEB128 of up to 32 bits: −2³¹ … 2³¹−1. */
  sleb32(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value << (25 - shift)) >> (25 - shift);
    }
    const last = this.u8();
    // Of the last byte's seven bits, four are the number's; the other three repeat its sign.
    if (last > 0x07 && (last < 0x78 || last > 0x7f)) throw this.badInteger(5, 32);
    return value | (last << 28);
  }

  /** Signed LEB128 of up to 33 bits, −2³² … 2³²−1: what a block type is written in. */
  sleb33(): number {
    let value = 0;
    let weight = 1;
    for (let index = 0; index < 4; index++) {
      const byte = this.u8();
      value += (byte & 0x7f) * weight;
      weight *= 0x80;
      if (byte < 0x80) return byte < 0x40 ? value : value - weight;
    }
    const last = this.u8();
    if (last > 0x0f && (last < 0x70 || last > 0x7f)) throw this.badInteger(5, 33);
    return last < 0x40 ? value + last * weight : value + (last - 0x80) * weight;
  }

  /** Unsigned LEB128 of up to 64 bits. */
  uleb64(): bigint {
    return this.leb64("unsigned");
  }

  /** Signed LEB128 of up to 64 bits. */
  sleb64(): bigint {
    return this.leb64("signed");
  }

  /** Passes over a LEB128 of up to 64 bits without making its value, but checks it as strictly. */
  skipSleb64(): void {
    const { bytes } = this;
    const limit = Math.min(this.position + 9, bytes.length);
    while (this.position < limit) {
      if (bytes[this.position++]! < 0x80) return;
    }
    const last = this.u8();
    if (last !== 0x00 && last !== 0x7f) throw this.badInteger(10, 64);
  }

  /** A length in LEB128, then that many bytes of UTF-8 (core specification 5.2.4). */
  name(): string {
    const start = this.position;
    const bytes = this.take(this.uleb32());
    try {
      return strictUtf8.decode(bytes);
    } catch {
      throw this.malformed("a name is not valid UTF-8", start);
    }
  }

  /** UTF-8 up to a NUL byte, which is passed over; for people, as `text`. */
  cString(): string {
    const end = this.bytes.indexOf(0, this.position);
    if (end < 0) throw this.malformed("a string has no end");
    const text = this.text(end - this.position);
    this.position = end + 1;
    return text;
  }

  /** `length` bytes of UTF-8 that people are shown: what is invalid, or would be a control character, is read as U+FFFD. */
  text(length: number): string {
    return printable(lenientUtf8.decode(this.take(length)));
  }

  private need(length: number): void {
    // Written so that NaN and negative lengths fail too.
    if (!(length >= 0 && length <= this.bytes.length - this.position)) throw this.unexpectedEnd();
  }

  private unexpectedEnd(): MalformedError {
    return this.malformed("the data ends here, but more was announced");
  }

  private badInteger(length: number, bits: number): MalformedError {
    const reason = `a LEB128 number does not fit into ${bits} bits`;
    return this.malformed(reason, this.position - length);
  }

  private leb64(kind: "signed" | "unsigned"): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return kind === "signed" ? BigInt.asIntN(Number(shift) + 7, value) : value;
      }
    }
    const last = this.u8();
    if (kind === "signed") {
      if (last !== 0x00 && last !== 0x7f) throw this.badInteger(10, 64);
      return BigInt.asIntN(64, value | (BigInt(last) << 63n));
    }
    if (last > 0x01) throw this.badInteger(10, 64);
    return value | (BigInt(last) << 63n);
  }
}

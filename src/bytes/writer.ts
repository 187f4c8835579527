const utf8 = new TextEncoder();

/**
 * Writes little-endian binary formats into a buffer that grows: the counterpart of `ByteReader`.
 * LEB128 numbers are written in as few bytes as they need, unless padded ones are asked for. Values
 * out of range are the caller's bug and are cut off to the field's size, not reported.
 */
export class ByteWriter {
  /** How many bytes have been written. */
  length = 0;
  private buffer: Uint8Array<ArrayBuffer>;

  /** @param capacity how many bytes to have room for at first */
  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
  }

  /** All that was written, as a copy of its own. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }

  /**
   * All that was written, at the end: the buffer itself, if there was room for just that. It is not to be written to any more.
   */
  finish(): Uint8Array<ArrayBuffer> {
    return this.length === this.buffer.length ? this.buffer : this.toBytes();
  }

  /** All that was written, without a copy: good only until the next write or `clear`. */
  view(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.length);
  }

  /** Forgets what was written but keeps the buffer, for a writer that is used many times. */
  clear(): void {
    this.length = 0;
  }

  u8(value: number): void {
    if (this.length >= this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
  }

  u16(value: number): void {
    this.u8(value);
    this.u8(value >>> 8);
  }

  u32(value: number): void {
    this.u16(value);
    this.u16(value >>> 16);
  }

  u64(value: bigint): void {
    this.u32(Number(BigInt.asUintN(32, value)));
    this.u32(Number(BigInt.asUintN(32, value >> 32n)));
  }

  uleb32(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  /** Five bytes whatever the value, so that it can be overwritten later: see `patchUleb32`. */
  paddedUleb32(value: number): void {
    const at = this.length;
    for (let index = 0; index < 5; index++) this.u8(0);
    this.patchUleb32(at, value);
  }

  /** Overwrites the padded number at byte `at`. */
  patchUleb32(at: number, value: number): void {
    const { buffer } = this;
    buffer[at] = (value & 0x7f) | 0x80;
    buffer[at + 1] = ((value >>> 7) & 0x7f) | 0x80;
    buffer[at + 2] = ((value >>> 14) & 0x7f) | 0x80;
    buffer[at + 3] = ((value >>> 21) & 0x7f) | 0x80;
    buffer[at + 4] = value >>> 28;
  }

  sleb32(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest >= 0x40) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.u8(rest & 0x7f);
  }

  /** For block types: −2³² … 2³²−1. */
  sleb33(value: number): void {
    if (value === (value | 0)) this.sleb32(value);
    else this.sleb64(BigInt(value));
  }

  uleb64(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    while (rest >= 0x80n) {
      this.u8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.u8(Number(rest));
  }

  sleb64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    while (rest < -0x40n || rest >= 0x40n) {
      this.u8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.u8(Number(rest & 0x7fn));
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Appends `bytes[start] … bytes[end - 1]`: quicker than `append` of a view for a few bytes. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { buffer } = this;
    let to = this.length;
    for (let from = start; from < end; from++) buffer[to++] = bytes[from]!;
    this.length = to;
  }

  /** `bytes` after their length in LEB128. */
  sized(bytes: Uint8Array): void {
    this.uleb32(bytes.length);
    this.append(bytes);
  }

  /** UTF-8 after its length in bytes (core specification 5.2.4). */
  name(text: string): void {
    this.sized(utf8.encode(text));
  }

  private reserve(length: number): void {
    if (this.length + length > this.buffer.length) this.grow(length);
  }

  private grow(length: number): void {
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + length));
    larger.set(this.view());
    this.buffer = larger;
  }
}

/** How many bytes `uleb32` writes for this value. */
export function uleb32Bytes(value: number): number {
  return Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7));
}

/**
 * Ways to damage bytes. Most places are anywhere; what is written there is, more often than by chance, what formats go
 * wrong at: the ends of number ranges, LEB128 numbers of every length, lengths and counts in the billions.
 */
import type { Random } from "../tests/fuzz/random.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

const Interesting = [
  0, 1, 2, 3, 4, 7, 8, 0x0b, 0x0f, 0x10, 0x1f, 0x20, 0x3f, 0x40, 0x41, 0x60, 0x6f, 0x70, 0x7b, 0x7e,
  0x7f, 0x80, 0x81, 0xbf, 0xc0, 0xfb, 0xfc, 0xfd, 0xfe, 0xff,
];

/** LEB128: ends of ranges, one beyond them, padded ones, too long ones, one without an end. */
const Numbers: readonly (readonly number[])[] = [
  [0],
  [1],
  [0x7f],
  [0x80, 0x01],
  [0xff, 0x7f],
  [0x80, 0x80, 0x04],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0x80, 0x80, 0x80, 0x80, 0x08],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0x7f],
  [0x80, 0x80, 0x80, 0x80, 0x10],
  [0x81, 0x80, 0x80, 0x80, 0x00],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
];

/** In 2, 4 and 8 bytes, the lowest first. */
const Words: readonly (readonly number[])[] = [
  [0, 0],
  [0xff, 0xff],
  [0, 0, 0, 0],
  [1, 0, 0, 0],
  [0xff, 0xff, 0xff, 0x7f],
  [0xf0, 0xff, 0xff, 0xff],
  [0xfe, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0, 1, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
];

/** Bytes that one change moves at most. */
const LongestPiece = 64;

export function joined(...parts: readonly ArrayLike<number>[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `bytes` with `instead` in the place of [from, to). */
export function spliced(
  bytes: Uint8Array,
  from: number,
  to: number,
  instead: ArrayLike<number>,
): Bytes {
  return joined(bytes.subarray(0, from), instead, bytes.subarray(to));
}

/** A place in the bytes, their end included. */
function place(bytes: Uint8Array, random: Random): number {
  return random.between(0, bytes.length);
}

/** The end of a short piece that begins at `from`. */
function pieceEnd(bytes: Uint8Array, from: number, random: Random): number {
  return Math.min(bytes.length, from + random.between(1, random.oneIn(4) ? LongestPiece : 4));
}

type ByteChange = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Bytes;

const overwritten = (bytes: Uint8Array, at: number, by: ArrayLike<number>) =>
  spliced(bytes, at, Math.min(bytes.length, at + by.length), by);

const byteChanges: readonly ByteChange[] = [
  (bytes, random) => {
    const at = place(bytes, random);
    return overwritten(bytes, at, [(bytes[at] ?? 0) ^ (1 << random.between(0, 7))]);
  },
  (bytes, random) => overwritten(bytes, place(bytes, random), [random.pick(Interesting)]),
  (bytes, random) => overwritten(bytes, place(bytes, random), [random.u32() & 0xff]),
  (bytes, random) => {
    const at = place(bytes, random);
    return overwritten(bytes, at, [((bytes[at] ?? 0) + random.between(-4, 4)) & 0xff]);
  },
  (bytes, random) => overwritten(bytes, place(bytes, random), random.pick(Words)),
  // In the place of the number that is there, whatever its length.
  (bytes, random) => {
    const at = place(bytes, random);
    let end = at;
    while (end < bytes.length && bytes[end]! >= 0x80) end++;
    return spliced(bytes, at, Math.min(end + 1, bytes.length), random.pick(Numbers));
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return spliced(bytes, at, at, random.pick(Numbers));
  },
  (bytes, random) => {
    const from = place(bytes, random);
    return spliced(bytes, from, pieceEnd(bytes, from, random), []);
  },
  // A piece is repeated, here or elsewhere; now and then it comes from another input.
  (bytes, random, others) => {
    const source = random.oneIn(3) && others.length > 0 ? random.pick(others) : bytes;
    const from = place(source, random);
    const piece = source.subarray(from, pieceEnd(source, from, random));
    const at = place(bytes, random);
    return random.oneIn(2) ? spliced(bytes, at, at, piece) : overwritten(bytes, at, piece);
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const end = pieceEnd(bytes, at, random);
    const last = pieceEnd(bytes, end, random);
    return joined(
      bytes.subarray(0, at),
      bytes.subarray(end, last),
      bytes.subarray(at, end),
      bytes.subarray(last),
    );
  },
  (bytes, random) => spliced(bytes, place(bytes, random), bytes.length, []),
];
/** The last of them, which leaves little to look at, is rare. */
const usualChanges = byteChanges.slice(0, -1);

/** Some changes in one, mostly few. */
export function changeBytes(
  input: Uint8Array,
  random: Random,
  others: readonly Uint8Array[] = [],
): Bytes {
  let bytes: Bytes = Uint8Array.from(input);
  let left = random.oneIn(4) ? random.between(2, 8) : 1;
  for (; left > 0; left--) {
    const change = random.pick(random.oneIn(8) ? byteChanges : usualChanges);
    bytes = change(bytes, random, others);
  }
  return bytes;
}

/** As `changeBytes`, behind a head of so many bytes that stays as it is. */
export function changeBehind(head: number) {
  return (input: Uint8Array, random: Random, others: readonly Uint8Array[]): Bytes => {
    const tails = others.length > 0 ? [random.pick(others).subarray(head)] : [];
    const kept = random.oneIn(16) ? changeBytes(input.subarray(0, head), random) : input;
    return joined(kept.subarray(0, head), changeBytes(input.subarray(head), random, tails));
  };
}

/** Numbers, characters, booleans and enumerators as their language writes them. */
import type { Enumerator } from "../dwarf/members.ts";
import type { Layout, NumberFormat } from "./layouts.ts";
import { type FloatWords, floatText } from "./numbers.ts";
import { unsignedOf } from "./place.ts";
import { quotedByte, quotedCharacter } from "./quoted.ts";

const Floats: Readonly<Record<Layout["language"], FloatWords>> = {
  c: { infinity: "inf", nan: "nan" },
  rust: { infinity: "inf", nan: "NaN" },
};

/** More flags than any enumeration has bits. */
const MostBits = 128;

/**
 * @param bytes all of the number, little-endian
 * @returns undefined for a size that the format does not have
 */
export function numberText(
  format: NumberFormat,
  bytes: Uint8Array,
  language: Layout["language"],
): string | undefined {
  if (format === "float") return floatText(bytes, Floats[language]);
  if (format === "complex") return complexText(bytes);
  return integerText(format, unsignedOf(bytes), 8 * bytes.length, language);
}

/** @param bits how many of them the number has */
export function integerText(
  format: NumberFormat,
  unsigned: bigint,
  bits: number,
  language: Layout["language"],
): string {
  switch (format) {
    case "signed":
      return String(BigInt.asIntN(bits, unsigned));
    case "boolean":
      // Anything else than 0 and 1 is worth to be seen.
      return unsigned > 1n ? String(unsigned) : String(unsigned === 1n);
    case "character":
      return quotedByte(Number(unsigned));
    case "code point":
      return quotedCharacter(Number(unsigned), language);
    default:
      return String(unsigned);
  }
}

function complexText(bytes: Uint8Array): string | undefined {
  const half = bytes.length / 2;
  const real = floatText(bytes.subarray(0, half), Floats.c);
  const imaginary = floatText(bytes.subarray(half), Floats.c);
  if (real === undefined || imaginary === undefined) return undefined;
  return `${real}${imaginary.startsWith("-") ? " - " : " + "}${imaginary.replace(/^-/, "")}i`;
}

/** `RED`, `READ | EXECUTE` where all are single bits, or the number. */
export function enumeratorText(
  enumerators: readonly Enumerator[],
  signed: boolean,
  unsigned: bigint,
  bits: number,
): string {
  const wanted = BigInt.asUintN(bits, unsigned);
  const exact = enumerators.find(({ value }) => BigInt.asUintN(bits, value) === wanted);
  if (exact !== undefined) return exact.name;
  return (
    flagsText(enumerators, wanted, bits) ?? String(signed ? BigInt.asIntN(bits, wanted) : wanted)
  );
}

/** Only of enumerators that are made for it: each one bit, or none. */
function flagsText(
  enumerators: readonly Enumerator[],
  wanted: bigint,
  bits: number,
): string | undefined {
  if (wanted === 0n || enumerators.length > MostBits) return undefined;
  const names: string[] = [];
  let left = wanted;
  let flags = 0;
  for (const { name, value } of enumerators) {
    const flag = BigInt.asUintN(bits, value);
    if (flag === 0n) continue;
    // RED = 1, GREEN = 2, BLUE = 3 are no flags.
    if ((flag & (flag - 1n)) !== 0n) return undefined;
    flags++;
    if ((left & flag) === 0n) continue;
    names.push(name);
    left &= ~flag;
  }
  return left === 0n && flags > 1 ? names.join(" | ") : undefined;
}

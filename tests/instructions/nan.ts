/** NaNs whose bits an instruction may choose, within limits (core specification, 4.3.3 "NaN propagation"). */

/** Floats of 32 or 64 bits: one of the type, or as many as a vector holds. */
export interface FloatShape {
  /** Of the results. */
  readonly result: 32 | 64;
  /** Of the operands. */
  readonly operand: 32 | 64;
}

const bitsOf = {
  32: { exponent: 0x7f800000n, quiet: 0x400000n, all: 0x7fffffffn },
  64: { exponent: 0x7ff0000000000000n, quiet: 0x8000000000000n, all: 0x7fffffffffffffffn },
} as const;

/**
 * Whether two results of one instruction are the same but for bits of NaNs, and each NaN is one that the
 * instruction may give: with all NaNs among its operands canonical, a canonical one, otherwise a quiet one.
 */
export function areSameNaNs(
  { result, operand }: FloatShape,
  operands: readonly bigint[],
  first: Uint8Array,
  second: Uint8Array,
): boolean {
  const canonical = operands
    .flatMap((bits) => lanes(bits, operand))
    .every((lane) => !isNaNOf(lane, operand) || isCanonical(lane, operand));
  const [a, b] = [first, second].map((bytes) => lanes(numberOf(bytes), result)) as [
    bigint[],
    bigint[],
  ];
  return a.every((lane, at) => {
    const other = b[at]!;
    if (!isNaNOf(lane, result) || !isNaNOf(other, result)) return lane === other;
    return [lane, other].every((each) =>
      canonical ? isCanonical(each, result) : (each & bitsOf[result].quiet) !== 0n,
    );
  });
}

/** The lanes of 16 bytes; behind a single float there are zeros. */
function lanes(bits: bigint, width: 32 | 64): bigint[] {
  return Array.from({ length: 128 / width }, (_, at) =>
    BigInt.asUintN(width, bits >> BigInt(at * width)),
  );
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function isNaNOf(bits: bigint, width: 32 | 64): boolean {
  const { all, exponent } = bitsOf[width];
  return (bits & all) > exponent;
}

function isCanonical(bits: bigint, width: 32 | 64): boolean {
  const { all, exponent, quiet } = bitsOf[width];
  return (bits & all) === (exponent | quiet);
}

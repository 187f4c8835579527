/** What instructions are tried on: the edges of each type, as bits. */
import { ValueType } from "../../../src/wasm/module.ts";

const I32: readonly bigint[] = [
  0, 1, 2, 3, 7, 8, 31, 32, 33, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x12345678,
  0x7fffffff, 0x80000000, 0x80000001, 0xaaaaaaaa, 0xfffffff0, 0xfffffffe, 0xffffffff,
].map(BigInt);

const I64: readonly bigint[] = [
  0n,
  1n,
  2n,
  7n,
  32n,
  63n,
  64n,
  65n,
  0x80n,
  0x8000n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x100000000n,
  0x123456789abcdef0n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0x8000000000000001n,
  0xaaaaaaaaaaaaaaaan,
  0xffffffff00000000n,
  0xfffffffffffffffen,
  0xffffffffffffffffn,
];

/** Beside each edge of a conversion, what lies on both sides of it. */
const EDGES = [
  0.5,
  1.5,
  2.5,
  2 ** 31,
  2 ** 32,
  2 ** 63,
  2 ** 64,
  4 / 3,
  1e300,
  5e-324,
  2 ** 24 + 1,
];
const floats = [0, 1, Number.POSITIVE_INFINITY, ...EDGES].flatMap((each) => [each, -each]);

const F32: readonly bigint[] = [
  ...new Uint32Array(Float32Array.from(floats).buffer),
  // The neighbours of 2³¹, 2³², 2⁶³ and 2⁶⁴; the least and the largest of each class.
  ...[0x4effffff, 0x4f000001, 0xcf000001, 0x4f7fffff, 0x5effffff, 0x5f7fffff, 0xdf000001],
  ...[1, 0x80000001, 0x007fffff, 0x00800000, 0x7f7fffff, 0xff7fffff],
  // NaNs: canonical, with other bits, signalling.
  ...[0x7fc00000, 0xffc00000, 0x7fc12345, 0x7f800001, 0xffa00000, 0x7fffffff],
].map(BigInt);

const F64: readonly bigint[] = [
  ...new BigUint64Array(Float64Array.from(floats).buffer),
  ...[0x41dfffffffc00000n, 0xc1e0000000000001n, 0xc1e0000000200000n, 0x41efffffffe00000n],
  ...[0x43dfffffffffffffn, 0xc3e0000000000001n, 0x43efffffffffffffn],
  ...[1n, 0x8000000000000001n, 0x000fffffffffffffn, 0x0010000000000000n, 0x7fefffffffffffffn],
  ...[0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff8000012345678n],
  ...[0x7ff0000000000001n, 0xfff4000000000000n, 0x7fffffffffffffffn],
  // Where a double becomes a float: halfway, the largest that is not rounded to infinity, too small.
  ...[0x3ff0000010000000n, 0x47efffffefffffffn, 0x47effffff0000000n, 0x3690000000000000n],
];

const BYTES = [0, 1, 2, 7, 8, 15, 16, 0x7f, 0x80, 0x81, 0xfe, 0xff].map(BigInt);
const HALVES = [
  ...[0, 1, 7, 15, 16, 0x7f, 0x80, 0xff, 0x100, 0x7f80, 0x7fff, 0x8000, 0x8001, 0xff7f, 0xff80],
  0xffff,
].map(BigInt);

/** Each value in each lane, its neighbours in the others. */
function vectorsOf(width: number, values: readonly bigint[]): bigint[] {
  return values.map((_, first) => {
    let vector = 0n;
    for (let lane = 128 / width - 1; lane >= 0; lane--) {
      vector = (vector << BigInt(width)) | values[(first + lane) % values.length]!;
    }
    return vector;
  });
}

/** Vectors of each shape of lanes, by its name. */
const VECTORS: Readonly<Record<string, readonly bigint[]>> = {
  i8x16: vectorsOf(8, BYTES),
  i16x8: vectorsOf(16, HALVES),
  i32x4: vectorsOf(32, I32),
  i64x2: vectorsOf(64, I64),
  f32x4: vectorsOf(32, F32),
  f64x2: vectorsOf(64, F64),
};
/** Those of no shape in particular. */
const ANY_VECTORS = [
  0n,
  (1n << 128n) - 1n,
  ...Object.values(VECTORS).flatMap((each) => each.filter((_, at) => at % 8 === 0)),
];

/** Vectors of the lanes that an instruction works on: those that its name has last. */
export function vectorsFor(name: string): readonly bigint[] {
  const [, shape] = /.*([if]\d+x\d+)/.exec(name) ?? [];
  return VECTORS[shape ?? ""] ?? ANY_VECTORS;
}

const VALUES: ReadonlyMap<ValueType, readonly bigint[]> = new Map([
  [ValueType.i32, I32],
  [ValueType.i64, I64],
  [ValueType.f32, F32],
  [ValueType.f64, F64],
  [ValueType.v128, ANY_VECTORS],
]);

export function edgesOf(type: ValueType): readonly bigint[] {
  const values = VALUES.get(type);
  if (values === undefined) throw new RangeError(`no values of type ${type}`);
  return values;
}

/** So that each value meets each third of another operand's, those of the next one others. */
const Stride = 3;

/** Every value of each operand with many of the others'. @param vectors those of vectors */
export function edgesOfAll(
  types: readonly ValueType[],
  vectors: readonly bigint[] = ANY_VECTORS,
): (readonly bigint[])[] {
  const valuesOf = (type: ValueType) => (type === ValueType.v128 ? vectors : edgesOf(type));
  return types.reduce<(readonly bigint[])[]>(
    (all, type, operand) =>
      all.flatMap((each, turn) =>
        valuesOf(type)
          .filter((_, at) => operand === 0 || (at + turn) % Stride === 0)
          .map((value) => [...each, value]),
      ),
    [[]],
  );
}

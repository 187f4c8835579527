/** Floating-point numbers as text: the shortest that is read back as the same number. */

/** How a language writes what is no number. */
export interface FloatWords {
  readonly infinity: string;
  readonly nan: string;
}

/** @param size 2, 4, 8 or 16 bytes; undefined for another */
export function floatText(bytes: Uint8Array, words: FloatWords): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (bytes.length) {
    case 4:
      return singleText(view.getFloat32(0, true), words);
    case 8:
      return doubleText(view.getFloat64(0, true), words);
    case 16:
      return quadrupleText(view.getBigUint64(8, true), view.getBigUint64(0, true), words);
    default:
      return undefined;
  }
}

function singleText(value: number, words: FloatWords): string {
  if (!Number.isFinite(value) || value === 0) return doubleText(value, words);
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return doubleText(rounded, words);
  }
  return doubleText(Number(value.toPrecision(9)), words);
}

function doubleText(value: number, { infinity, nan }: FloatWords): string {
  if (Number.isNaN(value)) return nan;
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (!Number.isFinite(value)) return sign + infinity;
  return sign + withPoint(String(Math.abs(value)));
}

/** A whole number still looks like what it is: `1.0`. */
function withPoint(text: string): string {
  const plain = text.replace("e+", "e");
  return /[.e]/.test(plain) ? plain : `${plain}.0`;
}

const FractionBits = 112n;
const ExponentBias = 16383;
const LargestExponent = 0x7fff;
/** So many tell any two numbers apart. */
const MostDigits = 36;

/** IEEE 754's binary128, which `long double` is: a sign, 15 bits of exponent, 112 of the fraction. */
function quadrupleText(high: bigint, low: bigint, words: FloatWords): string {
  const sign = high >> 63n === 1n ? "-" : "";
  const exponent = Number((high >> 48n) & 0x7fffn);
  const fraction = ((high & 0xffff_ffff_ffffn) << 64n) | low;
  if (exponent === LargestExponent) return fraction === 0n ? sign + words.infinity : words.nan;
  if (exponent === 0 && fraction === 0n) return `${sign}0.0`;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << FractionBits);
  const power = Math.max(exponent, 1) - ExponentBias - Number(FractionBits);
  return sign + shortest(mantissa, power);
}

/** The shortest decimal number that is nearer to mantissa × 2^power than to the number's neighbours. */
function shortest(mantissa: bigint, power: number): string {
  // value = numerator / denominator; half the distance to the neighbours is half / denominator.
  const scale = power > 0 ? 1n << BigInt(power) : 1n;
  const numerator = 2n * mantissa * scale;
  const half = scale;
  const denominator = power < 0 ? 1n << BigInt(1 - power) : 2n;
  const first = firstDigitPlace(numerator, denominator);
  for (let digits = 1; ; digits++) {
    const place = first - digits + 1;
    const [up, down] = place >= 0 ? [1n, 10n ** BigInt(place)] : [10n ** BigInt(-place), 1n];
    // decimal × 10^place, rounded to the nearest
    const unit = denominator * down;
    const decimal = (2n * numerator * up + unit) / (2n * unit);
    const error = decimal * unit - numerator * up;
    if ((error < 0n ? -error : error) < half * up || digits === MostDigits) {
      return decimalText(decimal, place);
    }
  }
}

/** The n for which 10ⁿ ≤ numerator / denominator < 10ⁿ⁺¹. */
function firstDigitPlace(numerator: bigint, denominator: bigint): number {
  const bits = numerator.toString(2).length - denominator.toString(2).length;
  let place = Math.floor((bits - 1) * Math.LOG10E * Math.LN2);
  const atLeast = (n: number) =>
    n >= 0
      ? numerator >= denominator * 10n ** BigInt(n)
      : numerator * 10n ** BigInt(-n) >= denominator;
  while (atLeast(place + 1)) place++;
  return place;
}

/** As JavaScript writes its numbers: with an exponent where it would have many zeroes. */
function decimalText(decimal: bigint, place: number): string {
  const digits = decimal.toString().replace(/0+$/, "") || "0";
  const point = decimal.toString().length + place;
  if (point > 21 || point < -5) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${digits[0]}${rest}e${point - 1}`;
  }
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${digits.padEnd(point, "0")}.0`;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * Punycode (RFC 3492) as Rust's names have it (RFC 2603, "Punycode Identifiers"): letters beyond ASCII
 * are taken out of a name, and behind its last `_` numbers say which they are and where they belong.
 * (WHATWG's URL knows Punycode too, but it refuses or folds what is not fit for a host's name.)
 */

const Base = 36;
const SmallestThreshold = 1;
const LargestThreshold = 26;
const Skew = 38;
const Damp = 700;
const FirstBias = 72;
const FirstCode = 0x80;

/** @returns undefined when `encoded` is none */
export function decodePunycode(encoded: string): string | undefined {
  const split = encoded.lastIndexOf("_");
  const letters = [...encoded.slice(0, Math.max(split, 0))];
  const digits = encoded.slice(split + 1);
  if (digits === "") return undefined;
  let code = FirstCode;
  let place = 0;
  let bias = FirstBias;
  for (let at = 0; at < digits.length; ) {
    const before = place;
    let weight = 1;
    for (let k = Base; ; k += Base) {
      const digit = digitOf(digits[at++]);
      if (digit === undefined) return undefined;
      place += digit * weight;
      if (place > 0x7fffffff) return undefined;
      const threshold = Math.min(Math.max(k - bias, SmallestThreshold), LargestThreshold);
      if (digit < threshold) break;
      weight *= Base - threshold;
    }
    const count = letters.length + 1;
    bias = adapted(place - before, count, before === 0);
    code += Math.floor(place / count);
    place %= count;
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    letters.splice(place++, 0, String.fromCodePoint(code));
  }
  return letters.join("");
}

function digitOf(letter: string | undefined): number | undefined {
  if (letter === undefined) return undefined;
  const digit = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(letter);
  return digit < 0 ? undefined : digit;
}

function adapted(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? Damp : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((Base - SmallestThreshold) * LargestThreshold) / 2; k += Base) {
    rest = Math.floor(rest / (Base - SmallestThreshold));
  }
  return k + Math.floor(((Base - SmallestThreshold + 1) * rest) / (rest + Skew));
}

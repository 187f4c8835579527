/**
 * Values as the oracle knows them. It does not know what undefined bits are, so it follows several
 * *completions* of them at once, each an ordinary run of the program: where two of them differ, the
 * value does depend on undefined bits, whatever a checker's rules say. Beside them go the V bits by the
 * rules of shadow/definedness-rules.ts: what these call defined may not be reported.
 *
 * And because compiling is what takes time, each function is called several times on other data: a value
 * is one in each of these *calls*.
 */
import { RULES, ruleOf } from "../../src/shadow/definedness-rules.ts";

export type Width = 32 | 64;

export interface Value {
  readonly width: Width;
  readonly calls: readonly InCall[];
}

export interface InCall {
  /** Unsigned; of all values of a call, those at the same index belong together. */
  readonly completions: readonly bigint[];
  /** V bits: 1 = undefined. */
  readonly undefinedBits: bigint;
  /**
   * It is made of undefined bits by an operation whose rule is not exact. An optimiser, which knows more of the
   * possible values than the rules do, may drop a mask that hides such bits; or make `x * flag` a decision.
   */
  readonly coarse: boolean;
}

/** All zeros and all ones are two of them; the others are drawn. */
export const Completions = 6;
export const CallCount = 8;

export function constant(width: Width, value: bigint): Value {
  const completions = Array(Completions).fill(BigInt.asUintN(width, value));
  return { width, calls: Array(CallCount).fill({ completions, undefinedBits: 0n, coarse: false }) };
}

/** Call by call. */
export function inCalls<T>(of: (call: number) => T): readonly T[] {
  return Array.from({ length: CallCount }, (_, call) => of(call));
}

/** Whether the completions show that `decision` hangs on undefined bits. */
export function differs(values: readonly InCall[], decision: Decision): boolean {
  const answers = Array.from({ length: Completions }, (_, i) =>
    decision(...values.map(({ completions }) => completions[i]!)),
  );
  return answers.some((answer) => answer !== answers[0]);
}
type Decision = (...values: bigint[]) => unknown;

export function isDefined({ undefinedBits }: InCall): boolean {
  return undefinedBits === 0n;
}

/** Those that are undefined in one call or another. */
export function everUndefined({ calls }: Value): bigint {
  return calls.reduce((sum, { undefinedBits }) => sum | undefinedBits, 0n);
}

/** Which way each call goes by a condition that is defined in all of them. */
export function ways({ calls }: Value): readonly boolean[] {
  if (!calls.every(isDefined)) throw new Error("undefined bits would decide");
  return calls.map(({ completions }) => completions[0] !== 0n);
}

/** What an instruction does, as far as C can say it: shift amounts are below the width. */
type Meaning = (width: number, a: bigint, b: bigint) => bigint;
const signed = (width: number, value: bigint) => BigInt.asIntN(width, value);
const flag = (truth: boolean) => (truth ? 1n : 0n);

export const MEANINGS = {
  add: (_, a, b) => a + b,
  sub: (_, a, b) => a - b,
  mul: (_, a, b) => a * b,
  and: (_, a, b) => a & b,
  or: (_, a, b) => a | b,
  xor: (_, a, b) => a ^ b,
  div_u: (_, a, b) => a / b,
  rem_u: (_, a, b) => a % b,
  div_s: (width, a, b) => signed(width, a) / signed(width, b),
  rem_s: (width, a, b) => signed(width, a) % signed(width, b),
  shl: (_, a, b) => a << b,
  shr_u: (_, a, b) => a >> b,
  shr_s: (width, a, b) => signed(width, a) >> b,
  eq: (_, a, b) => flag(a === b),
  ne: (_, a, b) => flag(a !== b),
  lt_u: (_, a, b) => flag(a < b),
  le_u: (_, a, b) => flag(a <= b),
  gt_u: (_, a, b) => flag(a > b),
  ge_u: (_, a, b) => flag(a >= b),
  lt_s: (width, a, b) => flag(signed(width, a) < signed(width, b)),
  le_s: (width, a, b) => flag(signed(width, a) <= signed(width, b)),
  gt_s: (width, a, b) => flag(signed(width, a) > signed(width, b)),
  ge_s: (width, a, b) => flag(signed(width, a) >= signed(width, b)),
  eqz: (_, a) => flag(a === 0n),
  clz: (width, a) => BigInt(`${a.toString(2).padStart(width, "0")}1`.indexOf("1")),
  ctz: (width, a) =>
    BigInt([...a.toString(2).padStart(width, "0")].reverse().concat("1").indexOf("1")),
  extend8_s: (_, a) => signed(8, a),
  extend16_s: (_, a) => signed(16, a),
  wrap_i64: (_, a) => a,
  extend_i32_u: (_, a) => a,
  extend_i32_s: (_, a) => signed(32, a),
} as const satisfies Record<string, Meaning>;
export type Operation = keyof typeof MEANINGS;

/**
 * `prefix.operation` of WebAssembly.
 * @throws Error when the rules call a bit defined that the completions show to be undefined: then they are wrong
 */
export function apply(operation: Operation, ...operands: readonly Value[]): Value {
  const from = operands[0]!.width;
  const prefix = operation.includes("i32") ? 64 : operation.includes("i64") ? 32 : from;
  const name = `i${prefix}.${operation}`;
  const row = ruleOf(name);
  if (row === undefined) throw new Error(`there is no rule for ${name}`);
  const width: Width = row.result === 64 ? 64 : 32;
  const meaning: Meaning = MEANINGS[operation];
  const { precision, vbits } = RULES[row.operation];

  const calls = inCalls((call): InCall => {
    const [a, b] = operands.map(({ calls }) => calls[call]!) as [InCall, InCall?];
    const inputs = b === undefined ? [a] : [a, b];
    const bits = inputs.map(({ completions, undefinedBits: s }) => ({ v: completions[0]!, s }));
    const result: InCall = {
      completions: a.completions.map((each, i) =>
        BigInt.asUintN(width, meaning(from, each, b?.completions[i] ?? 0n)),
      ),
      undefinedBits: vbits(bits, row),
      coarse: inputs.some((input) => input.coarse || (precision !== "exact" && !isDefined(input))),
    };
    if (!isSound(result))
      throw new Error(`the rule for ${name} calls a bit defined that can change`);
    return result;
  });
  return { width, calls };
}

function isSound({ completions, undefinedBits }: InCall): boolean {
  return completions.every((each) => ((each ^ completions[0]!) & ~undefinedBits) === 0n);
}

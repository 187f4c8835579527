/** What a function returned that the user called, each value as a line of text. */
import { ValueType } from "../wasm/module.ts";

/** @param returned as the engine gives results: nothing, one value, or an array */
export function resultLines(types: readonly ValueType[], returned: unknown): readonly string[] {
  const values = types.length === 1 ? [returned] : (returned as readonly unknown[]);
  return types.map((type, at) => text(type, values[at]));
}

/** The i32 among them: each may be a pointer. */
export function possiblePointers(types: readonly ValueType[], returned: unknown): number[] {
  const values = types.length === 1 ? [returned] : (returned as readonly unknown[]);
  return types.flatMap((type, at) =>
    type === ValueType.i32 ? [(values[at] as number) >>> 0] : [],
  );
}

function text(type: ValueType, value: unknown): string {
  if (value === null) return "null";
  if (type === ValueType.funcref) return "<funcref>";
  if (type === ValueType.externref) return "<externref>";
  if (typeof value !== "number") return String(value);
  if (Object.is(value, -0)) return "-0";
  if (Math.abs(value) === Number.POSITIVE_INFINITY) return value > 0 ? "inf" : "-inf";
  return type === ValueType.f32 ? shortest(value) : String(value);
}

/** The fewest digits that are this number when they are read as an f32: 0.1, not 0.10000000149011612. */
function shortest(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(value);
}

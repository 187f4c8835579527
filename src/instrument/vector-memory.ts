/**
 * V bits on their way between memory and vectors. The helpers give and take those of up to eight bytes as a number
 * (helper-table.ts, `load8`); what a vector instruction makes of the bytes, its lanes, is made of their V bits here.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";

const { v128 } = ValueType;

/** By the bytes of a lane. */
const LANES = {
  1: {
    splat: Op.i8x16Splat,
    replace: Op.i8x16ReplaceLane,
    extract: Op.i8x16ExtractLaneU,
    splatLoad: Op.v128Load8Splat,
  },
  2: {
    splat: Op.i16x8Splat,
    replace: Op.i16x8ReplaceLane,
    extract: Op.i16x8ExtractLaneU,
    splatLoad: Op.v128Load16Splat,
  },
  4: {
    splat: Op.i32x4Splat,
    replace: Op.i32x4ReplaceLane,
    extract: Op.i32x4ExtractLane,
    splatLoad: Op.v128Load32Splat,
  },
  8: {
    splat: Op.i64x2Splat,
    replace: Op.i64x2ReplaceLane,
    extract: Op.i64x2ExtractLane,
    splatLoad: Op.v128Load64Splat,
  },
} as const;

/** Loads that make each lane wider: by what half a vector is widened likewise. */
const WIDENED: ReadonlyMap<number, number> = new Map([
  [Op.v128Load8x8S, Op.i16x8ExtendLowI8x16S],
  [Op.v128Load8x8U, Op.i16x8ExtendLowI8x16U],
  [Op.v128Load16x4S, Op.i32x4ExtendLowI16x8S],
  [Op.v128Load16x4U, Op.i32x4ExtendLowI16x8U],
  [Op.v128Load32x2S, Op.i64x2ExtendLowI32x4S],
  [Op.v128Load32x2U, Op.i64x2ExtendLowI32x4U],
]);

/**
 * [for one lane: V bits of the vector] → [V bits of the result] of a vector load of eight bytes and fewer.
 * @param bytes the local that holds the V bits of the bytes, zero-extended
 */
export function emitVectorLoaded(out: CodeBuilder, cursor: InstructionCursor, bytes: number): void {
  const { opcode, row, lane } = cursor;
  const width = laneBytes(cursor);
  const widened = WIDENED.get(opcode);
  const number = () => {
    out.get(bytes);
    if (width < 8) out.op(Op.i32WrapI64);
  };
  if (widened !== undefined) {
    out.get(bytes).op(Op.i64x2Splat).op(widened);
  } else if (row.immediates === "memargLane") {
    number();
    out.lane(LANES[width].replace, lane);
  } else if (opcode === LANES[width].splatLoad) {
    number();
    out.op(LANES[width].splat);
  } else {
    // The other lanes are 0.
    out.zero(v128).get(bytes).lane(Op.i64x2ReplaceLane, 0);
  }
}

/** [V bits of a vector] → [i64]: those of the lane that is stored. */
export function emitLaneStored(out: CodeBuilder, cursor: InstructionCursor): void {
  const width = laneBytes(cursor);
  out.lane(LANES[width].extract, cursor.lane);
  if (width < 8) out.op(Op.i64ExtendI32U);
}

function laneBytes({ row }: InstructionCursor): 1 | 2 | 4 | 8 {
  const { memory } = row;
  if ((memory.kind !== "load" && memory.kind !== "store") || memory.width === 16) {
    throw new RangeError(`${row.name} has no lane in memory`);
  }
  return memory.width;
}

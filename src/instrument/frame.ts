/**
 * What a function does with the stack in linear memory, found by one look through its code before it
 * is rewritten.
 *
 * clang opens a function that needs memory with `global.get sp; i32.const n; i32.sub`. If the
 * function calls others it writes the result back to sp. If it calls nobody and n is at most 128, it
 * does not: its frame lies below the stack pointer (a red zone in the sense of the ABIs), and it has
 * to be known as a frame all the same, or each of its locals would look like a dead one.
 */
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";

export interface FrameShape {
  /** Bytes, a multiple of 16; 0 when the function has no frame of a fixed size. */
  readonly size: number;
  /** The frame lies below the stack pointer, which the function never moves. */
  readonly leaf: boolean;
  /** The stack pointer is set by other code than one prologue and its epilogues: alloca. */
  readonly dynamic: boolean;
  /** How often each local is set, by its original index; empty when there is no frame. */
  readonly sets: ReadonlyMap<number, number>;
}

const NoFrame: FrameShape = { size: 0, leaf: false, dynamic: true, sets: new Map() };
/** The prologue stands first; only what does not concern it (a parameter's copy) comes before. */
const PrologueWithin = 12;

/** @throws MalformedError when the code is malformed. */
export function frameShape(
  body: FunctionBody,
  stackGlobal: number | undefined,
  where: string,
): FrameShape {
  if (stackGlobal === undefined) return NoFrame;
  const cursor = new InstructionCursor(body.code, where, body.offset);
  const size = prologueSize(cursor, stackGlobal);
  if (size <= 0 || size % 16 !== 0) return NoFrame;

  const sets = new Map<number, number>();
  let moves = 0;
  let dynamic = false;
  // The two instructions before the current one: an epilogue is `i32.const size; i32.add`.
  let sizePushed = false;
  let sizeAdded = false;
  while (cursor.next()) {
    const { opcode } = cursor;
    if (opcode === Op.localSet || opcode === Op.localTee) {
      sets.set(cursor.a, (sets.get(cursor.a) ?? 0) + 1);
    } else if (opcode === Op.globalSet && cursor.a === stackGlobal) {
      dynamic ||= moves > 0 && !sizeAdded;
      moves++;
    }
    sizeAdded = sizePushed && opcode === Op.i32Add;
    sizePushed = opcode === Op.i32Const && cursor.a === size;
  }
  return { size, leaf: moves === 0, dynamic, sets };
}

/** n of `global.get sp; i32.const n; i32.sub`, leaving the cursor behind it; 0 without one. */
function prologueSize(cursor: InstructionCursor, stackGlobal: number): number {
  for (let seen = 0; seen < PrologueWithin && cursor.next(); seen++) {
    if (cursor.row.immediates === "block") return 0;
    if (cursor.opcode !== Op.globalGet || cursor.a !== stackGlobal) continue;
    if (!cursor.next() || cursor.opcode !== Op.i32Const) return 0;
    const size = cursor.a;
    return cursor.next() && cursor.opcode === Op.i32Sub ? size : 0;
  }
  return 0;
}

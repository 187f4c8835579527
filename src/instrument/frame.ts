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
  /** The fixed frame lies below the stack pointer, which the function never moves. */
  readonly leaf: boolean;
  /** The stack pointer is set by other code than one prologue and its epilogues: alloca. */
  readonly dynamic: boolean;
  /**
   * A function that calls nobody and uses alloca: it takes memory below the stack pointer, as much as it
   * likes, and moves nothing. Where its frame ends cannot be seen from outside.
   */
  readonly openEnded: boolean;
  /** How often each local is set, by its original index; empty when there is no frame. */
  readonly sets: ReadonlyMap<number, number>;
}

const NoFrame: FrameShape = {
  size: 0,
  leaf: false,
  dynamic: true,
  openEnded: false,
  sets: new Map(),
};
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
  if (!readsStackPointer(cursor, stackGlobal)) return NoFrame;

  const sets = new Map<number, number>();
  let size = 0;
  let moves = 0;
  let dynamic = false;
  let subtracts = false;
  // The two instructions before the current one: a prologue is `i32.const size; i32.sub` behind the
  // stack pointer, an epilogue `i32.const size; i32.add`.
  let constant: number | undefined;
  let sizeAdded = false;
  for (let at = 1; cursor.next(); at++) {
    const { opcode } = cursor;
    if (opcode === Op.i32Sub) {
      if (at === 2 && constant !== undefined) size = constant;
      subtracts ||= constant === undefined;
    } else if (opcode === Op.localSet || opcode === Op.localTee) {
      sets.set(cursor.a, (sets.get(cursor.a) ?? 0) + 1);
    } else if (opcode === Op.globalSet && cursor.a === stackGlobal) {
      dynamic ||= moves > 0 && !sizeAdded;
      moves++;
    }
    sizeAdded = opcode === Op.i32Add && constant === size;
    constant = opcode === Op.i32Const ? cursor.a : undefined;
  }
  if (size <= 0 || size % 16 !== 0) size = 0;
  const still = moves === 0;
  return { size, leaf: still && size > 0, dynamic, openEnded: still && subtracts, sets };
}

/** Whether the function begins with reading the stack pointer; the cursor stands there then. */
function readsStackPointer(cursor: InstructionCursor, stackGlobal: number): boolean {
  for (let seen = 0; seen < PrologueWithin && cursor.next(); seen++) {
    if (cursor.row.immediates === "block") return false;
    if (cursor.opcode === Op.globalGet && cursor.a === stackGlobal) return true;
  }
  return false;
}

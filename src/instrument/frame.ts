/**
 * What a function does with the stack in linear memory, found by one look through its code before it
 * is rewritten.
 *
 * clang opens a function that needs memory with `global.get sp; i32.const n; i32.sub`. If the
 * function calls others it writes the result back to sp. If it calls nobody and n is at most 128, it
 * does not: its frame lies below the stack pointer (a red zone in the sense of the ABIs), and it has
 * to be known as a frame all the same, or each of its locals would look like a dead one.
 */
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { OperandProvenance } from "./provenance.ts";

export interface FrameShape {
  /** Bytes, a multiple of 16; 0 when the function has no frame of a fixed size. */
  readonly size: number;
  /** The frame's lowest address is a multiple of this, a power of 2; 16 for most. */
  readonly alignment: number;
  /** The fixed frame lies below the stack pointer, which the function never moves. */
  readonly leaf: boolean;
  /** The stack pointer is set by other code than one prologue and its epilogues: alloca. */
  readonly dynamic: boolean;
  /**
   * A function that calls nobody and has more than a simple frame below the stack pointer: alloca, or
   * locals of large alignment. It moves nothing, and where its frame ends cannot be seen from outside.
   */
  readonly openEnded: boolean;
  /**
   * Somewhere in it a frame lies below the stack pointer that is not its own: Binaryen, which optimises what comes from
   * wasm-ld, has put functions into it that call nobody.
   */
  readonly inlinedBelow: boolean;
  /** How often each local is set, by its original index; empty when there is no frame. */
  readonly sets: ReadonlyMap<number, number>;
}

const StackAlignment = 16;
const NoFrame: FrameShape = {
  size: 0,
  alignment: StackAlignment,
  leaf: false,
  dynamic: true,
  openEnded: false,
  inlinedBelow: false,
  sets: new Map(),
};
const OnlyInlined: FrameShape = { ...NoFrame, inlinedBelow: true };
/** How much of the stack below its pointer clang's functions use without moving it, at most. */
const RedZoneBytes = 128;
/** The prologue stands first; only what does not concern it (a parameter's copy) comes before. */
const PrologueWithin = 12;

/**
 * @param operands to be used for it, of the same stack pointer: made if absent
 * @throws MalformedError when the function's beginning is malformed.
 */
export function frameShape(
  body: FunctionBody,
  stackGlobal: number | undefined,
  where: string,
  operands = new OperandProvenance(stackGlobal),
): FrameShape {
  if (stackGlobal === undefined) return NoFrame;
  const cursor = new InstructionCursor(body.code, where, body.offset);
  const inlined = framesBelow(body.code, stackGlobal);
  if (!readsStackPointer(cursor, stackGlobal)) return inlined > 0 ? OnlyInlined : NoFrame;
  cursor.goTo(0);

  const prologue = new PrologueReader(stackGlobal, operands);
  const sets = new Map<number, number>();
  const moves = new PointerMoves(body, where, prologue, sets);
  while (!prologue.over && cursor.next()) {
    prologue.step(cursor);
    moves.count(cursor, stackGlobal);
  }
  while (cursor.nextAmong(SETTING)) moves.count(cursor, stackGlobal);
  const { alignment } = prologue;
  const size = prologue.size > 0 && prologue.size % 16 === 0 ? prologue.size : 0;
  const still = moves.sum === 0;
  // Below the stack pointer lies one frame of a known size, or nobody can say what.
  const subtractions = still ? subtractionsIn(cursor, stackGlobal) : 0;
  const simple = alignment === StackAlignment && subtractions === 1;
  const leaf = still && size > 0 && size <= RedZoneBytes && simple;
  return {
    size: still && !leaf ? 0 : size,
    alignment,
    leaf,
    dynamic: moves.dynamic,
    openEnded: still && !leaf && subtractions > 0,
    inlinedBelow: !still && inlined > 0,
    sets,
  };
}

/** What changes locals and globals. */
const SETTING = Uint8Array.from({ length: 0x100 }, (_, opcode) =>
  [Op.localSet, Op.localTee, Op.globalSet].includes(opcode) ? 1 : 0,
);

/** Counts how often the stack pointer is moved, and each local is set. */
class PointerMoves {
  sum = 0;
  /** One of them, not the first, does not put the stack pointer back to where it was. */
  dynamic = false;
  readonly #look: InstructionCursor;
  readonly #prologue: PrologueReader;
  readonly #sets: Map<number, number>;

  constructor(
    body: FunctionBody,
    where: string,
    prologue: PrologueReader,
    sets: Map<number, number>,
  ) {
    this.#look = new InstructionCursor(body.code, where, body.offset);
    this.#prologue = prologue;
    this.#sets = sets;
  }

  count(cursor: InstructionCursor, stackGlobal: number): void {
    const { opcode, a } = cursor;
    if (opcode === Op.localSet || opcode === Op.localTee) {
      this.#sets.set(a, (this.#sets.get(a) ?? 0) + 1);
    } else if (opcode === Op.globalSet && a === stackGlobal) {
      this.dynamic ||= this.sum > 0 && !this.#restores(cursor);
      this.sum++;
    }
  }

  /** Whether what is set is the end of an epilogue's sum, `i32.const size; i32.add`, or a copy of the stack pointer as it was. */
  #restores({ before, beforeThat }: InstructionCursor): boolean {
    const look = this.#look;
    const { size, entryLocals } = this.#prologue;
    if (before < 0) return false;
    look.goTo(before);
    look.next();
    const { opcode } = look;
    if (opcode === Op.localGet) return entryLocals.has(look.a) && this.#sets.get(look.a) === 1;
    if (beforeThat < 0 || (opcode !== Op.i32Add && opcode !== Op.i32Sub)) return false;
    look.goTo(beforeThat);
    look.next();
    return look.opcode === Op.i32Const && look.a === (opcode === Op.i32Add ? size : -size);
  }
}

/** How often code that leaves the stack pointer where it is takes something off it. */
function subtractionsIn(cursor: InstructionCursor, stackGlobal: number): number {
  const addresses = new StackAddresses(stackGlobal);
  cursor.goTo(0);
  while (cursor.next()) addresses.step(cursor);
  return addresses.subtractions;
}

/**
 * Reads `global.get sp; i32.const size; i32.sub`, or with −size and `i32.add` where that is shorter (Binaryen), perhaps with `i32.const −alignment; i32.and` behind it, with copies
 * in locals between these, as unoptimised code makes them: up to the first move of the stack pointer, or to where
 * control flow divides.
 */
class PrologueReader {
  /** 0 until it is known. */
  size = 0;
  alignment = StackAlignment;
  /** Locals that were given the stack pointer as it was. */
  readonly entryLocals = new Set<number>();
  readonly #stackGlobal: number;
  readonly #operands: OperandProvenance;
  /** No further instruction has to do with it. */
  over = false;

  constructor(stackGlobal: number, operands: OperandProvenance) {
    this.#stackGlobal = stackGlobal;
    this.#operands = operands;
    operands.enter(() => 0);
  }

  step({ opcode, row, a }: InstructionCursor): void {
    if (this.over) return;
    const operands = this.#operands;
    switch (opcode) {
      case Op.localGet:
        operands.localGet(a);
        return;
      case Op.localSet:
      case Op.localTee:
        if (operands.peek(0).kind === "entry") this.entryLocals.add(a);
        operands.localSet(a, opcode === Op.localTee);
        return;
      case Op.globalGet:
        operands.globalGet(a, false);
        return;
      case Op.globalSet:
        this.over = a === this.#stackGlobal;
        operands.pop(1);
        return;
    }
    if (row.contextual) {
      this.over = true;
      return;
    }
    const mask = operands.peek(0);
    operands.fixed(row, a);
    const result = operands.peek(0);
    if (result.kind !== "frame") return;
    const isSum = opcode === Op.i32Sub || opcode === Op.i32Add;
    if (isSum && this.size === 0 && result.offset < 0) this.size = -result.offset;
    if (opcode === Op.i32And && mask.kind === "constant") this.alignment = -mask.value;
  }
}

/** More operands than straight-line code has. */
const Followed = 256;

/**
 * Which operands and locals hold addresses made of the stack pointer, as far as straight-line code
 * tells: whether a function that never moves it takes memory below it.
 */
export class StackAddresses {
  /** How often something was subtracted from such an address. */
  subtractions = 0;
  /** The last instruction made a lower stack address of one: it is on top of the operands. */
  lowered = false;
  readonly #stackGlobal: number;
  /** The operands since the last control instruction; what is older counts as no such address. */
  readonly #operands = new Uint8Array(Followed);
  #depth = 0;
  readonly #locals = new Set<number>();
  /** The instruction before was a constant below 0: to add it is to subtract. */
  #isNegative = false;

  constructor(stackGlobal: number) {
    this.#stackGlobal = stackGlobal;
  }

  step({ opcode, row, a }: InstructionCursor): void {
    this.lowered = false;
    const subtracts = opcode === Op.i32Sub || (opcode === Op.i32Add && this.#isNegative);
    this.#isNegative = opcode === Op.i32Const && a < 0;
    switch (opcode) {
      case Op.localGet:
        this.#push(this.#locals.has(a));
        return;
      case Op.globalGet:
        this.#push(a === this.#stackGlobal);
        return;
      case Op.localTee:
      case Op.localSet: {
        const isAddress = this.#pop();
        if (isAddress) this.#locals.add(a);
        if (opcode === Op.localTee) this.#push(isAddress);
        return;
      }
      case Op.i32Add:
      case Op.i32And:
      case Op.i32Sub: {
        const right = this.#pop();
        const left = this.#pop();
        if (subtracts && left && !right) this.subtractions++;
        this.lowered = subtracts ? left && !right : opcode === Op.i32And && (left || right);
        // The difference of two addresses is none.
        this.#push(opcode === Op.i32Sub ? left && !right : left || right);
        return;
      }
    }
    if (row.contextual) {
      this.control();
      return;
    }
    for (let taken = row.params.length; taken > 0; taken--) this.#pop();
    for (let given = row.results.length; given > 0; given--) this.#push(false);
  }

  #push(isAddress: boolean): void {
    // What is forgotten here is older than all that straight-line code asks for.
    if (this.#depth === Followed) this.#depth = 0;
    this.#operands[this.#depth++] = isAddress ? 1 : 0;
  }

  #pop(): boolean {
    return this.#depth > 0 && this.#operands[--this.#depth] === 1;
  }

  /** Control flow divides or joins here: no operand is known any more. */
  control(): void {
    this.#depth = 0;
  }
}

/** Whether the function begins with reading the stack pointer; the cursor stands there then. */
function readsStackPointer(cursor: InstructionCursor, stackGlobal: number): boolean {
  for (let seen = 0; seen < PrologueWithin && cursor.next(); seen++) {
    if (cursor.row.immediates === "block") return false;
    if (cursor.opcode === Op.globalGet && cursor.a === stackGlobal) return true;
  }
  return false;
}

/**
 * How often the code takes memory below the stack pointer as a leaf does: `global.get sp; i32.const size; i32.sub` into a local that does
 * not become the stack pointer. It is looked for as bytes, for most functions have nothing of it; what is found by chance makes
 * only the check of that one function milder.
 */
function framesBelow(code: Uint8Array, stackGlobal: number): number {
  let found = 0;
  for (let at = code.indexOf(Op.globalGet); at >= 0; at = code.indexOf(Op.globalGet, at + 1)) {
    const bytes = new ByteReader(code.subarray(at + 1), "code", 0);
    try {
      if (bytes.uleb32() !== stackGlobal || bytes.u8() !== Op.i32Const) continue;
      const number = bytes.sleb32();
      const isSum = bytes.u8() === (number < 0 ? Op.i32Add : Op.i32Sub);
      const size = Math.abs(number);
      if (!isSum || size === 0 || size > RedZoneBytes || size % StackAlignment !== 0) continue;
      const set = bytes.u8();
      if (set !== Op.localSet && set !== Op.localTee) continue;
      const local = bytes.uleb32();
      const isRead = set === Op.localSet && bytes.u8() === Op.localGet && bytes.uleb32() === local;
      const becomesPointer = (set === Op.localTee || isRead) && bytes.u8() === Op.globalSet;
      if (!becomesPointer) found++;
    } catch (error) {
      // What was no instruction need not be one to its end.
      if (!(error instanceof MalformedError)) throw error;
    }
  }
  return found;
}

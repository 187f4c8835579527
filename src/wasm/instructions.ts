/**
 * Walking the instructions of a function body or a constant expression.
 *
 * A rewriter sees every instruction of a module once and copies most of them as they are, so there
 * is no tree and no object for each instruction: a cursor stands on one instruction at a time and
 * tells which bytes it is made of and what its immediates are.
 */
import type { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import { ValueType } from "./module.ts";
import type { Immediates } from "./opcode-row.ts";
import { isPrefix, OPCODES, type OpcodeRow, opcodeRow } from "./opcodes.ts";
import { proposalOf, unknownReference, unsupported } from "./proposals.ts";

/** The bytes that are no opcode of their own, but followed by a number. */
const FirstPrefix = 0xfb;
const LastPrefix = 0xfe;

/** What `nextAmong` passes over behind an opcode: so many LEB128 numbers, or, if more than these, so many bytes. */
const MostNumbers = 2;
const ToBeRead = 0xff;
const PASSED_OVER: Partial<Record<Immediates, number>> = {
  none: 0,
  local: 1,
  global: 1,
  label: 1,
  function: 1,
  i32: 1,
  i64: 1,
  block: 1,
  memarg: 2,
  callIndirect: 2,
  f32: 4,
  f64: 8,
};
const SKIPPED = Uint8Array.from({ length: 0x100 }, (_, opcode) => {
  const row = opcodeRow(opcode);
  return (row && PASSED_OVER[row.immediates]) ?? ToBeRead;
});

const SeveralMemories = unsupported("more than one memory", "multi-memory");

/**
 * Stands before the first instruction until `next` is called:
 *
 *     const cursor = new InstructionCursor(body.code, where, body.offset);
 *     while (cursor.next()) if (cursor.opcode === Op.call) called.add(cursor.a);
 *
 * All fields describe the current instruction only and are overwritten by `next`. It checks the
 * form of instructions, not their types, nesting, or the indices in them.
 */
export class InstructionCursor {
  readonly code: Uint8Array;
  /** As in the opcode table. */
  opcode = 0;
  row: OpcodeRow = OPCODES[0]!;
  /** The instruction is `code[start] … code[end - 1]`. */
  start = 0;
  end = 0;
  /** Immediates: `Immediates` in opcodes.ts says what they are for each instruction. */
  a = 0;
  b = 0;
  /** Where the instruction before this one begins, and the one before that, −1 where that is not known: see `nextAmong`. */
  before = -1;
  beforeThat = -1;
  /** Of an instruction for one lane of a vector: which one. */
  lane = 0;
  /** The targets of a `br_table`, the default one last. */
  readonly labels: number[] = [];
  private readonly reader: ByteReader;

  /**
   * @param where what offsets in messages count in, such as "the code section of a.wasm"
   * @param base the place of `code[0]` in it: for a function body, its CodeOffset
   */
  constructor(code: Uint8Array, where: string, base: number) {
    this.code = code;
    this.reader = new ByteReader(code, where, base);
  }

  /**
   * Goes on to the next instruction; false at the end of the code.
   * @throws MalformedError for an instruction that is cut off, malformed, or not in the table.
   */
  next(): boolean {
    const { reader } = this;
    if (reader.atEnd) return false;
    this.start = reader.position;
    let opcode = reader.u8();
    if (opcode >= FirstPrefix && isPrefix(opcode)) {
      const number = reader.uleb32();
      if (number > 0xff) throw this.unknown(opcode, number);
      opcode = (opcode << 8) | number;
    }
    const row = opcodeRow(opcode);
    if (row === undefined) throw this.unknownOpcode(opcode);
    this.opcode = opcode;
    this.row = row;
    if (row.immediates !== "none") this.readImmediates(row, reader);
    this.end = reader.position;
    return true;
  }

  /**
   * Goes on to the next instruction of `wanted`; what is between is passed over, which takes a fifth of the time. `before` and
   * `beforeThat` tell afterwards where the two instructions before it begin.
   * @param wanted by opcode, of one byte: 1
   * @returns false at the end of the code, or where it is malformed: whoever walks it says how
   */
  nextAmong(wanted: Uint8Array): boolean {
    const { code, reader } = this;
    let at = reader.position;
    this.before = -1;
    this.beforeThat = -1;
    while (at < code.length) {
      const opcode = code[at]!;
      const skip = SKIPPED[opcode]!;
      if (wanted[opcode] === 1 || skip === ToBeRead) {
        reader.seek(at);
        this.next();
        if (wanted[opcode] === 1) return true;
        this.beforeThat = this.before;
        this.before = at;
        at = reader.position;
        continue;
      }
      this.beforeThat = this.before;
      this.before = at++;
      if (skip > MostNumbers) at += skip;
      else for (let left = skip; left > 0; left--) while (code[at++]! >= 0x80);
    }
    return false;
  }

  /** The next instruction is the one at `code[position]`. @param position where one begins */
  goTo(position: number): void {
    this.reader.seek(position);
  }

  /** The error to throw about the current instruction. */
  malformed(reason: string): MalformedError {
    return this.reader.malformed(reason, this.start);
  }

  private readImmediates(row: OpcodeRow, reader: ByteReader): void {
    switch (row.immediates) {
      // The most frequent first: V8 compares these one after the other.
      case "local":
      case "global":
      case "label":
      case "tag":
      case "function":
      case "table":
      case "element":
      case "data":
        this.a = reader.uleb32();
        break;
      case "i32":
        this.a = reader.sleb32();
        break;
      case "memarg":
        this.a = reader.uleb32();
        if (this.a >= 32) throw this.badAlignment();
        this.b = reader.uleb32();
        break;
      case "memargLane":
        this.a = reader.uleb32();
        if (this.a >= 32) throw this.badAlignment();
        this.b = reader.uleb32();
        this.lane = reader.u8();
        break;
      case "lane":
        this.lane = reader.u8();
        break;
      case "block":
        this.a = reader.sleb33();
        break;
      case "callIndirect":
      case "tables":
      case "elementTable":
        this.a = reader.uleb32();
        this.b = reader.uleb32();
        break;
      case "i64":
        reader.skipSleb64();
        break;
      case "f32":
        reader.skip(4);
        break;
      case "f64":
        reader.skip(8);
        break;
      case "v128":
      case "lanes":
        reader.skip(16);
        break;
      case "labels":
        this.readLabels(reader);
        break;
      case "fence":
        if (reader.u8() !== 0) throw this.malformed("a fence of an unknown kind");
        break;
      case "memory":
        this.a = this.memoryIndex(reader);
        break;
      case "memories":
        this.a = this.memoryIndex(reader);
        this.b = this.memoryIndex(reader);
        break;
      case "dataMemory":
        this.a = reader.uleb32();
        this.b = this.memoryIndex(reader);
        break;
      case "refType":
        this.a = reader.u8();
        if (this.a !== ValueType.funcref && this.a !== ValueType.externref) {
          throw reader.malformed(unknownReference(this.a), this.start + 1);
        }
        break;
      case "selectType":
        if (reader.uleb32() !== 1) throw this.malformed("select must name one type");
        this.a = reader.u8();
        break;
      case "none":
        break;
      default:
        row.immediates satisfies never;
    }
  }

  private readLabels(reader: ByteReader): void {
    const count = reader.uleb32();
    // Each label takes a byte at least: a count beyond that is a lie, and is not looped over.
    if (count >= reader.remaining) {
      throw this.malformed(`a br_table of ${count} labels does not fit`);
    }
    this.labels.length = 0;
    for (let index = 0; index <= count; index++) this.labels.push(reader.uleb32());
  }

  private memoryIndex(reader: ByteReader): 0 {
    const index = reader.u8();
    if (index !== 0) throw this.malformed(SeveralMemories);
    return 0;
  }

  private badAlignment(): MalformedError {
    const multiMemory = (this.a & 0x40) !== 0;
    return this.malformed(multiMemory ? SeveralMemories : "an alignment is beyond 2³¹");
  }

  private unknownOpcode(opcode: number): MalformedError {
    if (opcode > 0xff) return this.unknown(opcode >> 8, opcode & 0xff);
    const prefix = opcode >= FirstPrefix && opcode <= LastPrefix;
    return this.unknown(opcode, prefix && !this.reader.atEnd ? this.reader.uleb32() : undefined);
  }

  private unknown(byte: number, number?: number): MalformedError {
    const proposal = proposalOf(byte, number);
    const code = `0x${byte.toString(16).padStart(2, "0")}${number === undefined ? "" : ` ${number}`}`;
    const what = `instruction ${code}`;
    return this.malformed(
      proposal === undefined ? `${what} is not supported` : unsupported(what, proposal),
    );
  }
}

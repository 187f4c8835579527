/**
 * The types of the operands on the stack, instruction by instruction: the validation algorithm of
 * the core specification (appendix 7.3). A pass that has to save or look at operands asks it what
 * lies on the stack where it stands.
 *
 * After an unconditional branch the stack is *polymorphic*: code up to the block's end can never run,
 * and validates whatever it takes from the stack. What it takes then has the type `Unknown`. Such
 * code needs no checks, so a pass that wants real types may skip it: see `reachable`.
 */

import { declaredFunctions, type IndexSpaces } from "./index-spaces.ts";
import type { InstructionCursor } from "./instructions.ts";
import {
  type FunctionBody,
  type FunctionType,
  type TableType,
  ValueType,
  type WasmModule,
} from "./module.ts";
import { Op, type OpcodeRow } from "./opcodes.ts";
import { unknownType } from "./proposals.ts";
import { isRefType, isValueType } from "./types.ts";

/** Any type at all: only in code that cannot be reached. */
export const Unknown = 0;
export type OperandType = ValueType | typeof Unknown;

/** A block that has been entered: what the specification calls a control frame. */
interface Block {
  /** The instruction that opened it: block, loop, if, else, try, catch; `block` for the function itself. */
  opcode: number;
  type: FunctionType;
  /** How many operands lay below it when it was entered. */
  height: number;
  /** Whether its first instruction can be reached. */
  entered: boolean;
  /** An unconditional branch has been passed since. */
  polymorphic: boolean;
}

const { i32 } = ValueType;
/** Of a vector, as the exponent of 2. */
const LargestAlignment = 4;
const empty: FunctionType = { params: [], results: [] };
/** Block types that are no type index (5.4.1): the value type's byte as a signed 7-bit number. */
const shortBlockTypes: ReadonlyMap<number, FunctionType> = new Map([
  [-64, empty],
  ...Object.values(ValueType).map(
    (type) => [type - 0x80, { params: [], results: [type] }] as const,
  ),
]);

/**
 * One for a module; used for one function after the other:
 *
 *     operands.enter(type, body);
 *     while (cursor.next()) {
 *       // Here `operands` is the stack before the instruction.
 *       operands.step(cursor);
 *     }
 *     operands.leave(cursor);
 *
 * `step` validates: what is wrong is a MalformedError with the instruction's place.
 */
export class OperandTypes {
  /** How many operands there are, all enclosing blocks included. */
  depth = 0;
  private readonly module: WasmModule;
  private readonly spaces: IndexSpaces;
  private readonly stack: OperandType[] = [];
  private readonly blocks: Block[] = [];
  private blockCount = 0;
  /** Parameters and locals. */
  locals: readonly ValueType[] = [];
  /** Made when the first `ref.func` is met: C compilers emit none. */
  private declared: ReadonlySet<number> | undefined;

  constructor(module: WasmModule, spaces: IndexSpaces) {
    this.module = module;
    this.spaces = spaces;
  }

  /** Starts anew at a function's first instruction. */
  enter(type: FunctionType, { locals }: FunctionBody): void {
    const types = type.params.slice();
    for (const { count, type } of locals) {
      for (let index = 0; index < count; index++) types.push(type);
    }
    this.locals = types;
    this.depth = 0;
    this.blockCount = 0;
    this.open(Op.block, { params: [], results: type.results }, true);
  }

  /** To be called when the code is over: it must be over for the operands too. */
  leave(cursor: InstructionCursor): void {
    if (this.blockCount > 0) throw cursor.malformed("the function has a block without an end");
  }

  /**
   * Whether the current instruction can be reached, as far as the block structure tells: false from
   * an unconditional branch to its block's end. Where it is true, no operand is `Unknown`.
   */
  get reachable(): boolean {
    if (this.blockCount === 0) return false;
    const { entered, polymorphic } = this.blocks[this.blockCount - 1]!;
    return entered && !polymorphic;
  }

  /** How many of the operands lie below the innermost block, out of its code's reach. */
  get outOfReach(): number {
    return this.blockCount === 0 ? 0 : this.blocks[this.blockCount - 1]!.height;
  }

  /** The type of operand `index`, 0 … depth−1; 0 is the lowest of the function, depth−1 the top. */
  at(index: number): OperandType {
    return this.stack[index]!;
  }

  /** What a branch to the label `out` blocks out takes from the stack. */
  labelTypes(out: number, cursor: InstructionCursor): readonly ValueType[] {
    const { opcode, type } = this.blockAt(out, cursor);
    return opcode === Op.loop ? type.params : type.results;
  }

  /** The type of the innermost block. */
  get innermost(): FunctionType {
    return this.blocks[this.blockCount - 1]?.type ?? empty;
  }

  /** The instruction that opened the innermost block. */
  get innermostOpcode(): number | undefined {
    return this.blocks[this.blockCount - 1]?.opcode;
  }

  /** Whether the current instruction stands behind a catch, at whatever depth. */
  get inCatch(): boolean {
    for (let at = 0; at < this.blockCount; at++) if (isCatch(this.blocks[at]!.opcode)) return true;
    return false;
  }

  /** The type of the block that the current instruction opens. */
  blockType(cursor: InstructionCursor): FunctionType {
    const { a } = cursor;
    if (a >= 0) return this.type(a, cursor);
    const short = shortBlockTypes.get(a);
    if (short === undefined) throw cursor.malformed(unknownType(a + 0x80));
    return short;
  }

  /** Goes back to the beginning of the innermost block: its first instruction is the next one to be applied. */
  restart(): void {
    const block = this.blocks[this.blockCount - 1]!;
    block.polymorphic = false;
    this.depth = block.height;
    this.pushAll(block.type.params);
  }

  /** Applies the current instruction. */
  step(cursor: InstructionCursor): void {
    if (this.blockCount === 0) throw cursor.malformed("the function goes on after its end");
    const { row } = cursor;
    if (row.contextual) {
      this.stepContextual(cursor);
      return;
    }
    if (row.immediates !== "none") this.checkImmediates(row, cursor);
    this.popAll(row.params, cursor);
    this.pushAll(row.results);
  }

  private stepContextual(cursor: InstructionCursor): void {
    const { opcode, a } = cursor;
    switch (opcode) {
      case Op.localGet:
        this.push(this.local(a, cursor));
        break;
      case Op.localSet:
        this.pop(this.local(a, cursor), cursor);
        break;
      case Op.localTee:
        this.pop(this.local(a, cursor), cursor);
        this.push(this.local(a, cursor));
        break;
      case Op.globalGet:
        this.push(this.global(a, cursor).type);
        break;
      case Op.globalSet: {
        const { type, mutable } = this.global(a, cursor);
        if (!mutable) throw cursor.malformed(`global ${a} cannot be changed`);
        this.pop(type, cursor);
        break;
      }
      case Op.if:
        this.pop(i32, cursor);
        this.openBlock(cursor);
        break;
      case Op.block:
      case Op.loop:
      case Op.try:
        this.openBlock(cursor);
        break;
      case Op.catch:
        this.catch(this.tag(a, cursor).params, cursor);
        break;
      case Op.catchAll:
        this.catch([], cursor);
        break;
      case Op.delegate:
        this.delegate(cursor);
        break;
      case Op.throw:
        this.popAll(this.tag(a, cursor).params, cursor);
        this.makeUnreachable();
        break;
      case Op.rethrow:
        if (!isCatch(this.blockAt(a, cursor).opcode)) {
          throw cursor.malformed(`label ${a} is no catch`);
        }
        this.makeUnreachable();
        break;
      case Op.else:
        this.else(cursor);
        break;
      case Op.end:
        this.end(cursor);
        break;
      case Op.br:
        this.popAll(this.labelTypes(a, cursor), cursor);
        this.makeUnreachable();
        break;
      case Op.brIf: {
        this.pop(i32, cursor);
        const types = this.labelTypes(a, cursor);
        this.popAll(types, cursor);
        this.pushAll(types);
        break;
      }
      case Op.brTable:
        this.brTable(cursor);
        break;
      case Op.return:
        this.popAll(this.blocks[0]!.type.results, cursor);
        this.makeUnreachable();
        break;
      case Op.unreachable:
        this.makeUnreachable();
        break;
      case Op.call:
        this.call(this.function(a, cursor), cursor);
        break;
      case Op.callIndirect:
        this.call(this.indirectCallee(cursor), cursor);
        break;
      case Op.returnCall:
        this.returnCall(this.function(a, cursor), cursor);
        break;
      case Op.returnCallIndirect:
        this.returnCall(this.indirectCallee(cursor), cursor);
        break;
      case Op.drop:
        this.pop(Unknown, cursor);
        break;
      case Op.select:
        this.select(cursor);
        break;
      case Op.selectT:
        if (!isValueType(a)) throw cursor.malformed(unknownType(a));
        this.popAll([a, a, i32], cursor);
        this.push(a);
        break;
      case Op.tableGet:
        this.pop(i32, cursor);
        this.push(this.table(a, cursor).element);
        break;
      case Op.tableSet:
        this.popAll([i32, this.table(a, cursor).element], cursor);
        break;
      case Op.tableGrow:
        this.popAll([this.table(a, cursor).element, i32], cursor);
        this.push(i32);
        break;
      case Op.tableFill:
        this.popAll([i32, this.table(a, cursor).element, i32], cursor);
        break;
      case Op.refNull:
        this.push(a as ValueType);
        break;
      case Op.refIsNull: {
        const type = this.pop(Unknown, cursor);
        if (type !== Unknown && !isRefType(type)) throw this.mismatch("a reference", type, cursor);
        this.push(i32);
        break;
      }
      case Op.refFunc:
        this.function(a, cursor);
        this.declared ??= declaredFunctions(this.module);
        if (!this.declared.has(a)) {
          throw cursor.malformed(`function ${a} is referred to, but not declared for that`);
        }
        this.push(ValueType.funcref);
        break;
      default:
        // A bug of ours, not of the input: the table has a row that is not decided here.
        throw new Error(`no typing rule for ${cursor.row.name}`);
    }
  }

  /** What an instruction of a fixed type demands of the module. */
  private checkImmediates(row: OpcodeRow, cursor: InstructionCursor): void {
    const { a, b } = cursor;
    const { memory, immediates } = row;
    if (memory.kind !== "none" && this.spaces.memories === 0) {
      throw cursor.malformed("the module has no memory");
    }
    switch (immediates) {
      case "lane":
        this.checkLane(row, cursor.lane, cursor);
        break;
      case "lanes":
        for (let at = cursor.end - 16; at < cursor.end; at++) {
          this.checkLane(row, cursor.code[at]!, cursor);
        }
        break;
      case "memarg":
      case "memargLane":
        if (immediates === "memargLane") this.checkLane(row, cursor.lane, cursor);
        // Of atomic accesses the alignment should be just that; the engine of Node 20 takes smaller ones, too.
        if ("width" in memory && (a > LargestAlignment || 1 << a > memory.width)) {
          throw cursor.malformed(`${row.name} cannot be aligned to ${2 ** a} bytes`);
        }
        break;
      case "data":
      case "dataMemory":
        if (a >= (this.module.dataCount ?? 0)) {
          throw cursor.malformed(`there is no data segment ${a}, or no data count`);
        }
        break;
      case "element":
        this.element(a, cursor);
        break;
      case "elementTable":
        if (this.element(a, cursor) !== this.table(b, cursor).element) {
          throw cursor.malformed(`table ${b} cannot hold element segment ${a}`);
        }
        break;
      case "table":
        this.table(a, cursor);
        break;
      case "tables":
        if (this.table(a, cursor).element !== this.table(b, cursor).element) {
          throw cursor.malformed(`table ${a} cannot hold what table ${b} does`);
        }
        break;
    }
  }

  private checkLane({ name, lanes }: OpcodeRow, lane: number, cursor: InstructionCursor): void {
    if (lane >= lanes) throw cursor.malformed(`${name} has no lane ${lane}`);
  }

  private push(type: OperandType): void {
    this.stack[this.depth++] = type;
  }

  private pushAll(types: readonly OperandType[]): void {
    for (let index = 0; index < types.length; index++) this.stack[this.depth++] = types[index]!;
  }

  /** Takes the top operand, which must be of this type, and returns what it really was. */
  private pop(expected: OperandType, cursor: InstructionCursor): OperandType {
    const block = this.blocks[this.blockCount - 1]!;
    if (this.depth === block.height) {
      if (block.polymorphic) return Unknown;
      throw cursor.malformed(`${cursor.row.name} lacks an operand`);
    }
    const type = this.stack[--this.depth]!;
    if (type !== expected && type !== Unknown && expected !== Unknown) {
      throw this.mismatch(typeName(expected), type, cursor);
    }
    return type;
  }

  /** Takes operands, the last one from the top. */
  private popAll(types: readonly OperandType[], cursor: InstructionCursor): void {
    for (let index = types.length - 1; index >= 0; index--) this.pop(types[index]!, cursor);
  }

  private call({ params, results }: FunctionType, cursor: InstructionCursor): void {
    this.popAll(params, cursor);
    this.pushAll(results);
  }

  /** The type that an indirect call expects; its index is taken off the stack. */
  private indirectCallee(cursor: InstructionCursor): FunctionType {
    if (this.table(cursor.b, cursor).element !== ValueType.funcref) {
      throw cursor.malformed(`table ${cursor.b} holds no functions`);
    }
    this.pop(i32, cursor);
    return this.type(cursor.a, cursor);
  }

  /** What the callee returns, the function does. */
  private returnCall({ params, results }: FunctionType, cursor: InstructionCursor): void {
    if (!sameTypes(results, this.blocks[0]!.type.results)) {
      throw cursor.malformed("a tail call of a function that returns something else");
    }
    this.popAll(params, cursor);
    this.makeUnreachable();
  }

  private select(cursor: InstructionCursor): void {
    this.pop(i32, cursor);
    const second = this.pop(Unknown, cursor);
    const first = this.pop(second, cursor);
    const type = first === Unknown ? second : first;
    // Without a type of its own, select is for numbers only.
    if (type !== Unknown && isRefType(type)) throw this.mismatch("a number", type, cursor);
    this.push(type);
  }

  private brTable(cursor: InstructionCursor): void {
    this.pop(i32, cursor);
    const { labels } = cursor;
    const arity = this.labelTypes(labels.at(-1)!, cursor).length;
    const { depth } = this;
    for (const label of labels) {
      const types = this.labelTypes(label, cursor);
      if (types.length !== arity) throw cursor.malformed("the labels take different operands");
      this.popAll(types, cursor);
      // All labels look at the same operands, so these are not really gone.
      this.depth = depth;
    }
    this.makeUnreachable();
  }

  private openBlock(cursor: InstructionCursor): void {
    const type = this.blockType(cursor);
    this.popAll(type.params, cursor);
    this.open(cursor.opcode, type, this.reachable);
  }

  private open(opcode: number, type: FunctionType, entered: boolean): void {
    const height = this.depth;
    // Blocks are used again: most functions have many, and few at a time.
    const reused = this.blocks[this.blockCount];
    if (reused === undefined) {
      this.blocks.push({ opcode, type, height, entered, polymorphic: false });
    } else {
      reused.opcode = opcode;
      reused.type = type;
      reused.height = height;
      reused.entered = entered;
      reused.polymorphic = false;
    }
    this.blockCount++;
    this.pushAll(type.params);
  }

  private close(cursor: InstructionCursor): Block {
    const block = this.blocks[this.blockCount - 1]!;
    this.popAll(block.type.results, cursor);
    if (this.depth !== block.height) throw cursor.malformed("operands are left over in a block");
    this.blockCount--;
    return block;
  }

  private else(cursor: InstructionCursor): void {
    const { opcode, type, entered } = this.close(cursor);
    if (opcode !== Op.if) throw cursor.malformed("an else without an if");
    this.open(Op.else, type, entered);
  }

  /** Ends a try's code, or the catch before, and begins with what was thrown. */
  private catch(thrown: readonly ValueType[], cursor: InstructionCursor): void {
    const { opcode, type, entered } = this.close(cursor);
    // Nothing is left to catch behind a catch_all.
    if (opcode !== Op.try && opcode !== Op.catch) throw cursor.malformed("a catch without a try");
    this.open(cursor.opcode, { params: [], results: type.results }, entered);
    this.pushAll(thrown);
  }

  /** Ends a try that hands what is thrown in it to an outer one. */
  private delegate(cursor: InstructionCursor): void {
    const { opcode, type } = this.close(cursor);
    if (opcode !== Op.try) throw cursor.malformed("a delegate without a try");
    this.blockAt(cursor.a, cursor);
    this.pushAll(type.results);
  }

  private end(cursor: InstructionCursor): void {
    const { opcode, type } = this.close(cursor);
    // Without an else, the parameters are the results.
    if (opcode === Op.if && !sameTypes(type.params, type.results)) {
      throw cursor.malformed("an if with results has no else");
    }
    this.pushAll(type.results);
  }

  private makeUnreachable(): void {
    const block = this.blocks[this.blockCount - 1]!;
    this.depth = block.height;
    block.polymorphic = true;
  }

  private blockAt(out: number, cursor: InstructionCursor): Block {
    if (out >= this.blockCount) throw cursor.malformed(`there is no label ${out}`);
    return this.blocks[this.blockCount - 1 - out]!;
  }

  /** What is thrown with an exception. */
  tag(index: number, cursor: InstructionCursor): FunctionType {
    return this.spaces.tags[index] ?? missing("tag", index, cursor);
  }

  private local(index: number, cursor: InstructionCursor): ValueType {
    return this.locals[index] ?? missing("local", index, cursor);
  }

  private global(index: number, cursor: InstructionCursor) {
    return this.spaces.globals[index] ?? missing("global", index, cursor);
  }

  private function(index: number, cursor: InstructionCursor): FunctionType {
    return this.spaces.functions[index] ?? missing("function", index, cursor);
  }

  private type(index: number, cursor: InstructionCursor): FunctionType {
    return this.module.types[index] ?? missing("type", index, cursor);
  }

  private table(index: number, cursor: InstructionCursor): TableType {
    return this.spaces.tables[index] ?? missing("table", index, cursor);
  }

  private element(index: number, cursor: InstructionCursor): ValueType {
    return this.module.elements[index]?.type ?? missing("element segment", index, cursor);
  }

  private mismatch(expected: string, found: OperandType, cursor: InstructionCursor): Error {
    return cursor.malformed(`${cursor.row.name} expects ${expected}, not ${typeName(found)}`);
  }
}

function missing(what: string, index: number, cursor: InstructionCursor): never {
  throw cursor.malformed(`there is no ${what} ${index}`);
}

function sameTypes(a: readonly ValueType[], b: readonly ValueType[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

function typeName(type: OperandType): string {
  return Object.entries(ValueType).find(([, byte]) => byte === type)?.[0] ?? "any type";
}

function isCatch(opcode: number): boolean {
  return opcode === Op.catch || opcode === Op.catchAll;
}

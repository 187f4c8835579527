/**
 * Carries out small programs the plain way: each value goes with its V bits, by the table of rules, each
 * byte of memory with its own, and nothing is put off or left out. What the rewritten program does to V bits is
 * held against it.
 *
 * Origins: of each value that has undefined bits, those that it may rightly be said to have, as a set
 * of bits (`originBit`).
 */
import { StackOrigin } from "../../src/instrument/abi.ts";
import {
  type Bits,
  RULES,
  type Rule,
  ruleOf,
  undecided,
} from "../../src/shadow/definedness-rules.ts";
import { vectorRuleOf } from "../../src/shadow/vector-rules.ts";
import { type FunctionType, ValueType } from "../../src/wasm/module.ts";
import {
  bodyOffset,
  type Code,
  type Instruction,
  type OperandType,
  rowOf,
  StackPointer,
  StackTop,
  type TreeProgram,
} from "./code-tree.ts";
import { ProgramBytes } from "./definedness-module.ts";
import type { Evaluator } from "./evaluator.ts";

export interface Value extends Bits {
  /** 32, 64 or 128. */
  readonly width: number;
  /** Possible origins; 0 when all bits are defined. */
  readonly from: number;
}

/** An undefined value decided something: from here on, what is taken as defined is the program's choice. */
export class Reported extends Error {}
/** The program takes too long to be compared. */
export class TooLong extends Error {}

/** A program's exception. */
export class Thrown extends Error {
  readonly tag: number;
  readonly values: readonly Value[];
  /** How many of the blocks around do not handle it: `delegate`; and whether the one just left does not. */
  passes = 0;
  passed = false;

  constructor(tag: number, values: readonly Value[]) {
    super(`tag ${tag}`);
    this.tag = tag;
    this.values = values;
  }
}

/** The origin that the groups of memory and the frames have, and the bit it has in a set. */
const Tags = 24;
const FirstTag = 0x100;
export function originTag(number: number): number {
  return FirstTag + (number % Tags);
}
export function frameOrigin(func: number): number {
  return (StackOrigin | bodyOffset(func)) >>> 0;
}
export function originBit(origin: number): number {
  const tag = origin - FirstTag;
  if (tag >= 0 && tag < Tags) return 1 << tag;
  // Any place in the function.
  const func = Array.from({ length: 31 - Tags }, (_, at) => at).find((at) => {
    return origin >= frameOrigin(at) && origin < frameOrigin(at + 1);
  });
  return func === undefined ? 0 : 1 << (Tags + func);
}

const Fallthrough = -1;
const Return = 1 << 30;
const MostSteps = 4000;

export class DefinednessInterpreter {
  readonly bytes = new Uint8Array(ProgramBytes);
  readonly bits = new Uint8Array(ProgramBytes);
  /** Possible origins of each group of four bytes. */
  readonly origins = new Int32Array(ProgramBytes / 4);
  /** Divisions of which an undefined bit decides whether they trap. */
  divisionsReported = 0;
  readonly #program: TreeProgram;
  readonly #evaluator: Evaluator;
  readonly #imports: readonly (() => number | bigint)[];
  #globals: Value[] = [];
  #stack: Value[] = [];
  #locals: Value[] = [];
  #func = 0;
  /** What was caught in each block around, if it is a try and something was. */
  #caught: (Thrown | undefined)[] = [];
  #steps = 0;

  constructor(
    program: TreeProgram,
    evaluator: Evaluator,
    imports: readonly (() => number | bigint)[],
  ) {
    this.#program = program;
    this.#evaluator = evaluator;
    this.#imports = imports;
  }

  /** Globals are what they are at the start, or as an earlier call left them. */
  run(func: number, ...params: Value[]): void {
    const { globals } = this.#program;
    if (this.#globals.length === 0) {
      this.#globals = [defined(32, BigInt(StackTop)), ...globals.map((type) => zero(type))];
    }
    this.#stack = params;
    this.#steps = 0;
    this.divisionsReported = 0;
    this.#enter(func);
  }

  #enter(func: number): void {
    const { type, locals, code } = this.#program.functions[func]!;
    const outer = [this.#locals, this.#func, this.#caught] as const;
    const given = this.#take(type.params.length);
    const height = this.#stack.length;
    this.#locals = [...given, ...locals.map((each) => zero(each))];
    this.#func = func;
    this.#caught = [];
    try {
      this.#openLeafFrame(code);
      this.#code(code);
      this.#unwind(height, type.results.length);
    } catch (error) {
      if (error instanceof Thrown) error.passes = 0;
      throw error;
    } finally {
      [this.#locals, this.#func, this.#caught] = outer;
    }
  }

  /** A frame below the stack pointer that the function never moves. */
  #openLeafFrame(code: Code): void {
    const [first, second, third] = code;
    const isFrame =
      first?.kind === "globalGet" &&
      first.global === StackPointer &&
      second?.kind === "const" &&
      third?.kind === "plain" &&
      third.name === "i32.sub";
    const moves = (each: Instruction) => each.kind === "globalSet" && each.global === StackPointer;
    if (!isFrame || code.some(moves)) return;
    const top = Number(this.#globals[StackPointer]!.v);
    this.#openFrame(top - Number(second.bits), top);
  }

  #openFrame(from: number, to: number): void {
    this.bits.fill(0xff, from, to);
    this.origins.fill(originBit(frameOrigin(this.#func)), from / 4, to / 4);
  }

  /** How many labels out it was left, or how else. */
  #code(code: Code): number {
    for (const each of code) {
      const left = this.#instruction(each);
      if (left !== Fallthrough) return left;
    }
    return Fallthrough;
  }

  #instruction(each: Instruction): number {
    if (++this.#steps > MostSteps) throw new TooLong();
    const stack = this.#stack;
    switch (each.kind) {
      case "plain":
        this.#plain(each.name);
        break;
      case "const":
        stack.push(defined(widthOf(each.type), each.bits));
        break;
      case "get":
        stack.push(this.#locals[each.local]!);
        break;
      case "set":
        this.#locals[each.local] = stack.pop()!;
        break;
      case "tee":
        this.#locals[each.local] = stack.at(-1)!;
        break;
      case "globalGet":
        stack.push(this.#globals[each.global]!);
        break;
      case "globalSet":
        this.#globalSet(each.global, stack.pop()!);
        break;
      case "access":
        this.#access(each.name, each.offset, each.lane ?? 0);
        break;
      case "lanes":
        this.#vector(each.name, each.lanes);
        break;
      case "bulk":
        this.#bulk(each.name);
        break;
      case "call":
        this.#call(each.func);
        return each.tail ? Return : Fallthrough;
      case "callIndirect":
        this.#call(this.#program.table[Number(this.#decided(stack.pop()!))]!);
        return each.tail ? Return : Fallthrough;
      case "block":
      case "loop":
        return this.#block(each.kind, each.type, each.body);
      case "if": {
        const chosen = this.#condition() ? each.body : (each.otherwise ?? []);
        return this.#block("block", each.type, chosen);
      }
      case "try":
        return this.#try(each);
      case "throw":
        throw new Thrown(each.tag, this.#take(this.#program.tags[each.tag]!.params.length));
      case "rethrow":
        throw this.#caught.at(-1 - each.label)!;
      case "br":
        return each.label;
      case "brIf":
        return this.#condition() ? each.label : Fallthrough;
      case "brTable": {
        const index = this.#decided(stack.pop()!);
        const last = each.labels.length - 1;
        return each.labels[index < last ? Number(index) : last]!;
      }
      case "return":
        return Return;
      case "drop":
        stack.pop();
        break;
      case "select":
        this.#select();
        break;
      case "other":
        throw new Error(`${each.name} is not interpreted`);
      default:
        each satisfies never;
    }
    return Fallthrough;
  }

  #block(kind: "block" | "loop", { params, results }: FunctionType, body: Code): number {
    const height = this.#stack.length - params.length;
    for (;;) {
      const left = this.#labelled(body);
      if (left === Fallthrough) return Fallthrough;
      if (left !== 0) return left === Return ? Return : left - 1;
      this.#unwind(height, (kind === "loop" ? params : results).length);
      if (kind === "block") return Fallthrough;
    }
  }

  /** Code with one more label around it. @param caught where it is to be had for `rethrow` */
  #labelled(code: Code, caught?: Thrown): number {
    const height = this.#caught.length;
    this.#caught.push(caught);
    try {
      return this.#code(code);
    } catch (error) {
      if (error instanceof Thrown) {
        error.passed = error.passes > 0;
        if (error.passed) error.passes--;
      }
      throw error;
    } finally {
      this.#caught.length = height;
    }
  }

  #try({ type, body, catches, delegate }: Extract<Instruction, { readonly kind: "try" }>): number {
    const height = this.#stack.length - type.params.length;
    try {
      return this.#block("block", type, body);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      if (delegate !== undefined) error.passes = delegate;
      const handler = catches.find(({ tag }) => tag === error.tag);
      if (error.passed || handler === undefined) throw error;
      this.#stack.length = height;
      this.#stack.push(...error.values);
      const left = this.#labelled(handler.code, error);
      if (left === Fallthrough || left === Return) return left;
      if (left > 0) return left - 1;
      this.#unwind(height, type.results.length);
      return Fallthrough;
    }
  }

  /** Drops what lies between `height` and the topmost values. */
  #unwind(height: number, kept: number): void {
    const values = this.#take(kept);
    this.#stack.length = height;
    this.#stack.push(...values);
  }

  #take(count: number): Value[] {
    return this.#stack.splice(this.#stack.length - count, count);
  }

  /** An instruction that has to do with vectors. */
  #vector(name: string, lanes: readonly number[]): void {
    const { params, results } = rowOf(name);
    const operands = this.#take(params.length);
    const v = this.#evaluator.value(
      name,
      operands.map((each) => each.v),
      lanes,
    );
    const s = vectorRuleOf(name)!.vbits(operands, lanes);
    this.#push(widthOf(results[0]!), v, s, operands);
  }

  #plain(name: string): void {
    const shape = ruleOf(name);
    if (shape === undefined) {
      this.#vector(name, []);
      return;
    }
    const operands = this.#take(shape.operands.length);
    const rule: Rule = RULES[shape.operation];
    if (rule.mayTrapChange?.(operands, shape)) {
      if (shape.operation === "trunc") throw new Reported();
      this.divisionsReported++;
    }
    const v = this.#evaluator.value(
      name,
      operands.map((each) => each.v),
    );
    this.#push(shape.result, v, rule.vbits(operands, shape), operands);
  }

  /** A result made of these. */
  #push(width: number, v: bigint, s: bigint, operands: readonly Value[]): void {
    const from = s === 0n ? 0 : operands.reduce((all, each) => all | each.from, 0);
    this.#stack.push({ width, v, s, from });
  }

  #select(): void {
    const [first, second, condition] = this.#take(3) as [Value, Value, Value];
    const { width } = first;
    const s = RULES.select.vbits([first, second, condition], {
      operands: [width, width, 32],
      result: width,
    });
    const { v } = condition.v === 0n ? second : first;
    this.#push(width, v, s, [first, second, condition]);
  }

  #globalSet(global: number, value: Value): void {
    const old = Number(this.#globals[StackPointer]!.v);
    this.#globals[global] = value;
    if (global === StackPointer && Number(value.v) < old) this.#openFrame(Number(value.v), old);
  }

  #condition(): boolean {
    const condition = this.#stack.pop()!;
    if (undecided(condition)) throw new Reported();
    return condition.v !== 0n;
  }

  #decided({ v, s }: Value): bigint {
    if (s !== 0n) throw new Reported();
    return v;
  }

  #call(func: number): void {
    const { imports } = this.#program;
    if (func >= imports.length) {
      this.#enter(func - imports.length);
      return;
    }
    const { params, results } = imports[func]!;
    this.#take(params.length);
    const value = this.#imports[func]!();
    for (const type of results) this.#stack.push(defined(widthOf(type), BigInt(value)));
  }

  #access(name: string, offset: number, lane: number): void {
    const { memory, params } = rowOf(name);
    if (memory.kind === "store") {
      const { v, s, from } = this.#stack.pop()!;
      const address = Number(this.#decided(this.#stack.pop()!)) + offset;
      const place = BigInt(8 * memory.width * lane);
      this.#write(address, memory.width, { v: v >> place, s: s >> place, from });
    } else if (memory.kind === "load" && memory.type === ValueType.v128) {
      const others = params.length > 1 ? this.#stack.pop()! : zero(ValueType.v128);
      const address = Number(this.#decided(this.#stack.pop()!)) + offset;
      const { v, s, from } = this.#read(address, memory.width);
      this.#stack.push({
        width: 128,
        v: vectorLoaded(name, v, others.v, lane),
        s: vectorLoaded(name, s, others.s, lane),
        from: from | others.from,
      });
    } else if (memory.kind === "load") {
      const address = Number(this.#decided(this.#stack.pop()!)) + offset;
      const { v, s, from } = this.#read(address, memory.width);
      const width = widthOf(memory.type);
      const extend = (bits: bigint) =>
        BigInt.asUintN(width, memory.signed ? BigInt.asIntN(8 * memory.width, bits) : bits);
      this.#stack.push({ width, v: extend(v), s: extend(s), from });
    }
  }

  #read(address: number, size: number): Omit<Value, "width"> {
    let [v, s, from] = [0n, 0n, 0];
    for (let at = size - 1; at >= 0; at--) {
      v = (v << 8n) | BigInt(this.bytes[address + at]!);
      s = (s << 8n) | BigInt(this.bits[address + at]!);
      if (this.bits[address + at] !== 0) from |= this.origins[(address + at) >>> 2]!;
    }
    return { v, s, from };
  }

  #write(address: number, size: number, { v, s, from }: Omit<Value, "width">): void {
    for (let at = 0; at < size; at++) {
      const shift = BigInt(8 * at);
      this.bytes[address + at] = Number((v >> shift) & 0xffn);
      this.bits[address + at] = Number((s >> shift) & 0xffn);
      if (this.bits[address + at] !== 0) this.origins[(address + at) >>> 2] = from;
    }
  }

  #bulk(name: string): void {
    const [to, from, length] = this.#take(3) as [Value, Value, Value];
    const [target, count] = [Number(this.#decided(to)), Number(this.#decided(length))];
    if (name === "memory.fill") {
      const byte = { v: from.v & 0xffn, s: from.s & 0xffn, from: from.from };
      for (let at = 0; at < count; at++) this.#write(target + at, 1, byte);
      return;
    }
    const start = Number(this.#decided(from));
    if (name === "memory.init") {
      for (let at = 0; at < count; at++) {
        this.#write(target + at, 1, { v: BigInt(this.#program.data[start + at]!), s: 0n, from: 0 });
      }
      return;
    }
    const bytes = Array.from({ length: count }, (_, at) => this.#read(start + at, 1));
    const groups = new Map<number, number>();
    for (const [at, byte] of bytes.entries()) {
      const group = (target + at) >>> 2;
      groups.set(group, (groups.get(group) ?? 0) | byte.from);
      this.#write(target + at, 1, { ...byte, from: groups.get(group)! });
    }
  }
}

/**
 * What a load makes of bytes.
 * @param lane the one that is loaded, of the vector `others`
 */
export function vectorLoaded(name: string, bytes: bigint, others: bigint, lane: number): bigint {
  const [, digits, many, form] = /^v128\.load(\d*)(?:x(\d))?(?:_(\w+))?$/.exec(name)!;
  const width = Number(digits === "" ? 128 : digits);
  if (many !== undefined) {
    const lanes = Array.from({ length: Number(many) }, (_, at) => {
      const each = BigInt.asUintN(width, bytes >> BigInt(width * at));
      return form === "s" ? BigInt.asUintN(2 * width, BigInt.asIntN(width, each)) : each;
    });
    return lanes.reduceRight((all, each) => (all << BigInt(2 * width)) | each, 0n);
  }
  if (form === "splat") {
    const count = 128 / width;
    return Array.from({ length: count }).reduce<bigint>(
      (all) => (all << BigInt(width)) | bytes,
      0n,
    );
  }
  const place = BigInt(width * lane);
  const ones = (1n << BigInt(width)) - 1n;
  return (others & ~(ones << place)) | (bytes << place);
}

export function widthOf(type: ValueType): 32 | 64 | 128 {
  if (type === ValueType.v128) return 128;
  return type === ValueType.i32 || type === ValueType.f32 ? 32 : 64;
}

/** @param v in two's complement, of either sign */
export function defined(width: number, v: bigint): Value {
  return { width, v: BigInt.asUintN(width, v), s: 0n, from: 0 };
}

function zero(type: OperandType): Value {
  return defined(widthOf(type), 0n);
}

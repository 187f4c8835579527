/**
 * One function of a random program (random-program.ts), written from its start to its end while a stack
 * of operand types is kept.
 *
 * Results of float arithmetic may be NaN with bits that the specification leaves open. They are *vague*:
 * used only in arithmetic, comparisons and saturating conversions.
 */
import { type FunctionType, ValueType } from "../../src/wasm/module.ts";
import type { Choices } from "./choices.ts";
import {
  type Code,
  type Instruction,
  i32Const,
  type OperandType,
  plain,
  rowOf,
  StackPointer,
  type TreeFunction,
  TYPE_NAMES,
  wholeAccess,
} from "./code-tree.ts";
import { PURE_ROWS, pureInstruction, VECTOR_ROWS } from "./evaluator.ts";
import {
  AREAS,
  AreaBytes,
  DataBytes,
  DefinedBytes,
  IMPORTS,
  MostResults,
  Results,
  TAGS,
} from "./program-surroundings.ts";

const { i32, i64, f32, f64, v128 } = ValueType;
export const Types: readonly OperandType[] = [i32, i64, f32, f64, v128];
/** Of blocks in blocks. */
const Depth = 4;

/** What may come next, how often. */
const STEPS = [
  ...new Array<"leaf">(5).fill("leaf"),
  ...new Array<"operation">(6).fill("operation"),
  ...new Array<"set local">(5).fill("set local"),
  ...new Array<"block">(4).fill("block"),
  ...new Array<"branch">(4).fill("branch"),
  ...(["keep", "store", "store", "select", "call"] as const),
  ...(["set defined", "bulk", "set global", "throw"] as const),
];

/** A parameter that is a number for calculating, or is always defined: any number, or an address in an area. */
export type Role = "any" | "defined" | "address";

export interface Signature {
  readonly type: FunctionType;
  readonly roles: readonly Role[];
}

/** What the functions of a program share. */
export interface Shared {
  readonly choices: Choices;
  readonly signatures: readonly Signature[];
  readonly globals: readonly OperandType[];
  /** How many results have been given a place. */
  results: number;
}

interface Operand {
  readonly type: OperandType;
  readonly vague: boolean;
}

/** A block that is being written, by what a branch to it needs. */
interface Label {
  readonly types: readonly OperandType[];
  /** The local that counts how often a loop is gone through. */
  readonly counter: number | undefined;
  /** Code in it can rethrow. */
  readonly catches: boolean;
}

/** Vectors of floats whose bits the specification leaves open are not made at all. */
const rows = [
  ...PURE_ROWS.filter(({ name }) => !/trunc_f/.test(name)),
  ...VECTOR_ROWS.filter(
    ({ name }) =>
      !/^f..x..(ceil|floor|trunc|nearest|sqrt|add|sub|mul|div|min|max|pro|dem)/.test(name),
  ),
];
const divisions = /\.(div_[su]|rem_[su])$/;
/** What may have a NaN of unknown bits as its result, and what makes something certain of one. */
const makesVague =
  /^f..\.(ceil|floor|trunc|nearest|sqrt|add|sub|mul|div|min|max|promote_f32|demote_f64)$/;
const takesVague =
  /^f..\.(eq|ne|lt|gt|le|ge|ceil|floor|trunc|nearest|sqrt|add|sub|mul|div|min|max|promote_f32|demote_f64)$|trunc_sat/;

/** Fewer types than `limit`. */
export function someTypes(choices: Choices, limit: number): OperandType[] {
  return Array.from({ length: choices.below(limit) }, () => choices.one(Types));
}

export class FunctionWriter {
  readonly #shared: Shared;
  readonly #choices: Choices;
  readonly #func: number;
  readonly #params: number;
  /** Parameters and locals. */
  readonly #locals: OperandType[];
  /** Locals for any value, for what is always defined, and for addresses; scratch ones by type. */
  readonly #anyLocals: number[] = [];
  readonly #definedLocals: number[] = [];
  readonly #addressLocals: number[] = [];
  readonly #scratch = new Map<OperandType, number>();
  readonly #labels: Label[] = [];
  #frame: { readonly base: number; readonly size: number; readonly leaf: boolean } | undefined;
  #code: Instruction[] = [];
  #stack: Operand[] = [];
  /** Of the operands, those that belong to the blocks around. */
  #height = 0;

  constructor(shared: Shared, func: number) {
    this.#shared = shared;
    this.#choices = shared.choices;
    this.#func = func;
    const { type, roles } = shared.signatures[func]!;
    this.#locals = [...(type.params as OperandType[])];
    this.#params = type.params.length;
    for (const [at, role] of roles.entries()) this.#localsOf(role).push(at);
  }

  #localsOf(role: Role): number[] {
    if (role === "any") return this.#anyLocals;
    return role === "defined" ? this.#definedLocals : this.#addressLocals;
  }

  write(): TreeFunction {
    const { type } = this.#shared.signatures[this.#func]!;
    for (const each of [...Types, ...Types]) this.#anyLocals.push(this.#newLocal(each));
    this.#definedLocals.push(this.#newLocal(i32));
    const results = type.results as OperandType[];
    this.#openFrame();
    // Else all locals would be 0 and defined.
    for (const local of this.#anyLocals.slice(-2 * Types.length)) {
      if (!this.#choices.once(2)) continue;
      this.#load(this.#locals[local]!);
      this.#put({ kind: "set", local });
    }
    this.#labels.push({ types: results, counter: undefined, catches: false });
    if (this.#steps(12, 0)) this.#finish(results);
    if (this.#frame !== undefined && !this.#frame.leaf) this.#closeFrame();
    const locals = this.#locals.slice(this.#params);
    return { type, locals, code: this.#code };
  }

  #newLocal(type: OperandType): number {
    return this.#locals.push(type) - 1;
  }

  #scratchLocal(type: OperandType): number {
    const known = this.#scratch.get(type);
    if (known !== undefined) return known;
    const local = this.#newLocal(type);
    this.#scratch.set(type, local);
    return local;
  }

  // A frame, as clang makes one.

  #openFrame(): void {
    const size = this.#choices.one([0, 16, 32, 128, 2048]);
    if (size === 0) return;
    const leaf = size <= 128 && this.#choices.once(2);
    const base = this.#newLocal(i32);
    this.#frame = { base, size, leaf };
    this.#put({ kind: "globalGet", global: StackPointer }, i32Const(size), plain("i32.sub"));
    if (leaf) this.#put({ kind: "set", local: base });
    else this.#put({ kind: "tee", local: base }, { kind: "globalSet", global: StackPointer });
  }

  #closeFrame(): void {
    const { base, size } = this.#frame!;
    this.#put({ kind: "get", local: base }, i32Const(size), plain("i32.add"));
    this.#put({ kind: "globalSet", global: StackPointer });
  }

  // Steps.

  #put(...code: Instruction[]): void {
    this.#code.push(...code);
  }

  #push(type: OperandType, vague = false): void {
    this.#stack.push({ type, vague });
  }

  /** Operands of these types are there that this block may take. @param vague they may be vague */
  #has(types: readonly ValueType[], vague = false): boolean {
    const from = this.#stack.length - types.length;
    if (from < this.#height) return false;
    return types.every((type, at) => {
      const operand = this.#stack[from + at]!;
      return operand.type === type && (vague || !operand.vague);
    });
  }

  #drop(count: number): void {
    this.#stack.length -= count;
  }

  /** Some instructions. @returns whether what follows can be reached */
  #steps(most: number, depth: number): boolean {
    for (let left = most; left > 0 && !this.#choices.over; left--) {
      if (!this.#step(depth)) return false;
    }
    return true;
  }

  /** Those after which the operands of the block are its results. */
  #finish(results: readonly OperandType[]): void {
    const isResult = (at: number) => {
      const operand = this.#stack[at]!;
      return !operand.vague && operand.type === results[at - this.#height];
    };
    let kept = this.#height;
    while (kept < this.#stack.length && isResult(kept)) kept++;
    while (this.#stack.length > kept) this.#keep();
    for (const type of results.slice(kept - this.#height)) this.#leaf(type);
  }

  /** One instruction, or a few; false: what would follow cannot be reached. */
  #step(depth: number): boolean {
    switch (this.#choices.one(STEPS)) {
      case "leaf":
        this.#leaf(this.#choices.one(Types));
        break;
      case "operation":
        this.#operation();
        break;
      case "set local":
        this.#setLocal();
        break;
      case "keep":
        this.#keep();
        break;
      case "store":
        this.#store();
        break;
      case "select":
        this.#select();
        break;
      case "set defined":
        this.#setDefined();
        break;
      case "block":
        if (depth < Depth) this.#block(depth);
        break;
      case "call":
        this.#call();
        break;
      case "branch":
        return this.#branch();
      case "throw":
        return this.#throw();
      case "bulk":
        this.#bulk();
        break;
      case "set global":
        this.#setGlobal();
        break;
    }
    return true;
  }

  /** Pushes a value of this type. */
  #leaf(type: OperandType): void {
    const choices = this.#choices;
    switch (choices.below(8)) {
      case 0:
      case 1:
      case 2: {
        const same = this.#anyLocals.filter((local) => this.#locals[local] === type);
        this.#put({ kind: "get", local: choices.one(same) });
        break;
      }
      case 3:
      case 4:
      case 5:
        this.#load(type);
        break;
      case 6: {
        const global = this.#shared.globals.indexOf(type);
        if (global >= 0) this.#put({ kind: "globalGet", global: global + 1 });
        else this.#put(...given(type));
        break;
      }
      case 7:
        this.#constant(type);
        return;
    }
    this.#push(type);
  }

  /** Pushes what is known to be defined. */
  #constant(type: OperandType): void {
    if (this.#choices.once(3)) this.#put(...given(type));
    else this.#put({ kind: "const", type, bits: constant(this.#choices, type) });
    this.#push(type);
  }

  /** The address and the static offset of some bytes that may be accessed. */
  #place(size: number): number {
    const choices = this.#choices;
    const frame = this.#frame;
    const way = choices.below(4);
    if (way === 1 && frame !== undefined) {
      this.#put({ kind: "get", local: frame.base });
      return choices.below(Math.min(frame.size, 64) - size + 1);
    }
    if (way === 2 && this.#addressLocals.length > 0) {
      this.#put({ kind: "get", local: choices.one(this.#addressLocals) });
      return choices.below(16 - size + 1);
    }
    const area = choices.one([AREAS.globals, AREAS.heap]);
    const at = choices.below(AreaBytes - size + 1);
    const split = choices.below(2) * at;
    this.#put(i32Const(area + at - split));
    return split;
  }

  #load(type: OperandType): void {
    const name = this.#choices.one(LOADS[type]);
    const offset = this.#place(SIZES[name]!);
    this.#put({ kind: "access", name, offset });
  }

  /** A load or a constant is put on the stack and stored: an address under a value. */
  #store(): void {
    const type = this.#choices.one(Types);
    const name = this.#choices.one(STORES[type]);
    const offset = this.#place(SIZES[name]!);
    this.#push(i32);
    // The address is not to be calculated with.
    const outer = this.#height;
    this.#height = this.#stack.length;
    this.#leaf(type);
    for (let left = this.#choices.below(3); left > 0; left--) this.#operation();
    this.#finish([type]);
    this.#height = outer;
    const { lanes } = rowOf(name);
    const lane = lanes === 0 ? {} : { lane: this.#choices.below(lanes) };
    this.#put({ kind: "access", name, offset, ...lane });
    this.#drop(2);
  }

  /** Applies an instruction to what lies on the stack, or puts there what it lacks. */
  #operation(): void {
    const choices = this.#choices;
    if (!this.#hasOne()) this.#leaf(choices.one(Types));
    const count = choices.one([1, 2, 2, 2]);
    const { type } = this.#stack.at(-1)!;
    // What is chosen by bits, too; and what vectors are shifted by, and get lanes from.
    const others =
      type === v128 ? choices.one([[v128], [v128], [v128, v128], [i32], [i64]]) : [type];
    if (count > 1 && !this.#has([type, ...others], true)) {
      for (const each of others) this.#leaf(each);
    }
    const fitting = rows.filter(({ name, params }) => {
      const most = params.length === count || (count > 1 && params.length > 2);
      return most && this.#has(params, takesVague.test(name));
    });
    if (fitting.length === 0) return;
    // Those whose V bits are not computed until they are needed, more often.
    const waiting = fitting.filter(({ name }) => /^f|xor|mul/.test(name));
    const row = choices.one(waiting.length > 0 && choices.once(2) ? waiting : fitting);
    // No divisor is 0.
    if (divisions.test(row.name)) {
      this.#put({ kind: "const", type, bits: 1n }, plain(`${TYPE_NAMES[type]}.or`));
    }
    const lanes = Array.from({ length: row.immediates === "lanes" ? 16 : 1 }, () => {
      return choices.below(row.lanes);
    });
    this.#put(pureInstruction(row, row.lanes === 0 ? [] : lanes));
    this.#drop(row.params.length);
    this.#push(row.results[0] as OperandType, makesVague.test(row.name));
  }

  /** A vague value becomes a number that stands for it. */
  #certain(): void {
    const top = this.#stack.at(-1)!;
    if (!top.vague) return;
    this.#put(plain(`i64.trunc_sat_${TYPE_NAMES[top.type]}_s`));
    this.#drop(1);
    this.#push(i64);
  }

  #hasOne(): boolean {
    return this.#stack.length > this.#height;
  }

  #setLocal(): void {
    if (this.#choices.once(3)) this.#constant(this.#choices.one(Types));
    else if (!this.#hasOne()) this.#leaf(this.#choices.one(Types));
    this.#certain();
    const { type } = this.#stack.at(-1)!;
    const same = this.#anyLocals.filter((local) => this.#locals[local] === type);
    const keep = this.#choices.once(2);
    this.#put({ kind: keep ? "tee" : "set", local: this.#choices.one(same) });
    if (!keep) this.#drop(1);
  }

  #setGlobal(): void {
    if (!this.#hasOne()) this.#leaf(this.#choices.one(Types));
    this.#certain();
    const global = this.#shared.globals.indexOf(this.#stack.at(-1)!.type);
    if (global < 0) {
      this.#keep();
      return;
    }
    this.#put({ kind: "globalSet", global: global + 1 });
    this.#drop(1);
  }

  /** Stores the top of the stack where it is compared when all is over. */
  #keep(): void {
    if (!this.#hasOne()) return;
    this.#certain();
    const { type } = this.#stack.at(-1)!;
    const slot = this.#shared.results++ % MostResults;
    const area = slot % 2 === 0 ? AREAS.globals : AREAS.heap;
    const local = this.#scratchLocal(type);
    this.#put({ kind: "set", local }, i32Const(area + Results + 8 * slot));
    this.#put({ kind: "get", local }, wholeAccess("store", type));
    this.#drop(1);
  }

  /** Some condition, as undefined as it is. */
  #select(): void {
    if (!this.#hasOne()) this.#leaf(this.#choices.one(Types));
    const { type, vague } = this.#stack.at(-1)!;
    this.#leaf(type);
    this.#leaf(i32);
    this.#put({ kind: "select" });
    this.#drop(3);
    this.#push(type, vague);
  }

  // What is certainly defined.

  /** Pushes an i32. */
  #definedValue(): void {
    const choices = this.#choices;
    switch (choices.below(4)) {
      case 0:
        this.#put(i32Const(choices.below(3)));
        break;
      case 1:
        this.#put({ kind: "get", local: choices.one(this.#definedLocals) });
        break;
      case 2:
        this.#put({ kind: "call", func: 0 }, i32Const(1), plain("i32.and"));
        break;
      case 3: {
        const area = choices.one([AREAS.globals, AREAS.heap]);
        this.#put(i32Const(area + AreaBytes + choices.below(DefinedBytes)));
        this.#put({ kind: "access", name: "i32.load8_u", offset: 0 });
        break;
      }
    }
  }

  /** What no undefined bit decides. */
  #condition(): void {
    const choices = this.#choices;
    if (choices.once(4)) {
      // Any number at all, but for one bit.
      this.#leaf(i32);
      this.#drop(1);
      this.#put(i32Const(4), plain("i32.or"));
      for (let left = choices.below(3); left > 0; left--) this.#put(plain("i32.eqz"));
      return;
    }
    this.#definedValue();
    const test = choices.one(["", "i32.eqz", "i32.lt_s", "i32.ne", "i32.gt_u"]);
    if (test === "") return;
    if (test !== "i32.eqz") this.#put(i32Const(choices.below(3)));
    this.#put(plain(test));
  }

  #setDefined(): void {
    this.#put({ kind: "call", func: 0 });
    if (this.#choices.once(2)) {
      this.#put({ kind: "get", local: this.#choices.one(this.#definedLocals) }, plain("i32.xor"));
    }
    this.#put({ kind: "set", local: this.#choices.one(this.#definedLocals) });
  }

  // Control flow.

  #block(depth: number): void {
    const choices = this.#choices;
    const kind = choices.one(["block", "if", "loop", "if", "try"] as const);
    const taken = choices.below(3);
    const params: OperandType[] = [];
    while (params.length < taken && this.#stack.length - this.#height > params.length) {
      const { type, vague } = this.#stack[this.#stack.length - 1 - params.length]!;
      if (vague) break;
      params.unshift(type);
    }
    const counter = kind === "loop" ? this.#newLocal(i32) : undefined;
    if (counter !== undefined) {
      this.#put(i32Const(1 + choices.below(3)), { kind: "set", local: counter });
    }
    if (kind === "if") this.#condition();
    // Without an else, what goes in comes out.
    const hasElse = kind === "if" && !choices.once(3);
    const results = kind === "if" && !hasElse ? params : someTypes(choices, 3);
    const type = { params, results };
    const restore = kind === "try" ? this.#restoring() : [];
    const label = { types: kind === "loop" ? params : results, counter, catches: false };
    const body = this.#inner(params, params.length, results, label, depth);
    if (kind === "try") {
      const tags = choices.one([[0], [1], [2], [1, 2], [2, 0, 1]]);
      const catches = tags.map((tag) => {
        const thrown = TAGS[tag]!.params as OperandType[];
        const caught = { ...label, catches: true };
        const code = this.#inner(thrown, params.length, results, caught, depth);
        return { tag, code: [...restore, ...code] };
      });
      if (choices.once(6)) {
        this.#put({ kind, type, body, catches: [], delegate: choices.below(this.#labels.length) });
      } else this.#put({ kind, type, body, catches });
    } else if (!hasElse) this.#put({ kind, type, body });
    else {
      const otherwise = this.#inner(params, params.length, results, label, depth);
      this.#put({ kind: "if", type, body, otherwise });
    }
    this.#drop(params.length);
    for (const each of results) this.#push(each);
  }

  /** What a catch has to begin with: what was thrown may have come out of frames. */
  #restoring(): Code {
    if (this.#frame?.leaf === true) return [];
    const saved = this.#frame?.base ?? this.#newLocal(i32);
    if (this.#frame === undefined) {
      this.#put({ kind: "globalGet", global: StackPointer }, { kind: "set", local: saved });
    }
    return [
      { kind: "get", local: saved },
      { kind: "globalSet", global: StackPointer },
    ];
  }

  /**
   * The code of a block.
   * @param given its first operands, in the place of those that are `taken`
   */
  #inner(
    given: readonly OperandType[],
    taken: number,
    results: readonly OperandType[],
    label: Label,
    depth: number,
  ): Code {
    const outer = { code: this.#code, stack: this.#stack, height: this.#height };
    this.#code = [];
    this.#stack = outer.stack.slice(0, outer.stack.length - taken);
    this.#height = this.#stack.length;
    for (const type of given) this.#push(type);
    this.#labels.push(label);
    if (this.#steps(2 + this.#choices.below(6), depth + 1)) {
      if (label.counter !== undefined && this.#choices.below(4) > 0) this.#branchBack(0);
      this.#finish(results);
    }
    this.#labels.pop();
    const code = this.#code;
    this.#code = outer.code;
    this.#stack = outer.stack;
    this.#height = outer.height;
    return code;
  }

  /** throw or rethrow, perhaps; false when nothing behind it can be reached. */
  #throw(): boolean {
    const choices = this.#choices;
    const catching = [...this.#labels.keys()].filter((at) => this.#labels[at]!.catches);
    const always = choices.once(4);
    const outer = this.#code;
    if (!always) this.#condition();
    this.#code = [];
    if (catching.length > 0 && choices.once(2)) {
      const label = this.#labels.length - 1 - choices.one(catching) + (always ? 0 : 1);
      this.#put({ kind: "rethrow", label });
    } else {
      const tag = choices.below(TAGS.length);
      for (const type of TAGS[tag]!.params as OperandType[]) this.#leaf(type);
      this.#drop(TAGS[tag]!.params.length);
      this.#put({ kind: "throw", tag });
    }
    const code = this.#code;
    this.#code = outer;
    if (always) this.#put(...code);
    else this.#put({ kind: "if", type: { params: [], results: [] }, body: code });
    return !always;
  }

  /** br_if, br, br_table or return; false when nothing behind it can be reached. */
  #branch(): boolean {
    const choices = this.#choices;
    const out = choices.below(this.#labels.length);
    const label = this.#labels.at(-1 - out)!;
    const isOutermost = out === this.#labels.length - 1;
    // A function with a frame is left at its end only.
    if (isOutermost && this.#frame?.leaf === false) return true;
    if (label.counter !== undefined) {
      this.#branchBack(out);
      return true;
    }
    this.#provide(label.types);
    switch (choices.below(8)) {
      case 7:
        if (isOutermost) this.#put({ kind: "return" });
        else this.#put({ kind: "br", label: out });
        break;
      case 6: {
        const labels = this.#labels
          .map((each, at) => ({ each, at: this.#labels.length - 1 - at }))
          .filter(({ each, at }) => {
            const wrong = at === this.#labels.length - 1 && this.#frame?.leaf === false;
            return each.counter === undefined && !wrong && sameTypes(each.types, label.types);
          })
          .map(({ at }) => at);
        this.#put({ kind: "call", func: 0 }, i32Const(3), plain("i32.and"));
        const targets = Array.from({ length: choices.below(4) }, () => choices.one(labels));
        this.#put({ kind: "brTable", labels: [...targets, out] });
        break;
      }
      default:
        this.#condition();
        this.#put({ kind: "brIf", label: out });
        return true;
    }
    // Some code that is never reached.
    if (choices.once(2)) this.#put(i32Const(1), plain("i32.eqz"), { kind: "drop" });
    if (choices.once(3))
      this.#put(plain("f64.add"), plain("i64.reinterpret_f64"), { kind: "drop" });
    this.#put({ kind: "br", label: out });
    return false;
  }

  /** To the start of a loop, if it was not gone through often enough. */
  #branchBack(out: number): void {
    const { types, counter } = this.#labels.at(-1 - out)!;
    if (counter === undefined) return;
    this.#provide(types);
    this.#put({ kind: "get", local: counter }, i32Const(1), plain("i32.sub"));
    this.#put({ kind: "tee", local: counter }, i32Const(0), plain("i32.gt_s"));
    if (this.#choices.once(2)) {
      this.#put({ kind: "call", func: 0 }, i32Const(1), plain("i32.and"), plain("i32.and"));
    }
    this.#put({ kind: "brIf", label: out });
  }

  /** Operands that a branch takes along. */
  #provide(types: readonly OperandType[]): void {
    if (!this.#has(types)) for (const type of types) this.#leaf(type);
  }

  // Calls and ranges.

  /** Of a later function: so there is no recursion. */
  #call(): void {
    const choices = this.#choices;
    const { signatures } = this.#shared;
    const later = signatures.length - 1 - this.#func;
    if (later === 0 || this.#frame?.leaf === true) return;
    const func = this.#func + 1 + choices.below(later);
    const { type, roles } = signatures[func]!;
    const { params, results } = type as { params: OperandType[]; results: OperandType[] };
    const stacked = roles.every((role) => role === "any") && this.#has(params);
    if (!stacked) {
      for (const [at, role] of roles.entries()) {
        if (role === "any") this.#leaf(params[at]!);
        else {
          if (role === "defined") this.#definedWhole();
          else this.#address();
          this.#push(i32);
        }
      }
    }
    if (choices.once(3)) this.#put(i32Const(func), { kind: "callIndirect", type });
    else this.#put({ kind: "call", func: IMPORTS.length + func });
    this.#drop(params.length);
    for (const each of results) this.#push(each);
  }

  #definedWhole(): void {
    const choices = this.#choices;
    if (choices.once(2)) this.#put({ kind: "get", local: choices.one(this.#definedLocals) });
    else this.#put({ kind: "call", func: 0 });
  }

  /** Of sixteen bytes. */
  #address(): void {
    const choices = this.#choices;
    if (this.#frame !== undefined && choices.once(2)) {
      this.#put({ kind: "get", local: this.#frame.base });
      this.#put(i32Const(choices.below(this.#frame.size - 16 + 1)), plain("i32.add"));
      return;
    }
    const area = choices.one([AREAS.globals, AREAS.heap]);
    this.#put(i32Const(area + choices.below(AreaBytes - 16 + 1)));
  }

  #bulk(): void {
    const choices = this.#choices;
    const name = choices.one(["memory.fill", "memory.copy", "memory.init"] as const);
    this.#address();
    this.#push(i32);
    if (name === "memory.copy") this.#address();
    else if (name === "memory.fill") {
      this.#leaf(i32);
      this.#drop(1);
    } else this.#put(i32Const(choices.below(DataBytes - 16)));
    this.#drop(1);
    this.#put(i32Const(choices.below(17)), { kind: "bulk", name });
  }
}

function sameTypes(a: readonly OperandType[], b: readonly OperandType[]): boolean {
  return a.length === b.length && a.every((type, at) => type === b[at]);
}

function given(type: OperandType): Code {
  const call: Instruction = { kind: "call", func: type === i32 || type === f32 ? 0 : 1 };
  if (type === f32) return [call, plain("f32.convert_i32_s")];
  if (type === v128) return [call, plain("i64x2.splat")];
  return type === f64 ? [call, plain("f64.convert_i64_s")] : [call];
}

function constant(choices: Choices, type: OperandType): bigint {
  const wide = type === i64 || type === f64;
  if (type === f32) return choices.one([0n, 0x3f800000n, 0xbf800000n]);
  if (type === f64) return choices.one([0n, 0x3ff0000000000000n]);
  if (type === v128)
    return choices.one([0n, 0x0f_0e_0d_0c_0b_0a_09_08n, (1n << 128n) - 1n, 0xffn << 60n]);
  const small = choices.one([0n, 1n, 2n, 7n, 8n, 31n, 0xffn, 0xff00n, -1n, -8n, 1n << 31n]);
  return BigInt.asUintN(wide ? 64 : 32, small);
}

const LOADS: Readonly<Record<OperandType, readonly string[]>> = {
  [i32]: ["i32.load", "i32.load8_s", "i32.load8_u", "i32.load16_s", "i32.load16_u"],
  [i64]: ["i64.load", "i64.load8_s", "i64.load16_u", "i64.load32_s", "i64.load32_u"],
  [f32]: ["f32.load"],
  [f64]: ["f64.load"],
  [v128]: ["v128.load", "v128.load", "v128.load8x8_s", "v128.load32x2_u", "v128.load16_splat"],
};
const STORES: Readonly<Record<OperandType, readonly string[]>> = {
  [i32]: ["i32.store", "i32.store8", "i32.store16"],
  [i64]: ["i64.store", "i64.store8", "i64.store16", "i64.store32"],
  [f32]: ["f32.store"],
  [f64]: ["f64.store"],
  [v128]: ["v128.store", "v128.store", "v128.store8_lane", "v128.store32_lane"],
};
/** Bytes, by name. */
const SIZES: Readonly<Record<string, number>> = Object.fromEntries(
  [...Object.values(LOADS), ...Object.values(STORES)].flat().map((name) => {
    const { memory } = rowOf(name);
    return [name, memory.kind === "load" || memory.kind === "store" ? memory.width : 0];
  }),
);

/**
 * Which locals and operands may be undefined where the rewriter stands, and where their V bits are.
 *
 * Two promises hold at every instruction of the rewritten code:
 *
 *   - The shadow local of an original local holds its V bits, if the local may be undefined anywhere in
 *     the function; otherwise it has none.
 *   - What is said to be defined here is so on every way to here.
 *
 * The second one needs to know, at a loop's start, what its branches back will say. So all that is defined where
 * a loop is entered is taken to stay so; when a branch back says otherwise, the loop is walked again
 * (`mustRestart`) with that known. Each walk can only find that more is undefined; two are nearly always enough. In
 * nests of loops it may take many: so a function that was walked too often is walked a last time *cautiously*, with all that may
 * be undefined at all taken to be so at the start of every loop (`body.ts` decides).
 *
 * It also follows that a local that is said to be defined has a shadow local of 0, if it has one: so nothing
 * has to be put there as long as nothing else was.
 */
import { UnsupportedError } from "../bytes/malformed.ts";
import type { IndexSpaces } from "../wasm/index-spaces.ts";
import type { InstructionCursor } from "../wasm/instructions.ts";
import {
  type FunctionBody,
  type FunctionType,
  ValueType,
  type WasmModule,
} from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { OperandTypes, Unknown } from "../wasm/typing.ts";
import { add, has, join, type LocalSet, LocalSets, remove } from "./local-sets.ts";
import { isReference, shadowType } from "./plan.ts";
import type { Shadow, ShadowLocal } from "./shadow-values.ts";

/** V8 allows 1000 results. */
const MostCarried = 2048;
const FirstParameter = 1024;

/**
 * Compilers keep a dozen. What an instruction writes may have to be looked for in all of them, so that without a bound a
 * long function could cost the square of its length.
 */
const MostOperands = 4096;

/** Makes a shadow local of a type, once for each function. */
export type NewShadowLocal = (type: ValueType, owner: number | undefined) => ShadowLocal;

/** A block that has been entered. */
interface Label {
  readonly opcode: number;
  /** Its number among the function's blocks, in the order of the code. */
  readonly number: number;
  /** Of a loop: a branch back brings what was taken to be defined at the start. */
  mustRestart: boolean;
  /** What may be undefined after it, as far as seen; of an `if`, when it was entered. */
  after: LocalSet | undefined;
  atIf: LocalSet | undefined;
  /** Of a try: what may be undefined where something may be thrown in its code. */
  atThrow: LocalSet | undefined;
}

export class ShadowFlow {
  readonly types: OperandTypes;
  readonly #newLocal: NewShadowLocal;
  readonly #sets: LocalSets;
  /** The shadow of each operand, in step with `types`. */
  readonly #operands: Shadow[] = [];
  /** Where the V bits of operand i are put when they are computed, by how far the type's number is below that of i32, the highest. */
  readonly #temporaries: (ShadowLocal | undefined)[][] = [];
  readonly #shadowLocals: (ShadowLocal | undefined)[] = [];
  /** Locals that may be undefined here. */
  #undefined: LocalSet;
  /** Locals that may be undefined somewhere; from then on their shadow locals are kept. */
  readonly #everUndefined: LocalSet;
  /** By the loop's number among the blocks: which locals may be undefined at its start. */
  readonly #loops = new Map<number, LocalSet>();
  /** Locals that may be undefined at the start of every loop, when the function is walked cautiously. */
  readonly #atLoops: LocalSet | undefined;
  /** Values carried by branches that may be undefined, as `#carriedKey` numbers them. */
  readonly #carried = new Set<number>();
  readonly #labels: Label[] = [];
  /** Those of them whose code we are in and that are tries, the innermost last. */
  readonly #catching: Label[] = [];
  readonly #carriers = new Map<number, ShadowLocal>();
  #blocks = 0;

  /** @param params the V bits of the parameters */
  constructor(
    module: WasmModule,
    spaces: IndexSpaces,
    type: FunctionType,
    body: FunctionBody,
    params: readonly ShadowLocal[],
    newLocal: NewShadowLocal,
    cautious: boolean,
  ) {
    this.types = new OperandTypes(module, spaces);
    this.types.enter(type, body);
    this.#newLocal = newLocal;
    const { locals } = this.types;
    this.#sets = new LocalSets(locals.length);
    this.#undefined = this.#sets.make();
    this.#everUndefined = this.#sets.make();
    for (const [at, param] of params.entries()) {
      this.#shadowLocals[at] = param;
      if (isReference(type.params[at]!)) continue;
      add(this.#undefined, at);
      add(this.#everUndefined, at);
    }
    if (!cautious) return;
    this.#atLoops = this.#sets.make();
    for (const [at, type] of locals.entries()) if (!isReference(type)) add(this.#atLoops, at);
  }

  get reachable(): boolean {
    return this.types.reachable;
  }

  // Operands.

  /** The operand `below` places under the top (0: the top). What code that cannot be reached takes is defined. */
  peek(below: number): Shadow {
    const at = this.types.depth - 1 - below;
    return at < this.types.outOfReach ? undefined : this.#operands[at];
  }

  set(below: number, shadow: Shadow): void {
    this.#operands[this.types.depth - 1 - below] = shadow;
  }

  /** Where the V bits of the operand `below` places under the top belong. */
  temporary(below: number, type: ValueType): ShadowLocal {
    return this.#temporaryAt(this.types.depth - 1 - below, shadowType(type));
  }

  #temporaryAt(depth: number, type: ValueType): ShadowLocal {
    this.#temporaries[ValueType.i32 - type] ??= [];
    const ofType = this.#temporaries[ValueType.i32 - type]!;
    ofType[depth] ??= this.#newLocal(type, undefined);
    return ofType[depth];
  }

  /** It was checked: what this local holds is 0 now, and everything that is made of it knows. */
  markDefined(local: ShadowLocal): void {
    if (local.owner !== undefined) remove(this.#undefined, local.owner);
    const { depth, outOfReach } = this.types;
    // What waits below the block has a place of its own (Definedness.enter).
    for (let at = outOfReach; at < depth; at++) {
      const shadow = this.#operands[at];
      if (!shadow?.locals.includes(local)) continue;
      const locals = shadow.locals.filter((each) => each !== local);
      this.#operands[at] = locals.length === 0 ? undefined : { ...shadow, locals };
    }
  }

  // Locals.

  /** What local.get gives. */
  local(index: number): Shadow {
    if (!has(this.#undefined, index)) return undefined;
    return this.#shadowLocal(index).bits;
  }

  /**
   * Local `index` gets a value.
   * @returns the local that its V bits have to be put into; undefined when it has and needs none
   */
  assign(index: number, shadow: Shadow): ShadowLocal | undefined {
    if (shadow === undefined) {
      remove(this.#undefined, index);
      return has(this.#everUndefined, index) ? this.#shadowLocal(index) : undefined;
    }
    add(this.#undefined, index);
    add(this.#everUndefined, index);
    return this.#shadowLocal(index);
  }

  #shadowLocal(index: number): ShadowLocal {
    this.#shadowLocals[index] ??= this.#newLocal(shadowType(this.types.locals[index]!), index);
    return this.#shadowLocals[index];
  }

  // Control flow.

  /** Before block, loop or if (whose condition is still there) is stepped over. */
  enter(opcode: number): void {
    const number = this.#blocks++;
    if (opcode === Op.loop) this.#enterLoop(number);
    const label: Label = {
      opcode,
      number,
      mustRestart: false,
      after: undefined,
      atIf: opcode === Op.if && this.reachable ? this.#sets.copy(this.#undefined) : undefined,
      atThrow: undefined,
    };
    this.#labels.push(label);
    if (opcode === Op.try) this.#catching.push(label);
  }

  #enterLoop(number: number): void {
    let start = this.#loops.get(number);
    if (start === undefined) {
      start = this.#sets.copy(this.#atLoops ?? this.#undefined);
      this.#loops.set(number, start);
    }
    join(start, this.#undefined);
    this.#startLoop(start);
  }

  #startLoop(start: LocalSet): void {
    this.#replace(this.#sets.copy(start));
    join(this.#everUndefined, start);
  }

  /** What may be undefined here is this from now on. */
  #replace(set: LocalSet): void {
    this.#sets.giveBack(this.#undefined);
    this.#undefined = set;
  }

  /** Asked at the end of a block: it is a loop of which too much was taken to be defined. */
  get mustRestart(): boolean {
    return this.#labels.at(-1)?.mustRestart ?? false;
  }

  /** At the end of the innermost block, a loop: we stand behind its beginning again, operands and all. */
  restartLoop(): void {
    const label = this.#labels.at(-1);
    const start = label && this.#loops.get(label.number);
    if (label === undefined || start === undefined) throw new Error("there is no loop to restart");
    label.mustRestart = false;
    this.#blocks = label.number + 1;
    this.types.restart();
    this.#startLoop(start);
  }

  /** A branch to the label `out` blocks out may be taken here. */
  branch(out: number): void {
    const label = this.#labels[this.#labels.length - 1 - out];
    // The function's own label: nothing of the locals is needed behind it.
    if (label === undefined || !this.reachable) return;
    if (label.opcode === Op.loop) {
      if (join(this.#loops.get(label.number)!, this.#undefined)) label.mustRestart = true;
    } else {
      label.after = this.#joined(label.after, this.#undefined);
    }
  }

  /** Before `else` is stepped over. */
  else(): void {
    const label = this.#labels.at(-1);
    if (label?.atIf === undefined) return;
    if (this.reachable) label.after = this.#joined(label.after, this.#undefined);
    this.#replace(label.atIf);
    label.atIf = undefined;
  }

  /** Something may be thrown here. */
  mayThrow(): void {
    const label = this.#catching.at(-1);
    if (label === undefined || !this.reachable) return;
    label.atThrow = this.#joined(label.atThrow, this.#undefined);
  }

  /** The code of a try ends here. What it does not catch comes to the one around it. */
  #endTry(label: Label): void {
    if (this.#catching.at(-1) !== label) return;
    this.#catching.pop();
    const outer = this.#catching.at(-1);
    if (outer !== undefined && label.atThrow !== undefined) {
      outer.atThrow = this.#joined(outer.atThrow, label.atThrow);
    }
  }

  /** Before `catch` is stepped over: the code before it ends here. */
  catch(): void {
    const label = this.#labels.at(-1);
    if (label === undefined) return;
    if (this.reachable) label.after = this.#joined(label.after, this.#undefined);
    this.#endTry(label);
    // Where nothing is thrown, nothing is caught.
    if (label.atThrow !== undefined) this.#replace(this.#sets.copy(label.atThrow));
  }

  /** Before the `end` of a block, but not that of the function, is stepped over. */
  end(): void {
    const label = this.#labels.pop();
    if (label === undefined) return;
    this.#endTry(label);
    this.#sets.giveBack(label.atThrow);
    // Without an else, its way leads here directly.
    if (label.atIf !== undefined) label.after = this.#joined(label.after, label.atIf);
    this.#sets.giveBack(label.atIf);
    if (label.after === undefined) return;
    if (this.reachable) join(label.after, this.#undefined);
    this.#replace(label.after);
  }

  /** How many labels there are, that of the function not counted. */
  get depth(): number {
    return this.#labels.length;
  }

  /**
   * A branch to the label `out` blocks out carries value `at` with this shadow.
   * @returns where its V bits have to be put, be they all 0: others may bring some
   */
  carry(out: number, at: number, type: ValueType, shadow: Shadow): ShadowLocal {
    const label = this.#labels.at(-1 - out);
    const key = this.#carriedKey(label, at);
    if (shadow !== undefined && !this.#carried.has(key)) {
      this.#carried.add(key);
      // The start of a loop has been left behind, believing that this is defined.
      if (label?.opcode === Op.loop) label.mustRestart = true;
    }
    return this.#carrier(this.depth - out, at, type);
  }

  /** Value `at` as it comes out of the label `out` blocks out, all branches to which lie behind us. */
  carried(out: number, at: number, type: ValueType): Shadow {
    if (!this.#carried.has(this.#carriedKey(this.#labels.at(-1 - out), at))) return undefined;
    return this.#carrier(this.depth - out, at, type).bits;
  }

  /**
   * The same for parameter `at` of the block entered last. A branch back to a loop carries its parameters
   * too, so these share one place; an `if` has results besides.
   */
  carryIn(at: number, type: ValueType, shadow: Shadow): ShadowLocal {
    const parameter = this.#parameter(at);
    const label = this.#labels.at(-1);
    const cautiously = this.#atLoops !== undefined && label?.opcode === Op.loop;
    if (shadow !== undefined || (cautiously && !isReference(type))) {
      this.#carried.add(this.#carriedKey(label, parameter));
    }
    return this.#carrier(this.depth, parameter, type);
  }
  carriedIn(at: number, type: ValueType): Shadow {
    return this.carried(0, this.#parameter(at), type);
  }
  #parameter(at: number): number {
    return this.#labels.at(-1)?.opcode === Op.loop ? at : FirstParameter + at;
  }

  #carriedKey(label: Label | undefined, at: number): number {
    return ((label?.number ?? -1) + 1) * MostCarried + at;
  }

  /** One for each level of nesting: what is carried is taken as soon as the label is reached. */
  #carrier(level: number, at: number, type: ValueType): ShadowLocal {
    const shadow = shadowType(type);
    // The types of V bits differ in their lowest three bits.
    const key = 8 * (level * MostCarried + at) + (shadow & 7);
    let local = this.#carriers.get(key);
    if (local === undefined) {
      local = this.#newLocal(shadow, undefined);
      this.#carriers.set(key, local);
    }
    return local;
  }

  /** The instruction is over: its operands are off the stack, its results, defined so far, on it. */
  step(cursor: InstructionCursor, taken: number): void {
    const { types } = this;
    // In code that cannot be reached operands are taken that are not there.
    let at = Math.max(types.outOfReach, types.depth - taken);
    types.step(cursor);
    if (types.depth > MostOperands) {
      throw new UnsupportedError(
        `has a function that keeps more than ${MostOperands} values on the operand stack`,
      );
    }
    for (const { depth } = types; at < depth; at++) this.#operands[at] = undefined;
  }

  /** The operand types of a block from the top, for whoever wants one. */
  typeAt(below: number): ValueType | undefined {
    const type = this.types.at(this.types.depth - 1 - below);
    return type === undefined || type === Unknown ? undefined : type;
  }

  #joined(known: LocalSet | undefined, more: LocalSet): LocalSet {
    if (known === undefined) return this.#sets.copy(more);
    join(known, more);
    return known;
  }
}

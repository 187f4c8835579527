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
 * (`mustRestart`) with that known. Each walk can only find that more is undefined; two are nearly always enough.
 *
 * It also follows that a local that is said to be defined has a shadow local of 0, if it has one: so nothing
 * has to be put there as long as nothing else was.
 */
import type { IndexSpaces } from "../wasm/index-spaces.ts";
import type { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, FunctionType, ValueType, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { OperandTypes, Unknown } from "../wasm/typing.ts";
import { isReference, shadowType } from "./plan.ts";
import { bitsOf, type MaybeUndefined, type Shadow, type ShadowLocal } from "./shadow-values.ts";

/** V8 allows 1000 results. */
const MostCarried = 2048;
const FirstParameter = 1024;

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
  after: Uint8Array | undefined;
  atIf: Uint8Array | undefined;
  /** Of a try whose code we are in: what may be undefined where something may be thrown. */
  atThrow: Uint8Array | undefined;
  catches: boolean;
}

export class ShadowFlow {
  readonly types: OperandTypes;
  readonly #newLocal: NewShadowLocal;
  readonly #localTypes: readonly ValueType[];
  /** The shadow of each operand, in step with `types`. */
  readonly #operands: Shadow[] = [];
  /** Where the V bits of operand i are put when they are computed, by type. */
  readonly #temporaries = new Map<ValueType, ShadowLocal[]>();
  readonly #shadowLocals: (ShadowLocal | undefined)[] = [];
  readonly #localBits: (MaybeUndefined | undefined)[] = [];
  /** Of each local: 1 when it may be undefined here. */
  #undefined: Uint8Array;
  /** Of each local: 1 when it may be undefined somewhere; from then on its shadow local is kept. */
  readonly #everUndefined: Uint8Array;
  /** By the loop's number among the blocks: which locals may be undefined at its start. */
  readonly #loops = new Map<number, Uint8Array>();
  /** Values carried by branches that may be undefined, as `#carriedKey` numbers them. */
  readonly #carried = new Set<number>();
  readonly #labels: Label[] = [];
  readonly #carriers = new Map<string, ShadowLocal>();
  #blocks = 0;

  /** @param params the V bits of the parameters */
  constructor(
    module: WasmModule,
    spaces: IndexSpaces,
    type: FunctionType,
    body: FunctionBody,
    params: readonly ShadowLocal[],
    newLocal: NewShadowLocal,
  ) {
    this.types = new OperandTypes(module, spaces);
    this.types.enter(type, body);
    this.#newLocal = newLocal;
    const localTypes = [...type.params];
    for (const { count, type } of body.locals) {
      for (let each = 0; each < count; each++) localTypes.push(type);
    }
    this.#localTypes = localTypes;
    this.#undefined = new Uint8Array(localTypes.length);
    this.#everUndefined = new Uint8Array(localTypes.length);
    for (const [at, param] of params.entries()) {
      this.#shadowLocals[at] = param;
      if (isReference(type.params[at]!)) continue;
      this.#undefined[at] = 1;
      this.#everUndefined[at] = 1;
    }
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
    const list = this.#temporaries.get(type) ?? [];
    this.#temporaries.set(type, list);
    list[depth] ??= this.#newLocal(type, undefined);
    return list[depth];
  }

  /** It was checked: what this local holds is 0 now, and everything that is made of it knows. */
  markDefined(local: ShadowLocal): void {
    if (local.owner !== undefined) this.#undefined[local.owner] = 0;
    const { depth } = this.types;
    for (let at = 0; at < depth; at++) {
      const shadow = this.#operands[at];
      if (!shadow?.locals.includes(local)) continue;
      const locals = shadow.locals.filter((each) => each !== local);
      this.#operands[at] = locals.length === 0 ? undefined : { ...shadow, locals };
    }
  }

  // Locals.

  /** What local.get gives. */
  local(index: number): Shadow {
    if (this.#undefined[index] === 0) return undefined;
    this.#localBits[index] ??= bitsOf(this.#shadowLocal(index));
    return this.#localBits[index];
  }

  /**
   * Local `index` gets a value.
   * @returns the local that its V bits have to be put into; undefined when it has and needs none
   */
  assign(index: number, shadow: Shadow): ShadowLocal | undefined {
    if (shadow === undefined) {
      this.#undefined[index] = 0;
      return this.#everUndefined[index] === 1 ? this.#shadowLocal(index) : undefined;
    }
    this.#undefined[index] = 1;
    this.#everUndefined[index] = 1;
    return this.#shadowLocal(index);
  }

  #shadowLocal(index: number): ShadowLocal {
    this.#shadowLocals[index] ??= this.#newLocal(shadowType(this.#localTypes[index]!), index);
    return this.#shadowLocals[index];
  }

  // Control flow.

  /** Before block, loop or if (whose condition is still there) is stepped over. */
  enter(opcode: number): void {
    const number = this.#blocks++;
    if (opcode === Op.loop) this.#enterLoop(number);
    const atIf = opcode === Op.if && this.reachable ? this.#undefined.slice() : undefined;
    const catches = opcode === Op.try;
    this.#labels.push({
      opcode,
      number,
      mustRestart: false,
      after: undefined,
      atIf,
      atThrow: undefined,
      catches,
    });
  }

  #enterLoop(number: number): void {
    const known = this.#loops.get(number);
    const start = known ?? this.#undefined.slice();
    if (known !== undefined) this.#join(known, this.#undefined);
    this.#loops.set(number, start);
    this.#startLoop(start);
  }

  #startLoop(start: Uint8Array): void {
    this.#undefined = start.slice();
    for (let local = 0; local < start.length; local++) {
      if (start[local] === 1) this.#everUndefined[local] = 1;
    }
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
      if (this.#join(this.#loops.get(label.number)!, this.#undefined)) label.mustRestart = true;
    } else {
      label.after = this.#joined(label.after, this.#undefined);
    }
  }

  /** Before `else` is stepped over. */
  else(): void {
    const label = this.#labels.at(-1);
    if (label?.atIf === undefined) return;
    if (this.reachable) label.after = this.#joined(label.after, this.#undefined);
    this.#undefined = label.atIf;
    label.atIf = undefined;
  }

  /** Something may be thrown here. */
  mayThrow(): void {
    if (!this.reachable) return;
    for (const label of this.#labels) {
      if (label.catches) label.atThrow = this.#joined(label.atThrow, this.#undefined);
    }
  }

  /** Before `catch` is stepped over: the code before it ends here. */
  catch(): void {
    const label = this.#labels.at(-1);
    if (label === undefined) return;
    if (this.reachable) label.after = this.#joined(label.after, this.#undefined);
    label.catches = false;
    // Where nothing is thrown, nothing is caught.
    if (label.atThrow !== undefined) this.#undefined = label.atThrow.slice();
  }

  /** Before the `end` of a block, but not that of the function, is stepped over. */
  end(): void {
    const label = this.#labels.pop();
    if (label === undefined) return;
    // Without an else, its way leads here directly.
    if (label.atIf !== undefined) label.after = this.#joined(label.after, label.atIf);
    if (label.after === undefined) return;
    this.#undefined = this.reachable ? this.#joined(label.after, this.#undefined) : label.after;
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
    return bitsOf(this.#carrier(this.depth - out, at, type));
  }

  /**
   * The same for parameter `at` of the block entered last. A branch back to a loop carries its parameters
   * too, so these share one place; an `if` has results besides.
   */
  carryIn(at: number, type: ValueType, shadow: Shadow): ShadowLocal {
    const parameter = this.#parameter(at);
    if (shadow !== undefined) this.#carried.add(this.#carriedKey(this.#labels.at(-1), parameter));
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
    const key = `${level} ${at} ${shadowType(type)}`;
    let local = this.#carriers.get(key);
    if (local === undefined) {
      local = this.#newLocal(shadowType(type), undefined);
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
    for (const { depth } = types; at < depth; at++) this.#operands[at] = undefined;
  }

  /** The operand types of a block from the top, for whoever wants one. */
  typeAt(below: number): ValueType | undefined {
    const type = this.types.at(this.types.depth - 1 - below);
    return type === undefined || type === Unknown ? undefined : type;
  }

  #joined(known: Uint8Array | undefined, more: Uint8Array): Uint8Array {
    if (known === undefined) return more.slice();
    this.#join(known, more);
    return known;
  }

  /** @returns whether that changed `known` */
  #join(known: Uint8Array, more: Uint8Array): boolean {
    let changed = false;
    for (let local = 0; local < more.length; local++) {
      if (more[local] === 1 && known[local] === 0) {
        known[local] = 1;
        changed = true;
      }
    }
    return changed;
  }
}

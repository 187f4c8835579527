/**
 * Following V bits through a function, one instruction after the other: for each, what is emitted before
 * it, and the shadow of its result (loads and stores: definedness-memory.ts). The rules are those of
 * shadow/definedness-rules.ts; here they are put so that the frequent case, all bits defined, costs next to
 * nothing: what is certainly defined costs no code at all, what is cheap is computed, and the rest stands
 * behind one test.
 *
 *     V bits of the operands or-ed together
 *     if  (unlikely) the exact rule, perhaps in a helper  → the result's V bits
 *     else 0
 *
 * Reported is what Memcheck reports: a decision (a branch, a switch, an indirect call), an address, a
 * division, bytes given to the host. All else only passes V bits on.
 */
import type { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionType, ValueType } from "../wasm/module.ts";
import { ValueType as Types } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import { type BitsType, isReference, type Plan, shadowType } from "./plan.ts";
import type { ShadowFlow } from "./shadow-flow.ts";
import {
  BITWISE,
  combines,
  emitAny,
  emitBits,
  emitOrigin,
  type MaybeUndefined,
  MostLocals,
  type Shadow,
  type ShadowLocal,
  Spread,
  union,
} from "./shadow-values.ts";

const { i32 } = Types;

/** What the pass asks of the walk that it is part of. */
export interface Surroundings {
  readonly plan: Plan;
  readonly out: CodeBuilder;
  readonly csp: number;
  /** A scratch local that holds nothing from one instruction to the next. */
  scratch(type: ValueType, number: number): number;
  /** The CodeOffset of the current instruction. */
  site(): number;
  /** The i32 constant that the operand `below` places under the top is known to be. */
  constant(below: number): number | undefined;
  /** Writes the current instruction as it is. */
  copy(): void;
}

const PointerBytes = 4;
/** Scratch locals by what they hold; the walk's own come before. */
export const FirstValue = 4;
const Combined = 7;

export class Definedness {
  readonly flow: ShadowFlow;
  readonly out: CodeBuilder;
  readonly plan: Plan;
  readonly around: Surroundings;

  constructor(flow: ShadowFlow, around: Surroundings) {
    this.flow = flow;
    this.around = around;
    this.out = around.out;
    this.plan = around.plan;
  }

  // What propagation.ts is made of.

  /** The shadow of a result that combines those of its operands. @param operands how many */
  combined(spread: Spread, type: BitsType, operands: number): Shadow {
    // The topmost first: computing it may move what a lower one is made of.
    for (let below = 0; below < operands; below++) {
      if (!combines(this.flow.peek(below), spread)) this.single(below);
    }
    let locals: readonly ShadowLocal[] = [];
    for (let below = operands - 1; below >= 0; below--) {
      locals = union(locals, this.flow.peek(below));
    }
    if (locals.length === 0) return undefined;
    const shadow: MaybeUndefined = { spread, type, locals };
    if (locals.length <= MostLocals) return shadow;
    const target = this.result(operands, type);
    this.put(target, shadow);
    return target.bits;
  }

  /** Where the V bits of the current instruction's result belong; free to be written. */
  result(operands: number, type: ValueType): ShadowLocal {
    const target = this.flow.temporary(operands - 1, type);
    this.#free(target, operands);
    return target;
  }

  /** The operand's V bits are computed, if that is still to be done, so that one local holds them. */
  single(below: number): Shadow {
    const shadow = this.flow.peek(below);
    if (shadow === undefined) return undefined;
    if (shadow.spread === Spread.Or && shadow.locals.length === 1) return shadow;
    const target = this.flow.temporary(below, shadow.type);
    this.#free(target, below + 1);
    this.put(target, shadow);
    const computed = target.bits;
    this.flow.set(below, computed);
    return computed;
  }

  /**
   * Operands from `from` on that need what `local` holds get it computed into their own place. Those that wait below the block have
   * one already (`enter`).
   */
  #free(local: ShadowLocal, from: number): void {
    const { flow } = this;
    const within = flow.types.depth - flow.types.outOfReach;
    for (let below = from; below < within; below++) {
      const shadow = flow.peek(below);
      if (!shadow?.locals.includes(local)) continue;
      const target = flow.temporary(below, shadow.type);
      if (target !== local) this.#free(target, below + 1);
      this.put(target, shadow);
      flow.set(below, target.bits);
    }
  }

  /** target = the V bits of `shadow`. */
  put(target: ShadowLocal, shadow: Shadow): void {
    const [only] = shadow?.locals ?? [];
    if (only === target && shadow?.spread === Spread.Or && shadow.locals.length === 1) return;
    this.compute(target, [shadow], () => this.bits(shadow, target.type));
  }

  /** target = what `emit` leaves on the stack, made of these. */
  compute(target: ShadowLocal, from: readonly Shadow[], emit: () => void): void {
    const { out } = this;
    const tracked = target.origin !== undefined;
    if (tracked) this.#origin(from);
    emit();
    out.set(target.index);
    if (tracked) out.set(target.origin);
  }

  /** [] → [V bits] */
  bits(shadow: Shadow, type: BitsType): void {
    emitBits(this.out, shadow, type, (each) => this.around.scratch(each, Combined));
  }

  /** target = 0, or, when a bit of `from` is undefined, what `emit` leaves on the stack. */
  unless(target: ShadowLocal, from: readonly Shadow[], emit: () => void): void {
    const { out } = this;
    this.#any(from);
    out.unlikelyIf();
    this.compute(target, from, emit);
    out.op(Op.else).zero(target.type).set(target.index).op(Op.end);
  }

  /** Writes what `emit` does for the case that a bit of these is undefined. */
  whenAny(from: readonly Shadow[], emit: () => void): void {
    this.#any(from);
    this.out.unlikelyIf();
    emit();
    this.out.op(Op.end);
  }

  /** [] → [i32] */
  #any(shadows: readonly Shadow[]): void {
    let locals: readonly ShadowLocal[] = [];
    for (const each of shadows) locals = union(locals, each);
    if (locals.length === 0) this.out.zero(i32);
    else emitAny(this.out, locals);
  }

  /** The operands' values go into locals, topmost first, and come back with `restore`. */
  save(types: readonly ValueType[]): readonly number[] {
    const locals = types.map((type, at) => this.around.scratch(type, FirstValue + at));
    for (let at = locals.length - 1; at >= 0; at--) this.out.set(locals[at]!);
    return locals;
  }

  restore(locals: readonly number[]): void {
    for (const local of locals) this.out.get(local);
  }

  /** [i32 …] → [i64]: a value for the helpers that compare, order kept. */
  widened(type: ValueType): void {
    if (type === i32) this.out.op(Op.i64ExtendI32U).i64(32).op(Op.i64Shl);
  }

  // Reports.

  /** [] → [i32]: the origin of what is undefined in these; 0 when origins are not followed. */
  #origin(from: readonly Shadow[]): void {
    if (this.plan.origins)
      emitOrigin(
        this.out,
        from.flatMap((each) => each?.locals ?? []),
      );
    else this.out.i32(0);
  }

  reportCondition(site: number, from: readonly Shadow[]): void {
    const { out, plan } = this;
    out.i32(site).get(this.around.csp);
    this.#origin(from);
    out.call(plan.hook("undefinedCondition"));
  }

  reportValue(size: number, from: readonly Shadow[]): void {
    const { out, plan } = this;
    out.i32(size).i32(this.around.site()).get(this.around.csp);
    this.#origin(from);
    out.call(plan.hook("undefinedValue"));
  }

  /**
   * The site of the branch that a comparison decides, when it is next in the code and nothing else can
   * use the result: then the decision is checked where its operands are still at hand.
   */
  decisionAfter(cursor: InstructionCursor): number | undefined {
    const { code, end, start } = cursor;
    let at = end;
    while (code[at] === Op.i32Eqz) at++;
    if (code[at] !== Op.brIf && code[at] !== Op.if) return undefined;
    return this.around.site() + at - start;
  }

  /** [i32] → [i32], which is about to decide a branch: undefined unless a defined bit is set. */
  condition(site: number): void {
    const shadow = this.flow.peek(0);
    if (shadow === undefined) return;
    const { out } = this;
    const value = this.around.scratch(i32, FirstValue);
    const isBit = shadow.spread === Spread.Bit;
    if (!isBit) out.tee(value);
    emitAny(out, shadow.locals);
    out.unlikelyIf();
    if (!isBit) {
      out.get(value);
      this.bits(shadow, i32);
      out.i32(-1).op(Op.i32Xor).op(Op.i32And).op(Op.i32Eqz).block(Op.if);
    }
    this.reportCondition(site, [shadow]);
    this.forget(shadow);
    if (!isBit) out.op(Op.end);
    out.op(Op.end);
  }

  /**
   * [i32] → [i32], which is about to choose one of `count` places: undefined bits decide unless it is beyond
   * them all in any case.
   */
  index(site: number, count: number): void {
    const shadow = this.flow.peek(0);
    if (shadow === undefined) return;
    const { out } = this;
    const value = this.around.scratch(i32, FirstValue);
    out.tee(value);
    emitAny(out, shadow.locals);
    out.unlikelyIf();
    out.get(value);
    this.bits(shadow, i32);
    out.i32(-1).op(Op.i32Xor).op(Op.i32And).i32(count).op(Op.i32LtU).block(Op.if);
    this.reportCondition(site, [shadow]);
    this.forget(shadow);
    out.op(Op.end).op(Op.end);
  }

  /** An operand that must be defined as a whole. Its value counts as defined afterwards. */
  value(below: number, size: number): void {
    const shadow = this.flow.peek(below);
    if (shadow === undefined) return;
    emitAny(this.out, shadow.locals);
    this.out.unlikelyIf();
    this.reportValue(size, [shadow]);
    this.forget(shadow);
    this.out.op(Op.end);
    this.nowDefined(below, shadow);
  }

  /** In the branch that reports: where one local holds the value's bits, they are defined from here on. */
  forget(shadow: MaybeUndefined): void {
    const [only] = shadow.locals;
    if (shadow.spread !== Spread.Or || shadow.locals.length > 1 || only === undefined) return;
    this.out.zero(only.type).set(only.index);
  }

  /** Behind that branch: the operand counts as defined. */
  nowDefined(below: number, shadow: MaybeUndefined): void {
    const [only] = shadow.locals;
    if (shadow.spread === Spread.Or && shadow.locals.length === 1 && only !== undefined) {
      this.flow.markDefined(only);
    }
    this.flow.set(below, undefined);
  }

  // Variables.

  localGet(cursor: InstructionCursor, index: number): void {
    this.flow.step(cursor, 0);
    this.flow.set(0, this.flow.local(index));
  }

  /** local.set and, with `keep`, local.tee: before the value goes there. */
  localSet(cursor: InstructionCursor, index: number, keep: boolean): void {
    const { flow } = this;
    const shadow = flow.peek(0);
    const target = flow.assign(index, shadow);
    if (target !== undefined) {
      this.#free(target, 1);
      this.put(target, shadow);
    }
    flow.step(cursor, 1);
    if (keep) flow.set(0, shadow && target?.bits);
  }

  globalGet(cursor: InstructionCursor, global: number): void {
    const { flow, out, plan } = this;
    flow.step(cursor, 0);
    const shadow = plan.shadowGlobal(global);
    const type = flow.typeAt(0);
    if (shadow === undefined || type === undefined) return;
    const target = flow.temporary(0, type);
    this.#free(target, 1);
    out.op(Op.globalGet).u32(shadow).set(target.index);
    if (target.origin !== undefined)
      out
        .op(Op.globalGet)
        .u32(shadow + 1)
        .set(target.origin);
    flow.set(0, target.bits);
  }

  /** Before the value goes there. */
  globalSet(cursor: InstructionCursor, global: number): void {
    const { flow, out, plan } = this;
    const shadow = plan.shadowGlobal(global);
    const type = flow.typeAt(0);
    if (shadow !== undefined && type !== undefined) {
      const value = flow.peek(0);
      this.bits(value, shadowType(type));
      out.op(Op.globalSet).u32(shadow);
      if (plan.origins) {
        emitOrigin(out, value?.locals ?? []);
        out.op(Op.globalSet).u32(shadow + 1);
      }
    }
    flow.step(cursor, 1);
  }

  select(cursor: InstructionCursor): void {
    const { flow, out } = this;
    const [chosen, first, second] = [flow.peek(0), flow.peek(2), flow.peek(1)];
    const type = flow.typeAt(2) ?? flow.typeAt(1);
    const defined = chosen === undefined && first === undefined && second === undefined;
    // A reference has no V bits, whichever it is.
    if (defined || type === undefined || isReference(type) || !flow.reachable) {
      this.around.copy();
      flow.step(cursor, 3);
      return;
    }
    const bitsType = shadowType(type);
    const target = this.result(3, type);
    if (chosen === undefined) {
      const condition = this.around.scratch(i32, FirstValue + 2);
      out.tee(condition);
      this.compute(target, [first, second], () => {
        this.bits(first, bitsType);
        this.bits(second, bitsType);
        out.get(condition).op(Op.select);
      });
    } else {
      const [a, b, condition] = this.save([type, type, i32]) as [number, number, number];
      const arm = () => {
        this.bits(first, bitsType);
        this.bits(second, bitsType);
        out.get(condition).op(Op.select);
      };
      emitAny(out, chosen.locals);
      out.unlikelyIf();
      this.compute(target, [chosen, first, second], () => {
        // Either: what differs in the two, or is undefined in one. Unless a defined bit decides.
        asInteger(out.get(a), type);
        asInteger(out.get(b), type);
        out.op(BITWISE[bitsType].xor);
        for (const each of [first, second]) {
          this.bits(each, bitsType);
          out.op(BITWISE[bitsType].or);
        }
        arm();
        out.get(condition);
        this.bits(chosen, i32);
        out.i32(-1).op(Op.i32Xor).op(Op.i32And).op(Op.i32Eqz).op(Op.select);
      });
      out.op(Op.else);
      this.compute(target, [first, second], arm);
      out.op(Op.end);
      this.restore([a, b, condition]);
    }
    this.around.copy();
    flow.step(cursor, 3);
    flow.set(0, target.bits);
  }

  // Calls.

  /** [arguments …] → [arguments … their V bits … their origins …]; @param above operands over them */
  passArguments({ params }: FunctionType, above: number): void {
    const { flow, out, plan } = this;
    const last = above + params.length - 1;
    for (const [at, type] of params.entries()) this.bits(flow.peek(last - at), shadowType(type));
    if (!plan.origins) return;
    for (const at of params.keys()) emitOrigin(out, flow.peek(last - at)?.locals ?? []);
  }

  /** [results … their V bits … their origins …] → [results …], after the call. */
  takeResults(
    cursor: InstructionCursor,
    callee: FunctionType,
    taken: number,
    defined: boolean,
  ): void {
    const { flow, out, plan } = this;
    const { results } = callee;
    flow.step(cursor, taken);
    const targets = results.map((type, at) => flow.temporary(results.length - 1 - at, type));
    for (const target of targets) this.#free(target, results.length);
    if (plan.origins) for (const target of targets.toReversed()) out.set(target.origin!);
    for (let at = targets.length - 1; at >= 0; at--) out.set(targets[at]!.index);
    if (defined) return;
    for (const [at, target] of targets.entries()) {
      flow.set(results.length - 1 - at, target.bits);
    }
  }

  /** [results …] → [results … their V bits … their origins …], at the very end. */
  returnBits(types: readonly ValueType[], shadows: readonly Shadow[]): void {
    for (const [at, type] of types.entries()) this.bits(shadows[at], shadowType(type));
    if (!this.plan.origins) return;
    for (const shadow of shadows) emitOrigin(this.out, shadow?.locals ?? []);
  }

  // References.

  /** Before a table or reference instruction: numbers among its operands decide whether it traps. */
  referenceIndex({ opcode }: InstructionCursor): void {
    const { numbers } = REFERENCE_OPERANDS.get(opcode) ?? NoOperands;
    for (const below of numbers) this.value(below, PointerBytes);
  }

  /** After it: its result is defined. */
  reference(cursor: InstructionCursor): void {
    const operands = REFERENCE_OPERANDS.get(cursor.opcode);
    if (operands === undefined) this.plan.unknownToDefinedness(cursor.row.name);
    this.flow.step(cursor, operands?.taken ?? 0);
  }

  // Control flow. The values that a branch carries lie under its own operands, `above` many.

  carry(out: number, types: readonly ValueType[], above: number): void {
    const { flow } = this;
    if (!flow.reachable) return;
    for (const [at, type] of types.entries()) {
      const shadow = flow.peek(above + types.length - 1 - at);
      this.put(flow.carry(out, at, type, shadow), shadow);
    }
  }

  /** Before a block is entered with these parameters, under `above` operands of its own. */
  enter(opcode: number, params: readonly ValueType[], above: number): void {
    const { flow } = this;
    if (flow.reachable) this.#settle(above + params.length);
    const shadows = params.map((_, at) => flow.peek(above + params.length - 1 - at));
    flow.enter(opcode);
    if (!flow.reachable) return;
    for (const [at, type] of params.entries()) {
      this.put(flow.carryIn(at, type, shadows[at]), shadows[at]);
      // Without an else, the way around it makes results of them.
      if (opcode === Op.if) this.put(flow.carry(0, at, type, shadows[at]), shadows[at]);
    }
  }

  /**
   * Operands from `from` on get their V bits computed into their own places: those that wait below a
   * block must not depend on which way through it was taken.
   */
  #settle(from: number): void {
    const { flow } = this;
    const within = flow.types.depth - flow.types.outOfReach;
    for (let below = from; below < within; below++) {
      const shadow = flow.peek(below);
      if (shadow === undefined) continue;
      const target = flow.temporary(below, shadow.type);
      if (
        shadow.locals.includes(target) &&
        shadow.locals.length === 1 &&
        shadow.spread === Spread.Or
      )
        continue;
      this.#free(target, below + 1);
      this.put(target, shadow);
      flow.set(below, target.bits);
    }
  }

  /** Behind block, loop, if or else: the parameters are as they were given, or branched back with. */
  entered(cursor: InstructionCursor, params: readonly ValueType[]): void {
    const { flow } = this;
    flow.step(cursor, 0);
    this.#arriveInside(params);
  }

  /** At the end of a loop that has to be walked again: we stand behind its beginning. */
  restartLoop(params: readonly ValueType[]): void {
    this.flow.restartLoop();
    this.#arriveInside(params);
  }

  #arriveInside(params: readonly ValueType[]): void {
    if (params.length > 0) this.arrive(params.map((type, at) => this.flow.carriedIn(at, type)));
  }

  /** The values that a label was reached with are on the operand stack: their V bits go there too. */
  arrive(shadows: readonly Shadow[]): void {
    const { flow } = this;
    const count = shadows.length;
    for (const [at, shadow] of shadows.entries()) {
      const below = count - 1 - at;
      if (shadow === undefined) {
        flow.set(below, undefined);
        continue;
      }
      const target = flow.temporary(below, shadow.type);
      this.#free(target, count);
      this.put(target, shadow);
      flow.set(below, target.bits);
    }
  }
}

interface ReferenceOperands {
  readonly taken: number;
  /** How far below the top those lie that are no references. */
  readonly numbers: readonly number[];
}
const NoOperands: ReferenceOperands = { taken: 0, numbers: [] };
const REFERENCE_OPERANDS: ReadonlyMap<number, ReferenceOperands> = new Map([
  [Op.refNull, NoOperands],
  [Op.refIsNull, { taken: 1, numbers: [] }],
  [Op.tableGet, { taken: 1, numbers: [0] }],
  [Op.tableSet, { taken: 2, numbers: [1] }],
  [Op.tableGrow, { taken: 2, numbers: [0] }],
  [Op.tableFill, { taken: 3, numbers: [0, 2] }],
]);

/** [value] → [integer of the same bits] */
function asInteger(out: CodeBuilder, type: ValueType): void {
  if (type === Types.f32) out.op(Op.i32ReinterpretF32);
  else if (type === Types.f64) out.op(Op.i64ReinterpretF64);
}

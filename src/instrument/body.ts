/**
 * Rewriting one function body: a walk over its instructions, each of which is copied, or copied
 * with other indices, or given a check before it. What is emitted for each subject stands in a file of
 * its own (access.ts, function-frame.ts, spill.ts); this one is the walk and the decision. At a loop's end
 * it may turn out that too much was taken to be defined at its start: then what was written since is taken
 * back, and the loop is walked again.
 *
 * Locals: parameters keep their indices; behind them come their V bits (and origins, when these are
 * followed) and csp, so every other local moves up by as many; scratch and shadow locals come last.
 */
import type { FuncIndex } from "../bytes/brand.ts";
import { type IndexSpaces, indexSpaces } from "../wasm/index-spaces.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, FunctionType } from "../wasm/module.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, Op } from "../wasm/opcodes.ts";
import { CallEntryBytes, FunctionCalls } from "./calls.ts";
import { CodeBuilder, EmptyBlock } from "./code-builder.ts";
import { Definedness } from "./definedness.ts";
import { requireBody, requireLocals } from "./engine-limits.ts";
import { frameShape } from "./frame.ts";
import { FunctionAccesses } from "./function-accesses.ts";
import { type FrameState, FunctionFrame } from "./function-frame.ts";
import { FunctionRedzones } from "./function-redzones.ts";
import { emitOverlapCheck } from "./overlap-check.ts";
import { type Plan, shadowType } from "./plan.ts";
import { propagate } from "./propagation.ts";
import { OperandProvenance } from "./provenance.ts";
import { ShadowFlow } from "./shadow-flow.ts";
import { type Shadow, ShadowLocal } from "./shadow-values.ts";
import { FrameSpill, type ScratchLocals } from "./spill.ts";
import { FunctionSteps } from "./steps.ts";
import type { Walk } from "./walk.ts";
import type { HintedBody } from "./written-bodies.ts";

/** Instructions without a memory operand that the engine may end the run at. */
const TRAPPING: ReadonlySet<number> = new Set(
  OPCODES.filter(({ name }) => /^i(32|64)\.(div|rem|trunc_f)/.test(name)).map(({ code }) => code),
);
const PointerBytes = 4;
/** Told where each original instruction's replacement begins, in order. */
export type OffsetSink = (rewritten: number, site: number) => void;

export interface RewrittenBody extends Pick<HintedBody, "locals" | "code" | "unlikely"> {
  readonly hasLoop: boolean;
}

/** What is used for one function after the other, so that not each makes its own. */
export interface RewriteTools {
  readonly out: CodeBuilder;
  readonly operands: OperandProvenance;
  readonly spaces: IndexSpaces;
}

export function rewriteTools(plan: Plan): RewriteTools {
  return {
    out: new CodeBuilder(),
    operands: new OperandProvenance(plan.stack?.global),
    spaces: indexSpaces(plan.module),
  };
}

/** The body of `func`, an own function of the module that no hook replaces; its code is that of `tools.out`, until that is used again. */
export function rewriteBody(
  plan: Plan,
  func: FuncIndex,
  tools: RewriteTools,
  where: string,
  sink?: OffsetSink,
): RewrittenBody {
  const body = plan.module.bodies[func - plan.imported];
  if (body === undefined) throw new RangeError(`function ${func} has no body`);
  tools.out.reset();
  const type = plan.typeOf(func);
  const checked = plan.overlapChecked.get(func);
  if (checked !== undefined) {
    emitOverlapCheck(tools.out, plan, checked, plan.cspOf(type.params.length));
  }
  const isLibraryCopy = plan.libraryCopies.has(func);
  const notesPlaces = sink !== undefined;
  const rewriterThat = (cautious: boolean) =>
    new BodyRewriter(plan, body, type, tools, where, { isLibraryCopy, notesPlaces, cautious });
  const start = tools.out.length;
  let rewriter = rewriterThat(false);
  let rewritten = rewriter.run(func);
  if (rewritten === undefined) {
    tools.out.cut(start);
    rewriter = rewriterThat(true);
    rewritten = rewriter.run(func);
  }
  if (rewritten === undefined) throw new Error("a cautious walk has found out more");
  requireLocals(func, plan.cspOf(type.params.length) + 1, rewritten.locals);
  for (const { rewritten, site } of rewriter.places) sink?.(rewritten, site);
  return rewritten;
}

/** How a function is walked. */
interface WalkOptions {
  /** The body stands for one of the library's, to which an empty range is one wherever it is. */
  readonly isLibraryCopy: boolean;
  /** Somebody wants to know where each instruction's replacement begins. */
  readonly notesPlaces: boolean;
  /** As ShadowFlow says. */
  readonly cautious: boolean;
}

/**
 * So many times its length a function's loops may be walked again. In nests of a hundred thousand loops each of them would be the reason to
 * walk all that are in it once more; in real code it is one or two.
 */
const MostWalkedAgain = 16;

function addCount(sum: number, run: { readonly count: number }): number {
  return sum + run.count;
}

/** What has to be known to walk a loop again from behind its beginning. */
interface LoopStart {
  readonly code: number;
  readonly rewritten: number;
  readonly places: number;
  readonly params: readonly ValueType[];
  readonly frame: FrameState;
}

class BodyRewriter {
  readonly #plan: Plan;
  readonly #body: FunctionBody;
  readonly #type: FunctionType;
  readonly #out: CodeBuilder;
  readonly #cursor: InstructionCursor;
  /** Where each instruction's replacement begins, when somebody wants to know. */
  readonly places: { rewritten: number; site: number }[] = [];
  readonly #options: WalkOptions;
  readonly #frame: FunctionFrame;
  readonly #operands: OperandProvenance;
  readonly #spill: FrameSpill | undefined;
  /** When V bits are followed. */
  readonly #bits: Definedness | undefined;
  /** When steps are logged. */
  readonly #steps: FunctionSteps | undefined;
  readonly #calls: FunctionCalls;
  readonly #accesses: FunctionAccesses;
  readonly #redzones: FunctionRedzones;
  readonly #csp: number;
  /** The first local behind the original ones. */
  readonly #firstScratch: number;
  readonly #scratch: ValueType[] = [];
  /** By how far the type's number is below that of i32, the highest, and their own. */
  readonly #shared: (number | undefined)[][] = [];
  /** Open blocks, the function's own not counted. */
  #depth = 0;
  #hasLoop = false;
  /** Bytes of loops that were walked again. */
  #walkedAgain = 0;
  /** The loops we are in, when V bits are followed. */
  readonly #loops: LoopStart[] = [];
  /** The function's body is in a block of its own, behind which its epilogue stands. */
  #hasEpilogue = false;

  constructor(
    plan: Plan,
    body: FunctionBody,
    type: FunctionType,
    { out, operands, spaces }: RewriteTools,
    where: string,
    options: WalkOptions,
  ) {
    this.#plan = plan;
    this.#body = body;
    this.#type = type;
    this.#out = out;
    this.#options = options;
    this.#cursor = new InstructionCursor(body.code, where, body.offset);
    const shape = frameShape(body, plan.stack?.global, where, operands);
    this.#operands = operands;
    operands.enter((local) => shape.sets.get(local) ?? 0);
    this.#csp = plan.cspOf(type.params.length);
    this.#firstScratch = this.#csp + 1 + body.locals.reduce(addCount, 0);
    this.#frame = new FunctionFrame(shape, body, {
      plan,
      out,
      operands,
      csp: this.#csp,
      scratch: this.#scratchLocals,
      newLocal: (type) => this.#newLocal(type),
      site: () => this.#site(),
    });
    this.#steps =
      plan.steps &&
      new FunctionSteps(plan.steps, body, type, where, {
        plan,
        out,
        csp: this.#csp,
        newLocal: (type) => this.#newLocal(type),
        localAt: (original) => this.#local(original),
      });
    this.#spill = plan.spillLocals ? new FrameSpill(plan, body, type) : undefined;
    if (plan.definedness) this.#bits = this.#makeDefinedness(spaces);
    const walk: Walk = {
      plan,
      out,
      cursor: this.#cursor,
      operands,
      frame: this.#frame,
      bits: this.#bits,
      spill: this.#spill,
      csp: this.#csp,
      scratch: this.#scratchLocals,
      newLocal: (type) => this.#newLocal(type),
      site: () => this.#site(),
      copy: () => this.#copy(),
    };
    this.#calls = new FunctionCalls(walk);
    this.#accesses = new FunctionAccesses(walk, options.isLibraryCopy);
    this.#redzones = new FunctionRedzones(walk, this.#accesses, body.offset);
  }

  #makeDefinedness(spaces: IndexSpaces): Definedness {
    const plan = this.#plan;
    const { params } = this.#type;
    const given = params.map((type, at): ShadowLocal => {
      const origin = plan.origins ? 2 * params.length + at : undefined;
      return new ShadowLocal(params.length + at, shadowType(type), at, origin);
    });
    const newLocal = (type: ValueType, owner: number | undefined): ShadowLocal => {
      const shadow = shadowType(type);
      const index = this.#newLocal(shadow);
      const origin = plan.origins ? this.#newLocal(ValueType.i32) : undefined;
      return new ShadowLocal(index, shadow, owner, origin);
    };
    const { cautious } = this.#options;
    const flow = new ShadowFlow(
      plan.module,
      spaces,
      this.#type,
      this.#body,
      given,
      newLocal,
      cautious,
    );
    return new Definedness(flow, {
      plan,
      out: this.#out,
      csp: this.#csp,
      scratch: this.#scratchLocals,
      site: () => this.#site(),
      copy: () => this.#copy(),
      constant: (below) => {
        const known = this.#operands.peek(below);
        return known.kind === "constant" ? known.value : undefined;
      },
    });
  }

  /** @returns undefined when loops had to be walked again too often: it takes a cautious walk */
  run(func: FuncIndex): RewrittenBody | undefined {
    this.#openFunction();
    const cursor = this.#cursor;
    const { notesPlaces } = this.#options;
    while (cursor.next()) {
      if (cursor.opcode === Op.end && this.#bits?.flow.mustRestart) {
        this.#restartLoop(this.#bits);
        if (this.#walkedAgain > MostWalkedAgain * this.#body.code.length) return undefined;
        continue;
      }
      if (notesPlaces) this.places.push({ rewritten: this.#out.length, site: this.#site() });
      this.#steps?.before(this.#site());
      this.#instruction();
      this.#frame.followAlloca(cursor);
      this.#spill?.step(this.#cursor);
      requireBody(func, this.#out.length);
    }
    this.#openFrameDirectly();
    const scratch = this.#scratch.map((type) => ({ count: 1, type }));
    // Spread, the list would be of another hidden class now and then, at which V8 gives its compiled code up.
    const locals = this.#body.locals.concat(scratch);
    const { unlikely } = this.#out;
    return { locals, code: this.#out.view(), unlikely, hasLoop: this.#hasLoop };
  }

  #site(): number {
    return this.#body.offset + this.#cursor.start;
  }

  #local(original: number): number {
    const { length } = this.#type.params;
    return original < length ? original : original + 1 + this.#csp - length;
  }

  /** A local that nobody else uses. */
  #newLocal(type: ValueType): number {
    this.#scratch.push(type);
    return this.#firstScratch + this.#scratch.length - 1;
  }

  /** Scratch local `number` among those of its type; they are shared by all instructions. */
  #scratchLocal(type: ValueType, number = 0): number {
    this.#shared[ValueType.i32 - type] ??= [];
    const ofType = this.#shared[ValueType.i32 - type]!;
    ofType[number] ??= this.#newLocal(type);
    return ofType[number];
  }

  readonly #scratchLocals: ScratchLocals = (type, number) => this.#scratchLocal(type, number);

  #copy(): void {
    const { code, start, end } = this.#cursor;
    this.#out.copy(code, start, end);
  }

  #instruction(): void {
    const cursor = this.#cursor;
    const { row, opcode } = cursor;
    switch (row.memory.kind) {
      // The most frequent first: V8 compares these one after the other.
      case "none":
        if (row.contextual) {
          this.#contextual(opcode);
          return;
        }
        if (this.#spill !== undefined && TRAPPING.has(opcode)) {
          this.#spill.note(this.#out, this.#csp, this.#site());
        }
        if (this.#bits === undefined) this.#copy();
        else propagate(this.#bits, cursor);
        this.#operands.fixed(row, cursor.a);
        return;
      case "load":
        this.#accesses.load(row.memory.width);
        return;
      case "store":
        this.#accesses.store(row.memory.type, row.memory.width);
        return;
      case "atomic":
        this.#accesses.atomic(row.memory);
        return;
      case "bulk":
        this.#accesses.bulk(opcode, row.memory.reads, row.memory.writes);
        this.#operands.fixed(row, 0);
        return;
      case "size":
        this.#out.call(this.#plan.hook("size"));
        this.#operands.fixed(row, 0);
        this.#bits?.flow.step(cursor, 0);
        return;
      case "grow":
        this.#bits?.value(0, PointerBytes);
        this.#out.call(this.#plan.hook("grow"));
        this.#operands.fixed(row, 0);
        this.#bits?.flow.step(cursor, 1);
        return;
      default:
        row.memory satisfies never;
    }
  }

  #contextual(opcode: number): void {
    const cursor = this.#cursor;
    const { a } = cursor;
    const out = this.#out;
    const bits = this.#bits;
    switch (opcode) {
      case Op.localGet:
        out.get(this.#local(a));
        this.#operands.localGet(a);
        bits?.localGet(cursor, a);
        return;
      case Op.localSet:
        bits?.localSet(cursor, a, false);
        out.set(this.#local(a));
        this.#steps?.set(a);
        this.#operands.localSet(a, false);
        return;
      case Op.localTee:
        bits?.localSet(cursor, a, true);
        out.tee(this.#local(a));
        this.#steps?.set(a);
        this.#operands.localSet(a, true);
        return;
      case Op.globalGet:
        this.#copy();
        this.#operands.globalGet(a, this.#frame.state.moved);
        bits?.globalGet(cursor, a);
        return;
      case Op.globalSet:
        this.#globalSet(a);
        return;
      case Op.call:
        this.#call(a);
        return;
      case Op.callIndirect:
        this.#calls.callIndirect(a, cursor.b);
        return;
      case Op.returnCall:
        this.#returnCall(a);
        return;
      case Op.returnCallIndirect:
        this.#calls.returnCallIndirect(a, cursor.b);
        return;
      case Op.refFunc:
        out.op(Op.refFunc).u32(this.#plan.reference(a));
        this.#operands.pushUnknown(1);
        bits?.flow.step(cursor, 0);
        return;
      case Op.drop:
        this.#copy();
        this.#operands.pop(1);
        bits?.flow.step(cursor, 1);
        return;
      case Op.br:
        this.#branch(a, 0);
        this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.brIf:
        bits?.condition(this.#site());
        this.#branch(a, 1);
        this.#copy();
        this.#operands.pop(1);
        bits?.flow.step(cursor, 0);
        return;
      case Op.brTable:
        bits?.index(this.#site(), cursor.labels.length - 1);
        for (const label of new Set(cursor.labels)) this.#branch(label, 1);
        this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.unreachable:
        this.#spill?.note(out, this.#csp, this.#site());
        out.i32(this.#site()).get(this.#csp).call(this.#plan.hook("unreachable"));
        this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.return:
        // The epilogue stands at the end, which is the label of the outermost block.
        bits?.carry(bits.flow.depth, this.#type.results, 0);
        if (this.#hasEpilogue) out.op(Op.br).u32(this.#depth);
        else this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.block:
      case Op.loop:
      case Op.if:
      case Op.try:
        this.#enterBlock(opcode);
        return;
      case Op.catch:
        this.#catch((flow) => flow.types.tag(a, cursor).params);
        return;
      case Op.catchAll:
        this.#catch(() => []);
        return;
      case Op.throw:
        this.#noteThrow();
        bits?.flow.mayThrow();
        if (!this.#plan.shared.tags) bits?.passArguments(bits.flow.types.tag(a, cursor), 0);
        this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.rethrow:
        this.#noteThrow();
        bits?.flow.mayThrow();
        this.#copy();
        this.#operands.control();
        bits?.flow.step(cursor, 0);
        return;
      case Op.else:
        this.#elseBranch();
        return;
      case Op.end:
      case Op.delegate:
        this.#end();
        return;
      case Op.select:
      case Op.selectT:
        if (bits === undefined) this.#copy();
        else bits.select(cursor);
        this.#operands.control();
        return;
      default:
        // Table and reference instructions: nothing of ours is in them.
        bits?.referenceIndex(cursor);
        this.#copy();
        this.#operands.control();
        bits?.reference(cursor);
        return;
    }
  }

  #globalSet(global: number): void {
    const bits = this.#bits;
    const { stack } = this.#plan;
    if (global === stack?.global) {
      bits?.value(0, PointerBytes);
      this.#frame.movePointer(stack);
      bits?.globalSet(this.#cursor, global);
    } else {
      bits?.globalSet(this.#cursor, global);
      this.#copy();
    }
    this.#operands.pop(1);
  }

  /** The engine does not tell where something was thrown that nobody caught. */
  #noteThrow(): void {
    const out = this.#out;
    if (this.#spill !== undefined) {
      this.#spill.note(out, this.#csp, this.#site());
      return;
    }
    out.get(this.#csp).i32(this.#site()).memory(Op.i32Store, 0);
    out.i32(0).get(this.#csp).i32(CallEntryBytes).op(Op.i32Add);
    out.memory(Op.i32Store, this.#plan.layout.importCsp);
  }

  /** Before a branch to the label `out` blocks out, which has `above` operands of its own. */
  #branch(out: number, above: number): void {
    const bits = this.#bits;
    if (bits === undefined || !bits.flow.reachable) return;
    bits.carry(out, bits.flow.types.labelTypes(out, this.#cursor), above);
    bits.flow.branch(out);
  }

  #enterBlock(opcode: number): void {
    const out = this.#out;
    const bits = this.#bits;
    const isIf = opcode === Op.if;
    this.#hasLoop ||= opcode === Op.loop;
    if (isIf) bits?.condition(this.#site());
    this.#spill?.enterBlock(out, this.#scratchLocals, isIf);
    this.#depth++;
    const params = bits === undefined ? [] : bits.flow.types.blockType(this.#cursor).params;
    bits?.enter(opcode, params, isIf ? 1 : 0);
    this.#copy();
    if (bits !== undefined && opcode === Op.loop) {
      this.#loops.push({
        code: this.#cursor.end,
        rewritten: out.length,
        places: this.places.length,
        params,
        frame: this.#frame.state,
      });
    }
    bits?.entered(this.#cursor, params);
    this.#operands.control();
  }

  /** At the end of a loop of which too much was taken to be defined: to behind its beginning. */
  #restartLoop(bits: Definedness): void {
    const start = this.#loops.at(-1);
    if (start === undefined) throw new Error("there is no loop to restart");
    this.#walkedAgain += this.#cursor.end - start.code;
    this.#cursor.goTo(start.code);
    this.#out.cut(start.rewritten);
    this.places.length = start.places;
    this.#frame.goBack(start.frame);
    this.#operands.control();
    this.#spill?.restartLoop();
    bits.restartLoop(start.params);
  }

  #elseBranch(): void {
    const bits = this.#bits;
    const block = bits?.flow.types.innermost;
    if (bits !== undefined && block !== undefined) {
      bits.carry(0, block.results, 0);
      bits.flow.else();
    }
    this.#copy();
    this.#operands.control();
    if (bits !== undefined && block !== undefined) bits.entered(this.#cursor, block.params);
  }

  /** Locals keep their V bits in what is unwound to; what is thrown brings its own. */
  #catch(thrownIn: (flow: ShadowFlow) => readonly ValueType[]): void {
    const bits = this.#bits;
    if (bits !== undefined) {
      bits.carry(0, bits.flow.types.innermost.results, 0);
      bits.flow.catch();
    }
    this.#copy();
    this.#operands.control();
    if (bits === undefined) return;
    if (this.#plan.shared.tags) {
      bits.flow.step(this.#cursor, 0);
      return;
    }
    const thrown = thrownIn(bits.flow);
    bits.takeResults(this.#cursor, { params: [], results: thrown }, 0, false);
  }

  /** `end`, and `delegate`, which ends a try. */
  #end(): void {
    const bits = this.#bits;
    const isLast = this.#depth === 0;
    let arriving: readonly Shadow[] = [];
    if (bits !== undefined) {
      const { results } = bits.flow.types.innermost;
      if (bits.flow.types.innermostOpcode === Op.loop) this.#loops.pop();
      bits.carry(0, results, 0);
      arriving = results.map((type, at) => bits.flow.carried(0, at, type));
      if (!isLast) bits.flow.end();
    }
    this.#copy();
    this.#spill?.leaveBlock();
    this.#depth--;
    this.#operands.control();
    bits?.flow.step(this.#cursor, 0);
    if (isLast) this.#closeFunction(arriving);
    else bits?.arrive(arriving);
  }

  #call(func: number): void {
    const redzoneCall = this.#plan.redzoneCalls.get(func);
    if (redzoneCall === undefined) this.#calls.call(func);
    else this.#redzones.call(redzoneCall);
  }

  #returnCall(func: number): void {
    const redzoneCall = this.#plan.redzoneCalls.get(func);
    if (redzoneCall === undefined) {
      this.#calls.returnCall(func);
      return;
    }
    this.#redzones.call(redzoneCall);
    this.#calls.returnDefined(this.#type.results);
  }

  /** Now that it is known how the frame is used; what was written behind its opening moves up. */
  #openFrameDirectly(): void {
    const inserted = this.#frame.openDirectly();
    if (inserted === undefined) return;
    for (const place of this.places) {
      if (place.rewritten >= inserted.at) place.rewritten += inserted.by;
    }
  }

  /** The frame of a function that does not move the stack pointer, and the block behind which the epilogue stands. */
  #openFunction(): void {
    this.#steps?.enter();
    const leavesFrame = this.#frame.enter();
    const returnsBits = this.#plan.definedness && this.#type.results.length > 0;
    if (!leavesFrame && !returnsBits) return;
    this.#hasEpilogue = true;
    this.#out.op(Op.block).s32(this.#resultBlock());
  }

  /**
   * The body's own `end` has become that of the block; now the epilogue.
   * @param results what is known of the results' V bits
   */
  #closeFunction(results: readonly Shadow[]): void {
    if (!this.#hasEpilogue) return;
    const out = this.#out;
    this.#frame.leave();
    this.#bits?.returnBits(this.#type.results, results);
    out.op(Op.end);
  }

  /** The type of a block with the function's results; a list of several needs a type of its own. */
  #resultBlock(): number {
    const { results } = this.#type;
    if (results.length === 0) return EmptyBlock - 0x80;
    if (results.length === 1) return results[0]! - 0x80;
    const type = this.#plan.blockWith(results);
    if (type === undefined) throw new RangeError("a function's results are of no type");
    return type;
  }
}

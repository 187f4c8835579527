/**
 * Steps, and what is needed to look at the program when it has come to one.
 *
 * A step is a source line about to run. Its entry in the log is [place][csp]: which line, and in which call. The log
 * has a length at which its reader is asked; so stopping at a step costs no more than logging it.
 *
 * Compilers begin a line more than once (`for` has three parts, an expression goes on after a call), and a line that is reached by
 * a jump may be reached from itself. So each function has a local with the place where it is, and only another place is
 * a step. The local belongs to the call: back from a call inside a line, the line goes on and is no new step.
 *
 * Debug information finds variables from WebAssembly locals: the frame's base, the address of an array of
 * variable length. Those are written beside the call's entry of the shadow call stack whenever they are set.
 */
import { SavedLocalBytes, SavedLocals, StepEntryBytes } from "../shadow/layout.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { type FunctionBody, type FunctionType, ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Plan } from "./plan.ts";
import type { LineStart, StepOptions } from "./step-options.ts";

const { i32 } = ValueType;

/** The words in which a local of each type is saved. */
export function savedWords(type: ValueType): number {
  if (type === ValueType.i32 || type === ValueType.f32) return 1;
  return type === ValueType.i64 || type === ValueType.f64 ? 2 : 0;
}

export interface SavedLocal {
  readonly local: number;
  readonly type: ValueType;
  /** The first of its words among the call's saved ones. */
  readonly word: number;
}

/** Which words of a call have which local. Those for which there is no room are left out. */
export function savedLocalsOf(
  steps: StepOptions,
  { offset, locals }: FunctionBody,
  { params }: FunctionType,
): readonly SavedLocal[] {
  const saved: SavedLocal[] = [];
  let word = 0;
  for (const local of steps.savedLocals(offset)) {
    const type = typeOfLocal(local, params, locals);
    const words = type === undefined ? 0 : savedWords(type);
    if (type === undefined || words === 0 || word + words > SavedLocals) continue;
    saved.push({ local, type, word });
    word += words;
  }
  return saved;
}

function typeOfLocal(
  local: number,
  params: readonly ValueType[],
  runs: FunctionBody["locals"],
): ValueType | undefined {
  let index = local - params.length;
  if (index < 0) return params[local];
  for (const { count, type } of runs) {
    if (index < count) return type;
    index -= count;
  }
  return undefined;
}

/** What the steps of one function ask of the walk that rewrites it. */
export interface StepSurroundings {
  readonly plan: Plan;
  readonly out: CodeBuilder;
  readonly csp: number;
  /** A local that nobody else uses. */
  readonly newLocal: (type: ValueType) => number;
  /** Where an original local is now. */
  readonly localAt: (original: number) => number;
}

/** Instructions that mark a place to jump to: a line that begins there begins behind them. */
const MARKERS: ReadonlySet<number> = new Set([
  Op.block,
  Op.loop,
  Op.try,
  Op.end,
  Op.else,
  Op.catch,
  Op.catchAll,
]);

export class FunctionSteps {
  readonly #around: StepSurroundings;
  /** By the site of the instruction before which it is emitted. */
  readonly #places: ReadonlyMap<number, number>;
  readonly #saved: ReadonlyMap<number, SavedLocal>;
  #last: number | undefined;
  #entry: number | undefined;

  constructor(
    steps: StepOptions,
    body: FunctionBody,
    type: FunctionType,
    where: string,
    around: StepSurroundings,
  ) {
    this.#around = around;
    this.#places = placesIn(body, steps.lineStarts(body.offset), where);
    const saved = around.plan.spillLocals ? [] : savedLocalsOf(steps, body, type);
    this.#saved = new Map(saved.map((each) => [each.local, each]));
  }

  /** At the function's beginning: what an earlier call left in its place is not this one's. */
  enter(): void {
    for (const { local } of this.#saved.values()) this.set(local);
  }

  /** Before the instruction at `site`: the step, if one begins there. */
  before(site: number): void {
    const place = this.#places.get(site);
    if (place === undefined) return;
    const { plan, out, csp, newLocal } = this.#around;
    const { steps } = plan.layout;
    if (steps === undefined) throw new RangeError("the layout has no log of steps");
    this.#last ??= newLocal(i32);
    this.#entry ??= newLocal(i32);
    const [last, entry] = [this.#last, this.#entry];
    out.get(last).i32(place).op(Op.i32Ne).block(Op.if);
    out.i32(place).set(last);
    out.i32(0).memory(Op.i32Load, steps.position).tee(entry).i32(place).memory(Op.i32Store, 0);
    out.get(entry).get(csp).memory(Op.i32Store, 4);
    out.i32(0).get(entry).i32(StepEntryBytes).op(Op.i32Add).tee(entry);
    out.memory(Op.i32Store, steps.position);
    out
      .get(entry)
      .i32(0)
      .memory(Op.i32Load, steps.position + 4)
      .op(Op.i32GeU)
      .unlikelyIf();
    out.get(csp).call(plan.hook("step"));
    out.op(Op.end).op(Op.end);
  }

  /** After an original local was set: its value beside the call, if somebody wants to know it. */
  set(local: number): void {
    const saved = this.#saved.get(local);
    if (saved === undefined) return;
    const { out, localAt } = this.#around;
    const value = () => out.get(localAt(local));
    switch (saved.type) {
      case ValueType.i32:
        this.#save(saved.word, value);
        break;
      case ValueType.f32:
        this.#save(saved.word, () => value().op(Op.i32ReinterpretF32));
        break;
      default: {
        const bits = () =>
          saved.type === ValueType.f64 ? value().op(Op.i64ReinterpretF64) : value();
        this.#save(saved.word, () => bits().op(Op.i32WrapI64));
        this.#save(saved.word + 1, () => bits().i64(32).op(Op.i64ShrU).op(Op.i32WrapI64));
      }
    }
  }

  #save(word: number, value: () => void): void {
    const { plan, out, csp } = this.#around;
    const { steps, callStack } = plan.layout;
    if (steps === undefined) throw new RangeError("the layout has no saved locals");
    // csp is an address, and the saved words lie below the call stack.
    const below = callStack - steps.saved - word * SavedLocalBytes;
    out.get(csp).i32(below).op(Op.i32Sub);
    value();
    out.memory(Op.i32Store, 0);
  }
}

/** Where each step is emitted: behind the markers that its line begins with. Of several lines at one place the last. */
function placesIn(
  body: FunctionBody,
  starts: readonly LineStart[],
  where: string,
): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  if (starts.length === 0) return places;
  const bySite = new Map(starts.map(({ site, place }) => [site, place]));
  const cursor = new InstructionCursor(body.code, where, body.offset);
  let pending: number | undefined;
  while (cursor.next()) {
    const site = body.offset + cursor.start;
    pending = bySite.get(site) ?? pending;
    const isLast = cursor.end === body.code.length;
    if (pending === undefined || (MARKERS.has(cursor.opcode) && !isLast)) continue;
    places.set(site, pending);
    pending = undefined;
  }
  return places;
}

/**
 * The picture of one moment: what the frames hold, which blocks can be found from there, and what became of the rest. Everything is
 * read while the machine is held; nothing of it is kept.
 */
import type { CodeOffset } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import type { Block } from "../heap/nearest.ts";
import type {
  Arrow,
  Picture,
  PictureBlock,
  PictureFinding,
  PictureFrame,
  PictureVariable,
  Place,
} from "../picture/model.ts";
import { PictureSchema } from "../picture/model.ts";
import type { StackNamer } from "../report/stacks.ts";
import type { RawStack } from "../runtime/facts.ts";
import { leaksAt } from "../runtime/leak-check.ts";
import { NullPageBytes } from "../shadow/layout.ts";
import type { LeakKind } from "../shadow/leaks.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type {
  Pointer,
  ScopedVariable,
  Value,
  ValueFrame,
  ValueMemory,
  Values,
} from "../values/value.ts";
import { BlockTypes, type TypedBlock } from "./block-types.ts";
import type { TableFunctions } from "./functions.ts";
import { callsOf, viewOf } from "./memory-view.ts";
import { PictureValues, pointersOf } from "./picture-values.ts";
import type { StepPlaces } from "./places.ts";
import type { Moment, TracedRun } from "./run.ts";
import type { UserBlocks } from "./user-blocks.ts";

/** A deep recursion is shown by its innermost frames. */
const MostFrames = 24;
/** Blocks that are shown each by itself. */
const MostBlocks = 120;
/** Bytes of output that a picture has with it. */
const MostOutput = 2000;
/** A string literal's text is looked for in so many bytes. */
const LongestText = 80;

export interface PictureParts {
  readonly program: string;
  readonly language: Picture["language"];
  readonly symbols: Symbols;
  readonly values: Values;
  readonly namer: StackNamer;
  readonly functions: TableFunctions;
  readonly places: StepPlaces;
  readonly run: TracedRun;
  readonly blocks: UserBlocks;
  /** What is found in a step. */
  readonly findings: (step: number) => readonly PictureFinding[];
  /** How the run ended, in words. */
  readonly ended: string;
}

export interface PictureOptions {
  /** Standard types with what they are made of, too. */
  readonly open?: boolean;
}

export function makePicture(
  moment: Moment,
  parts: PictureParts,
  options: PictureOptions = {},
): Picture {
  return new PictureMaker(moment, parts, options).make();
}

/** Memory that a variable of the picture takes. */
interface Extent {
  readonly from: number;
  readonly to: number;
  readonly variable: string;
}

interface ReadVariable {
  readonly id: string;
  readonly variable: ScopedVariable;
  readonly value: Value;
}

interface ReadFrame {
  readonly place: Place;
  readonly number: number;
  readonly variables: readonly ReadVariable[];
}

const HELD = {
  definite: "lost",
  indirect: "indirect",
  possible: "possible",
  reachable: "reachable",
} as const satisfies Record<LeakKind, PictureBlock["held"]>;

class PictureMaker {
  readonly #moment: Moment;
  readonly #parts: PictureParts;
  readonly #memory: ValueMemory;
  readonly #types: BlockTypes;
  readonly #extents: Extent[] = [];
  readonly #values: PictureValues;
  /** By BlockId: the blocks that are shown, by their numbers, and those of `moreBlocks`, by their index there. */
  readonly #shown = new Map<number, number>();
  readonly #more = new Map<number, number>();

  constructor(moment: Moment, parts: PictureParts, { open = false }: PictureOptions) {
    this.#moment = moment;
    this.#parts = parts;
    const { heap, memory } = moment.machine;
    this.#memory = viewOf(memory);
    this.#types = new BlockTypes(heap, this.#memory, parts.values);
    this.#values = new PictureValues({ open, arrowOf: (to, of) => this.#arrowOf(to, of) });
  }

  make(): Picture {
    const { program, language, run, places, findings, ended } = this.#parts;
    const { step } = this.#moment;
    const atEnd = step > run.steps;
    const place = atEnd ? undefined : places.at(run.log.placeAt(step));
    const { frames, more: moreFrames } = this.#readFrames(place?.site);
    const globals = this.#parts.values
      .globals()
      .map((variable) => this.#read(`global.${variable.name}`, variable, undefined));
    for (const { variables } of frames) this.#noteAll(variables);
    this.#noteAll(globals);
    const { shown, moreBlocks } = this.#chooseBlocks();
    return {
      schema: PictureSchema,
      program,
      language,
      step,
      steps: run.steps,
      ...(place && { place: { function: place.function, file: place.file, line: place.line } }),
      ...(atEnd && { ended }),
      output: run.output.before(step, MostOutput),
      findings: findings(step),
      frames: frames.map((frame) => this.#shownFrame(frame)),
      ...(moreFrames > 0 && { moreFrames }),
      globals: globals.map((variable) => this.#shownVariable(variable)),
      blocks: shown.map((block) => this.#shownBlock(block)),
      moreBlocks,
      arrows: this.#values.arrows,
    };
  }

  #readFrames(site: CodeOffset | undefined): { frames: ReadFrame[]; more: number } {
    const { symbols, run } = this.#parts;
    const calls = callsOf(this.#moment, run.instrumented.plan, site);
    const users = calls.flatMap((call) =>
      symbols.frames(call.site as CodeOffset).flatMap((frame, inlined) => {
        const { function: name, file, line, library } = frame;
        if (library || name === undefined || file === undefined) return [];
        const place = { function: name, file, ...(line !== undefined && { line }) };
        return [{ call, inlined, place }];
      }),
    );
    const frames = users.slice(0, MostFrames).map(({ call, inlined, place }, at): ReadFrame => {
      const number = users.length - at;
      const variables = this.#parts.values
        .variables(call.site, inlined)
        .map((variable, at, all) => this.#read(idIn(number, at, all), variable, call));
      return { place, number, variables };
    });
    return { frames, more: users.length - frames.length };
  }

  #read(id: string, variable: ScopedVariable, frame: ValueFrame | undefined): ReadVariable {
    return { id, variable, value: this.#parts.values.read(variable, this.#memory, frame) };
  }

  /** Where they lie, and where their pointers lead. */
  #noteAll(variables: readonly ReadVariable[]): void {
    for (const { id, value } of variables) {
      const { address, size } = value;
      if (address !== undefined) {
        this.#extents.push({ from: address, to: address + Math.max(size, 1), variable: id });
      }
      for (const pointer of pointersOf(value)) this.#types.follow(pointer);
    }
  }

  /** What can be reached first, as it is reached; then what else is there. */
  #chooseBlocks() {
    const { heap } = this.#moment.machine;
    const { run, blocks } = this.#parts;
    const leaks = leaksAt(this.#moment.machine, this.#moment.csp);
    const held = new Map<number, PictureBlock["held"]>();
    const live: Block[] = [];
    for (const row of heap.liveRows()) {
      const id = heap.idOf(row);
      if (blocks.numberOf(id) === undefined) continue;
      held.set(id, HELD[leaks.kindOf(row)]);
      live.push(liveBlock(heap, row));
    }
    const reached = [...this.#types.reached()].filter(
      ({ block }) => blocks.numberOf(block.id) !== undefined,
    );
    const known = new Set<number>(reached.map(({ block }) => block.id));
    const others = live.filter(({ id }) => !known.has(id)).map(untyped);
    const justFreed = blocks
      .freedIn(this.#moment.step - 1)
      .filter((id) => !known.has(id))
      .flatMap((id) => {
        const { address } = run.blocks.at(id);
        const near = heap.nearest(address);
        return near?.block.id === id ? [untyped(near.block)] : [];
      });
    const all = [...reached, ...others, ...justFreed].map((typed) => ({
      ...typed,
      held: held.get(typed.block.id),
    }));
    const shown = all.slice(0, MostBlocks);
    for (const { block } of shown) this.#shown.set(block.id, blocks.numberOf(block.id) ?? 0);
    const moreBlocks = this.#summedUp(all.slice(MostBlocks));
    return {
      shown: shown.toSorted((a, b) => a.block.id - b.block.id),
      moreBlocks,
    };
  }

  #summedUp(hidden: readonly HeldBlock[]): Picture["moreBlocks"] {
    const sums = new Map<
      string,
      { -readonly [K in keyof Picture["moreBlocks"][number]]: Picture["moreBlocks"][number][K] }
    >();
    for (const each of hidden) {
      const { block, held, type, count } = each;
      const kind = `${type} ${count === undefined} ${block.state} ${held}`;
      let sum = sums.get(kind);
      if (sum === undefined) {
        const name = this.#typeName({ ...each, ...(count !== undefined && { count: 0 }) });
        sum = {
          count: 0,
          bytes: 0,
          state: block.state,
          ...(name !== undefined && { type: name }),
          ...(held !== undefined && { held }),
        };
        sums.set(kind, sum);
      }
      sum.count++;
      sum.bytes += block.size;
      this.#more.set(block.id, [...sums.keys()].indexOf(kind));
    }
    return [...sums.values()];
  }

  /** `struct node`, `int[4]`; of several arrays (count 0) `int[]`. */
  #typeName({ type, count }: Pick<TypedBlock, "type" | "count">): string | undefined {
    if (type === undefined) return undefined;
    const name = this.#parts.values.typeName(type);
    return count === undefined ? name : `${name}[${count === 0 ? "" : count}]`;
  }

  #shownFrame({ place, number, variables }: ReadFrame): PictureFrame {
    return { ...place, number, variables: variables.map((each) => this.#shownVariable(each)) };
  }

  #shownVariable({ id, variable, value }: ReadVariable): PictureVariable {
    const { name, isParameter, shadowed } = variable;
    return {
      id,
      name,
      value: this.#values.of(value),
      ...(isParameter && { parameter: true }),
      ...(shadowed && { shadowed: true }),
    };
  }

  #shownBlock(each: HeldBlock): PictureBlock {
    const { block, held, type, count } = each;
    const { values, run, blocks } = this.#parts;
    const { address, size, state } = block;
    const life = run.blocks.at(block.id);
    // What its type does not cover, and what nobody has a type for, is bytes.
    const read =
      type === undefined
        ? values.readAt(undefined, address, this.#memory, size)
        : values.readAt(type, address, this.#memory, count);
    const name = this.#typeName(each);
    const { step } = this.#moment;
    return {
      number: blocks.numberOf(block.id) ?? 0,
      address,
      size,
      state,
      ...(held !== undefined && { held }),
      ...(name !== undefined && { type: name }),
      value: this.#values.of(read),
      ...this.#event("allocated", run.stackOf(block.id), life.allocated),
      ...(state === "freed" &&
        block.freed !== undefined &&
        life.freed !== undefined &&
        this.#event("freed", this.#moment.machine.stacks.stack(block.freed), life.freed)),
      ...(life.allocated === step - 1 && { changed: "allocated" }),
      ...(life.freed === step - 1 && { changed: "freed" }),
    };
  }

  #event<Name extends "allocated" | "freed">(name: Name, stack: RawStack, step: number) {
    const { frames } = this.#parts.namer.unfolded(stack);
    const frame = frames.find(({ library }) => !library) ?? frames[0];
    if (frame?.function === undefined) return undefined;
    const { function: inside, file, line } = frame;
    const event = {
      step,
      function: inside,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
    return { [name]: event } as { [K in Name]: typeof event };
  }

  #arrowOf({ target }: Pointer, of: "object" | "function"): Arrow {
    if (target === 0) return { to: "null" };
    if (of === "function") {
      const name = this.#parts.functions.nameAt(target);
      return name === undefined ? { to: "elsewhere", address: target } : { to: "function", name };
    }
    if (target < NullPageBytes) return { to: "elsewhere", address: target };
    return (
      this.#toVariable(target) ??
      this.#toBlock(target) ??
      this.#toDeadFrame(target) ??
      this.#toConstant(target) ?? { to: "elsewhere", address: target }
    );
  }

  #toVariable(target: number): Arrow | undefined {
    // Of a struct and what is at its start the outer one; of a variable and its neighbour the one it is in.
    const inside = this.#extents.find(({ from, to }) => target >= from && target < to);
    const extent = inside ?? this.#extents.find(({ to }) => target === to);
    if (extent === undefined) return undefined;
    return { to: "variable", variable: extent.variable, offset: target - extent.from };
  }

  #toBlock(target: number): Arrow | undefined {
    const near = this.#moment.machine.heap.nearest(target);
    if (near === undefined) return undefined;
    const { block, offset } = near;
    const number = this.#shown.get(block.id);
    if (number === undefined) {
      const more = this.#more.get(block.id);
      return more === undefined ? undefined : { to: "more", more };
    }
    const isInside = offset >= 0 && (offset < block.size || offset === 0);
    return { to: "block", block: number, offset, target: isInside ? block.state : "outside" };
  }

  #toDeadFrame(target: number): Arrow | undefined {
    const { machine } = this.#moment;
    const { stack } = this.#parts.run.instrumented.plan;
    if (stack === undefined || target < stack.low || target >= stack.high) return undefined;
    const local = machine.frames.localAt(target);
    if (local === undefined || local.life === "living") {
      return machine.memory.shadow.allows(target, 1)
        ? undefined
        : { to: "dead frame", address: target };
    }
    return {
      to: "dead frame",
      address: target,
      ...(local.name !== undefined && { variable: local.name }),
    };
  }

  #toConstant(target: number): Arrow | undefined {
    const global = this.#parts.symbols.globalAt(target as never);
    const { constants } = this.#moment.machine.memory;
    const isConstant = constants !== undefined && target >= constants.from && target < constants.to;
    if (global === undefined && !isConstant) return undefined;
    const text = this.#textAt(target);
    return { to: "constant", address: target, ...(text !== undefined && { text }) };
  }

  /** The characters up to the next 0, where all can be printed. */
  #textAt(address: number): string | undefined {
    for (let length = 0; length < LongestText; length++) {
      const byte = this.#memory.bytes(address + length, 1)?.[0];
      if (byte === undefined) return undefined;
      if (byte !== 0) continue;
      const bytes = this.#memory.bytes(address, length);
      const text = new TextDecoder().decode(bytes);
      return /^[\t\n\r\x20-\x7e\u00a0-\uffff]*$/.test(text) ? JSON.stringify(text) : undefined;
    }
    return undefined;
  }
}

interface HeldBlock extends TypedBlock {
  readonly held: PictureBlock["held"];
}

/** Names may come twice in a frame, in an inner block: these get a number. */
function idIn(frame: number, at: number, all: readonly ScopedVariable[]): string {
  const { name } = all[at]!;
  const earlier = all.slice(0, at).filter((each) => each.name === name).length;
  return earlier === 0 ? `${frame}.${name}` : `${frame}.${name}.${earlier + 1}`;
}

function untyped(block: Block): TypedBlock {
  return { block, type: undefined };
}

function liveBlock(heap: Moment["machine"]["heap"], row: Row): Block {
  return {
    id: heap.idOf(row),
    address: heap.addressOf(row),
    size: heap.sizeOf(row),
    state: "live",
    allocated: heap.stackOf(row),
  };
}

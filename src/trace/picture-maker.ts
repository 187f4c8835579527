import type { Row } from "../heap/blocks.ts";
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
import { NullPageBytes } from "../shadow/layout.ts";
import type { LeakKind, Leaks } from "../shadow/leaks.ts";
import type { Pointer, ValueMemory } from "../values/value.ts";
import { type BlockType, BlockTypes } from "./block-types.ts";
import {
  type FrameParts,
  type ReadFrame,
  type ReadVariable,
  readState,
  variablesOf,
} from "./frames.ts";
import type { TableFunctions } from "./functions.ts";
import { viewOf } from "./memory-view.ts";
import type { PictureOptions } from "./picture-options.ts";
import { PictureValues, pointersOf } from "./picture-values.ts";
import { leaksIn } from "./reachability.ts";
import type { Moment } from "./run.ts";
import { placeOfStack } from "./stack-places.ts";
import type { UserBlocks } from "./user-blocks.ts";

/** Blocks that are shown each by itself. */
const MostBlocks = 120;
/** Bytes of output that a picture has with it. */
const MostOutput = 2000;
/** A string literal's text is looked for in so many bytes. */
const LongestText = 80;

export interface PictureParts extends FrameParts {
  readonly program: string;
  readonly language: Picture["language"];
  readonly namer: StackNamer;
  readonly functions: TableFunctions;
  readonly blocks: UserBlocks;
  /** A pointer to a block as somebody had it when the block was new. */
  readonly typeHint: (id: number) => Pointer | undefined;
  /** What is found in a step. */
  readonly findings: (step: number) => readonly PictureFinding[];
  /** How the run ended, in words. */
  readonly ended: string;
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

const HELD = {
  definite: "lost",
  indirect: "indirect",
  possible: "possible",
  reachable: "reachable",
} as const satisfies Record<LeakKind, PictureBlock["held"]>;

const HolderNames = Object.values(HELD);

class PictureMaker {
  readonly #moment: Moment;
  readonly #parts: PictureParts;
  readonly #memory: ValueMemory;
  readonly #leaks: Leaks;
  readonly #types: BlockTypes;
  readonly #extents: Extent[] = [];
  readonly #values: PictureValues;
  /** The blocks that are shown: by BlockId, their numbers. */
  readonly #shown = new Map<number, number>();
  /** By kind: which of `moreBlocks` it is. */
  readonly #kinds = new Map<number, number>();

  constructor(moment: Moment, parts: PictureParts, { open = false }: PictureOptions) {
    this.#moment = moment;
    this.#parts = parts;
    const { heap } = moment.machine;
    this.#memory = viewOf(moment);
    this.#leaks = leaksIn(moment, parts);
    this.#types = new BlockTypes(heap, this.#memory, parts.values, parts.language);
    this.#values = new PictureValues({ open, arrowOf: (to, of) => this.#arrowOf(to, of) });
  }

  make(): Picture {
    const { program, language, run, places, findings, ended } = this.#parts;
    const { step } = this.#moment;
    const atEnd = step > run.steps;
    const place = atEnd ? undefined : places.at(run.log.placeAt(step));
    const state = readState(this.#moment, this.#parts, this.#memory);
    const { frames, moreFrames, globals } = state;
    this.#noteAll(variablesOf(state));
    this.#followHints();
    const { shown, moreBlocks } = this.#chooseBlocks();
    const shownFrames = frames.map((frame) => this.#shownFrame(frame));
    const shownGlobals = globals.map((variable) => this.#shownVariable(variable));
    const blocks = shown.map((row) => this.#shownBlock(row));
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
      frames: shownFrames,
      ...(moreFrames > 0 && { moreFrames }),
      globals: shownGlobals,
      blocks: blocks.map((block) => withText(block, this.#values.texts.get(block.number))),
      moreBlocks,
      arrows: this.#values.arrows,
    };
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

  /** Blocks that nobody's pointers tell the type of: somebody's did once. */
  #followHints(): void {
    const { heap } = this.#moment.machine;
    const { blocks, typeHint } = this.#parts;
    const freed = this.#justFreed().slice(0, MostBlocks);
    for (const row of [...freed, ...heap.liveRows().slice(0, MostBlocks)]) {
      const id = heap.idOf(row);
      if (blocks.numberOf(id) === undefined || this.#types.typeOf(row).type !== undefined) continue;
      const hint = typeHint(id);
      if (hint !== undefined) this.#types.follow(hint);
    }
  }

  /** The blocks that the step before has freed. */
  #justFreed(): Row[] {
    const { heap } = this.#moment.machine;
    const { run, blocks } = this.#parts;
    return blocks.freedIn(this.#moment.step - 1).flatMap((id) => {
      const row = heap.rowHolding(run.blocks.at(id).address);
      return heap.idOf(row) === id ? [row] : [];
    });
  }

  /** What can be reached first, as it is reached; then what else is there. */
  #chooseBlocks() {
    const { heap } = this.#moment.machine;
    const { blocks } = this.#parts;
    const isUsers = (row: Row) => blocks.numberOf(heap.idOf(row)) !== undefined;
    const reached = this.#types.reached.filter(isUsers);
    const others = heap.liveRows().filter((row) => !this.#types.isReached(row) && isUsers(row));
    const justFreed = this.#justFreed().filter((row) => !this.#types.isReached(row));
    const all = [...reached, ...others, ...justFreed];
    const shown = all.slice(0, MostBlocks);
    for (const row of shown) {
      const id = heap.idOf(row);
      this.#shown.set(id, blocks.numberOf(id) ?? 0);
    }
    const moreBlocks = this.#summedUp(all.slice(MostBlocks));
    return { shown: shown.toSorted((a, b) => heap.idOf(a) - heap.idOf(b)), moreBlocks };
  }

  /** Rows of the same kind as one. */
  #summedUp(hidden: readonly Row[]): Picture["moreBlocks"] {
    const { heap } = this.#moment.machine;
    const sums: { row: Row; count: number; bytes: number }[] = [];
    for (const row of hidden) {
      const kind = this.#kindOf(row);
      const index = this.#kinds.get(kind) ?? sums.length;
      if (index === sums.length) {
        this.#kinds.set(kind, index);
        sums.push({ row, count: 0, bytes: 0 });
      }
      const sum = sums[index]!;
      sum.count++;
      sum.bytes += heap.sizeOf(row);
    }
    return sums.map(({ row, count, bytes }) => {
      const { type, count: elements } = this.#types.typeOf(row);
      const name = this.#typeName({ type, ...(elements !== undefined && { count: 0 }) });
      const held = this.#heldOf(row);
      return {
        count,
        bytes,
        state: heap.isLive(row) ? "live" : "freed",
        ...(name !== undefined && { type: name }),
        ...(held !== undefined && { held }),
      };
    });
  }

  /** A number that is the same for blocks with the same type, state and holder. */
  #kindOf(row: Row): number {
    const { type = -1, count } = this.#types.typeOf(row);
    const held = this.#heldOf(row);
    const holder = held === undefined ? 0 : 1 + HolderNames.indexOf(held);
    return (2 * (type + 1) + (count === undefined ? 0 : 1)) * (1 + HolderNames.length) + holder;
  }

  /** Undefined of a freed block. */
  #heldOf(row: Row): PictureBlock["held"] {
    return this.#moment.machine.heap.isLive(row) ? HELD[this.#leaks.kindOf(row)] : undefined;
  }

  /** `struct node`, `int[4]`; of several arrays (count 0) `int[]`. */
  #typeName({ type, count }: BlockType): string | undefined {
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

  #shownBlock(row: Row): PictureBlock {
    const { values, run, blocks } = this.#parts;
    const { heap, stacks } = this.#moment.machine;
    const [id, address, size] = [heap.idOf(row), heap.addressOf(row), heap.sizeOf(row)];
    const life = run.blocks.at(id);
    const { type, count } = this.#types.typeOf(row);
    const value =
      type === undefined
        ? this.#values.ofBytes(
            this.#memory.bytes(address, size) ?? new Uint8Array(0),
            this.#memory.undefinedBits(address, size),
          )
        : this.#values.of(values.readAt(type, address, this.#memory, count, address + size));
    const name = this.#typeName(this.#types.typeOf(row));
    const held = this.#heldOf(row);
    const isFreed = !heap.isLive(row);
    const { step } = this.#moment;
    return {
      number: blocks.numberOf(id) ?? 0,
      address,
      size,
      state: isFreed ? "freed" : "live",
      ...(held !== undefined && { held }),
      ...(name !== undefined && { type: name }),
      value,
      ...this.#event("allocated", run.stackOf(id), life.allocated),
      ...(isFreed &&
        life.freed !== undefined &&
        this.#event("freed", stacks.stack(heap.freeStackOf(row)), life.freed)),
      ...(life.allocated === step - 1 && { changed: "allocated" }),
      ...(life.freed === step - 1 && { changed: "freed" }),
    };
  }

  #event<Name extends "allocated" | "freed">(name: Name, stack: RawStack, step: number) {
    const place = placeOfStack(stack, this.#parts.namer);
    return place && ({ [name]: { step, ...place } } as { [K in Name]: Place & { step: number } });
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
    const { heap } = this.#moment.machine;
    const near = heap.nearest(target);
    if (near === undefined) return undefined;
    const { block, offset } = near;
    const number = this.#shown.get(block.id);
    if (number !== undefined) {
      const isInside = offset >= 0 && (offset < block.size || offset === 0);
      return { to: "block", block: number, offset, target: isInside ? block.state : "outside" };
    }
    const more = this.#kinds.get(this.#kindOf(heap.rowHolding(block.address)));
    return more === undefined ? undefined : { to: "more", more };
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

/** Bytes that a string points to are shown as its text; a single byte, too. */
function withText(block: PictureBlock, text: string | undefined): PictureBlock {
  const { value, type } = block;
  if (text === undefined) return block;
  if (value.kind === "elements") {
    return value.text === undefined ? { ...block, value: { ...value, text } } : block;
  }
  if (value.kind !== "text" || value.not !== undefined) return block;
  const array = `${value.type}[1]`;
  return {
    ...block,
    ...(type !== undefined && { type: array }),
    value: { kind: "elements", type: array, elements: [value], count: 1, text },
  };
}

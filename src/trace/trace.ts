/**
 * Time travel: a program that ran, at any of its steps, forwards and backwards. A step is looked at by running the program
 * again on what it read then, up to there (docs/architecture.md has what that costs).
 */
import { markChanges } from "../picture/changes.ts";
import type { BlockHistory } from "../picture/history.ts";
import type { Picture } from "../picture/model.ts";
import { beginsWith, type LeakKind, type RawStack } from "../runtime/facts.ts";
import { NoSuchStep } from "./failures.ts";
import { readState } from "./frames.ts";
import { historyOf } from "./history.ts";
import { lossOf } from "./loss.ts";
import { viewOf } from "./memory-view.ts";
import type { Direction, Move } from "./move.ts";
import { disputedOwners, withoutMoved } from "./moved.ts";
import { Moves } from "./moves.ts";
import { makePicture, type PictureParts } from "./picture-maker.ts";
import type { PictureOptions } from "./picture-options.ts";
import { leaksIn } from "./reachability.ts";
import { TypeHints } from "./type-hints.ts";
import { findWrite, type WatchedBytes } from "./writes.ts";

/** Steps whose pictures are made in one replay, before and behind the one that was asked for. */
const Neighbours = 16;
/** Pictures that are kept. */
const MostKept = 48;
/** Rows of a heap with so many blocks that a picture takes longer than that. */
const LargeHeap = 20_000;
/** Milliseconds that a replay may spend on the neighbours of a step, in each direction. */
const NeighbourTime = 15;

/** Steps back to which it is searched which owner of Rust's was written last. */
const LongestAgo = 65_536;
const PointerBytes = 4;

export interface TraceParts extends Omit<PictureParts, "typeHint"> {
  /** By their number in the report, from 1. */
  readonly foundErrors: readonly FoundError[];
  readonly foundLeaks: readonly FoundLeak[];
}

/** An error of the report, and where it is in the run. */
export interface FoundError {
  readonly finding: number;
  readonly title: string;
  /** With whose line it happened first. */
  readonly step: number;
  /** In which it happened: that, or one of a function that the line has called before. */
  readonly within: number;
  /** The BlockId of the heap block that it has to do with. */
  readonly block?: number;
}

export interface FoundLeak {
  readonly finding: number;
  readonly title: string;
  readonly kind: LeakKind;
  /** Of the allocation; longer ones that begin like it belong to the same record. */
  readonly stack: RawStack;
}

export class Trace {
  readonly #parts: TraceParts;
  readonly #hints: TypeHints;
  readonly #moves: Moves;
  /** By step and options. */
  readonly #pictures = new Map<string, Picture>();
  /** The same of those that somebody asked for: with what was moved. */
  readonly #whole = new Map<string, Picture>();

  constructor(parts: TraceParts) {
    this.#parts = parts;
    this.#hints = new TypeHints({ ...parts, last: this.last });
    this.#moves = new Moves(parts.run.log, parts.places);
  }

  /** How many steps there are. */
  get steps(): number {
    return this.#parts.run.steps;
  }

  /** The last step that can be looked at: the end, which is one behind the last one, if the run had one. */
  get last(): number {
    return this.steps + (this.#parts.run.hasEnd ? 1 : 0);
  }

  /** What the program prints in a step. */
  output(step: number): string {
    return this.#parts.run.output.in(step);
  }

  /**
   * The step that a move leads to.
   * @throws NoSuchStep
   */
  move(from: number, move: Move): number {
    switch (move.to) {
      case "step":
        return this.#checked(move.step);
      case "start":
        return this.#checked(1);
      case "end":
        return this.#checked(this.last);
      case "next":
        if (from >= this.last) throw new NoSuchStep("this is the end of the run");
        return from + 1;
      case "back":
        if (from <= 1) throw new NoSuchStep("this is the first step");
        return from - 1;
      case "over":
      case "into":
      case "out":
        return this.#moveInCalls(from, move.to, move.direction ?? 1);
      case "line":
        return this.#toLine(from, move);
      case "write":
        return this.#toWrite(from, move);
      case "change":
        return this.#toChange(from, move);
      case "allocation":
      case "free":
        return this.#toBlock(move.to, move.block);
      case "finding": {
        return this.#checked(this.#stepOfFinding(move.finding));
      }
    }
  }

  /**
   * Memory before a step, or, with the number of steps + 1, at the end.
   * @throws NoSuchStep
   * @throws ReplayFailed
   */
  picture(step: number, options: PictureOptions = {}): Picture {
    this.#checked(step);
    const key = (at: number) => `${at} ${options.open ?? false}`;
    const whole = this.#whole.get(key(step));
    if (whole !== undefined) return whole;
    if (!this.#pictures.has(key(step))) {
      this.#draw(step, options, key);
      // Now it is known which blocks have no type by themselves.
      if (this.#hints.resolve()) this.#draw(step, options, key);
    }
    const made = this.#pictures.get(key(step));
    if (made === undefined) throw new Error(`no picture of step ${step} was made`);
    const picture = withoutMoved(made, this.#movedIn(made));
    keep(this.#whole, key(step), picture);
    return picture;
  }

  /** Where the pointers lie in values of Rust that were moved from. */
  #movedIn(picture: Picture): ReadonlySet<number> {
    const moved = new Set<number>();
    const from = picture.step;
    const limit = Math.max(1, from - LongestAgo);
    for (const owners of disputedOwners(picture)) {
      const written = owners.map((address) => {
        const bytes = { address, length: PointerBytes };
        const search = { from, limit, direction: -1, changes: false } as const;
        return findWrite(this.#parts.run, bytes, search) ?? 0;
      });
      const last = Math.max(...written);
      const isCertain = last > 0 && written.filter((step) => step === last).length === 1;
      for (const [at, address] of owners.entries()) {
        if (isCertain && written[at]! < last) moved.add(address);
      }
    }
    return moved;
  }

  /** Makes the pictures of a step and of those around it, as far as there is time. */
  #draw(step: number, options: PictureOptions, key: (step: number) => string): void {
    const first = Math.max(1, step - Neighbours);
    const last = Math.min(this.last, step + Neighbours);
    const steps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const parts = { ...this.#parts, typeHint: (id: number) => this.#hints.of(id) };
    let before: Picture | undefined;
    let spent = 0;
    this.#parts.run.visit(steps, (moment) => {
      const { step: at } = moment;
      if (at === step) spent = 0;
      // A picture costs about as much as the one before it: in a large heap there is time for none.
      const hasTime = spent < NeighbourTime && moment.machine.heap.rowLimit < LargeHeap;
      if (at !== step && at !== step - 1 && !hasTime) {
        before = undefined;
        return;
      }
      const start = performance.now();
      const picture = makePicture(moment, parts, options);
      spent += performance.now() - start;
      const marked = before === undefined ? picture : markChanges(picture, before);
      // One that asks for types is drawn again when they are known.
      const isWhole = at === step || !this.#hints.isAsked;
      if (isWhole && (before !== undefined || at === 1)) keep(this.#pictures, key(at), marked);
      before = picture;
    });
  }

  /**
   * The number of the block that a finding is about: of a leak the first one of its record.
   * @throws NoSuchStep when it is about none
   */
  blockOfFinding(finding: number): number {
    const { blocks } = this.#parts;
    const found = this.#found(finding);
    const id = "stack" in found ? this.#lostBlock(found) : found.block;
    const number = id === undefined ? undefined : blocks.numberOf(id);
    if (number === undefined) throw new NoSuchStep(`finding ${finding} is about no heap block`);
    return number;
  }

  /**
   * What happened to a block of the program's, by its number.
   * @throws NoSuchStep
   * @throws ReplayFailed
   */
  history(block: number): BlockHistory {
    const { foundErrors } = this.#parts;
    this.#idOf(block);
    return historyOf(block, {
      ...this.#parts,
      last: this.last,
      picture: (step) => this.picture(step),
      misuses: (id) => foundErrors.filter((error) => error.block === id),
    });
  }

  #found(finding: number): FoundError | FoundLeak {
    const { foundErrors, foundLeaks } = this.#parts;
    const all = [...foundErrors, ...foundLeaks];
    const found = all.find((each) => each.finding === finding);
    if (found !== undefined) return found;
    throw new NoSuchStep(
      all.length === 0
        ? "nothing was found in this run"
        : `there is no finding ${finding}: they go from 1 to ${all.length}`,
    );
  }

  /** Of a leak the first step at which it is one. */
  #stepOfFinding(finding: number): number {
    const found = this.#found(finding);
    if (!("stack" in found)) return Math.max(1, found.step);
    const id = this.#lostBlock(found);
    const loss = id === undefined ? undefined : lossOf(id, { ...this.#parts, last: this.last });
    return loss === undefined ? this.last : Math.min(loss + 1, this.last);
  }

  #lostBlock({ kind, stack }: FoundLeak): number | undefined {
    const { run } = this.#parts;
    let lost: number | undefined;
    run.visit([this.last], (moment) => {
      const { machine } = moment;
      const leaks = leaksIn(moment, this.#parts);
      const ids = machine.heap
        .liveRows()
        .filter((row) => leaks.kindOf(row) === kind)
        .map((row) => machine.heap.idOf(row))
        .filter((id) => beginsWith(run.stackOf(id), stack));
      lost = ids.length === 0 ? undefined : Math.min(...ids);
    });
    return lost;
  }

  #checked(step: number): number {
    if (this.steps === 0) {
      throw new NoSuchStep(
        "the program has no steps: it has no debug information, or no line of it ran",
      );
    }
    if (Number.isInteger(step) && step >= 1 && step <= this.last) return step;
    throw new NoSuchStep(`there is no step ${step}: they go from 1 to ${this.last}`);
  }

  #moveInCalls(from: number, to: "over" | "into" | "out", direction: Direction): number {
    if (from > this.steps) {
      if (direction === -1) return this.steps;
      throw new NoSuchStep("this is the end of the run");
    }
    const found = this.#moves[to](from, direction);
    if (found !== undefined) return found;
    if (direction === 1) return this.last;
    if (to !== "out" && from > 1) return 1;
    throw new NoSuchStep(to === "out" ? "nobody called this function" : "this is the first step");
  }

  #toLine(
    from: number,
    { file, line, hit = 1, direction = 1 }: Extract<Move, { to: "line" }>,
  ): number {
    const { places } = this.#parts;
    const inFile = (path: string) =>
      file === undefined || path === file || path.endsWith(`/${file.replace(/^\.\//, "")}`);
    const there = new Set(places.which((place) => place.line === line && inFile(place.file)));
    const name = file === undefined ? `line ${line}` : `${file}:${line}`;
    if (there.size === 0) {
      const lines = [...places.which(({ file }) => inFile(file))].map((at) => places.at(at).line);
      if (lines.length === 0) throw new NoSuchStep(`no code of the program is from ${file}`);
      const next = Math.min(...lines.filter((each) => each > line));
      const hint = Number.isFinite(next) ? `; the next line with code is ${next}` : "";
      throw new NoSuchStep(`there is no code at ${name}${hint}`);
    }
    let step = from;
    for (let times = 0; times < hit; times++) {
      const found = this.#moves.toPlace(step, there, direction);
      if (found === undefined)
        throw new NoSuchStep(`${name} ${notSoOften(times, from, direction)}`);
      step = found;
    }
    return step;
  }

  #toWrite(from: number, move: Extract<Move, { to: "write" }>): number {
    const { address, direction = -1 } = move;
    this.#checked(from);
    const bytes = { address, length: 1 };
    const limit = direction === -1 ? 1 : this.last;
    const found = findWrite(this.#parts.run, bytes, { from, limit, direction, changes: false });
    if (found !== undefined) return found;
    const when = direction === -1 ? "before" : "after";
    throw new NoSuchStep(`no step ${when} this one writes to address 0x${address.toString(16)}`);
  }

  #toChange(from: number, move: Extract<Move, { to: "change" }>): number {
    const { variable, direction = -1 } = move;
    this.#checked(from);
    const { run } = this.#parts;
    const name = variable.replace(/^[^.]*\./, "");
    const place = this.#placeOfVariable(from, variable);
    if (place === undefined) {
      throw new NoSuchStep(`there is no variable ${name} in memory here`);
    }
    const { bytes, depth } = place;
    // While its call lives; a global one always.
    const caller = run.log.find(Math.min(from, run.steps), direction, () => true, depth - 1);
    const limit = caller ?? (direction === -1 ? 1 : this.last);
    const found = findWrite(run, bytes, { from, limit, direction, changes: true });
    if (found !== undefined) return found;
    const when = direction === -1 ? "before" : "after";
    throw new NoSuchStep(`${name} does not change ${when} this step`);
  }

  /** Where a variable of a picture lies, and how many calls are around the one that it is of. */
  #placeOfVariable(step: number, id: string): { bytes: WatchedBytes; depth: number } | undefined {
    const found: { bytes: WatchedBytes; depth: number }[] = [];
    this.#parts.run.visit([step], (moment) => {
      const { frames, globals } = readState(moment, this.#parts, viewOf(moment));
      for (const { depth, variables } of [...frames, { depth: 0, variables: globals }]) {
        const value = variables.find((each) => each.id === id)?.value;
        if (value?.address === undefined) continue;
        found.push({ bytes: { address: value.address, length: value.size }, depth });
      }
    });
    return found[0];
  }

  #toBlock(to: "allocation" | "free", number: number): number {
    const { allocated, freed } = this.#parts.run.blocks.at(this.#idOf(number));
    if (to === "allocation") return Math.max(1, allocated);
    if (freed === undefined) throw new NoSuchStep(`block ${number} is never freed`);
    return Math.max(1, freed);
  }

  /** @throws NoSuchStep */
  #idOf(block: number): number {
    const { blocks } = this.#parts;
    const id = blocks.idOf(block);
    if (id !== undefined) return id;
    throw new NoSuchStep(
      blocks.count === 0
        ? "the program allocates no blocks"
        : `there is no block ${block}: they go from 1 to ${blocks.count}`,
    );
  }
}

function notSoOften(times: number, from: number, direction: Direction): string {
  const when = from === 0 ? "" : ` ${direction === 1 ? "after" : "before"} step ${from}`;
  if (times === 0) return from === 0 ? "never runs" : `does not run${when}`;
  return `runs ${times === 1 ? "once" : `${times} times`} only${when}`;
}

function keep(pictures: Map<string, Picture>, key: string, picture: Picture): void {
  if (pictures.size >= MostKept) {
    const [oldest] = pictures.keys();
    if (oldest !== undefined) pictures.delete(oldest);
  }
  pictures.set(key, picture);
}

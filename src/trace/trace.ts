/**
 * Time travel: a program that ran, at any of its steps, forwards and backwards. A step is looked at by running the program
 * again on what it read then, up to there (docs/architecture.md has what that costs).
 */
import { markChanges } from "../picture/changes.ts";
import type { Picture } from "../picture/model.ts";
import { type Direction, Moves } from "./moves.ts";
import { makePicture, type PictureOptions, type PictureParts } from "./picture-maker.ts";

/** Where a move leads. */
export type Move =
  | { readonly to: "step"; readonly step: number }
  | { readonly to: "start" | "end" }
  /** The step after, or before. */
  | { readonly to: "next" | "back" }
  | { readonly to: "over" | "into" | "out"; readonly direction?: Direction }
  /** The next, or previous, step at a line; `file`: any of that name if it has no folder. */
  | {
      readonly to: "line";
      readonly file?: string;
      readonly line: number;
      readonly direction?: Direction;
    }
  /** The step in which a block is allocated or freed. */
  | { readonly to: "allocation" | "free"; readonly block: number }
  /** The step in which a finding of the report happens, by its number there. */
  | { readonly to: "finding"; readonly finding: number };

/** A move that leads nowhere: `message` is a sentence without its full stop, for the user. */
export class NoSuchStep extends Error {
  override readonly name = "NoSuchStep";
}

/** Steps whose pictures are made in one replay, before and behind the one that was asked for. */
const Neighbours = 8;
/** Pictures that are kept. */
const MostKept = 256;
/** Milliseconds that a replay may spend on the neighbours of a step. */
const NeighbourTime = 30;

export interface TraceParts extends PictureParts {
  /** The step in which a finding happens; undefined when there is no such finding. */
  readonly stepOfFinding: (finding: number) => number | undefined;
}

export class Trace {
  readonly #parts: TraceParts;
  readonly #moves: Moves;
  /** By step and options. */
  readonly #pictures = new Map<string, Picture>();

  constructor(parts: TraceParts) {
    this.#parts = parts;
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
      case "allocation":
      case "free":
        return this.#toBlock(move.to, move.block);
      case "finding": {
        const step = this.#parts.stepOfFinding(move.finding);
        if (step === undefined) throw new NoSuchStep(`there is no finding ${move.finding}`);
        return this.#checked(step);
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
    const known = this.#pictures.get(key(step));
    if (known !== undefined) return known;

    const first = Math.max(1, step - Neighbours);
    const last = Math.min(this.last, step + Neighbours);
    const steps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    let before: Picture | undefined;
    let spent = 0;
    // A picture costs about as much as the one before it: in a large heap there is time for few.
    const wanted = (at: number) => at === step || at === step - 1 || spent < NeighbourTime;
    this.#parts.run.visit(steps, (moment) => {
      if (!wanted(moment.step) || (moment.step > step && spent >= NeighbourTime)) {
        before = undefined;
        return;
      }
      const start = performance.now();
      const picture = makePicture(moment, this.#parts, options);
      spent += performance.now() - start;
      const isFirst = moment.step === 1;
      if (before !== undefined || isFirst) {
        const marked = before === undefined ? picture : markChanges(picture, before);
        this.#keep(key(moment.step), marked);
      }
      before = picture;
    });
    const made = this.#pictures.get(key(step));
    if (made === undefined) throw new Error(`no picture of step ${step} was made`);
    return made;
  }

  #keep(key: string, picture: Picture): void {
    if (this.#pictures.size >= MostKept) {
      const [oldest] = this.#pictures.keys();
      if (oldest !== undefined) this.#pictures.delete(oldest);
    }
    this.#pictures.set(key, picture);
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

  #toLine(from: number, { file, line, direction = 1 }: Extract<Move, { to: "line" }>): number {
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
    const found = this.#moves.toPlace(from, there, direction);
    if (found !== undefined) return found;
    const when = direction === 1 ? "after" : "before";
    throw new NoSuchStep(`${name} does not run ${when} step ${from}`);
  }

  #toBlock(to: "allocation" | "free", number: number): number {
    const { blocks, run } = this.#parts;
    const id = blocks.idOf(number);
    if (id === undefined) {
      const range = blocks.count === 0 ? "nothing is" : `they go from 1 to ${blocks.count}`;
      throw new NoSuchStep(
        blocks.count === 0
          ? "the program allocates no blocks"
          : `there is no block ${number}: ${range}`,
      );
    }
    const { allocated, freed } = run.blocks.at(id);
    if (to === "allocation") return Math.max(1, allocated);
    if (freed === undefined) throw new NoSuchStep(`block ${number} is never freed`);
    return Math.max(1, freed);
  }
}

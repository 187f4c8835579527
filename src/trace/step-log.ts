/**
 * All steps of a run, two numbers each: at which place, and how deep in calls. They are kept in pieces of one log's length, in the
 * smallest numbers that hold them, up to twenty million steps (84 MB). Of the pieces of a longer run only a summary is kept: enough to know
 * where not to look; what is in one is had by running the program again.
 */
import { StepEntryBytes, StepLogEntries } from "../shadow/layout.ts";

const WordsOfEntry = StepEntryBytes / 4;
/** Of a call's entry on the shadow call stack. */
const CallBytes = 4;
/** Pieces that are kept: 20,971,520 steps. */
const KeptPieces = 320;
/** Pieces of the rest that are kept for a while. */
const LoadedPieces = 16;

interface Piece {
  readonly places: Uint16Array | Uint32Array;
  readonly depths: Uint16Array | Uint32Array;
}

/** What is known of a piece that is not kept. */
interface Summary {
  readonly length: number;
  /** The depth of its shallowest step. */
  readonly shallowest: number;
  /** A bit for each place that is in it. */
  readonly places: Uint32Array;
}

export interface StepLogOptions {
  /** csp of the first call. */
  readonly outermost: number;
  /** How many places there are. */
  readonly places: number;
  /** The entries of a piece, counted from 0, of which only a summary is kept. */
  readonly load: (piece: number) => Uint32Array;
}

export class StepLog {
  readonly #options: StepLogOptions;
  readonly #kept: Piece[] = [];
  readonly #summaries: Summary[] = [];
  readonly #loaded = new Map<number, Piece>();
  #length = 0;

  constructor(options: StepLogOptions) {
    this.#options = options;
  }

  /** How many steps there are; they are numbered from 1. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends steps as the module logs them: [place, csp] each.
   * @param entries all of a full log, or of the last one of a run what there is
   */
  append(entries: Uint32Array): void {
    if (this.#length % StepLogEntries !== 0) throw new RangeError("the log before was not full");
    if (entries.length === 0) return;
    const piece = pieceOf(entries, this.#options.outermost);
    if (this.#kept.length < KeptPieces) this.#kept.push(piece);
    else this.#summaries.push(this.#summary(piece));
    this.#length += entries.length / WordsOfEntry;
  }

  /** The number of a step's place. @param step 1 … `length`, here and below */
  placeAt(step: number): number {
    return this.#piece(step).places[(step - 1) % StepLogEntries]!;
  }

  /** The calls around it are those below this csp. */
  cspAt(step: number): number {
    return this.#options.outermost + CallBytes * this.depthAt(step);
  }

  /** How many calls are around it. */
  depthAt(step: number): number {
    return this.#piece(step).depths[(step - 1) % StepLogEntries]!;
  }

  /**
   * The first step behind `from` (the last one before it, going backwards) that is at most so deep and for which `is` holds.
   * @param among where only these places come into question, so that pieces without them are passed over
   */
  find(
    from: number,
    direction: 1 | -1,
    is: (place: number, depth: number) => boolean,
    depth = Number.POSITIVE_INFINITY,
    among?: ReadonlySet<number>,
  ): number | undefined {
    for (let step = from + direction; step >= 1 && step <= this.#length; ) {
      const index = (step - 1) % StepLogEntries;
      const piece = (step - 1 - index) / StepLogEntries;
      const length = this.#lengthOf(piece);
      const end = direction === 1 ? length : -1;
      if (this.#mayHold(piece, depth, among)) {
        const { places, depths } = this.#piece(step);
        for (let at = index; at !== end; at += direction) {
          const found = depths[at]!;
          if (found <= depth && is(places[at]!, found)) return step - index + at;
        }
      }
      step += end - index;
    }
    return undefined;
  }

  #lengthOf(piece: number): number {
    const kept = this.#kept[piece];
    if (kept !== undefined) return kept.places.length;
    return this.#summaries[piece - this.#kept.length]?.length ?? 0;
  }

  #mayHold(piece: number, depth: number, among: ReadonlySet<number> | undefined): boolean {
    const summary = this.#summaries[piece - this.#kept.length];
    if (summary === undefined) return true;
    if (summary.shallowest > depth) return false;
    if (among === undefined) return true;
    for (const place of among) if ((summary.places[place >>> 5]! >>> (place & 31)) & 1) return true;
    return false;
  }

  #summary(piece: Piece): Summary {
    const places = new Uint32Array((this.#options.places >>> 5) + 1);
    for (const place of piece.places) places[place >>> 5]! |= 1 << (place & 31);
    let shallowest = Number.POSITIVE_INFINITY;
    for (const depth of piece.depths) if (depth < shallowest) shallowest = depth;
    return { length: piece.places.length, shallowest, places };
  }

  #piece(step: number): Piece {
    if (!(step >= 1 && step <= this.#length)) throw new RangeError(`there is no step ${step}`);
    const number = Math.floor((step - 1) / StepLogEntries);
    const known = this.#kept[number] ?? this.#loaded.get(number);
    if (known !== undefined) return known;
    const piece = pieceOf(this.#options.load(number), this.#options.outermost);
    if (this.#loaded.size >= LoadedPieces) {
      const [oldest] = this.#loaded.keys();
      if (oldest !== undefined) this.#loaded.delete(oldest);
    }
    this.#loaded.set(number, piece);
    return piece;
  }
}

/** @param entries [place, csp] each @param outermost csp of the first call */
function pieceOf(entries: Uint32Array, outermost: number): Piece {
  const count = entries.length / WordsOfEntry;
  let bits = 0;
  for (let at = 0; at < entries.length; at += WordsOfEntry) {
    bits |= entries[at]! | ((entries[at + 1]! - outermost) >>> 2);
  }
  const isNarrow = bits >>> 16 === 0;
  const places = isNarrow ? new Uint16Array(count) : new Uint32Array(count);
  const depths = isNarrow ? new Uint16Array(count) : new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    places[at] = entries[WordsOfEntry * at]!;
    depths[at] = (entries[WordsOfEntry * at + 1]! - outermost) >>> 2;
  }
  return { places, depths };
}

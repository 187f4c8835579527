/**
 * All steps of a run, two numbers each: at which place, and how deep in calls. They are kept as the module wrote them, in pieces of one
 * log's length, up to ten million (84 MB). Of the pieces of a longer run only a summary is kept: enough to know where not to look; what
 * is in one is had by running the program again.
 */
import { StepEntryBytes, StepLogEntries } from "../shadow/layout.ts";

const WordsOfEntry = StepEntryBytes / 4;
/** Pieces that are kept: 10,485,760 steps. */
const KeptPieces = 160;
/** Pieces of the rest that are kept for a while. */
const LoadedPieces = 16;

/** What is known of a piece that is not kept. */
interface Summary {
  readonly length: number;
  /** The csp of its shallowest step. */
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
  readonly #kept: Uint32Array[] = [];
  readonly #summaries: Summary[] = [];
  readonly #loaded = new Map<number, Uint32Array>();
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
    if (this.#kept.length < KeptPieces) this.#kept.push(entries.slice());
    else this.#summaries.push(this.#summary(entries));
    this.#length += entries.length / WordsOfEntry;
  }

  /** The number of a step's place. @param step 1 … `length`, here and below */
  placeAt(step: number): number {
    return this.#piece(step)[((step - 1) % StepLogEntries) * WordsOfEntry]!;
  }

  /** The calls around it are those below this csp. */
  cspAt(step: number): number {
    return this.#piece(step)[((step - 1) % StepLogEntries) * WordsOfEntry + 1]!;
  }

  /** How many calls are around it. */
  depthAt(step: number): number {
    return (this.cspAt(step) - this.#options.outermost) >>> 2;
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
    const { outermost } = this.#options;
    const limit = outermost + 4 * depth;
    for (let step = from + direction; step >= 1 && step <= this.#length; ) {
      const index = (step - 1) % StepLogEntries;
      const piece = (step - 1 - index) / StepLogEntries;
      const length = this.#lengthOf(piece);
      const end = direction === 1 ? length : -1;
      if (this.#mayHold(piece, limit, among)) {
        const entries = this.#piece(step);
        for (let at = index; at !== end; at += direction) {
          const csp = entries[at * WordsOfEntry + 1]!;
          const place = entries[at * WordsOfEntry]!;
          if (csp <= limit && is(place, (csp - outermost) >>> 2)) return step - index + at;
        }
      }
      step += end - index;
    }
    return undefined;
  }

  #lengthOf(piece: number): number {
    const kept = this.#kept[piece];
    if (kept !== undefined) return kept.length / WordsOfEntry;
    return this.#summaries[piece - this.#kept.length]?.length ?? 0;
  }

  #mayHold(piece: number, limit: number, among: ReadonlySet<number> | undefined): boolean {
    const summary = this.#summaries[piece - this.#kept.length];
    if (summary === undefined) return true;
    if (summary.shallowest > limit) return false;
    if (among === undefined) return true;
    for (const place of among) if ((summary.places[place >>> 5]! >>> (place & 31)) & 1) return true;
    return false;
  }

  #summary(entries: Uint32Array): Summary {
    const places = new Uint32Array((this.#options.places >>> 5) + 1);
    let shallowest = Number.POSITIVE_INFINITY;
    for (let at = 0; at < entries.length; at += WordsOfEntry) {
      const place = entries[at]!;
      places[place >>> 5]! |= 1 << (place & 31);
      if (entries[at + 1]! < shallowest) shallowest = entries[at + 1]!;
    }
    return { length: entries.length / WordsOfEntry, shallowest, places };
  }

  #piece(step: number): Uint32Array {
    if (!(step >= 1 && step <= this.#length)) throw new RangeError(`there is no step ${step}`);
    const number = Math.floor((step - 1) / StepLogEntries);
    const known = this.#kept[number] ?? this.#loaded.get(number);
    if (known !== undefined) return known;
    const piece = this.#options.load(number);
    if (this.#loaded.size >= LoadedPieces) {
      const [oldest] = this.#loaded.keys();
      if (oldest !== undefined) this.#loaded.delete(oldest);
    }
    this.#loaded.set(number, piece);
    return piece;
  }
}

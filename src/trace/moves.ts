/**
 * Where a move leads from a step. Each is a question to the log of steps, forwards or backwards; nothing is run for it.
 */
import type { Direction } from "./move.ts";
import type { StepPlaces } from "./places.ts";
import type { StepLog } from "./step-log.ts";

export class Moves {
  readonly #log: StepLog;
  readonly #places: StepPlaces;

  constructor(log: StepLog, places: StepPlaces) {
    this.#log = log;
    this.#places = places;
  }

  /**
   * The next step of the same call, or of the one around it when this one has ended: what is called on the way is stepped over.
   * Backwards: the step before it in the same way.
   * @param from 1 … the number of steps, here and below
   * @returns undefined where there is none
   */
  over(from: number, direction: Direction): number | undefined {
    const depth = this.#log.depthAt(from);
    // Another call of the same depth begins with its entry: forwards that is where it comes in, backwards we are at our own.
    let other = direction === -1 && this.#isEntry(this.#log.placeAt(from));
    return this.#log.find(
      from,
      direction,
      (place, at) => {
        if (at < depth) return true;
        other ||= direction === 1 && this.#isEntry(place);
        return !other;
      },
      depth,
    );
  }

  /** The first step after this call has ended; backwards the step that made the call. */
  out(from: number, direction: Direction): number | undefined {
    const depth = this.#log.depthAt(from);
    return this.#log.find(from, direction, () => true, depth - 1);
  }

  /**
   * Into the call that this step makes: the next step, when it is deeper; otherwise as `over`. Backwards: into the end
   * of the call that was made before this step.
   */
  into(from: number, direction: Direction): number | undefined {
    const next = from + direction;
    if (next < 1 || next > this.#log.length) return undefined;
    return this.#log.depthAt(next) > this.#log.depthAt(from) ? next : this.over(from, direction);
  }

  /**
   * The step that goes on at a line: the last one, or that of a call around it, whose line goes on after what it called.
   * @param last 1 … the number of steps; it is the answer, too, where no call is at such a place
   */
  goingOnAt(last: number, places: ReadonlySet<number>): number {
    for (let step: number | undefined = last; step !== undefined; step = this.out(step, -1)) {
      if (places.has(this.#log.placeAt(step))) return step;
    }
    return last;
  }

  /** The next or previous step at one of these places. @param from also 0, or one behind the last */
  toPlace(from: number, places: ReadonlySet<number>, direction: Direction): number | undefined {
    const any = Number.POSITIVE_INFINITY;
    return this.#log.find(from, direction, (place) => places.has(place), any, places);
  }

  #isEntry(place: number): boolean {
    return this.#places.at(place).isEntry;
  }
}

/** The blocks of a run that the program itself allocated, in their order: the C library's own ones have no number. */
import type { RawStack } from "../runtime/facts.ts";
import type { BlockLog } from "./block-log.ts";

export class UserBlocks {
  /** By BlockId: the number, 0 for a library's. */
  readonly #numbers: Uint32Array;
  /** By number. */
  readonly #ids: Uint32Array;
  /** By step. */
  readonly #freed = new Map<number, number[]>();

  /** @param isUsers whether an allocation with this stack is the program's */
  constructor(
    log: BlockLog,
    stackOf: (id: number) => RawStack,
    isUsers: (stack: RawStack) => boolean,
  ) {
    this.#numbers = new Uint32Array(log.count + 1);
    for (const ids of log.byStack().values()) {
      if (!isUsers(stackOf(ids[0]!))) continue;
      for (const id of ids) this.#numbers[id] = 1;
    }
    const ids = [0];
    for (let id = 1; id <= log.count; id++) {
      if (this.#numbers[id] === 0) continue;
      this.#numbers[id] = ids.length;
      ids.push(id);
      const { freed } = log.at(id);
      if (freed === undefined) continue;
      const others = this.#freed.get(freed);
      if (others) others.push(id);
      else this.#freed.set(freed, [id]);
    }
    this.#ids = Uint32Array.from(ids);
  }

  /** How many there are; numbers count from 1. */
  get count(): number {
    return this.#ids.length - 1;
  }

  /** The number of a block; undefined for a library's, and for one that came after the run that was logged. */
  numberOf(id: number): number | undefined {
    return this.#numbers[id] || undefined;
  }

  /** The BlockId of a number, 1 … `count`. */
  idOf(number: number): number | undefined {
    return this.#ids[number] || undefined;
  }

  /** The blocks that were freed in a step, by BlockId. */
  freedIn(step: number): readonly number[] {
    return this.#freed.get(step) ?? [];
  }
}

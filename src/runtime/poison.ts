/**
 * Memory that may not be touched for now though it is a program's own: the spare room of the C++ library's
 * containers, of which their code tells us, and what a program forbids itself (`ASAN_POISON_MEMORY_REGION`).
 *
 * Only the beginning of a granule can be open while the rest is not. What opens a granule goes from its start, as
 * the storage of containers does; a range that begins within one is forbidden from there, if it is to the granule's end.
 */
import type { AddressShadow } from "../shadow/addressability.ts";
import type { DefinednessShadow } from "../shadow/definedness.ts";
import {
  CountMask,
  Definedness,
  DefinednessMask,
  Granule,
  ReasonBit,
  State,
} from "../shadow/states.ts";
import type { ProgramMemory } from "./program-memory.ts";

const { Poisoned } = State;

export class Poison {
  readonly #shadow: AddressShadow;
  readonly #definedness: DefinednessShadow | undefined;
  readonly #size: () => number;

  constructor(memory: ProgramMemory) {
    this.#shadow = memory.shadow;
    this.#definedness = memory.definedness;
    this.#size = () => memory.size();
  }

  /**
   * A container's storage is [begin, end); its elements ended at `before` and end at `now`.
   * New ones have no value yet.
   */
  annotateContainer(begin: number, end: number, before: number, now: number): void {
    const inOrder = begin <= before && begin <= now && before <= end && now <= end;
    if (!inOrder || begin % Granule !== 0 || end > this.#size()) return;
    if (now < before) {
      this.poison(now, before - now);
    } else if (now > before) {
      this.unpoison(before, now - before);
      this.#definedness?.undefine(before, now - before);
    }
  }

  /** A block of a double-ended container has its elements in `now`; they were in `before`. */
  annotateDeque(storage: Range, before: Range, now: Range): void {
    if (!isIn(before, storage) || !isIn(now, storage)) return;
    if (storage.from % Granule !== 0 || storage.to > this.#size()) return;
    for (const { from, to } of without(opened(before), opened(now))) this.poison(from, to - from);
    for (const { from, to } of without(opened(now), opened(before))) this.unpoison(from, to - from);
    for (const { from, to } of without(now, before)) this.#definedness?.undefine(from, to - from);
  }

  poison(start: number, length: number): void {
    const end = Math.min(start + length, this.#size());
    const { bytes } = this.#shadow;
    const first = Math.ceil(start / Granule);
    const kept = start % Granule;
    const state = bytes[first - 1] ?? 0;
    const count = state & CountMask;
    // A granule is open from its start, so only all that is open behind `kept` can be shut.
    if (kept !== 0 && isOpen(state) && count > kept && end >= start - kept + count) {
      bytes[first - 1] = (state & DefinednessMask) | kept;
    }
    // Of the last granule the rest was forbidden already, or it stays open.
    const last = this.#isShut(end) ? Math.ceil(end / Granule) : Math.floor(end / Granule);
    for (let at = first; at < last; at++) if (isOpen(bytes[at]!)) bytes[at] = Poisoned;
  }

  /** The bytes are taken for defined. */
  unpoison(start: number, length: number): void {
    const end = Math.min(start + length, this.#size());
    const { bytes } = this.#shadow;
    for (let at = Math.floor(start / Granule); at * Granule < end; at++) {
      const count = Math.min(Granule, end - at * Granule);
      const state = bytes[at]!;
      if (state === Poisoned) {
        bytes[at] = count;
        this.#definedness?.define(at * Granule, count);
      } else if (isOpen(state) && (state & CountMask) < count) {
        const had = state & CountMask;
        const from = at * Granule + had;
        bytes[at] = (state & DefinednessMask) | count;
        if ((state & DefinednessMask) !== Definedness.Clean) {
          this.#definedness?.define(from, count - had);
        }
      }
    }
  }

  /** Whether no byte from `address` to the end of its granule may be touched. */
  #isShut(address: number): boolean {
    return address % Granule !== 0 && !this.#shadow.allows(address, 1);
  }
}

/** Addresses [from, to). */
interface Range {
  readonly from: number;
  readonly to: number;
}

function isIn({ from, to }: Range, { from: start, to: end }: Range): boolean {
  return start <= from && from <= to && to <= end;
}

/** What is open for these elements to be touched: their first granule from its start. */
function opened({ from, to }: Range): Range {
  return from === to ? { from, to } : { from: from - (from % Granule), to };
}

/** What of a range is not in another: at its beginning, at its end. Where an empty range is does not matter. */
function without(range: Range, other: Range): readonly Range[] {
  const { from, to } = other.from < other.to ? other : { from: range.to, to: range.to };
  const parts = [
    { from: range.from, to: Math.min(range.to, from) },
    { from: Math.max(range.from, to), to: range.to },
  ];
  return parts.filter((part) => part.from < part.to);
}

function isOpen(state: number): boolean {
  return (state & CountMask) !== 0 && (state & ReasonBit) === 0;
}

/**
 * The program's own memory, as part of the one memory of a rewritten module: its size is a number that
 * the program and the heap raise, not the engine's.
 */
import type { Addr } from "../bytes/brand.ts";
import type { HeapSpace } from "../heap/pages.ts";
import type { Span } from "../instrument/static-data.ts";
import { AddressShadow } from "../shadow/addressability.ts";
import { DefinednessShadow } from "../shadow/definedness.ts";
import { type Layout, PageBytes, WordsBytes } from "../shadow/layout.ts";
import { Granule, State } from "../shadow/states.ts";
import { ProgramStop } from "./stop.ts";

/** memory.grow's answer when there is no more (core specification, 4.4.7). */
const GrowFailed = -1;

/** Bytes of the program's memory up to which it is cleared for another run. */
const MostReused = 64 * 2 ** 20;

/** Addresses from `start` up to, but not including, `end`. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

export class ProgramMemory implements HeapSpace {
  /** The whole memory, shadows included; never replaced, for it never grows. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  /** What the rewritten module imports. */
  readonly whole: WebAssembly.Memory;
  readonly shadow: AddressShadow;
  /** Undefined with --check=addresses. */
  readonly definedness: DefinednessShadow | undefined;
  /** String literals and other constants, when the module tells. */
  readonly constants: Span | undefined;
  readonly #layout: Layout;
  #size: number;
  readonly #limit: number;
  readonly #room: number;
  /** What lies between the program's data and its memory's first end; given to the heap once. */
  #spare: AddressRange | undefined;
  /** What the program itself got by memory.grow: its own arenas. */
  readonly grown: AddressRange[] = [];
  /** Allocations that failed, and calls of memory.grow, because --max-memory was reached. */
  exhausted = 0;
  #refused = false;

  /**
   * @param initialBytes of the program's memory when it starts
   * @param spareFrom the first address behind the program's stack and data (`__heap_base`): there ends
   *   what definedness.ts calls the low region
   * @param limit that its size is held against; a layout may have room for fewer bytes when it is
   *   known that they suffice
   * @param used what another run with the same layout gave back (`giveBack`)
   */
  constructor(
    layout: Layout,
    initialBytes: number,
    spareFrom: number,
    limit: number = layout.programLimit,
    constants?: Span,
    used?: WebAssembly.Memory,
  ) {
    this.constants = constants;
    const { totalPages } = layout;
    this.whole = used ?? new WebAssembly.Memory({ initial: totalPages, maximum: totalPages });
    this.#layout = layout;
    this.bytes = new Uint8Array(this.whole.buffer as ArrayBuffer);
    this.view = new DataView(this.whole.buffer);
    this.shadow = new AddressShadow(this.whole.buffer, layout.addressability);
    if (layout.definedness !== 0) {
      this.definedness = new DefinednessShadow(this.whole.buffer, layout, spareFrom);
    }
    this.#limit = limit;
    this.#room = layout.programLimit;
    this.#size = initialBytes;
    const start = Math.ceil(spareFrom / PageBytes) * PageBytes;
    if (start < initialBytes) this.#spare = { start, end: initialBytes };
  }

  /**
   * The first byte of a range that may not be read, or written, as an offset from `address`; −1 when all
   * may be.
   */
  firstRefused(address: number, length: number, write: boolean): number {
    const refused = this.shadow.firstRefused(address, length);
    const { constants } = this;
    if (!write || constants === undefined) return refused;
    const first = Math.max(address, constants.from);
    const isConstant = length > 0 && first < Math.min(address + length, constants.to);
    if (!isConstant) return refused;
    return refused < 0 ? first - address : Math.min(refused, first - address);
  }

  /**
   * After the run: the memory for another one, as it was before this one. V8 takes a memory of 4 GiB for one that weighs as
   * much: with one for each replay, the bench of time travel spent a quarter of its time in garbage collections.
   * @returns undefined when there is so much of it in use that it is better to begin with a new one
   */
  giveBack(): WebAssembly.Memory | undefined {
    const { definedness, addressability, importCsp } = this.#layout;
    if (this.#size > MostReused || this.#layout.origins !== 0) return undefined;
    this.bytes.fill(0, 0, this.#size);
    if (definedness !== 0) this.bytes.fill(0, definedness, definedness + this.#size);
    this.bytes.fill(0, addressability, addressability + Math.ceil(this.#size / Granule));
    // The call stack itself, and what is saved beside it, is never read where it was not written before.
    this.bytes.fill(0, importCsp, importCsp + WordsBytes);
    return this.whole;
  }

  /** Bytes of the layout that are the program's, if it takes all of them. */
  get limit(): number {
    return this.#room;
  }

  /** Bytes that the program has now. */
  size(): number {
    return this.#size;
  }

  /** memory.grow as the program asks for it: the pages are the program's, all addressable and zero. */
  grow(pages: number): number {
    const before = this.size();
    if (pages === 0) return before / PageBytes;
    if (!this.#enlarge(pages)) {
      this.allocationFailed();
      return GrowFailed;
    }
    this.shadow.mark(before, this.size(), State.Addressable);
    this.grown.push({ start: before, end: this.size() });
    return before / PageBytes;
  }

  extend(bytes: number): Addr | 0 {
    const spare = this.#spare;
    if (spare !== undefined && bytes <= spare.end - spare.start) {
      this.#spare = { start: spare.start + bytes, end: spare.end };
      return spare.start as Addr;
    }
    const before = this.size();
    return this.#enlarge(bytes / PageBytes) ? (before as Addr) : 0;
  }

  /** To be called when an allocation failed: counts it if the limit was the reason. */
  allocationFailed(): void {
    if (this.#refused) this.exhausted++;
    this.#refused = false;
  }

  #enlarge(pages: number): boolean {
    if (this.size() + pages * PageBytes > this.#limit) {
      this.#refused = true;
      return false;
    }
    if (this.size() + pages * PageBytes > this.#room) throw new ProgramStop("memory");
    this.#size += pages * PageBytes;
    this.#refused = false;
    return true;
  }
}

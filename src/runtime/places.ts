/**
 * Where an address points, as Memcheck describes one: the first answer that fits, in its order of
 * interest (a heap block nearby is more likely meant than "nothing is there").
 */
import type { Addr } from "../bytes/brand.ts";
import type { Heap } from "../heap/heap.ts";
import type { Block } from "../heap/nearest.ts";
import { type GuardedGlobal, guardedAt } from "../instrument/guarded-globals.ts";
import type { Plan } from "../instrument/plan.ts";
import type { AddressShadow } from "../shadow/addressability.ts";
import type { BlockFacts, Place } from "./facts.ts";
import type { Frames } from "./frames.ts";
import type { StackTable } from "./stacks.ts";

const AddressSpace = 2 ** 32;

export class Places {
  readonly #heap: Heap;
  readonly #stacks: StackTable;
  readonly #plan: Plan;
  readonly #stackPointer: () => number;
  readonly #frames: Frames;
  readonly #shadow: AddressShadow;

  constructor(
    heap: Heap,
    stacks: StackTable,
    plan: Plan,
    frames: Frames,
    shadow: AddressShadow,
    stackPointer: () => number,
  ) {
    this.#frames = frames;
    this.#shadow = shadow;
    this.#heap = heap;
    this.#stacks = stacks;
    this.#plan = plan;
    this.#stackPointer = stackPointer;
  }

  placeOf(address: Addr): Place {
    const { stack, globals, nullEnd } = this.#plan;
    if (address < nullEnd) return { region: "null" };
    if (stack !== undefined && address < stack.high && address >= stack.low) {
      const local = this.#frames.localAt(address);
      return { region: "stack", below: this.#stackPointer() - address, ...(local && { local }) };
    }
    if (address >= globals.from && address < globals.to) return this.#global(address);
    const near = this.#heap.nearest(address);
    if (near === undefined) return { region: "unmapped", reason: this.#inside(address) };
    const { block, offset } = near;
    const region = block.state === "live" ? "heap" : "freed";
    const isInside = block.state === "live" && offset >= 0 && offset < block.size;
    const poisoned = isInside && !this.#shadow.allows(address, 1);
    return { region, block: this.#blockFacts(block), offset, ...(poisoned && { poisoned }) };
  }

  /**
   * Where an access was meant to lie that ends outside of memory. The engine adds an instruction's constant to an address
   * without wrapping around, and compilers make a global array's address that constant: at the index -1 the sum is 4 GiB
   * too large.
   */
  outside(address: Addr, constant: number): { readonly address: Addr; readonly place: Place } {
    const array = guardedAt(this.#plan.guarded, constant);
    if (address >= AddressSpace && array !== undefined && constant < array.end) {
      const meant = (address - AddressSpace) as Addr;
      return { address: meant, place: this.#around(array, meant) };
    }
    const place = this.placeOf(address);
    // It is not wrong for being in the program's data.
    if (place.region !== "global") return { address, place };
    return { address, place: { region: "unmapped", reason: "outside" } };
  }

  #global(address: Addr): Place {
    const before = guardedAt(this.#plan.guarded, address);
    // Without a redzone nobody knows whose neighbour it is.
    if (before === undefined || address >= before.end) {
      return { region: "global", constant: this.#isConstant(address) };
    }
    return this.#around(before, address);
  }

  #around({ start, size, name }: GuardedGlobal, address: Addr): Place {
    const variable = { address: start as Addr, name, size, offset: address - start };
    return { region: "global", constant: this.#isConstant(address), variable };
  }

  #isConstant(address: Addr): boolean {
    const { constants } = this.#plan;
    return constants !== undefined && address >= constants.from && address < constants.to;
  }

  #inside(address: number): "heap" | "outside" {
    return address < this.#plan.layout.programLimit ? "heap" : "outside";
  }

  #blockFacts(block: Block): BlockFacts {
    return {
      id: block.id,
      address: block.address as Addr,
      size: block.size,
      state: block.state,
      allocated: this.#stacks.stack(block.allocated),
      family: this.#stacks.family(block.allocated),
      ...(block.freed !== undefined && { freed: this.#stacks.stack(block.freed) }),
    };
  }
}

/**
 * The pointers in a value, without making the value: to find what reaches what in a large heap, this is asked of
 * every block. What of a type are pointers is worked out once.
 */
import type { Addr } from "../bytes/brand.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Layouts } from "./layouts.ts";
import type { Pointer, ValueMemory } from "./value.ts";

const PointerBytes = 4;

/** Of one value, and of arrays in it; more of them nobody can look at. */
const MostPointers = 1 << 20;
/** Types in types; only damaged ones are deeper. */
const Deepest = 32;

interface Run {
  /** Bytes from the start of the value. */
  readonly offset: number;
  readonly count: number;
  /** From one of them to the next. */
  readonly stride: number;
  readonly of: Plan;
}

interface Plan {
  /** From the start of the value to behind the last pointer. */
  readonly size: number;
  readonly pointers: readonly { readonly offset: number; readonly pointee: TypeRef }[];
  readonly runs: readonly Run[];
}

const Nothing: Plan = { size: 0, pointers: [], runs: [] };

export class PointerPlans {
  readonly #layouts: Layouts;
  readonly #plans = new Map<TypeRef, Plan>();

  constructor(layouts: Layouts) {
    this.#layouts = layouts;
  }

  visit(
    type: TypeRef,
    address: number,
    memory: ValueMemory,
    visit: (pointer: Pointer) => void,
  ): void {
    const plan = this.#plans.get(type) ?? this.#of(type, 0);
    if (plan.size === 0) return;
    const bytes = memory.bytes(address, plan.size);
    if (bytes === undefined) return;
    const walk = new Walk(bytes, memory.undefinedBits(address, plan.size), visit);
    walk.along(plan, 0);
  }

  #of(type: TypeRef, depth: number): Plan {
    let plan = this.#plans.get(type);
    if (plan === undefined) {
      // A type in itself there is only in damaged debug information.
      this.#plans.set(type, Nothing);
      plan = depth === Deepest ? Nothing : this.#made(type, depth);
      this.#plans.set(type, plan);
    }
    return plan;
  }

  #made(type: TypeRef, depth: number): Plan {
    const { shape, size } = this.#layouts.of(type);
    switch (shape.kind) {
      case "pointer":
        if (shape.of === "function" || size !== PointerBytes) return Nothing;
        return {
          size: PointerBytes,
          pointers: [{ offset: 0, pointee: shape.pointee }],
          runs: [],
        };
      case "array": {
        const count = shape.counts.reduce<number>((all, one) => all * (one ?? 0), 1);
        return runOf(this.#of(shape.element, depth + 1), {
          offset: 0,
          count,
          stride: this.#layouts.of(shape.element).size ?? 0,
        });
      }
      case "record": {
        const pointers: { offset: number; pointee: TypeRef }[] = [];
        const runs: Run[] = [];
        let end = 0;
        for (const { offset, bits, type: inner } of shape.fields) {
          if (offset === undefined || bits !== undefined) continue;
          const plan = this.#of(inner, depth + 1);
          if (plan.size === 0) continue;
          for (const one of plan.pointers) pointers.push({ ...one, offset: offset + one.offset });
          for (const run of plan.runs) runs.push({ ...run, offset: offset + run.offset });
          end = Math.max(end, offset + plan.size);
        }
        return { size: end, pointers, runs };
      }
      default:
        return Nothing;
    }
  }
}

function runOf(of: Plan, where: Omit<Run, "of">): Plan {
  const { offset, count, stride } = where;
  if (of.size === 0 || stride < of.size || count < 1) return Nothing;
  return { size: offset + (count - 1) * stride + of.size, pointers: [], runs: [{ ...where, of }] };
}

/** One visit of one value. */
class Walk {
  readonly #bytes: Uint8Array;
  readonly #undefined: Uint8Array | undefined;
  readonly #visit: (pointer: Pointer) => void;
  #left = MostPointers;

  constructor(
    bytes: Uint8Array,
    undefinedBits: Uint8Array | undefined,
    visit: (pointer: Pointer) => void,
  ) {
    this.#bytes = bytes;
    this.#undefined = undefinedBits;
    this.#visit = visit;
  }

  along({ pointers, runs }: Plan, start: number): void {
    for (const { offset, pointee } of pointers) this.#pointer(start + offset, pointee);
    for (const { offset, count, stride, of } of runs) {
      for (let index = 0; index < count && this.#left > 0; index++) {
        this.along(of, start + offset + index * stride);
      }
    }
  }

  #pointer(at: number, pointee: TypeRef): void {
    if (this.#left-- <= 0) return;
    const missing = this.#undefined;
    if (missing && (missing[at]! | missing[at + 1]! | missing[at + 2]! | missing[at + 3]!) !== 0) {
      return;
    }
    const bytes = this.#bytes;
    const target =
      (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
    this.#visit({ target: target as Addr, pointee });
  }
}

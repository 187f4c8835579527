/**
 * The pointers in a value, without making the value: to find what reaches what in a large heap, this is asked of
 * every block. What of a type are pointers is worked out once.
 */
import type { Addr } from "../bytes/brand.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Layouts, Shape } from "./layouts.ts";
import { classAt } from "./objects.ts";
import { InMemory, unsignedOf } from "./place.ts";
import { Reader, variantFor } from "./reader.ts";
import { hidesPointers } from "./standard.ts";
import type { Pointer, Value, ValueMemory } from "./value.ts";

const PointerBytes = 4;

/** Of one value, and of arrays in it; more of them nobody can look at. */
const MostPointers = 1 << 20;
/** Types in types; only damaged ones are deeper. */
const Deepest = 32;

type VariantsShape = Extract<Shape, { readonly kind: "variants" }>;

interface Run {
  /** Bytes from the start of the value. */
  readonly offset: number;
  readonly count: number;
  /** From one of them to the next. */
  readonly stride: number;
  readonly of: Plan;
}

/** A Rust enum: the pointers of the variant that it is. */
interface Choice {
  readonly offset: number;
  /** Of the discriminant, in bytes from the start of the value. */
  readonly discriminant: number;
  readonly discriminantSize: number;
  readonly of: (discriminant: bigint) => Plan;
}

interface PointerAt {
  readonly offset: number;
  readonly pointee: TypeRef;
  /** The object there says of what class it is. */
  readonly toObject: boolean;
}

interface Plan {
  /** From the start of the value to behind the last byte that is looked at; 0: there is nothing to visit. */
  readonly size: number;
  readonly pointers: readonly PointerAt[];
  readonly runs: readonly Run[];
  readonly choices: readonly Choice[];
  /** Standard types, whose values are read. */
  readonly standard: readonly { readonly offset: number; readonly type: TypeRef }[];
}

const Nothing: Plan = { size: 0, pointers: [], runs: [], choices: [], standard: [] };

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
    const unknown = memory.undefinedBits(address, plan.size);
    const see = (pointer: Pointer) => {
      const pointee = classAt(this.#layouts, pointer.pointee, pointer.target, memory);
      visit({ ...pointer, pointee });
    };
    const readStandard = (of: TypeRef, offset: number) => {
      const place = new InMemory(memory, address + offset);
      visitValue(new Reader(this.#layouts).read(of, place), visit);
    };
    new Walk(bytes, unknown, { visit, see, readStandard }).along(plan, 0);
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
    const layout = this.#layouts.of(type);
    const { shape, size = 0 } = layout;
    if (hidesPointers(layout)) return { ...Nothing, size, standard: [{ offset: 0, type }] };
    switch (shape.kind) {
      case "pointer": {
        // A function's number is no address.
        if (shape.of === "function" || size !== PointerBytes) return Nothing;
        const { pointee } = shape;
        const toObject = this.#layouts.beginsWithTable(pointee);
        return { ...Nothing, size, pointers: [{ offset: 0, pointee, toObject }] };
      }
      case "array": {
        const count = shape.counts.reduce<number>((all, one) => all * (one ?? 0), 1);
        const stride = this.#layouts.of(shape.element).size ?? 0;
        return runOf(this.#of(shape.element, depth + 1), { offset: 0, count, stride });
      }
      case "record":
        return together(
          shape.fields.map(({ offset, bits, type: inner }) =>
            offset === undefined || bits !== undefined
              ? Nothing
              : moved(this.#of(inner, depth + 1), offset),
          ),
        );
      case "variants":
        return this.#choice(shape, size, depth);
      default:
        return Nothing;
    }
  }

  #choice({ discriminant, variants }: VariantsShape, size: number, depth: number): Plan {
    const plans = new Map(
      variants.map((variant) => [
        variant,
        moved(this.#of(variant.type, depth + 1), variant.offset),
      ]),
    );
    if ([...plans.values()].every((plan) => plan.size === 0)) return Nothing;
    if (discriminant === undefined) return plans.get(variants[0]!) ?? Nothing;
    const of = (value: bigint) => {
      const variant = variantFor(variants, value, discriminant.size);
      return (variant && plans.get(variant)) ?? Nothing;
    };
    const { offset, size: discriminantSize } = discriminant;
    const choice = { offset: 0, discriminant: offset, discriminantSize, of };
    return { ...Nothing, size, choices: [choice] };
  }
}

/** The same, so many bytes later. */
function moved(plan: Plan, by: number): Plan {
  if (by === 0 || plan.size === 0) return plan;
  const later = <T extends { readonly offset: number }>(one: T) => ({
    ...one,
    offset: one.offset + by,
  });
  return {
    size: plan.size + by,
    pointers: plan.pointers.map(later),
    runs: plan.runs.map(later),
    choices: plan.choices.map(later),
    standard: plan.standard.map(later),
  };
}

function together(plans: readonly Plan[]): Plan {
  return {
    size: Math.max(0, ...plans.map(({ size }) => size)),
    pointers: plans.flatMap(({ pointers }) => pointers),
    runs: plans.flatMap(({ runs }) => runs),
    choices: plans.flatMap(({ choices }) => choices),
    standard: plans.flatMap(({ standard }) => standard),
  };
}

/** The pointers of a value that was read. */
function visitValue(value: Value, visit: (pointer: Pointer) => void): void {
  switch (value.kind) {
    case "pointer":
      if (value.of === "object") visit(value);
      break;
    case "array":
      for (const element of value.elements) visitValue(element, visit);
      break;
    case "record":
    case "variant":
    case "standard":
      for (const { value: inner } of value.members) visitValue(inner, visit);
      break;
  }
}

function runOf(of: Plan, where: Omit<Run, "of">): Plan {
  const { offset, count, stride } = where;
  if (of.size === 0 || stride < of.size || count < 1) return Nothing;
  return { ...Nothing, size: offset + (count - 1) * stride + of.size, runs: [{ ...where, of }] };
}

interface Visitor {
  visit(pointer: Pointer): void;
  /** One to an object that says of what class it is. */
  see(pointer: Pointer): void;
  /** A value of a standard type, so many bytes from the start. */
  readStandard(type: TypeRef, offset: number): void;
}

/** One visit of one value. */
class Walk {
  readonly #bytes: Uint8Array;
  readonly #undefined: Uint8Array | undefined;
  readonly #visitor: Visitor;
  #left = MostPointers;

  constructor(bytes: Uint8Array, undefinedBits: Uint8Array | undefined, visitor: Visitor) {
    this.#bytes = bytes;
    this.#undefined = undefinedBits;
    this.#visitor = visitor;
  }

  along({ pointers, runs, choices, standard }: Plan, start: number): void {
    for (const pointer of pointers) this.#pointer(start + pointer.offset, pointer);
    for (const { offset, count, stride, of } of runs) {
      for (let index = 0; index < count && this.#left > 0; index++) {
        this.along(of, start + offset + index * stride);
      }
    }
    for (const choice of choices) this.#choose(choice, start + choice.offset);
    for (const { offset, type } of standard) {
      if (this.#left-- > 0) this.#visitor.readStandard(type, start + offset);
    }
  }

  #choose({ discriminant, discriminantSize, of }: Choice, start: number): void {
    const from = start + discriminant;
    const to = from + discriminantSize;
    if (this.#undefined?.subarray(from, to).some((bits) => bits !== 0)) return;
    this.along(of(unsignedOf(this.#bytes.subarray(from, to))), start);
  }

  #pointer(at: number, { pointee, toObject }: PointerAt): void {
    if (this.#left-- <= 0) return;
    const missing = this.#undefined;
    if (missing && (missing[at]! | missing[at + 1]! | missing[at + 2]! | missing[at + 3]!) !== 0) {
      return;
    }
    const bytes = this.#bytes;
    const target =
      (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
    const pointer = { target: target as Addr, pointee };
    if (toObject) this.#visitor.see(pointer);
    else this.#visitor.visit(pointer);
  }
}

/** The value of a variable: where it is at the moment, and what is there. */
import { DW_AT } from "../dwarf/constants.ts";
import { type ExpressionSurroundings, evaluate, type Location } from "../dwarf/expressions.ts";
import type { AttributeValue } from "../dwarf/forms.ts";
import { locationAt } from "../dwarf/location-lists.ts";
import { origins } from "../dwarf/origins.ts";
import type { TypeRef } from "../dwarf/types.ts";
import type { Unit } from "../dwarf/units.ts";
import { declaredType } from "../dwarf/variables.ts";
import type { ModuleDebug } from "../symbols/module-debug.ts";
import type { Layouts } from "./layouts.ts";
import { InMemory, OutsideMemory, type Place, unsignedOf } from "./place.ts";
import { Reader } from "./reader.ts";
import type { Scopes } from "./scopes.ts";
import type { ScopedVariable, Value, ValueFrame, ValueMemory } from "./value.ts";

/** What the debug information says of a variable, apart from its name. */
interface Described {
  readonly unit: Unit;
  readonly type: TypeRef;
  readonly location: AttributeValue | undefined;
  /** The value of one that has no place. */
  readonly constant: AttributeValue | undefined;
}

/** In bytes: what is in pieces, or a constant, is no large array. */
const LargestConstant = 4096;

type Found = Place | { readonly missing: Location & { readonly kind: "nowhere" | "unreadable" } };

export class VariableReader {
  readonly #debug: ModuleDebug;
  readonly #layouts: Layouts;
  readonly #scopes: Scopes;
  readonly #described = new Map<number, Described | undefined>();

  constructor(debug: ModuleDebug, layouts: Layouts, scopes: Scopes) {
    this.#debug = debug;
    this.#layouts = layouts;
    this.#scopes = scopes;
  }

  /** As in Values. */
  read({ id }: ScopedVariable, memory: ValueMemory, frame: ValueFrame | undefined): Value {
    const described = this.#of(id);
    const { name, size = 0 } = this.#layouts.of(described?.type);
    const missing = { type: name, size };
    if (described === undefined) {
      return { ...missing, kind: "unreadable", reason: "its debug information is damaged" };
    }
    const found = this.#find(described, memory, frame);
    if ("missing" in found) {
      if (found.missing.kind === "nowhere") return { ...missing, kind: "optimised out" };
      return { ...missing, kind: "unreadable", reason: found.missing.reason };
    }
    const countIn = (entry: number) => this.#count(entry, memory, frame);
    return new Reader(this.#layouts, countIn).read(described.type, found);
  }

  /** What a variable of the compiler's has that counts an array's elements. */
  #count(id: number, memory: ValueMemory, frame: ValueFrame | undefined): number | undefined {
    const described = this.#of(id);
    const found = described && this.#find(described, memory, frame);
    const { size = 0 } = this.#layouts.of(described?.type);
    if (found === undefined || "missing" in found || size < 1 || size > 8) return undefined;
    const bytes = found.bytes(0, size);
    const count = bytes && Number(unsignedOf(bytes));
    return count !== undefined && Number.isSafeInteger(count) ? count : undefined;
  }

  frameBase(memory: ValueMemory, frame: ValueFrame): number | undefined {
    const base = new Surroundings(this.#debug, this.#scopes, memory, frame).frameBase();
    return base.kind === "value" ? Number(base.value) : undefined;
  }

  #of(id: number): Described | undefined {
    if (!this.#described.has(id)) {
      this.#described.set(
        id,
        this.#debug.notes.attempt(() => this.#describe(id)),
      );
    }
    return this.#described.get(id);
  }

  #describe(id: number): Described | undefined {
    const unitAt = (offset: number) => this.#debug.info.unitAt(offset);
    const unit = unitAt(id);
    if (unit === undefined) return undefined;
    let location: AttributeValue | undefined;
    let constant: AttributeValue | undefined;
    for (const { entry } of origins(id, unitAt)) {
      location ??= entry.attribute(DW_AT.location);
      constant ??= entry.attribute(DW_AT.const_value);
    }
    return { unit, type: declaredType(id, unitAt), location, constant };
  }

  #find(described: Described, memory: ValueMemory, frame: ValueFrame | undefined): Found {
    const { unit, type, location, constant } = described;
    if (location === undefined && constant !== undefined) {
      return this.#constant(constant, type, memory);
    }
    const surroundings = new Surroundings(this.#debug, this.#scopes, memory, frame);
    const where = surroundings.locate(unit, location);
    return this.#place(where, type, memory);
  }

  #place(where: Location, type: TypeRef, memory: ValueMemory): Found {
    switch (where.kind) {
      case "address":
        return new InMemory(memory, where.address);
      case "value":
        return this.#number(where.value, type, memory);
      case "bytes":
        return new OutsideMemory(memory, where.bytes);
      case "pieces":
        return this.#pieces(where.pieces, memory);
      default:
        return { missing: where };
    }
  }

  #constant(value: AttributeValue, type: TypeRef, memory: ValueMemory): Found {
    if (value.kind === "block") return new OutsideMemory(memory, value.bytes);
    if (value.kind !== "constant") {
      return { missing: { kind: "unreadable", reason: "its constant value is not known" } };
    }
    return this.#number(BigInt(value.value), type, memory);
  }

  #number(value: bigint, type: TypeRef, memory: ValueMemory): Place {
    const { size = 8 } = this.#layouts.of(type);
    return new OutsideMemory(memory, bytesOf(value, Math.min(size, LargestConstant)));
  }

  /** A piece that is nowhere is as good as undefined: nothing of it can be read. */
  #pieces(pieces: (Location & { readonly kind: "pieces" })["pieces"], memory: ValueMemory): Found {
    const size = pieces.reduce((bytes, piece) => bytes + piece.size, 0);
    if (size > LargestConstant) {
      return { missing: { kind: "unreadable", reason: "it is in too many pieces" } };
    }
    const bytes = new Uint8Array(size);
    const missing = new Uint8Array(size);
    let at = 0;
    for (const { size: length, location } of pieces) {
      const found = this.#piece(location, length, memory);
      if ("missing" in found) missing.fill(0xff, at, at + length);
      else {
        bytes.set(found.bytes, at);
        if (found.undefinedBits) missing.set(found.undefinedBits, at);
      }
      at += length;
    }
    if (missing.every((bits) => bits === 0xff)) return { missing: { kind: "nowhere" } };
    return new OutsideMemory(memory, bytes, missing);
  }

  #piece(
    location: Location,
    length: number,
    memory: ValueMemory,
  ): OutsideMemoryBytes | { readonly missing: true } {
    switch (location.kind) {
      case "address": {
        const bytes = memory.bytes(location.address, length);
        if (bytes === undefined) return { missing: true };
        return { bytes, undefinedBits: memory.undefinedBits(location.address, length) };
      }
      case "value":
        return { bytes: bytesOf(location.value, length), undefinedBits: undefined };
      case "bytes":
        return { bytes: location.bytes.slice(0, length), undefinedBits: undefined };
      default:
        return { missing: true };
    }
  }
}

interface OutsideMemoryBytes {
  readonly bytes: Uint8Array;
  readonly undefinedBits: Uint8Array | undefined;
}

/** The lowest `length` bytes of it. */
function bytesOf(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, left = BigInt.asUintN(64, value); at < length; at++, left >>= 8n) {
    bytes[at] = Number(left & 0xffn);
  }
  return bytes;
}

/** What a variable's location asks: the frame, memory, and the function around it for the frame's base. */
class Surroundings implements ExpressionSurroundings {
  readonly #debug: ModuleDebug;
  readonly #scopes: Scopes;
  readonly #memory: ValueMemory;
  readonly #frame: ValueFrame | undefined;
  #inFrameBase = false;

  constructor(
    debug: ModuleDebug,
    scopes: Scopes,
    memory: ValueMemory,
    frame: ValueFrame | undefined,
  ) {
    this.#debug = debug;
    this.#scopes = scopes;
    this.#memory = memory;
    this.#frame = frame;
  }

  /** Where that is whose DW_AT_location or DW_AT_frame_base in `unit` is `location`. */
  locate(unit: Unit, location: AttributeValue | undefined): Location {
    const located = this.#debug.notes.attempt(() =>
      locationAt(unit.locations(location), this.#frame?.site ?? 0),
    );
    return located === undefined ? { kind: "nowhere" } : evaluate(located, unit, this);
  }

  local(index: number): bigint | undefined {
    return this.#frame?.local(index);
  }

  global(index: number): bigint | undefined {
    return this.#frame?.global(index);
  }

  frameBase(): Location {
    const scope = this.#frame && this.#scopes.subprogram(this.#frame.site);
    // One that counts from itself is damaged.
    if (scope === undefined || this.#inFrameBase) return { kind: "nowhere" };
    this.#inFrameBase = true;
    const { unit } = scope;
    const base = this.#debug.notes.attempt(() => {
      const entry = unit.entries(scope.entry);
      return entry.next() ? entry.attribute(DW_AT.frame_base) : undefined;
    });
    const location = this.locate(unit, base);
    this.#inFrameBase = false;
    // Locals begin as 0: the function has not made its frame yet.
    return location.kind === "value" && location.value === 0n ? { kind: "nowhere" } : location;
  }

  memory(address: number, size: number): bigint | undefined {
    const bytes = this.#memory.bytes(address, size);
    return bytes && unsignedOf(bytes);
  }
}

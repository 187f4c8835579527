/**
 * Location expressions (DWARF 5, 2.5 and 2.6): a small stack machine that says where a variable is, or
 * what it is. It knows nothing of memory and of WebAssembly's locals: it asks for what it needs. An
 * operation that is not known makes the one variable unreadable, with a reason.
 */
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import { DW_OP } from "./constants.ts";
import { readAddress } from "./encoding.ts";
import type { RangeContext } from "./ranges.ts";

/** What an expression may ask; undefined where nobody knows. */
export interface ExpressionSurroundings {
  /** A WebAssembly local of the function: its bits, without a sign. */
  local(index: number): bigint | undefined;
  /** A WebAssembly global. */
  global(index: number): bigint | undefined;
  /** What DW_AT_frame_base of the function is. */
  frameBase(): Location;
  /** `size` bytes of memory, at most 8, as a little-endian number. */
  memory(address: number, size: number): bigint | undefined;
}

export type Location =
  | { readonly kind: "address"; readonly address: number }
  /** It is nowhere in memory, and this is its value: the lowest bytes of it that its type needs. */
  | { readonly kind: "value"; readonly value: bigint }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "pieces"; readonly pieces: readonly Piece[] }
  /** Optimisation left nothing of it here. */
  | { readonly kind: "nowhere" }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface Piece {
  /** In bytes. */
  readonly size: number;
  readonly location: Location;
}

/** Real expressions have a dozen; a damaged one may jump back for ever. */
const MostOperations = 1000;
const MostPieces = 256;
const DeepestStack = 256;

/** What DW_OP_WASM_location says that it means (the WebAssembly tool conventions, "DWARF for WebAssembly"). */
const WasmPlace = { local: 0, global: 1, operandStack: 2, globalU32: 3 } as const;

/** Ends the evaluation: what the location is, after all. */
class Outcome {
  readonly location: Location;
  constructor(location: Location) {
    this.location = location;
  }
}

const Nowhere: Location = { kind: "nowhere" };

function unreadable(reason: string): Outcome {
  return new Outcome({ kind: "unreadable", reason });
}

/**
 * What the expression comes to. Never throws: broken ones are unreadable.
 * @param unit whose addresses it may refer to by index
 * @param start what is on the stack before: of a member's location its object's address
 */
export function evaluate(
  expression: Uint8Array,
  unit: RangeContext,
  surroundings: ExpressionSurroundings,
  ...start: readonly bigint[]
): Location {
  try {
    return new Evaluation(expression, unit, surroundings, start).run();
  } catch (thrown) {
    if (thrown instanceof Outcome) return thrown.location;
    if (!(thrown instanceof MalformedError)) throw thrown;
    return { kind: "unreadable", reason: "its location is damaged" };
  }
}

/** The WebAssembly locals that an expression asks for, as far as it can be read. */
export function localsOf(expression: Uint8Array, unit: RangeContext): readonly number[] {
  const asked = new Set<number>();
  evaluate(expression, unit, {
    local(index) {
      asked.add(index);
      return 0n;
    },
    global: () => 0n,
    frameBase: () => ({ kind: "value", value: 0n }),
    memory: () => 0n,
  });
  return [...asked];
}

/** Takes the stack's top, `b`, and what is below it. */
const Binary: ReadonlyMap<number, (a: bigint, b: bigint) => bigint> = new Map([
  [DW_OP.and, (a, b) => a & b],
  [DW_OP.div, (a, b) => signed(a) / divisor(signed(b))],
  [DW_OP.minus, (a, b) => a - b],
  [DW_OP.mod, (a, b) => a % divisor(b)],
  [DW_OP.mul, (a, b) => a * b],
  [DW_OP.or, (a, b) => a | b],
  [DW_OP.plus, (a, b) => a + b],
  [DW_OP.shl, (a, b) => (b < 64n ? a << b : 0n)],
  [DW_OP.shr, (a, b) => (b < 64n ? a >> b : 0n)],
  [DW_OP.shra, (a, b) => signed(a) >> (b < 64n ? b : 63n)],
  [DW_OP.xor, (a, b) => a ^ b],
  [DW_OP.eq, (a, b) => BigInt(a === b)],
  [DW_OP.ge, (a, b) => BigInt(signed(a) >= signed(b))],
  [DW_OP.gt, (a, b) => BigInt(signed(a) > signed(b))],
  [DW_OP.le, (a, b) => BigInt(signed(a) <= signed(b))],
  [DW_OP.lt, (a, b) => BigInt(signed(a) < signed(b))],
  [DW_OP.ne, (a, b) => BigInt(a !== b)],
] satisfies [number, (a: bigint, b: bigint) => bigint][]);

const Unary: ReadonlyMap<number, (a: bigint) => bigint> = new Map([
  [DW_OP.abs, (a) => (signed(a) < 0n ? -signed(a) : a)],
  [DW_OP.neg, (a) => -a],
  [DW_OP.not, (a) => ~a],
] satisfies [number, (a: bigint) => bigint][]);

/** What is written behind the operation is pushed. */
const Constants: ReadonlyMap<number, (reader: ByteReader) => bigint> = new Map([
  [DW_OP.const1u, (reader) => BigInt(reader.u8())],
  [DW_OP.const1s, (reader) => BigInt.asIntN(8, BigInt(reader.u8()))],
  [DW_OP.const2u, (reader) => BigInt(reader.u16())],
  [DW_OP.const2s, (reader) => BigInt.asIntN(16, BigInt(reader.u16()))],
  [DW_OP.const4u, (reader) => BigInt(reader.u32())],
  [DW_OP.const4s, (reader) => BigInt.asIntN(32, BigInt(reader.u32()))],
  [DW_OP.const8u, (reader) => reader.u64()],
  [DW_OP.const8s, (reader) => reader.u64()],
  [DW_OP.constu, (reader) => reader.uleb64()],
  [DW_OP.consts, (reader) => reader.sleb64()],
] satisfies [number, (reader: ByteReader) => bigint][]);

/** On the stack all numbers have 64 bits, so that a value of that size fits. Addresses are its lowest 32. */
function wrapped(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function signed(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw unreadable("its location divides by zero");
  return value;
}

class Evaluation {
  readonly #reader: ByteReader;
  readonly #unit: RangeContext;
  readonly #surroundings: ExpressionSurroundings;
  readonly #stack: bigint[];
  readonly #pieces: Piece[] = [];
  /** What the operations since the last piece came to, when it is no address on the stack. */
  #found: Location | undefined;

  constructor(
    expression: Uint8Array,
    unit: RangeContext,
    surroundings: ExpressionSurroundings,
    start: readonly bigint[],
  ) {
    this.#stack = start.map(wrapped);
    this.#reader = new ByteReader(expression, "a location in .debug_info");
    this.#unit = unit;
    this.#surroundings = surroundings;
  }

  run(): Location {
    if (this.#reader.atEnd) return Nowhere;
    for (let left = MostOperations; !this.#reader.atEnd; left--) {
      if (left === 0) throw unreadable("its location makes no end");
      this.#step(this.#reader.u8());
    }
    return this.#pieces.length > 0 ? { kind: "pieces", pieces: this.#pieces } : this.#simple();
  }

  /** A location that is not in pieces. */
  #simple(): Location {
    const found = this.#found;
    this.#found = undefined;
    return found ?? { kind: "address", address: address(this.#pop()) };
  }

  #step(operation: number): void {
    const value = this.#pushed(operation);
    if (value !== undefined) {
      this.#push(value);
      return;
    }
    const reader = this.#reader;
    switch (operation) {
      case DW_OP.drop:
        this.#pop();
        break;
      case DW_OP.swap:
        this.#turn(2);
        break;
      case DW_OP.rot:
        this.#turn(3);
        break;
      case DW_OP.skip:
        this.#jump(reader.u16());
        break;
      case DW_OP.bra: {
        const distance = reader.u16();
        if (this.#pop() !== 0n) this.#jump(distance);
        break;
      }
      case DW_OP.nop:
        break;
      case DW_OP.stack_value:
        this.#found = { kind: "value", value: this.#pop() };
        break;
      case DW_OP.implicit_value:
        this.#found = { kind: "bytes", bytes: reader.take(reader.uleb32()) };
        break;
      case DW_OP.piece:
        this.#piece(reader.uleb32());
        break;
      case DW_OP.entry_value:
      case DW_OP.GNU_entry_value:
        // What a parameter was at the call is not kept.
        throw new Outcome(Nowhere);
      default:
        throw unreadable(`its location needs the DWARF operation 0x${operation.toString(16)}`);
    }
  }

  /** What the operation leaves on the stack, if that is all that it does. */
  #pushed(operation: number): bigint | undefined {
    const reader = this.#reader;
    const { addressSize } = this.#unit.encoding;
    const binary = Binary.get(operation);
    if (binary !== undefined) {
      const top = this.#pop();
      return binary(this.#pop(), top);
    }
    const unary = Unary.get(operation);
    if (unary !== undefined) return unary(this.#pop());
    const constant = Constants.get(operation);
    if (constant !== undefined) return constant(reader);
    if (operation >= DW_OP.lit0 && operation <= DW_OP.lit31) return BigInt(operation - DW_OP.lit0);
    switch (operation) {
      case DW_OP.addr:
        return BigInt(readAddress(reader, addressSize));
      case DW_OP.addrx:
      case DW_OP.constx:
        return BigInt(this.#unit.addressAt(reader.uleb32()));
      case DW_OP.fbreg:
        return this.#frameBase() + reader.sleb64();
      case DW_OP.plus_uconst:
        return this.#pop() + reader.uleb64();
      case DW_OP.WASM_location:
        // LLVM: what a local has is an address, unless DW_OP_stack_value follows.
        return this.#wasmPlace();
      case DW_OP.deref:
        return this.#loaded(addressSize);
      case DW_OP.deref_size:
        return this.#loaded(reader.u8());
      case DW_OP.dup:
        return this.#peek(0);
      case DW_OP.over:
        return this.#peek(1);
      case DW_OP.pick:
        return this.#peek(reader.u8());
      default:
        return undefined;
    }
  }

  #wasmPlace(): bigint {
    const reader = this.#reader;
    const place = reader.u8();
    let value: bigint | undefined;
    switch (place) {
      case WasmPlace.local:
        value = this.#surroundings.local(reader.uleb32());
        break;
      case WasmPlace.global:
        value = this.#surroundings.global(reader.uleb32());
        break;
      case WasmPlace.globalU32:
        value = this.#surroundings.global(reader.u32());
        break;
      case WasmPlace.operandStack:
        // Nobody can look at it from outside.
        throw new Outcome(Nowhere);
      default:
        throw unreadable(`its location is in the unknown place ${place}`);
    }
    if (value === undefined) throw unreadable("the engine keeps it where it was not saved");
    return value;
  }

  #frameBase(): bigint {
    const base = this.#surroundings.frameBase();
    switch (base.kind) {
      case "address":
        return BigInt(base.address);
      case "value":
        return base.value;
      case "nowhere":
      case "unreadable":
        throw new Outcome(base);
      default:
        throw unreadable("its function's frame is not known");
    }
  }

  #loaded(size: number): bigint {
    const at = address(this.#pop());
    if (size < 1 || size > 8) throw unreadable(`its location reads ${size} bytes at once`);
    const value = this.#surroundings.memory(at, size);
    if (value === undefined) throw unreadable("its location leads out of memory");
    return value;
  }

  #piece(size: number): void {
    if (this.#pieces.length === MostPieces) throw unreadable("it is in too many pieces");
    const empty = this.#found === undefined && this.#stack.length === 0;
    this.#pieces.push({ size, location: empty ? Nowhere : this.#simple() });
  }

  #jump(distance: number): void {
    this.#reader.seek(this.#reader.position + ((distance << 16) >> 16));
  }

  /** The top goes below `count` − 1 others. */
  #turn(count: number): void {
    const top = this.#pop();
    if (this.#stack.length < count - 1) throw unreadable("its location is damaged");
    this.#stack.splice(this.#stack.length - (count - 1), 0, top);
  }

  #push(value: bigint): void {
    if (this.#stack.length === DeepestStack) throw unreadable("its location makes no end");
    this.#stack.push(wrapped(value));
  }

  #pop(): bigint {
    const value = this.#stack.pop();
    if (value === undefined) throw unreadable("its location is damaged");
    return value;
  }

  #peek(depth: number): bigint {
    const value = this.#stack.at(-1 - depth);
    if (value === undefined) throw unreadable("its location is damaged");
    return value;
  }
}

function address(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

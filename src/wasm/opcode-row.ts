/** The columns of the opcode table, and what its rows are written with. */
import type { ValueType } from "./module.ts";

/** What follows the opcode, and where `InstructionCursor` leaves it. */
export type Immediates =
  | "none"
  /** a: a block type (5.4.1) as a signed number: a type index, −64 for none, or a value type − 128. */
  | "block"
  /** a: how many labels out. */
  | "label"
  /** labels: the branch targets, the default one last. */
  | "labels"
  /** a: a tag's index. */
  | "tag"
  /** a: a function index. */
  | "function"
  /** a: a type index, b: a table index. */
  | "callIndirect"
  /** a: a local's index. */
  | "local"
  /** a: a global's index. */
  | "global"
  /** a: a table index. */
  | "table"
  /** a, b: the table copied to and the one copied from. */
  | "tables"
  /** a: an element segment's index, b: a table index. */
  | "elementTable"
  /** a: an element segment's index. */
  | "element"
  /** a: log₂ of the alignment, b: the static offset, 0 … 2³²−1. */
  | "memarg"
  /** The same, and `lane`: which of a vector's lanes is loaded or stored. */
  | "memargLane"
  /** lane: which of a vector's lanes is meant. */
  | "lane"
  /** Sixteen lanes of two vectors of bytes: the instruction's last bytes. */
  | "lanes"
  /** One byte, always 0. */
  | "fence"
  /** a: a memory index, always 0. */
  | "memory"
  /** a, b: the memory copied to and the one copied from, always 0. */
  | "memories"
  /** a: a data segment's index, b: a memory index, always 0. */
  | "dataMemory"
  /** a: a data segment's index. */
  | "data"
  /** a: the constant, signed. */
  | "i32"
  /** Constants that are passed over: their bytes are the instruction's after the first. */
  | "i64"
  | "f32"
  | "f64"
  | "v128"
  /** a: a reference type's byte. */
  | "refType"
  /** a: the one value type's byte. */
  | "selectType";

/** How many bytes a load or store is about. */
export type AccessWidth = 1 | 2 | 4 | 8 | 16;

/** What an instruction does to linear memory. */
export type MemoryEffect =
  | { readonly kind: "none" }
  | {
      readonly kind: "load";
      /** What lies on the operand stack afterwards. */
      readonly type: ValueType;
      /** Bytes in memory. */
      readonly width: AccessWidth;
      /** Whether a narrow value, or each lane of one, is sign-extended; false for full-width loads. */
      readonly signed: boolean;
    }
  | { readonly kind: "store"; readonly type: ValueType; readonly width: AccessWidth }
  | AtomicEffect
  /** The range's length is an operand, the last one. */
  | { readonly kind: "bulk"; readonly reads: boolean; readonly writes: boolean }
  | { readonly kind: "size" }
  | { readonly kind: "grow" };

/** At an address that is a multiple of the width. */
export interface AtomicEffect {
  readonly kind: "atomic";
  readonly does:
    | "load"
    | "store"
    /** What is there and the operand, combined; xchg puts the operand there as it is. */
    | "add"
    | "sub"
    | "and"
    | "or"
    | "xor"
    | "xchg"
    /** The second operand, if the first one is there. */
    | "cmpxchg"
    /** For a change by another thread, or an end to that. */
    | "wait"
    | "notify";
  /** Of what is loaded or stored; a narrow value is zero-extended. */
  readonly type: typeof ValueType.i32 | typeof ValueType.i64;
  readonly width: 1 | 2 | 4 | 8;
}

export interface OpcodeRow<Name extends string = string> {
  /** The opcode byte, or `prefix << 8 | number`. */
  readonly code: number;
  /** As in the text format. */
  readonly name: Name;
  readonly immediates: Immediates;
  /** What it takes from the operand stack, the topmost last. Empty when `contextual`. */
  readonly params: readonly ValueType[];
  /** What it leaves there. Empty when `contextual`. */
  readonly results: readonly ValueType[];
  /** Its type depends on immediates, the module, the stack or the block: see `typing.ts`. */
  readonly contextual: boolean;
  readonly memory: MemoryEffect;
  /** How many lanes its lane immediates choose from; 0 when it has none. */
  readonly lanes: number;
}

const untouched: MemoryEffect = { kind: "none" };

export function load(type: ValueType, width: AccessWidth, sign?: "signed"): MemoryEffect {
  return { kind: "load", type, width, signed: sign === "signed" };
}
export function store(type: ValueType, width: AccessWidth): MemoryEffect {
  return { kind: "store", type, width };
}
export function atomic(
  does: AtomicEffect["does"],
  type: AtomicEffect["type"],
  width: AtomicEffect["width"],
): AtomicEffect {
  return { kind: "atomic", does, type, width };
}
export function bulk(...does: ("reads" | "writes")[]): MemoryEffect {
  return { kind: "bulk", reads: does.includes("reads"), writes: does.includes("writes") };
}

/** An instruction that always has the same type. */
export function fixed<const Name extends string>(
  code: number,
  name: Name,
  immediates: Immediates,
  params: readonly ValueType[],
  results: readonly ValueType[],
  memory: MemoryEffect = untouched,
  lanes = 0,
): OpcodeRow<Name> {
  return { code, name, immediates, params, results, contextual: false, memory, lanes };
}

/** An instruction whose type depends on where it stands. */
export function contextual<const Name extends string>(
  code: number,
  name: Name,
  immediates: Immediates,
): OpcodeRow<Name> {
  const memory = untouched;
  return { code, name, immediates, params: [], results: [], contextual: true, memory, lanes: 0 };
}

/**
 * Where an operand comes from, as far as a look along straight-line code tells: a constant, or the
 * stack pointer at the function's entry less a constant. Unoptimised code addresses nearly everything
 * that way, and such an access needs no check.
 *
 * Only operands pushed since the last control instruction are followed, and locals that are set at one place
 * only: no compiler reads a local that it has not set. Anything else, or anything that the rules below do not
 * name, is unknown. What is called known removes a check, so a rule has to be certain: the frame's rests on
 * clang's prologue, which stands before all other code of a function:
 *
 *     entry          the stack pointer as it was
 *     entry − size   the frame's lowest address; with `& −align` behind it, perhaps a little lower
 *
 * Places in the frame are counted from its top, which is `size` above the lowest address: in an aligned frame
 * that is not where the stack pointer was, so the two are told apart.
 */
import { Op, type OpcodeRow } from "../wasm/opcodes.ts";

export type Provenance =
  | { readonly kind: "unknown" }
  | { readonly kind: "constant"; readonly value: number }
  /** The stack pointer as it was when the function was entered. */
  | { readonly kind: "entry" }
  /** Bytes above the frame's top (mostly negative). */
  | { readonly kind: "frame"; readonly offset: number }
  /** A place in the frame, as the number of its granule, counted from the top. */
  | { readonly kind: "granule"; readonly offset: number };

const UnknownKind = 0;
const ConstantKind = 1;
const EntryKind = 2;
const FrameKind = 3;
const GranuleKind = 4;
type Kind =
  | typeof UnknownKind
  | typeof ConstantKind
  | typeof EntryKind
  | typeof FrameKind
  | typeof GranuleKind;

const Unknown: Provenance = { kind: "unknown" };
const AtEntry: Provenance = { kind: "entry" };
interface KnownLocal {
  readonly kind: Kind;
  readonly value: number;
  readonly forGood: boolean;
}
/** Of the stack pointer, where functions call each other. */
const StackAlignment = 16;
/** Operands beyond this many are not followed: straight-line code hardly has ten. */
const Followed = 64;

/**
 * One for a module, used for one function after the other. Fixed arrays and a depth: setting an array's
 * length was an eighth of the time of rewriting.
 */
export class OperandProvenance {
  readonly #kinds = new Uint8Array(Followed);
  readonly #values = new Int32Array(Followed);
  #depth = 0;
  /** Locals known to hold a constant or an address of the stack; those that no other code sets keep it for good. */
  readonly #locals = new Map<number, KnownLocal>();
  #entry = true;
  /** The frame's lowest address was rounded down: its top is not where the stack pointer was. */
  #aligned = false;
  /** The frame's top is a multiple of `#alignment` plus this. */
  #topRemainder = 0;
  #alignment = StackAlignment;
  readonly #stackGlobal: number | undefined;
  #setsOf: (local: number) => number = () => 0;
  /** How often each local was set in the entry code. */
  readonly #setsSeen = new Map<number, number>();

  /** @param stackGlobal the stack pointer's global, when the module has one */
  constructor(stackGlobal: number | undefined) {
    this.#stackGlobal = stackGlobal;
  }

  /**
   * Starts anew at a function's first instruction.
   * @param setsOf at how many places the function sets that local
   */
  enter(setsOf: (local: number) => number): void {
    this.#depth = 0;
    this.#entry = true;
    this.#aligned = false;
    this.#topRemainder = 0;
    this.#alignment = StackAlignment;
    this.#setsOf = setsOf;
    this.#setsSeen.clear();
    this.#locals.clear();
  }

  get aligned(): boolean {
    return this.#aligned;
  }

  /** The operand `below` places under the top (0: the top). */
  peek(below: number): Provenance {
    const at = this.#depth - 1 - below;
    if (at < 0) return Unknown;
    switch (this.#kinds[at]) {
      case ConstantKind:
        return { kind: "constant", value: this.#values[at]! };
      case EntryKind:
        return AtEntry;
      case FrameKind:
        return { kind: "frame", offset: this.#values[at]! };
      case GranuleKind:
        return { kind: "granule", offset: this.#values[at]! };
      default:
        return Unknown;
    }
  }

  /** An instruction that is not `contextual` in the opcode table. */
  fixed(row: OpcodeRow, constant: number): void {
    if (row.code === Op.i32Const) {
      this.#push(ConstantKind, constant);
      return;
    }
    const top = this.#depth - 1;
    if (top > 0 && this.#kinds[top] === ConstantKind) {
      if (this.#withConstant(row.code, top - 1, this.#values[top]!)) {
        this.#depth--;
        return;
      }
    }
    this.pop(row.params.length);
    for (let each = row.results.length; each > 0; each--) this.#push(UnknownKind, 0);
  }

  /** Carries out an instruction on operand `at` and a constant; false when it is not known what that gives. */
  #withConstant(opcode: number, at: number, constant: number): boolean {
    const kind = this.#kinds[at];
    switch (opcode) {
      case Op.i32Add:
      case Op.i32Sub: {
        const added = opcode === Op.i32Add ? constant : -constant;
        if (kind === EntryKind) {
          if (this.#aligned) return false;
          this.#kinds[at] = FrameKind;
          this.#values[at] = added;
        } else {
          this.#values[at]! += added;
        }
        return true;
      }
      case Op.i32And:
        return this.#align(at, constant);
      case Op.i32Or: {
        // A sum, where the bits are known to be 0.
        const unit = kind === FrameKind ? 1 : kind === GranuleKind ? 8 : 0;
        const bytes = constant * unit;
        const remainder = this.#values[at]! * unit + this.#topRemainder;
        if (bytes <= 0 || bytes >= this.#alignment || (remainder & bytes) !== 0) return false;
        this.#values[at]! += constant;
        return true;
      }
      case Op.i32ShrU:
        if (kind !== FrameKind || constant !== 3 || (this.#values[at]! & 7) !== 0) return false;
        this.#kinds[at] = GranuleKind;
        this.#values[at]! >>= 3;
        return true;
      default:
        return false;
    }
  }

  /** The frame's lowest address, rounded down. From here on it is what the frame is counted from. */
  #align(at: number, mask: number): boolean {
    const isPowerOf2 = (-mask & (-mask - 1)) === 0;
    if (this.#kinds[at] !== FrameKind || !this.#entry || this.#aligned || mask >= 0 || !isPowerOf2)
      return false;
    this.#aligned = true;
    this.#alignment = -mask;
    this.#topRemainder = -this.#values[at]! & (this.#alignment - 1);
    // What was counted from the other top is no longer known.
    for (const [local, { kind }] of this.#locals) {
      if (kind === FrameKind || kind === GranuleKind) this.#locals.delete(local);
    }
    for (let other = 0; other < at; other++) this.#kinds[other] = UnknownKind;
    return true;
  }

  pop(count: number): void {
    this.#depth = count > this.#depth ? 0 : this.#depth - count;
  }

  pushUnknown(count: number): void {
    for (let each = count; each > 0; each--) this.#push(UnknownKind, 0);
  }

  localGet(local: number): void {
    // Most functions have none, most of the time.
    const known = this.#locals.size === 0 ? undefined : this.#locals.get(local);
    if (known === undefined) this.#push(UnknownKind, 0);
    else this.#push(known.kind, known.value);
  }

  /** local.set and, with `keep`, local.tee. */
  localSet(local: number, keep: boolean): void {
    const top = this.#depth - 1;
    const kind = (top >= 0 ? this.#kinds[top] : UnknownKind) as Kind;
    let seen = 1;
    if (this.#entry) {
      seen = (this.#setsSeen.get(local) ?? 0) + 1;
      this.#setsSeen.set(local, seen);
    }
    const forGood = kind !== UnknownKind && this.#setsOf(local) === seen;
    if (kind !== UnknownKind && (this.#entry || forGood)) {
      this.#locals.set(local, { kind, value: this.#values[top]!, forGood });
    } else if (this.#locals.size > 0) {
      this.#locals.delete(local);
    }
    if (!keep) this.pop(1);
  }

  /** In the entry code, as long as nothing set it, the stack pointer is what it was at entry. */
  globalGet(global: number, moved: boolean): void {
    const atEntry = global === this.#stackGlobal && this.#entry && !moved;
    this.#push(atEntry ? EntryKind : UnknownKind, 0);
  }

  /** Control flow divides or joins here: what is known of operands and of most locals ends. */
  control(): void {
    this.#depth = 0;
    if (!this.#entry) return;
    this.#entry = false;
    for (const [local, known] of this.#locals) if (!known.forGood) this.#locals.delete(local);
  }

  #push(kind: Kind, value: number): void {
    // What is forgotten here is older than all that can be asked for.
    if (this.#depth === Followed) this.#depth = 0;
    this.#kinds[this.#depth] = kind;
    this.#values[this.#depth++] = value;
  }
}

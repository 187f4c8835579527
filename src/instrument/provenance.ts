/**
 * Where an operand comes from, as far as a look along straight-line code tells: a constant, or the
 * stack pointer at the function's entry plus a constant. Unoptimised code addresses nearly everything
 * that way, and such an access needs no check.
 *
 * Only operands pushed since the last control instruction are followed; anything older, or anything that
 * the rules below do not name, is unknown. What is called known removes a check, so a rule has to be
 * certain: the frame's rests on clang's prologue, which stands before all other code of a function.
 */
import { Op, type OpcodeRow } from "../wasm/opcodes.ts";

export type Provenance =
  | { readonly kind: "unknown" }
  | { readonly kind: "constant"; readonly value: number }
  /** Bytes above the stack pointer as it was when the function was entered (mostly negative). */
  | { readonly kind: "frame"; readonly offset: number };

const UnknownKind = 0;
const ConstantKind = 1;
const FrameKind = 2;
type Kind = typeof UnknownKind | typeof ConstantKind | typeof FrameKind;

const Unknown: Provenance = { kind: "unknown" };
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
  /** Locals known to hold an address in the frame; those set just once keep it for good. */
  readonly #locals = new Map<number, { readonly offset: number; readonly forGood: boolean }>();
  #entry = true;
  readonly #stackGlobal: number | undefined;
  #setOnce: (local: number) => boolean = () => false;

  /** @param stackGlobal the stack pointer's global, when the module has one */
  constructor(stackGlobal: number | undefined) {
    this.#stackGlobal = stackGlobal;
  }

  /**
   * Starts anew at a function's first instruction.
   * @param setOnce whether the function sets that local at one place only
   */
  enter(setOnce: (local: number) => boolean): void {
    this.#depth = 0;
    this.#entry = true;
    this.#setOnce = setOnce;
    this.#locals.clear();
  }

  /** The operand `below` places under the top (0: the top). */
  peek(below: number): Provenance {
    const at = this.#depth - 1 - below;
    if (at < 0) return Unknown;
    switch (this.#kinds[at]) {
      case ConstantKind:
        return { kind: "constant", value: this.#values[at]! };
      case FrameKind:
        return { kind: "frame", offset: this.#values[at]! };
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
    const adds = row.code === Op.i32Add;
    if ((adds || row.code === Op.i32Sub) && top > 0 && this.#kinds[top] === ConstantKind) {
      const value = this.#values[top]!;
      this.#values[top - 1]! += adds ? value : -value;
      this.#depth--;
      return;
    }
    this.pop(row.params.length);
    for (let each = row.results.length; each > 0; each--) this.#push(UnknownKind, 0);
  }

  pop(count: number): void {
    this.#depth = count > this.#depth ? 0 : this.#depth - count;
  }

  pushUnknown(count: number): void {
    for (let each = count; each > 0; each--) this.#push(UnknownKind, 0);
  }

  localGet(local: number): void {
    const known = this.#locals.get(local);
    if (known === undefined) this.#push(UnknownKind, 0);
    else this.#push(FrameKind, known.offset);
  }

  /** local.set and, with `keep`, local.tee. */
  localSet(local: number, keep: boolean): void {
    const top = this.#depth - 1;
    if (this.#entry && top >= 0 && this.#kinds[top] === FrameKind) {
      this.#locals.set(local, { offset: this.#values[top]!, forGood: this.#setOnce(local) });
    } else {
      this.#locals.delete(local);
    }
    if (!keep) this.pop(1);
  }

  /** In the entry code, as long as nothing set it, the stack pointer is what it was at entry. */
  globalGet(global: number, moved: boolean): void {
    if (global === this.#stackGlobal && this.#entry && !moved) this.#push(FrameKind, 0);
    else this.#push(UnknownKind, 0);
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

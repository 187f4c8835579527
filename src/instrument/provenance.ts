/**
 * Where an operand comes from, as far as a look along straight-line code tells: a constant, or the
 * stack pointer at the function's entry plus a constant. Unoptimised code addresses nearly everything
 * that way, and such an access needs no check.
 *
 * Only operands pushed since the last control instruction are followed. Anything older, or anything
 * that the rules below do not name, is unknown; so a mistake in here can only cost speed as long as
 * every instruction's operands are counted, which the opcode table does.
 */
import { Op, type OpcodeRow } from "../wasm/opcodes.ts";

export type Provenance =
  | { readonly kind: "unknown" }
  | { readonly kind: "constant"; readonly value: number }
  /** Bytes above the stack pointer as it was when the function was entered (mostly negative). */
  | { readonly kind: "frame"; readonly offset: number };

const Unknown = 0;
const Constant = 1;
const Frame = 2;
type Kind = typeof Unknown | typeof Constant | typeof Frame;

export class OperandProvenance {
  #kinds: Kind[] = [];
  #values: number[] = [];
  /** Locals known to hold an address in the frame; those set just once keep it for good. */
  readonly #locals = new Map<number, { readonly offset: number; readonly forGood: boolean }>();
  #entry = true;
  readonly #stackGlobal: number | undefined;
  readonly #setOnce: (local: number) => boolean;

  /**
   * @param stackGlobal the stack pointer's global, when the module has one
   * @param setOnce whether the function sets that local at one place only
   */
  constructor(stackGlobal: number | undefined, setOnce: (local: number) => boolean) {
    this.#stackGlobal = stackGlobal;
    this.#setOnce = setOnce;
  }

  /** The operand `depth` places below the top (0: the top). */
  peek(depth: number): Provenance {
    const at = this.#kinds.length - 1 - depth;
    switch (this.#kinds[at]) {
      case Constant:
        return { kind: "constant", value: this.#values[at]! };
      case Frame:
        return { kind: "frame", offset: this.#values[at]! };
      default:
        return { kind: "unknown" };
    }
  }

  /** An instruction that is not `contextual` in the opcode table. */
  fixed(row: OpcodeRow, constant: number): void {
    const kinds = this.#kinds;
    const top = kinds.length - 1;
    if (row.code === Op.i32Const) {
      this.#push(Constant, constant);
      return;
    }
    if ((row.code === Op.i32Add || row.code === Op.i32Sub) && kinds[top] === Constant) {
      const below = kinds[top - 1] ?? Unknown;
      const sign = row.code === Op.i32Add ? 1 : -1;
      const sum = ((this.#values[top - 1] ?? 0) + sign * this.#values[top]!) | 0;
      this.pop(2);
      this.#push(below, sum);
      return;
    }
    this.pop(row.params.length);
    for (let each = row.results.length; each > 0; each--) this.#push(Unknown, 0);
  }

  pop(count: number): void {
    const length = Math.max(0, this.#kinds.length - count);
    this.#kinds.length = length;
    this.#values.length = length;
  }

  pushUnknown(count: number): void {
    for (let each = count; each > 0; each--) this.#push(Unknown, 0);
  }

  localGet(local: number): void {
    const known = this.#locals.get(local);
    if (known === undefined) this.#push(Unknown, 0);
    else this.#push(Frame, known.offset);
  }

  /** local.set and, with `keep`, local.tee. */
  localSet(local: number, keep: boolean): void {
    const top = this.#kinds.length - 1;
    if (this.#kinds[top] === Frame && this.#entry) {
      this.#locals.set(local, { offset: this.#values[top]!, forGood: this.#setOnce(local) });
    } else {
      this.#locals.delete(local);
    }
    if (!keep) this.pop(1);
  }

  /** In the entry code, as long as nothing set it, the stack pointer is what it was at entry. */
  globalGet(global: number, moved: boolean): void {
    if (global === this.#stackGlobal && this.#entry && !moved) this.#push(Frame, 0);
    else this.#push(Unknown, 0);
  }

  /** Control flow divides or joins here: what is known of operands and of most locals ends. */
  control(): void {
    this.#kinds.length = 0;
    this.#values.length = 0;
    if (!this.#entry) return;
    this.#entry = false;
    for (const [local, known] of this.#locals) if (!known.forGood) this.#locals.delete(local);
  }

  #push(kind: Kind, value: number): void {
    this.#kinds.push(kind);
    this.#values.push(value);
  }
}

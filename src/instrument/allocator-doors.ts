/**
 * Whether functions that nobody knows reach into the allocator. Optimisers put `free` or `realloc` into the one
 * function that calls it, and a module without names may export malloc and free and keep realloc for itself. To carry
 * out only some of these would give the others blocks that they know nothing of.
 *
 * An allocator keeps its state at addresses that the linker has fixed. So it is looked for stores to the addresses
 * that the known functions, and what these call, store to. One address alone may be errno.
 */
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import type { HookName } from "./abi.ts";
import { mayHave } from "./code-search.ts";
import { OperandProvenance } from "./provenance.ts";

const CALLS = [Op.call, Op.returnCall] as const;
/** How many calls deep the state is looked for, and the functions that may store to it. */
const StateDepth = 2;
const InsideDepth = 3;
/** Different addresses of it that only an allocator stores to. */
const FewestOfState = 2;

/**
 * @param family functions by their original index, and what they are
 * @param hasNames otherwise exports have named the family, and malloc and free must prove to be of one kind
 */
export function hasOtherDoors(
  module: WasmModule,
  imported: number,
  family: ReadonlyMap<number, HookName>,
  hasNames: boolean,
): boolean {
  // Rust's four functions are found all together or not at all (rust-symbols.ts).
  const parts = [...family].filter(([, hook]) => !hook.startsWith("__rust_"));
  if (parts.length === 0) return false;
  const code = new CodeReader(module, imported);
  if (!hasNames && !sharesState(code, family)) return true;
  const roots = parts.map(([func]) => func);
  const inside = code.calledFrom(roots, InsideDepth);
  const state = code.stateOf(code.calledFrom(roots, StateDepth));
  if (state.size < FewestOfState) return false;
  const rooms = new Set(
    [...inside].filter((func) => !family.has(func) && code.leadsToState(func, inside)),
  );
  for (let own = 0; own < module.bodies.length; own++) {
    const func = imported + own;
    if (inside.has(func)) continue;
    if (code.mayStoreTo(func, state) && code.storesToMany(func, state)) return true;
    if (!code.mayCall(func, rooms)) continue;
    if ([...code.callsOf(func)].some((callee) => rooms.has(callee))) return true;
  }
  return false;
}

/** malloc's state and free's have something in common. */
function sharesState(code: CodeReader, family: ReadonlyMap<number, HookName>): boolean {
  const stateOf = (wanted: HookName) => {
    const roots = [...family].filter(([, hook]) => hook === wanted).map(([func]) => func);
    return code.stateOf(code.calledFrom(roots, StateDepth));
  };
  const mallocs = stateOf("malloc");
  return [...stateOf("free")].some((address) => mallocs.has(address));
}

class CodeReader {
  readonly #module: WasmModule;
  readonly #imported: number;
  readonly #operands = new OperandProvenance(undefined);
  readonly #read = new Map<number, { readonly stores: Set<number>; readonly calls: Set<number> }>();

  constructor(module: WasmModule, imported: number) {
    this.#module = module;
    this.#imported = imported;
  }

  /** The functions themselves, and what they call directly, so many calls deep. */
  calledFrom(roots: readonly number[], depth: number): ReadonlySet<number> {
    const found = new Set(roots);
    let last = roots;
    for (let level = 0; level < depth; level++) {
      last = last.flatMap((func) => [...this.callsOf(func)]).filter((func) => !found.has(func));
      for (const func of last) found.add(func);
    }
    return found;
  }

  stateOf(functions: Iterable<number>): ReadonlySet<number> {
    return new Set([...functions].flatMap((func) => [...this.storesOf(func)]));
  }

  storesOf(func: number): ReadonlySet<number> {
    return this.#readBody(func).stores;
  }

  callsOf(func: number): ReadonlySet<number> {
    return this.#readBody(func).calls;
  }

  /** Whether a function, or one of `inside` that it calls, is one that only an allocator has. */
  leadsToState(func: number, inside: ReadonlySet<number>): boolean {
    const reached = this.calledFrom([func], InsideDepth);
    return [...reached].some(
      (each) => inside.has(each) && this.storesOf(each).size >= FewestOfState,
    );
  }

  storesToMany(func: number, state: ReadonlySet<number>): boolean {
    return [...this.storesOf(func)].filter((address) => state.has(address)).length >= FewestOfState;
  }

  /** Whether bytes look like a store at one of these offsets; most functions are spared the reading then. */
  mayStoreTo(func: number, state: ReadonlySet<number>): boolean {
    const code = this.#bodyOf(func)?.code;
    // Behind the opcode the alignment, then the offset.
    return code !== undefined && mayHave(code, Op.i32Store, (offset) => state.has(offset), 1);
  }

  mayCall(func: number, callees: ReadonlySet<number>): boolean {
    const code = this.#bodyOf(func)?.code;
    const isWanted = (callee: number) => callees.has(callee);
    return code !== undefined && CALLS.some((opcode) => mayHave(code, opcode, isWanted));
  }

  #bodyOf(func: number): FunctionBody | undefined {
    return this.#module.bodies[func - this.#imported];
  }

  #readBody(func: number) {
    let read = this.#read.get(func);
    if (read === undefined) {
      read = { stores: new Set<number>(), calls: new Set<number>() };
      this.#read.set(func, read);
      const body = this.#bodyOf(func);
      if (body !== undefined) this.#collect(body, read.stores, read.calls);
    }
    return read;
  }

  #collect({ code, offset }: FunctionBody, stores: Set<number>, calls: Set<number>): void {
    const operands = this.#operands;
    operands.enter(() => 0);
    operands.control();
    const cursor = new InstructionCursor(code, "the code section", offset);
    while (cursor.next()) {
      const { opcode, row, a } = cursor;
      if (CALLS.some((call) => call === opcode)) calls.add(a);
      if (opcode === Op.i32Store) {
        const address = operands.peek(1);
        if (address.kind === "constant") stores.add(address.value + cursor.b);
      }
      switch (opcode) {
        case Op.localGet:
        case Op.globalGet:
          operands.pushUnknown(1);
          break;
        case Op.localSet:
        case Op.drop:
          operands.pop(1);
          break;
        case Op.localTee:
          break;
        default:
          if (row.contextual) operands.control();
          else operands.fixed(row, a);
      }
    }
  }
}

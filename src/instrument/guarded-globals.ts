/**
 * The global variables behind which clang's AddressSanitizer pass lays redzones. Its code registers them when the
 * program starts, from a table in the module's data; it is read from there, so that they are known before
 * anything runs, and accesses to constant addresses need no check.
 *
 *     asan.module_ctor: … i32.const table; i32.const count; call $__asan_register_globals
 *
 * A row (`__asan_global`, compiler-rt/lib/asan/asan_interface_internal.h) is eight words: address, size, size with its
 * redzone, name, module, and three that are of no concern here. Addresses and sizes with redzones are
 * multiples of 32.
 */
import { InstructionCursor } from "../wasm/instructions.ts";
import type { WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { StaticData } from "./static-data.ts";

export interface GuardedGlobal {
  readonly start: number;
  /** Bytes; the redzone goes from there to `end`. */
  readonly size: number;
  readonly end: number;
  /** As the compiler knows it: `counter`, `main.counter` for a static local, `.str.1` for a literal. */
  readonly name: string;
}

const Constructor = "asan.module_ctor";
const Register = "__asan_register_globals";
const RowBytes = 32;
const Alignment = 32;

/** By address; empty when the module was compiled without redzones. */
export function findGuardedGlobals(module: WasmModule, imported: number): GuardedGlobal[] {
  const names = functionNames(module);
  const constructors = [...names].filter(([, name]) => name === Constructor);
  if (constructors.length === 0) return [];
  const register = [...names].find(([, name]) => name === Register)?.[0];
  const data = new StaticData(module);
  const tables = constructors.flatMap(([func]) => tablesIn(module, func - imported, register));
  return tables
    .flatMap(({ address, count }) => rowsOf(data, address, count))
    .sort((a, b) => a.start - b.start);
}

interface Table {
  readonly address: number;
  readonly count: number;
}

function tablesIn(module: WasmModule, own: number, register: number | undefined): Table[] {
  const body = module.bodies[own];
  if (body === undefined) return [];
  const cursor = new InstructionCursor(body.code, "a constructor", body.offset);
  const tables: Table[] = [];
  let constants: number[] = [];
  while (cursor.next()) {
    if (cursor.opcode === Op.i32Const) {
      constants.push(cursor.a);
      continue;
    }
    const [address, count] = constants.slice(-2);
    if (cursor.opcode === Op.call && cursor.a === register && address && count) {
      tables.push({ address: address >>> 0, count: count >>> 0 });
    }
    constants = [];
  }
  return tables;
}

function rowsOf(data: StaticData, address: number, count: number): GuardedGlobal[] {
  const bytes = data.from(address);
  if (bytes === undefined || count > bytes.length / RowBytes) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, row) => {
    const word = (index: number) => view.getUint32(row * RowBytes + 4 * index, true);
    const [start, size] = [word(0), word(1)];
    return { start, size, end: start + word(2), name: data.string(word(3)) ?? "" };
  }).filter(({ start, size, end }) => {
    return start % Alignment === 0 && end % Alignment === 0 && start + size <= end;
  });
}

/** Whether [first, last), no longer than a redzone, touches one. `guarded` is sorted. */
export function touchesRedzone(
  guarded: readonly GuardedGlobal[],
  first: number,
  last: number,
): boolean {
  return [guardedAt(guarded, first), guardedAt(guarded, last - 1)].some(
    (near) => near !== undefined && last > near.start + near.size && first < near.end,
  );
}

/** The last one that does not begin behind the address. */
export function guardedAt(
  guarded: readonly GuardedGlobal[],
  address: number,
): GuardedGlobal | undefined {
  let low = 0;
  let high = guarded.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (guarded[middle]!.start <= address) low = middle + 1;
    else high = middle;
  }
  return guarded[low - 1];
}

/**
 * A module that has one exported function for each load and store of the opcode table at several
 * static offsets, and for each bulk instruction, rewritten and instantiated with hooks that note what
 * they are asked. It is for tests of the checks themselves, so there is no heap and no host.
 */
import type { CodeOffset, TypeIndex } from "../../src/bytes/brand.ts";
import { HOOKS, HookModule, MemoryImport, unpackAccess } from "../../src/instrument/abi.ts";
import { CodeBuilder } from "../../src/instrument/code-builder.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { AddressShadow } from "../../src/shadow/addressability.ts";
import type { Layout } from "../../src/shadow/layout.ts";
import { type FunctionType, ValueType, type WasmModule } from "../../src/wasm/module.ts";
import { OPCODES, Op, type OpcodeRow } from "../../src/wasm/opcodes.ts";

export const ProgramBytes = 0x20000;
export const StaticOffsets = [0, 1, 4, 0x7fffffff, 0xfffffff8, 0xffffffff] as const;

/** Thrown by the hook: the access was refused and is not to be carried out. */
export class Refused extends Error {}

export interface AccessFunction {
  readonly row: OpcodeRow;
  /** Bytes; 0 for bulk instructions, whose length is an operand. */
  readonly size: number;
  readonly offset: number;
  readonly write: boolean;
  /** Carries it out at `address`; of bulk instructions, on `length` bytes. */
  readonly at: (address: number, length?: number) => unknown;
}

export interface AccessModule {
  readonly layout: Layout;
  readonly bytes: Uint8Array;
  readonly shadow: AddressShadow;
  readonly functions: readonly AccessFunction[];
  /** [address, size, write] of each refusal, in order. */
  readonly refusals: (readonly [address: number, size: number, write: boolean])[];
}

/** @param definedness whether V bits are followed too: other code checks the access then */
export function accessModule(definedness: boolean): AccessModule {
  const rows = OPCODES.flatMap((row) =>
    widthOf(row) > 0
      ? StaticOffsets.map((offset) => ({ row, offset }))
      : row.memory.kind === "bulk"
        ? [{ row, offset: 0 }]
        : [],
  );
  const module: WasmModule = {
    types: rows.map(({ row }) => typeOf(row)),
    imports: [],
    functions: rows.map((_, at) => at as TypeIndex),
    tables: [],
    memories: [{ min: ProgramBytes / 0x10000 }],
    globals: [],
    exports: rows.map((_, index) => ({ name: `f${index}`, kind: "function", index })),
    elements: [],
    dataCount: 1,
    bodies: rows.map(({ row, offset }) => ({
      locals: [],
      code: bodyOf(row, offset),
      offset: 0 as CodeOffset,
    })),
    data: [{ mode: { kind: "passive" }, bytes: new Uint8Array(64) }],
    customs: [],
  };
  const { bytes: rewritten, plan } = instrument(module, "test", {
    programLimit: ProgramBytes,
    definedness,
  });
  const { layout } = plan;
  const pages = layout.totalPages;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const refusals: AccessModule["refusals"] = [];
  const hooks: Record<string, unknown> = { [MemoryImport]: memory };
  for (const name of Object.keys(HOOKS)) {
    hooks[name] = () => {
      throw new Error(`${name} is not expected here`);
    };
  }
  hooks.access = (address: number, offset: number, packed: number) => {
    const { size, write } = unpackAccess(packed);
    refusals.push([(address >>> 0) + (offset >>> 0), size, write]);
    throw new Refused();
  };
  hooks.range = (address: number, length: number, packed: number) => {
    // An empty one may begin where memory ends.
    if (length === 0 && address >>> 0 <= ProgramBytes) return;
    refusals.push([address >>> 0, length >>> 0, unpackAccess(packed).write]);
    throw new Refused();
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(rewritten as BufferSource), {
    [HookModule]: hooks as WebAssembly.ModuleImports,
  });
  const functions = rows.map(({ row, offset }, at): AccessFunction => {
    const { memory: effect } = row;
    const call = instance.exports[`f${at}`] as (...args: (number | bigint)[]) => unknown;
    const operands = typeOf(row).params.slice(1);
    const values = operands.map((type) =>
      type === ValueType.i64 ? 0x5a5a5a5a5a5a5a5an : 0x5a5a5a5a,
    );
    const bulk = effect.kind === "bulk";
    return {
      row,
      offset,
      size: widthOf(row),
      write: effect.kind === "store" || (bulk && effect.writes) || isAtomicWrite(effect),
      at: (address, length = 0) =>
        // memory.copy reads from its own destination, so that one range is under test.
        bulk
          ? call(address, row.code === Op.memoryCopy ? address : 0, length)
          : call(address, ...values),
    };
  });
  const shadow = new AddressShadow(memory.buffer, layout.addressability);
  return { layout, bytes: new Uint8Array(memory.buffer), shadow, functions, refusals };
}

/** Bytes of an access to one place. */
function widthOf({ memory }: OpcodeRow): number {
  return "width" in memory ? memory.width : 0;
}

function isAtomicWrite(effect: OpcodeRow["memory"]): boolean {
  return effect.kind === "atomic" && !["load", "wait", "notify"].includes(effect.does);
}

/** The host knows no vectors: the module makes what is stored itself, and drops what was loaded. */
function typeOf({ params, results }: OpcodeRow): FunctionType {
  const isNumber = (type: ValueType) => type !== ValueType.v128;
  return { params: params.filter(isNumber), results: results.filter(isNumber) };
}

function bodyOf(row: OpcodeRow, offset: number): Uint8Array {
  const out = new CodeBuilder();
  for (const [at, type] of row.params.entries()) {
    if (type === ValueType.v128) out.i32(0x5a5a5a5a).op(Op.i32x4Splat);
    else out.get(at);
  }
  out.op(row.code);
  switch (row.immediates) {
    case "memargLane":
      out.u32(0).u32(offset).u32(0);
      break;
    case "memarg":
      out.u32(row.memory.kind === "atomic" ? Math.log2(row.memory.width) : 0).u32(offset);
      break;
    case "memory":
      out.u32(0);
      break;
    case "memories":
    case "dataMemory":
      out.u32(0).u32(0);
      break;
    default:
      throw new Error(`${row.name} has immediates that this module does not write`);
  }
  if (row.results[0] === ValueType.v128) out.op(Op.drop);
  return out.op(Op.end).take();
}

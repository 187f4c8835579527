/** What a module says about its memory before it runs: where its data lies, and what is in it. */
import { constantI32 } from "../wasm/expressions.ts";
import type { ConstExpr, WasmModule } from "../wasm/module.ts";
import { dataNames } from "../wasm/names.ts";

type Segment = WasmModule["data"][number];

/** The address of an active segment's first byte, unless it is computed. */
export function startOf(segment: Segment): number | undefined {
  return segment.mode.kind === "active" ? addressOf(segment.mode.offset) : undefined;
}

export function addressOf(expression: ConstExpr): number | undefined {
  const value = constantI32(expression);
  return value === undefined ? undefined : value >>> 0;
}

/** The address that a module exports under this name. */
export function exportedAddress(module: WasmModule, symbol: string): number | undefined {
  const imports = module.imports.filter((each) => each.what.kind === "global").length;
  const found = module.exports.find(({ kind, name }) => kind === "global" && name === symbol);
  const global = found && module.globals[found.index - imports];
  return global && addressOf(global.init);
}

/** Addresses from `from` up to, but not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** lld's name of the segment that holds string literals and other constants. */
const ConstantsSegment = ".rodata";

/** Where the constants lie, which nobody may write; undefined when the module does not tell. */
export function constantsOf(module: WasmModule): Span | undefined {
  for (const [index, name] of dataNames(module)) {
    const segment = module.data[index];
    const from = segment && startOf(segment);
    if (name !== ConstantsSegment || segment === undefined || from === undefined) continue;
    return { from, to: from + segment.bytes.length };
  }
  return undefined;
}

/** Memory as it is when the program starts. */
export class StaticData {
  readonly #segments: readonly { readonly start: number; readonly bytes: Uint8Array }[];

  constructor(module: WasmModule) {
    this.#segments = module.data.flatMap((segment) => {
      const start = startOf(segment);
      return start === undefined ? [] : [{ start, bytes: segment.bytes }];
    });
  }

  /** The bytes from an address to the end of the segment that it lies in. */
  from(address: number): Uint8Array | undefined {
    const found = this.#segments.find(
      ({ start, bytes }) => address >= start && address < start + bytes.length,
    );
    return found?.bytes.subarray(address - found.start);
  }

  /** The string that ends with a 0 byte; undefined when there is none. */
  string(address: number): string | undefined {
    const bytes = this.from(address);
    const end = bytes?.indexOf(0) ?? -1;
    return end < 0 ? undefined : new TextDecoder().decode(bytes?.subarray(0, end));
  }
}

/**
 * What the runtime needs of an outside world. Three things have this one shape, so that they can be
 * put in each other's place: the real host (`node-host.ts`), a recorder around another host, and a
 * replayer that has no world at all (`../recording/`).
 */
import { WASI_CALL_NAMES, type WasiCallName } from "./wasi-abi.ts";

export interface ProgramMemory {
  /**
   * The program's memory at its address 0, and whatever else lies behind it in the same buffer (the
   * shadows). Asked anew at each call, so it may change between calls. Its `byteOffset` is 0.
   */
  readonly bytes: Uint8Array;
  /** How many of the bytes are the program's own now. */
  size(): number;
}

/** i32 arguments arrive signed, i64 ones as BigInt; the result is a WASI errno, 0 for success. */
export type WasiCall = (...args: (number | bigint)[]) => number;
export type WasiCalls = Readonly<Record<WasiCallName, WasiCall>>;

/** What args_get and environ_get are going to write: `bytes` counts each string's final NUL. */
export interface ListSize {
  readonly count: number;
  readonly bytes: number;
}
export type ListSizes = Readonly<Record<"args" | "environ", ListSize>>;

export interface Host {
  readonly sizes: ListSizes;
  /**
   * The calls over one program's memory. They trust their pointers: `bindWasi` is what makes them
   * fit to be given to a program.
   */
  bind(memory: ProgramMemory): WasiCalls;
}

/** One function for each row of the table. */
export function everyCall(make: (name: WasiCallName) => WasiCall): WasiCalls {
  return Object.fromEntries(WASI_CALL_NAMES.map((name) => [name, make(name)])) as WasiCalls;
}

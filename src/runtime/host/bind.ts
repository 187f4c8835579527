/**
 * The gate between a program and a host: what a rewritten module gets as its WASI imports.
 *
 * The buffer is larger than the program's memory (the shadows lie behind it), so a pointer that is
 * out of the program's bounds would not trap by itself: it would let the host read or write a
 * shadow. Nothing is therefore touched before every range of the call was found to be inside.
 */
import { wasi } from "@bjorn3/browser_wasi_shim";
import { everyCall, type Host, type ProgramMemory, type WasiCall, type WasiCalls } from "./host.ts";
import {
  type GivenRange,
  isInside,
  rangeFinder,
  type WrittenRange,
  writtenRanges,
} from "./ranges.ts";
import type { WasiCallName } from "./wasi-abi.ts";

export interface WasiWatchers {
  /**
   * Told of every range before the call is carried out, in the order of the parameters, also of one
   * outside the memory. The call goes on after it returns (Memcheck too carries a system call out);
   * what it throws goes through the program.
   */
  given?(range: GivenRange): void;
  /** Told after a call that succeeded of what it wrote. A call that failed has written nothing. */
  written?(ranges: readonly WrittenRange[]): void;
}

/**
 * The WASI imports of one program. A call with a range outside its memory has no effect and returns
 * FAULT. Arguments beyond a call's parameters are ignored.
 */
export function bindWasi(
  host: Host,
  memory: ProgramMemory,
  watchers: WasiWatchers = {},
): WasiCalls {
  const calls = host.bind(memory);
  const gate = (name: WasiCallName): WasiCall => {
    const call = calls[name];
    const rangesOf = rangeFinder(name, memory, host.sizes);
    return (...args) => {
      let inside = true;
      const given = rangesOf(args);
      for (const range of given) {
        watchers.given?.(range);
        inside &&= isInside(memory, range);
      }
      if (!inside) return wasi.ERRNO_FAULT;
      const errno = call(...args);
      if (errno === wasi.ERRNO_SUCCESS) watchers.written?.(writtenRanges(given, memory));
      return errno;
    };
  };
  return everyCall(gate);
}

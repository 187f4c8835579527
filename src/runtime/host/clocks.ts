/** Time, as a program may know it. All times are in nanoseconds. */
import { wasi } from "@bjorn3/browser_wasi_shim";
import { WasiError } from "./errno.ts";

/**
 * The clocks of one program. All but the calendar's begin at 0 with it: how long the machine has
 * been up is not the program's business.
 */
export class Clocks {
  readonly #start = performance.now();
  readonly #cpuStart = cpuMicroseconds();

  /** @throws WasiError INVAL for a clock that WASI does not have. */
  now(id: number): bigint {
    switch (id) {
      case wasi.CLOCKID_REALTIME:
        return microseconds((performance.timeOrigin + performance.now()) * 1e3);
      case wasi.CLOCKID_MONOTONIC:
        return BigInt(Math.round((performance.now() - this.#start) * 1e6));
      // Of the whole process: Node 20 cannot tell its threads apart.
      case wasi.CLOCKID_PROCESS_CPUTIME_ID:
      case wasi.CLOCKID_THREAD_CPUTIME_ID:
        return microseconds(cpuMicroseconds() - this.#cpuStart);
      default:
        throw new WasiError(wasi.ERRNO_INVAL);
    }
  }

  /** @throws WasiError INVAL for a clock that WASI does not have. */
  resolution(id: number): bigint {
    this.now(id);
    return id === wasi.CLOCKID_MONOTONIC ? 1n : 1000n;
  }
}

/** Browsers do not tell: there, time goes by while the program runs. */
function cpuMicroseconds(): number {
  if (typeof process === "undefined") return performance.now() * 1000;
  const { user, system } = process.cpuUsage();
  return user + system;
}

function microseconds(count: number): bigint {
  return BigInt(Math.round(count)) * 1000n;
}

/** Stops this thread, which `Worker.terminate` can still end. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

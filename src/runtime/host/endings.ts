/** The calls that end a program. They have no effect outside it, so that a replay makes them too. */
import { wasi } from "@bjorn3/browser_wasi_shim";

/** Thrown through the program's frames by proc_exit. Not an error; it extends Error for its stack. */
export class ProgramExit extends Error {
  override readonly name = "ProgramExit";
  /** 0 … 2³²−1, as the program gave it. */
  readonly code: number;

  constructor(code: number) {
    super(`the program exited with code ${code}`);
    this.code = code;
  }
}

/** Thrown by proc_raise of a signal whose default action ends a process (6 is SIGABRT). */
export class ProgramSignal extends Error {
  override readonly name = "ProgramSignal";
  /** WASI's number (type `signal` of the specification), which for most is Linux's. */
  readonly signal: number;

  constructor(signal: number) {
    super(`the program raised signal ${signal}`);
    this.signal = signal;
  }
}

/** SIGCHLD, SIGCONT, SIGURG, SIGWINCH, and 0: ignored unless a program says otherwise. */
const ignoredSignals: ReadonlySet<number> = new Set([
  wasi.SIGNAL_NONE,
  wasi.SIGNAL_CHLD,
  wasi.SIGNAL_CONT,
  wasi.SIGNAL_URG,
  wasi.SIGNAL_WINCH,
]);

export const endingCalls = {
  proc_exit: (code: number | bigint | undefined): never => {
    throw new ProgramExit(Number(code) >>> 0);
  },
  proc_raise: (signal: number | bigint | undefined): number => {
    const number = Number(signal);
    if (ignoredSignals.has(number)) return wasi.ERRNO_SUCCESS;
    if (!(number > 0 && number <= wasi.SIGNAL_SYS)) return wasi.ERRNO_INVAL;
    throw new ProgramSignal(number);
  },
} as const;

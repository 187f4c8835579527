/**
 * The engine interprets our own code at first: a small program takes it five times as long as the fifth of
 * its kind. While a compiler works the worker has nothing to do, so it checks a small program of ours and throws the
 * report away. When the user's program comes, much of what checks it has been compiled.
 */
import { brotliDecompressSync } from "node:zlib";
import { createHost } from "../runtime/host/node-host.ts";
import { check } from "./check.ts";
import { RehearsalProgram } from "./rehearsal-program.ts";
import type { CheckOutcome, CheckRequest } from "./request.ts";
import type { CompilerWork } from "./worker.ts";

/**
 * So many while clang is still loading, which takes it one core. With more, a small C program, which is
 * compiled in two seconds, would have its report later than without any (docs/architecture.md). C++ takes clang
 * three times as long, and has many functions of its library to be rewritten.
 */
const Rounds = { short: 2, long: 4 };

export interface Rehearsal {
  /** Once nobody has the time for another round. */
  stop(): void;
}

/** Begins as soon as the worker has nothing else to do. */
export function rehearse(work: CompilerWork): Rehearsal {
  const module = brotliDecompressSync(Buffer.from(RehearsalProgram, "base64"));
  const round = (left: number) => {
    try {
      checkOnce(module);
    } catch {
      // Such as no memory for the rehearsal's: if there is none for the user's program either, that is told then.
      return;
    }
    // A request that has come meanwhile is before the next round.
    if (left > 1) next = setTimeout(round, 0, left - 1);
  };
  let next = setTimeout(round, 0, Rounds[work]);
  return { stop: () => clearTimeout(next) };
}

/**
 * Checks the module in a world without arguments, files and streams.
 * @throws RangeError when the engine has no memory for another program
 */
export function checkOnce(module: Uint8Array): CheckOutcome {
  const request: CheckRequest = {
    module,
    program: "rehearsal",
    args: [],
    env: [],
    directories: [],
    maxMemory: 2 ** 29,
    exitOnFirstError: false,
    definedness: true,
    trackOrigins: true,
    errorsForLeakKinds: [],
  };
  const silent = { write() {} };
  const host = createHost({
    args: ["rehearsal"],
    env: {},
    directories: [],
    stdin: { read: () => new Uint8Array() },
    stdout: silent,
    stderr: silent,
  });
  return check(request, { host });
}

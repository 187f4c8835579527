/**
 * The engine interprets our own code at first: a small program takes it five times as long as the fifth of
 * its kind. While a compiler works the worker has nothing to do, so it checks a small program of ours and throws the
 * report away. When the user's program comes, much of what checks it has been compiled.
 */
import { brotliDecompressSync } from "node:zlib";
import { instrument } from "../instrument/rewrite.ts";
import { createHost } from "../runtime/host/node-host.ts";
import { decodeModule } from "../wasm/decode.ts";
import { check } from "./check.ts";
import { RehearsalCode } from "./rehearsal-code.ts";
import { RehearsalProgram } from "./rehearsal-program.ts";
import type { CheckOutcome, CheckRequest } from "./request.ts";
import type { CompilerWork } from "./worker.ts";

/**
 * How often, while clang is still loading, which takes it one core. With more, a small C program, which is
 * compiled in two seconds, would have its report later than without any (docs/architecture.md). C++ takes clang
 * three times as long, and has many functions of its library to be rewritten: so those of another program are.
 */
const Rounds = {
  short: { checks: 2, rewritings: 0 },
  long: { checks: 2, rewritings: 2 },
};

/** What the program is called. */
const Name = "rehearsal";
const Memory = 2 ** 29;

export interface Rehearsal {
  /** Once nobody has the time for another round. */
  stop(): void;
}

/** Begins as soon as the worker has nothing else to do. */
export function rehearse(work: CompilerWork): Rehearsal {
  const { checks, rewritings } = Rounds[work];
  const program = unpacked(RehearsalProgram);
  const rounds = new Array<() => void>(checks).fill(() => checkOnce(program));
  if (rewritings > 0) {
    const code = unpacked(RehearsalCode);
    rounds.push(...new Array<() => void>(rewritings).fill(() => rewriteOnce(code)));
  }
  const go = () => {
    try {
      rounds.shift()?.();
    } catch {
      // Such as no memory for the rehearsal's: if there is none for the user's program either, that is told then.
      return;
    }
    // A request that has come meanwhile is before the next round.
    if (rounds.length > 0) next = setTimeout(go, 0);
  };
  let next = setTimeout(go, 0);
  return { stop: () => clearTimeout(next) };
}

/** @param text Brotli in base64 */
export function unpacked(text: string): Uint8Array {
  return brotliDecompressSync(Buffer.from(text, "base64"));
}

/** Rewrites the module, as for a first run. */
export function rewriteOnce(module: Uint8Array): void {
  instrument(decodeModule(module, Name), Name, { programLimit: Memory, definedness: true });
}

/**
 * Checks the module in a world without arguments, files and streams.
 * @throws RangeError when the engine has no memory for another program
 */
export function checkOnce(module: Uint8Array): CheckOutcome {
  const request: CheckRequest = {
    module,
    program: Name,
    args: [],
    env: [],
    directories: [],
    maxMemory: Memory,
    exitOnFirstError: false,
    definedness: true,
    trackOrigins: true,
    errorsForLeakKinds: [],
  };
  const silent = { write() {} };
  const host = createHost({
    args: [Name],
    env: {},
    directories: [],
    stdin: { read: () => new Uint8Array() },
    stdout: silent,
    stderr: silent,
  });
  return check(request, { host });
}

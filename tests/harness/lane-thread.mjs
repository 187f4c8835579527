/**
 * The thread of a lane (lanes.ts): compiles, checks and runs one program after the other, and keeps
 * clang warm between them. It is JavaScript and uses dist/, because Node 20 runs no TypeScript in
 * threads.
 */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { check } from "../../dist/check/check.js";
import { compile } from "../../dist/compile/compile.js";
import { withoutColours } from "../../dist/compile/diagnostics.js";
import { bindWasi } from "../../dist/runtime/host/bind.js";
import { ProgramExit } from "../../dist/runtime/host/endings.js";
import { createHost } from "../../dist/runtime/host/node-host.js";
import { WasiModule } from "../../dist/runtime/host/wasi-abi.js";

/** @param {import("./lanes.ts").Job} job @returns {Promise<import("./lanes.ts").JobResult>} */
async function carryOut(job) {
  const compiled = await compile(job.program, {
    optimisation: job.optimisation,
    flags: job.cflags,
    clang: async (words) => (await import("../../dist/compile/clang-run.js")).runClangJob(words),
  });
  if (compiled.kind !== "compiled") {
    return { failure: `${compiled.kind}: ${withoutColours(compiled.messages ?? "")}` };
  }
  const { module } = compiled;
  const checked = standIn(job);
  const outcome = check({ ...job.request, program: job.program, module }, checked);
  if ("refused" in outcome) return { failure: outcome.refused };
  const { report } = outcome;
  return {
    report,
    stdout: checked.stdout(),
    source: readFileSync(job.program, "utf8"),
    ...(job.plain && { plain: runPlain(module, standIn(job)) }),
  };
}

/** An outside world that gives the program its stdin and keeps what it prints. */
function standIn({ program, request, stdin }) {
  let input = Buffer.from(stdin);
  const printed = [];
  const host = createHost({
    args: [program, ...request.args],
    env: Object.fromEntries(request.env.map((entry) => entry.split(/=(.*)/s))),
    directories: request.directories,
    stdin: {
      read(max) {
        const bytes = input.subarray(0, max);
        input = input.subarray(bytes.length);
        return bytes;
      },
    },
    stdout: { write: (bytes) => void printed.push(Buffer.from(bytes)) },
    stderr: { write() {} },
  });
  return { host, stdout: () => Buffer.concat(printed).toString() };
}

/** The same program as the compiler wrote it, with nobody looking. */
function runPlain(module, { host, stdout }) {
  /** @type {WebAssembly.Memory} */
  let memory;
  const calls = bindWasi(host, {
    get bytes() {
      return new Uint8Array(memory.buffer);
    },
    size: () => memory.buffer.byteLength,
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), {
    [WasiModule]: calls,
  });
  memory = exports.memory;
  return { exit: statusOf(exports._start), stdout: stdout() };
}

function statusOf(start) {
  try {
    start();
    return 0;
  } catch (error) {
    if (error instanceof ProgramExit) return error.code & 0xff;
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return 134;
    throw error;
  }
}

parentPort.on("message", (job) => {
  carryOut(job)
    .catch((error) => ({ failure: String(error?.stack ?? error) }))
    .then((result) => parentPort.postMessage(result));
});

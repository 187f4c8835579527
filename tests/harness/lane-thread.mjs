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
import { runUnchecked, standIn } from "./unchecked.mjs";

/** @param {import("./lanes.ts").Job} job @returns {Promise<import("./lanes.ts").JobResult>} */
async function carryOut(job) {
  const compiled = await compile(job.program, {
    optimisation: job.optimisation,
    cflags: job.cflags,
    rustflags: job.rustflags,
    rustc: job.rustc,
    clang: async (words) => (await import("../../dist/compile/clang-run.js")).runClangJob(words),
  });
  if (compiled.kind === "rejected") {
    return { rejected: compiled.diagnostics, messages: withoutColours(compiled.messages) };
  }
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
    ...(job.plain && { plain: runUnchecked(module, standIn(job)) }),
  };
}

parentPort.on("message", (job) => {
  carryOut(job)
    .catch((error) => ({ failure: String(error?.stack ?? error) }))
    .then((result) => parentPort.postMessage(result));
});

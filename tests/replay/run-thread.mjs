/**
 * Runs one program in many instrumentations, first with the world around it and then on what was recorded,
 * and tells what happened in each run, event by event. In a thread because of the stack that it
 * needs, and JavaScript that uses dist/ because Node 20 runs no TypeScript in threads.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { compile } from "../../dist/compile/compile.js";
import { withoutColours } from "../../dist/compile/diagnostics.js";
import { HOOKS } from "../../dist/instrument/abi.js";
import { instrument } from "../../dist/instrument/rewrite.js";
import { everyCall } from "../../dist/runtime/host/host.js";
import { createHost } from "../../dist/runtime/host/node-host.js";
import { rangeFinder, writtenRanges } from "../../dist/runtime/host/ranges.js";
import { Machine } from "../../dist/runtime/machine.js";
import { digestOf, fnv1a } from "../../dist/runtime/recording/digest.js";
import { Recorder } from "../../dist/runtime/recording/recorder.js";
import { ReplayDiverged, Replayer } from "../../dist/runtime/recording/replayer.js";
import { SpillFile } from "../../dist/runtime/recording/spill-file.js";
import { createSymbols } from "../../dist/symbols/symbols.js";
import { decodeModule } from "../../dist/wasm/decode.js";

/** Calls of an event's stack that are told. */
const EventFrames = 20;
/** Hooks that only the V pass calls. */
const OfDefinedness = /undefined|definedness/i;
/** How something is done, not what the program does. */
const Means = new Set(["copyDefinedness", "fillDefinedness", "stackOverflow"]);
/** Parameters that say where an event was, not what. */
const Whereabouts = new Set(["csp", "origin"]);

/** A host whose calls are told. */
function watchedHost(host, events) {
  const bind = (memory) => {
    const calls = host.bind(memory);
    return everyCall((name) => {
      const rangesOf = rangeFinder(name, memory, host.sizes);
      return (...args) => {
        const given = rangesOf(args);
        const event = `${name}(${args}) given ${digestOf(args, given, memory)}`;
        events.push(event);
        const errno = calls[name](...args);
        const written = writtenRanges(given, memory).map(({ address, length }) =>
          fnv1a(memory.bytes.subarray(address, address + length)),
        );
        events[events.length - 1] = `${event} → ${errno} ${written}`;
        return errno;
      };
    });
  };
  return { sizes: host.sizes, bind };
}

/** Hooks whose calls are told: those of the V pass to `uses`, all others to `events`. */
function watchedHooks(hooks, calls, events, uses) {
  const watched = Object.entries(hooks).map(([name, hook]) => {
    const params = HOOKS[name].params;
    const told = OfDefinedness.test(name) ? uses : events;
    if (Means.has(name)) return [name, hook];
    return [
      name,
      (...args) => {
        const shown = args.filter((_, at) => !Whereabouts.has(params[at]));
        const csp = args[params.indexOf("csp")];
        const stack = csp === undefined ? [] : calls.innermost(csp, EventFrames);
        const event = `${name}(${shown}) at ${stack}`;
        told.push(event);
        const result = hook(...args);
        if (result !== undefined) told[told.length - 1] = `${event} → ${result}`;
        return result;
      },
    ];
  });
  return Object.fromEntries(watched);
}

const isUse = ({ kind, problem }) => kind.startsWith("Uninit") || problem?.startsWith("undefined");

/** @returns {import("./job.ts").Happened} */
function run(program, host, instrumentation) {
  const { module, symbols, job } = program;
  const events = [];
  const uses = [];
  const isUsers = (body) => symbols.hasDebugInfo(body);
  const options = { programLimit: job.memoryLimit, isUsers, ...instrumentation };
  let allocations = 0;
  const machine = new Machine(instrument(module, job.program, options), watchedHost(host, events), {
    where: job.program,
    exitOnFirstError: false,
    isLibrary: (site) => !symbols.isEmpty && !symbols.hasDebugInfo(site),
    isAbort: () => false,
    isPanic: () => false,
    ...(job.failAllocation && { mustFail: () => ++allocations === job.failAllocation }),
    ...(job.milliseconds && { withinTime: (start) => within(job.milliseconds, start) }),
    watchHooks: (hooks, calls) => watchedHooks(hooks, calls, events, uses),
  });
  let ending;
  try {
    ending = machine.run();
  } catch (error) {
    if (!(error instanceof ReplayDiverged)) throw error;
    ending = { diverged: error.message };
  }
  const errors = machine.errors.log.all().map(({ origin, ...error }) => error);
  return {
    events,
    uses,
    errors: errors.filter((error) => !isUse(error)).map((error) => JSON.stringify(error)),
    undefinedErrors: errors.filter(isUse).map((error) => JSON.stringify(error)),
    ending: JSON.stringify(ending),
    memory: `${machine.memory.size()} bytes: ${fnv1a(machine.memory.bytes.subarray(0, machine.memory.size()))}`,
  };
}

function within(milliseconds, start) {
  try {
    runInNewContext("start()", { start }, { timeout: milliseconds });
    return true;
  } catch (error) {
    if (error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}

/** @param {import("./job.ts").Job} job */
async function carryOut(job) {
  const compiled = await compile(job.program, {
    optimisation: job.level,
    cflags: [],
    clang: async (words) => (await import("../../dist/compile/clang-run.js")).runClangJob(words),
  });
  if (compiled.kind !== "compiled") {
    return { failure: `${compiled.kind}: ${withoutColours(compiled.messages ?? "")}` };
  }
  const module = decodeModule(compiled.module, job.program);
  const program = { module, symbols: createSymbols(module), job };
  const args = [job.program, "one", "two words"];
  const subject = { module: compiled.module, args, env: [], memoryLimit: job.memoryLimit };
  const folder = mkdtempSync(join(tmpdir(), "redzone-replay-"));
  const spill = new SpillFile();
  const output = [];
  const host = createHost({
    args,
    env: { WHO: "Ada" },
    directories: [{ host: folder, guest: "." }],
    ...streams(job, output),
  });
  try {
    const recorder = new Recorder(host, subject, { spill, bounds: { memory: 64, total: 2 ** 30 } });
    const recorded = run(program, recorder, job.recorded);
    const recording = recorder.recording(recorded.ending.includes("timeout"));
    const printed = Buffer.concat(output).length;
    const replayed = job.replayed.map((instrumentation) => {
      const replayer = new Replayer(recording, subject);
      return { ...run(program, replayer, instrumentation), atEnd: replayer.atEnd };
    });
    return { recorded, replayed, effects: Buffer.concat(output).length - printed };
  } finally {
    host.close();
    spill.close();
    rmSync(folder, { recursive: true });
  }
}

function streams({ stdin }, output) {
  let input = Buffer.from(stdin);
  const read = (max) => {
    const bytes = input.subarray(0, Math.min(max, 11));
    input = input.subarray(bytes.length);
    return bytes;
  };
  const sink = { write: (bytes) => void output.push(Buffer.from(bytes)) };
  return { stdin: { read }, stdout: sink, stderr: sink };
}

parentPort.on("message", (job) => {
  carryOut(job)
    .catch((error) => ({ failure: String(error?.stack ?? error) }))
    .then((result) => parentPort.postMessage(result));
});

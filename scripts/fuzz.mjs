/**
 * `npm run fuzz -- [TARGET …] [--inputs=N] [--seconds=N] [--seed=N]`: runs fuzz targets for long, one after the other; all of
 * them when none is named. Code is instrumented, so that inputs which reach something new are kept and changed further.
 * What is found goes to .cache/fuzz/found/TARGET/, made small.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";
import { instrumented } from "../fuzz/instrumenter.mjs";

/** @typedef {import("../fuzz/thread.ts").Order} Order @typedef {import("../fuzz/thread.ts").Message} Message */

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, ".cache/fuzz");
/** Milliseconds after which a thread that is at the same input is taken to hang. */
const Patience = 120_000;
/** Bytes of the current input that are kept. */
const Room = 1 << 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "600" },
    seed: { type: "string", default: "1" },
  },
});

async function build() {
  const bundle = await rolldown({
    input: join(root, "fuzz/thread.ts"),
    platform: "node",
    // Files are found from where the sources are.
    transform: {
      define: { "import.meta.url": JSON.stringify(`${pathToFileURL(root)}fuzz/thread.ts`) },
    },
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  const { code, branches } = instrumented(output[0].code);
  mkdirSync(folder, { recursive: true });
  // Another run may be going on, of other code.
  const path = join(folder, `thread-${digest(code)}.mjs`);
  writeFileSync(path, code);
  return { path, branches };
}

function digest(/** @type {string | Uint8Array} */ data) {
  return createHash("sha256").update(data).digest("hex").slice(0, 12);
}

/** @param {string} target @param {string} message @param {string} stack @param {Uint8Array} input */
function keep(target, message, stack, input) {
  const name = digest(input);
  const found = join(folder, "found", target);
  mkdirSync(found, { recursive: true });
  writeFileSync(join(found, `${name}.bin`), input);
  writeFileSync(join(found, `${name}.txt`), `${message}\n${stack}\n`);
  console.log(`  FOUND ${message}\n        ${join(found, name)}.bin (${input.length} bytes)`);
}

/** @param {string} path @returns {Promise<readonly string[]>} */
async function targets(path) {
  const worker = new Worker(path);
  const [message] = /** @type {[Message]} */ (await once(worker, "message"));
  await worker.terminate();
  return message.kind === "targets" ? message.names : [];
}

/** @param {string} path @param {string} target @returns {Promise<number>} inputs that were run */
function run(path, target, seed = Number(values.seed)) {
  const current = new SharedArrayBuffer(8 + Room);
  const head = new Int32Array(current, 0, 2);
  const order = {
    target,
    seed,
    inputs: Number(values.inputs),
    seconds: Number(values.seconds),
    current,
  };
  const worker = new Worker(path, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const started = Date.now();
  return new Promise((resolve) => {
    let [seen, since] = [0, Date.now()];
    const currentInput = () => new Uint8Array(current, 8, head[1]).slice();
    const stop = (/** @type {string} */ reason) => {
      clearInterval(timer);
      keep(target, reason, "", currentInput());
      worker.terminate();
      resolve(head[0] ?? 0);
    };
    const timer = setInterval(() => {
      if (head[0] !== seen) [seen, since] = [head[0] ?? 0, Date.now()];
      else if (Date.now() - since > Patience) stop("it never ends");
    }, 1000);
    worker.once("error", (error) => stop(`the thread ended: ${error.message}`));
    worker.on("message", (/** @type {Message} */ message) => {
      if (message.kind === "targets") return;
      if (message.kind === "finding") {
        keep(target, message.message, message.stack, message.input);
        return;
      }
      clearInterval(timer);
      const { inputs, taken, kept, slowest, slowestInput } = message;
      const seconds = (Date.now() - started) / 1000;
      console.log(
        `  ${inputs} inputs, ${taken} taken, ${kept} in the corpus, ${Math.round(inputs / seconds)}/s; the slowest ${slowest.toFixed(1)} ms`,
      );
      writeFileSync(join(folder, `${target}.slowest.bin`), slowestInput);
      worker.terminate();
      resolve(inputs);
    });
  });
}

const { path, branches } = await build();
const names = positionals.length > 0 ? positionals : await targets(path);
console.log(`${branches} branches`);
let total = 0;
for (const name of names) {
  console.log(name);
  total += await run(path, name);
}
console.log(`${total} inputs in all`);
rmSync(path, { force: true });

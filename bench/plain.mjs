/**
 * `node plain.mjs FILE.wasm FACTOR`: runs a module as it is, under the conditions of a checked run: in
 * a thread with the same large stack, its output by way of the same main thread.
 */
import { readFileSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { ConsoleStdout, File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim";

const StackMegabytes = 256;

if (isMainThread) {
  const workerData = process.argv.slice(2);
  const resourceLimits = { stackSizeMb: StackMegabytes };
  const worker = new Worker(new URL(import.meta.url), { workerData, resourceLimits });
  worker.on("exit", (status) => process.exit(status));
} else {
  const [file, factor] = /** @type {[string, string]} */ (workerData);
  const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
  const wasi = new WASI(
    [file, factor],
    [],
    [
      new OpenFile(new File([])),
      ConsoleStdout.lineBuffered(print),
      ConsoleStdout.lineBuffered(print),
    ],
    { debug: false },
  );
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
  process.exitCode = wasi.start(/** @type {Parameters<WASI["start"]>[0]} */ (instance));
}

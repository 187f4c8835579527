/** A program as the compiler wrote it, with nobody looking. */
import { bindWasi } from "../../dist/runtime/host/bind.js";
import { ProgramExit } from "../../dist/runtime/host/endings.js";
import { createHost } from "../../dist/runtime/host/node-host.js";
import { WasiModule } from "../../dist/runtime/host/wasi-abi.js";
import { uncatchable, unpacked } from "../../dist/runtime/uncatchable.js";

/**
 * What a program finds outside.
 * @typedef {object} Outside
 * @property {string} program its argv[0]
 * @property {string} stdin
 * @property {Pick<import("./lanes.ts").Job["request"], "args" | "env" | "directories">} request
 */

/** An outside world that keeps what the program prints. @param {Outside} outside */
export function standIn({ program, request, stdin }) {
  let input = Buffer.from(stdin);
  /** @type {Buffer[]} */
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

/**
 * @param {Uint8Array} module @param {ReturnType<typeof standIn>} outside
 * @returns {{ exit: number, stdout: string }} the program's own status, 134 when it ended by a trap
 */
export function runUnchecked(module, { host, stdout }) {
  /** @type {WebAssembly.Memory} */
  let memory;
  const calls = bindWasi(host, {
    get bytes() {
      return new Uint8Array(memory.buffer);
    },
    size: () => memory.buffer.byteLength,
  });
  const compiled = new WebAssembly.Module(/** @type {BufferSource} */ (module));
  const { exports } = new WebAssembly.Instance(compiled, { [WasiModule]: uncatchable(calls) });
  memory = /** @type {WebAssembly.Memory} */ (exports.memory);
  return { exit: statusOf(/** @type {() => void} */ (exports._start)), stdout: stdout() };
}

/** @param {() => void} start */
function statusOf(start) {
  try {
    start();
    return 0;
  } catch (thrown) {
    const error = unpacked(thrown);
    if (error instanceof ProgramExit) return error.code & 0xff;
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return 134;
    throw error;
  }
}

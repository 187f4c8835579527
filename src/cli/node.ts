/** `redzone node`: a JavaScript program, with every WebAssembly module in it checked. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Invocation } from "./command-line.ts";
import { environmentFor } from "./node-options.ts";
import { ExitStatus } from "./refusal.ts";

type NodeInvocation = Extract<Invocation, { command: "node" }>;

/** @returns the exit status: that of the program, unless there are errors */
export function node({ program, args, options }: NodeInvocation): Promise<number> {
  const { check, maxMemory, suppressions, genSuppressions, errorExitcode, quiet, color } = options;
  const hook = new URL("register.js", import.meta.url);
  const settings = {
    maxMemory,
    definedness: check === "all",
    suppressions,
    generateSuppressions: genSuppressions === "all",
    errorExitcode,
    quiet,
    ...(color !== "auto" && { color: color === "always" }),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: "inherit",
      env: environmentFor(settings, hook, process.env),
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? signalStatus(signal)));
  });
}

/** As a shell says it. */
function signalStatus(signal: NodeJS.Signals | null): number {
  const number = signal === null ? undefined : constants.signals[signal];
  return number === undefined ? ExitStatus.cannotGoOn : 128 + number;
}

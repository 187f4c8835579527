#!/usr/bin/env node
/** The `redzone` command. Whatever happens ends in one sentence and the contract's exit status. */
import { readCommandLine } from "./command-line.ts";
import { history } from "./history.ts";
import { node } from "./node.ts";
import { picture } from "./picture.ts";
import { ExitStatus, Refusal } from "./refusal.ts";
import { run } from "./run.ts";
import { step } from "./step.ts";

function complain(sentence: string): void {
  process.stderr.write(`redzone: ${sentence}\n`);
}

function onError(error: unknown): number {
  if (error instanceof Refusal) {
    complain(error.message);
    return error.status;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  complain(`internal error: ${message}; this is a bug in Redzone, please report it`);
  if (process.env.REDZONE_DEBUG === "1") process.stderr.write(`${stack}\n`);
  return ExitStatus.cannotGoOn;
}

async function main(): Promise<number> {
  const invocation = readCommandLine(process.argv.slice(2));
  switch (invocation.command) {
    case "none":
      return 0;
    case "run":
      return run(invocation);
    case "history":
      return history(invocation.program, invocation.args, invocation.options);
    case "node":
      return node(invocation);
    case "picture":
      return picture(invocation.program, invocation.args, invocation.options);
    case "step":
      return step(invocation.program, invocation.args, invocation.options);
  }
}

process.on("uncaughtException", (error) => process.exit(onError(error)));
for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads our output may stop reading (`| head`), and a terminal may be closed: no reason to complain.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  });
}
process.exitCode = await main().catch(onError);

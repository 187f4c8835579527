/** `redzone history`: what happened to one heap block. */
import type { RemoteTrace } from "../check/trace-worker.ts";
import { drawHistory } from "../picture/history-text.ts";
import type { HistoryOptions } from "./command-line.ts";
import { coloured } from "./compilation.ts";
import { printAnswer } from "./picture.ts";

/**
 * @returns the exit status
 * @throws Refusal
 */
export async function history(
  path: string,
  args: readonly string[],
  options: HistoryOptions,
): Promise<number> {
  return printAnswer(path, args, options, (trace) => historyOf(trace, options));
}

/**
 * What `redzone history` prints.
 * @throws NoSuchStep
 */
export async function historyOf(trace: RemoteTrace, options: HistoryOptions): Promise<string> {
  const { target, format } = options;
  const block = target.kind === "block" ? target.block : await trace.blockOfFinding(target.finding);
  const told = await trace.history(block);
  return format === "json"
    ? `${JSON.stringify(told, undefined, 2)}\n`
    : drawHistory(told, coloured(options, "stdout"));
}

/** `redzone history`: what happened to one heap block. */
import { drawHistory } from "../picture/history-text.ts";
import type { HistoryOptions } from "./command-line.ts";
import { coloured } from "./compilation.ts";
import { asRefusal, openProgramTrace } from "./picture.ts";
import { ExitStatus } from "./refusal.ts";

/**
 * @returns the exit status
 * @throws Refusal
 */
export async function history(
  path: string,
  args: readonly string[],
  options: HistoryOptions,
): Promise<number> {
  const trace = await openProgramTrace(path, args, options, { reads: true });
  if (trace === undefined) return ExitStatus.notCompiled;
  try {
    const { target, format } = options;
    const block =
      target.kind === "block" ? target.block : await trace.blockOfFinding(target.finding);
    const told = await trace.history(block);
    process.stdout.write(
      format === "json"
        ? `${JSON.stringify(told, undefined, 2)}\n`
        : drawHistory(told, coloured(options, "stdout")),
    );
    return 0;
  } catch (error) {
    throw asRefusal(path, error);
  } finally {
    trace.close();
  }
}

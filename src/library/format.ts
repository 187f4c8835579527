/** A report as `redzone run` would print it. */
import { FORMATS } from "../report/formats.ts";
import type { Report } from "../report/model.ts";
import type { LeakKind } from "./options.ts";

export interface FormatOptions {
  /** `text` if absent. */
  readonly format?: "text" | "json";
  /** Of text: how much of leaks is shown; `full` if absent. */
  readonly leakCheck?: "no" | "summary" | "full";
  /** Of text: which leaks are shown; definite and possible ones if absent. */
  readonly showLeakKinds?: readonly LeakKind[];
  /** Of text: findings only, and nothing when there are none. */
  readonly quiet?: boolean;
  /** Of text: with the escape sequences of a terminal. */
  readonly color?: boolean;
  /** Of text: what a source file holds, by the name that the report gives it. In Node it is read from the disk if absent. */
  readonly readSource?: (file: string) => string | undefined;
}

/** @returns lines, each with its line feed; "" when there is nothing to say */
export function formatReport(report: Report, options: FormatOptions = {}): string {
  const { format = "text", leakCheck = "full", showLeakKinds = ["definite", "possible"] } = options;
  const { quiet = false, color = false, readSource = () => undefined } = options;
  return FORMATS[format](report, { leakCheck, showLeakKinds, quiet, color, readSource });
}

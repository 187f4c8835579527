/** Where reports go. A file appears whole or not at all: whoever watches it reads no half of one. */
import { lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ExitStatus, Refusal, systemReason } from "./refusal.ts";

/**
 * Says before the program is run what would only be found out after it.
 * @throws Refusal
 */
export function checkReportFile(file: string): void {
  const refuse = (reason: string) => new Refusal(ExitStatus.commandLine, `${file}: ${reason}`);
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) throw refuse("the report's folder does not exist");
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw refuse("it is a folder");
}

/** @throws Refusal when the file cannot be written; a report that was there before then stays. */
export function writeReportFile(file: string, text: string): void {
  let temporary: string | undefined;
  try {
    const target = finalTarget(file);
    if (target === undefined) {
      writeFileSync(file, text);
      return;
    }
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    const sentence = `${file}: the report cannot be written: ${systemReason(error)}`;
    throw new Refusal(ExitStatus.cannotGoOn, sentence);
  }
}

/** What a rename may replace: not a symbolic link, and nothing like /dev/null (undefined). */
function finalTarget(file: string): string | undefined {
  const info = lstatSync(file, { throwIfNoEntry: false });
  if (info === undefined) return file;
  const target = realpathSync(file);
  return statSync(target).isFile() ? target : undefined;
}

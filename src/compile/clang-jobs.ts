/**
 * What `clang -###` says that it would do. A driver starts a process for each job; in the embedded
 * clang each job is a run of its own, which whoever uses this starts. (@yowasp/clang's `runClang`
 * does the same but drops what the driver itself has to say, such as an unused flag.)
 */
import { splitWords } from "./shell-words.ts";

export interface DriverPlan {
  /** The words of one command each, the tool's name first. */
  readonly jobs: readonly (readonly string[])[];
  /** The driver's own errors and warnings, untouched. */
  readonly messages: string;
}

/** How the driver introduces itself before it lists the jobs. */
const Banner =
  /^(?:clang version |(?:Target|Thread model|InstalledDir|Build config):| \(in-process\)$)/;

export function readDriverPlan(output: string): DriverPlan {
  const jobs: string[][] = [];
  let messages = "";
  for (const line of output.split(/(?<=\n)/)) {
    if (line.startsWith(' "')) {
      const words = splitWords(line);
      // The tool's path, which is not known, and then its name as argv[0].
      jobs.push(words[0] === "" ? words.slice(1) : words);
    } else if (line.trim() !== "" && !Banner.test(line.trimEnd())) {
      messages += line;
    }
  }
  return { jobs, messages };
}

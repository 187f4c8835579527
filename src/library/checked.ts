/** A program that ran and was checked: what both entries of the library give for it. */
import type { Report } from "../report/model.ts";

export interface CheckedProgram {
  /** What `--report json` writes: what was found, and in `exit` how the program ended. */
  readonly report: Report;
  readonly stdout: Output;
  readonly stderr: Output;
  /** What the compiler printed, without colours: its warnings, or why there is no program. Empty for a module. */
  readonly messages: string;
}

/** What a program printed. */
export interface Output {
  readonly bytes: Uint8Array;
  /** The same, read as UTF-8. */
  readonly text: string;
  /** False where it was more than 64 MiB: then these are the first ones. */
  readonly complete: boolean;
}

/** From the library's options to what a check is asked, and from its outcome to what the library gives. */
import { type CheckRequest, LargestMemory, type PrintedOutput } from "../check/request.ts";
import type { Report } from "../report/model.ts";
import { parseSuppressions, SuppressionError } from "../report/suppressions/format.ts";
import type { CheckedProgram, Output } from "./checked.ts";
import type { FindingOptions, ProgramOptions } from "./options.ts";

/** All of a request but the module. */
export type Asked = Omit<CheckRequest, "module">;

const UsualMemory = 512 * 2 ** 20;

/** @throws RangeError for a value that cannot be */
export function askedOf(program: string, options: ProgramOptions & FindingOptions): Asked {
  const { args = [], env = {}, maxMemory = UsualMemory, definedness = true } = options;
  if (!(maxMemory >= 1 && maxMemory <= LargestMemory)) {
    throw new RangeError(`maxMemory: ${maxMemory} is not from 1 to ${LargestMemory}`);
  }
  const { failAllocation, invoke, suppressions } = options;
  return {
    program,
    args,
    ...(invoke !== undefined && { invoke }),
    env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    directories: [],
    maxMemory,
    definedness,
    trackOrigins: options.trackOrigins ?? true,
    errorsForLeakKinds: options.errorsForLeakKinds ?? ["definite", "possible"],
    exitOnFirstError: options.exitOnFirstError ?? false,
    generateSuppressions: options.generateSuppressions ?? false,
    ...(suppressions !== undefined && { suppressions: parsed(suppressions) }),
    ...(failAllocation !== undefined && { failAllocation }),
  };
}

function parsed(text: string) {
  try {
    return parseSuppressions(text);
  } catch (error) {
    if (!(error instanceof SuppressionError)) throw error;
    throw new RangeError(`suppressions: line ${error.line}: ${error.message}`, { cause: error });
  }
}

/** What the program reads, as bytes. */
export function inputOf({ stdin = "" }: ProgramOptions): Uint8Array {
  return typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
}

/** @param printed absent: nothing that was kept */
export function checkedProgram(
  report: Report,
  printed: PrintedOutput | undefined,
  messages: string,
): CheckedProgram {
  return { report, messages, stdout: output(printed?.stdout), stderr: output(printed?.stderr) };
}

const Nothing = { bytes: new Uint8Array(), complete: true };

function output({ bytes, complete }: PrintedOutput["stdout"] = Nothing): Output {
  return { bytes, complete, text: new TextDecoder().decode(bytes) };
}

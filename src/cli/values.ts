/**
 * The values of options: text in, typed value out, or one sentence that says what was expected.
 * `option` is how the option is to be called in that sentence, such as `--timeout`.
 */
import { readFileSync, statSync } from "node:fs";
import { LargestMemory, type LeakKind, type SharedDirectory } from "../check/request.ts";
import { FORMATS, type FormatName, isFormatName } from "../report/formats.ts";
import {
  parseSuppressions,
  type Suppression,
  SuppressionError,
} from "../report/suppressions/format.ts";
import { ExitStatus, Refusal, systemReason } from "./refusal.ts";

export interface ReportTarget {
  readonly format: FormatName;
  readonly to: "stderr" | "stdout" | { readonly file: string };
}

function wrong(option: string, text: string, expected: string): Refusal {
  return new Refusal(ExitStatus.commandLine, `${option}=${text}: expected ${expected}`);
}

export function oneOf<Choice extends string>(
  option: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw wrong(option, text, listed(choices));
  return choice;
}

/** A file's, whatever it is. */
export function path(option: string, text: string): string {
  if (text === "") throw wrong(option, text, "a path");
  return text;
}

/** Any text is the name of some export. */
export function exportName(_option: string, text: string): string {
  return text;
}

const LeakKinds = ["definite", "indirect", "possible", "reachable"] as const satisfies LeakKind[];

/** `definite,possible`, `all` or `none`. */
export function leakKinds(option: string, text: string): readonly LeakKind[] {
  if (text === "all") return LeakKinds;
  if (text === "none") return [];
  const asked = text.split(",");
  for (const kind of asked) {
    if (!LeakKinds.some((each) => each === kind)) {
      throw wrong(option, text, `all, none, or some of ${LeakKinds.join(",")}`);
    }
  }
  return LeakKinds.filter((kind) => asked.includes(kind));
}

/** `list.c:14#3`: the third time that line 14 is about to run. */
export interface LineTarget {
  readonly file?: string;
  readonly line: number;
  /** From 1. */
  readonly hit: number;
}

export function lineTarget(option: string, text: string): LineTarget {
  const parts = /^(?:(.+):)?(\d{1,9})(?:#(\d{1,15}))?$/.exec(text);
  const [line, hit] = [Number(parts?.[2]), Number(parts?.[3] ?? 1)];
  if (parts === null || line < 1 || hit < 1) {
    throw wrong(option, text, "FILE:LINE, or FILE:LINE#N for the N-th time");
  }
  return { ...(parts[1] !== undefined && { file: parts[1] }), line, hit };
}

export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    const range = Number.isFinite(most) ? `from ${least} to ${most}` : `of at least ${least}`;
    throw wrong(option, text, `a whole number ${range}`);
  }
  return value;
}

/** A day and more is as good as none, and setTimeout counts milliseconds in 31 bits. */
const LongestTimeout = 2_000_000;

export function seconds(option: string, text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value <= LongestTimeout)) {
    throw wrong(option, text, `a number of seconds, such as 10 or 0.5, up to ${LongestTimeout}`);
  }
  return value;
}

const Units: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** `65536`, `64k`, `64m`, `64MiB`, `64MB`, `1.5g`: all units are powers of 1024. @returns bytes. */
export function memorySize(option: string, text: string): number {
  const parts = /^(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?$/i.exec(text);
  const bytes = parts ? Math.round(Number(parts[1]) * Units[parts[2]!.toLowerCase()]!) : Number.NaN;
  if (!(bytes >= 1)) throw wrong(option, text, "a size such as 64m, 1g or 65536");
  if (bytes > LargestMemory) {
    const most = LargestMemory / 2 ** 20;
    throw wrong(option, text, `at most ${most}m, because the shadow memory has to fit in as well`);
  }
  return bytes;
}

/** `FORMAT`, `FORMAT:FILE` or `FORMAT:-`. */
export function reportTarget(option: string, text: string): ReportTarget {
  const colon = text.indexOf(":");
  const format = colon < 0 ? text : text.slice(0, colon);
  const file = colon < 0 ? undefined : text.slice(colon + 1);
  if (!isFormatName(format) || file === "") {
    throw wrong(option, text, `${listed(Object.keys(FORMATS))}, alone or as in json:report.json`);
  }
  if (file === undefined) return { format, to: "stderr" };
  return { format, to: file === "-" ? "stdout" : { file } };
}

/** `NAME=value`; the value may be empty. */
export function environmentEntry(option: string, text: string): string {
  if (!/^[^=]+=/.test(text)) throw wrong(option, text, "NAME=VALUE");
  return text;
}

/** `HOST` or `HOST::GUEST`. */
export function sharedDirectory(option: string, text: string): SharedDirectory {
  const [host = "", guest = host, ...more] = text.split("::");
  if (host === "" || guest === "" || more.length > 0) {
    throw wrong(option, text, "HOST or HOST::GUEST");
  }
  try {
    if (statSync(host).isDirectory()) return { host, guest };
  } catch (error) {
    const sentence = `${option}=${text}: ${host}: ${systemReason(error)}`;
    throw new Refusal(ExitStatus.commandLine, sentence);
  }
  throw new Refusal(ExitStatus.commandLine, `${option}=${text}: ${host} is not a folder`);
}

/** The entries of a file in Valgrind's format. */
export function suppressionFile(option: string, file: string): readonly Suppression[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(ExitStatus.commandLine, `${option}=${file}: ${systemReason(error)}`);
  }
  try {
    return parseSuppressions(text);
  } catch (error) {
    if (!(error instanceof SuppressionError)) throw error;
    throw new Refusal(ExitStatus.commandLine, `${file}:${error.line}: ${error.message}`);
  }
}

/** `a, b or c`. */
function listed(choices: readonly string[]): string {
  const [last = "", ...others] = choices.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`;
}

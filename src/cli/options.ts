/**
 * The options of the commands, in groups: what they are called in the help, and their values. What a value may look like is said in
 * values.ts.
 *
 * One more option: a field of its group and an entry in the group's `add…`; the README's table and the contract follow.
 */
import { type Command, Option } from "commander";
import type { LeakKind, SharedDirectory } from "../check/request.ts";
import type { OptimisationLevel } from "../compile/result.ts";
import { splitWords, UnfinishedQuote } from "../compile/shell-words.ts";
import type { Suppression } from "../report/suppressions/format.ts";
import { ExitStatus, Refusal } from "./refusal.ts";
import * as values from "./values.ts";

/** What is compiled and run, and what is checked. */
export interface ProgramOptions {
  readonly check: "addresses" | "all";
  readonly trackOrigins: "yes" | "no";
  readonly cflags: readonly string[];
  readonly rustflags: readonly string[];
  /** Absent: whichever is found. */
  readonly rustc?: string;
  readonly optimisation: OptimisationLevel;
  /** The export of a module that is called, with the program's arguments. */
  readonly invoke?: string;
  readonly dir: readonly SharedDirectory[];
  readonly env: readonly string[];
  /** Bytes. */
  readonly maxMemory: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly failAlloc?: number;
  /** Of all files together. */
  readonly suppressions: readonly Suppression[];
  readonly color: "auto" | "always" | "never";
}

/** What is said of it, and how. */
export interface ReportOptions {
  readonly leakCheck: "no" | "summary" | "yes" | "full";
  readonly showLeakKinds: readonly LeakKind[];
  readonly errorsForLeakKinds: readonly LeakKind[];
  /** 0: the program's own status even when there are errors. */
  readonly errorExitcode: number;
  readonly exitOnFirstError: boolean;
  /** Empty: as text to stderr. */
  readonly report: readonly values.ReportTarget[];
  readonly genSuppressions: "no" | "all";
  readonly quiet: boolean;
  /** Memory is drawn, as it is at the first finding. */
  readonly picture: boolean;
}

/** What is checked in a JavaScript program, and what is said of it. */
export type NodeOptions = Pick<
  ProgramOptions & ReportOptions,
  "check" | "maxMemory" | "suppressions" | "color" | "errorExitcode" | "genSuppressions" | "quiet"
>;

/** Which steps there are, and what is shown of one. */
export interface StepOptions {
  readonly ascii: boolean;
  /** Standard types with what they are made of. */
  readonly open: boolean;
  readonly libraries: boolean;
}

/** How memory at one step is drawn. */
export interface DrawingOptions extends StepOptions {
  readonly format: "text" | "svg" | "json";
  /** Characters of a line. */
  readonly columns?: number;
}

/** As commander names and leaves them: a flag that was not given is not there. */
export type Parsed<
  Options extends { readonly optimisation: OptimisationLevel },
  Flags extends keyof Options,
> = Omit<Options, "optimisation" | Flags> & { readonly O: OptimisationLevel } & {
  readonly [Flag in Flags]?: true;
};

/** Adds options to a command one by one. */
function adding(command: Command) {
  const add = (option: Option) => void command.addOption(option);
  /** `parse` gets the option's name for its sentence, the text, and what came before. */
  const valued = <Value>(
    flags: string,
    description: string,
    parse: (name: string, text: string, before: Value | undefined) => Value,
    preset?: { value: Value; shown?: string },
  ) => {
    const name = flags.split(" ")[0]!;
    const option = new Option(flags, description).argParser((text: string, before: unknown) =>
      parse(name, text, before === preset?.value ? undefined : (before as Value)),
    );
    add(preset ? option.default(preset.value, preset.shown) : option);
  };

  return { add, valued };
}

export function addReportOptions(command: Command): Command {
  const { add, valued } = adding(command);
  valued(
    "--leak-check <HOW>",
    "how much of leaks is shown: no, summary, yes or full",
    (name, text) => values.oneOf(name, text, ["no", "summary", "yes", "full"]),
    { value: "full", shown: "full" },
  );
  const kinds = {
    value: ["definite", "possible"] as readonly LeakKind[],
    shown: "definite,possible",
  };
  valued(
    "--show-leak-kinds <KINDS>",
    "which leaks are shown: definite,indirect,possible,reachable, all or none",
    values.leakKinds,
    kinds,
  );
  valued("--errors-for-leak-kinds <KINDS>", "which leaks are errors", values.leakKinds, kinds);
  addErrorExitcode(command);
  add(new Option("--exit-on-first-error", "stop at the first error"));
  valued<readonly values.ReportTarget[]>(
    "--report <FORMAT[:FILE]>",
    "text or json, to FILE; - is stdout; may be repeated",
    (name, text, before = []) => [...before, values.reportTarget(name, text)],
    { value: [], shown: "text to stderr" },
  );
  addGenSuppressions(command);
  addQuiet(command);
  add(new Option("--picture", "draw the memory at the first finding"));
  return command;
}

export function addStepOptions(command: Command): Command {
  const { add, valued } = adding(command);
  valued(
    "--at <FILE:LINE[#N]>",
    "when this line is about to run, for the N-th time",
    values.lineTarget,
  );
  valued("--step <N>", "before step N; one behind the last: the end of the run", (name, text) =>
    values.wholeNumber(name, text, 1, Number.POSITIVE_INFINITY),
  );
  valued("--finding <N>", "when the N-th finding of the report happens", (name, text) =>
    values.wholeNumber(name, text, 1, Number.POSITIVE_INFINITY),
  );
  add(new Option("--ascii", "draw with plain ASCII characters"));
  add(new Option("--open", "show what the library's types are made of"));
  add(new Option("--libraries", "lines of libraries are steps, too, where they are known"));
  return command;
}

export function addDrawingOptions(command: Command): Command {
  const { valued } = adding(command);
  valued(
    "--format <FORMAT>",
    "text, svg or json",
    (name, text) => values.oneOf(name, text, ["text", "svg", "json"]),
    { value: "text", shown: "text" },
  );
  valued(
    "--columns <N>",
    "characters of a line of text (default: the terminal's, or 80)",
    (name, text) => values.wholeNumber(name, text, 20, 1000),
  );
  return command;
}

export function addHistoryOptions(command: Command): Command {
  const { add, valued } = adding(command);
  const number = (name: string, text: string) =>
    values.wholeNumber(name, text, 1, Number.POSITIVE_INFINITY);
  valued("--block <N>", "the N-th block that the program allocates", number);
  valued("--finding <N>", "the block that the N-th finding of the report is about", number);
  valued(
    "--format <FORMAT>",
    "text or json",
    (name, text) => values.oneOf(name, text, ["text", "json"]),
    { value: "text", shown: "text" },
  );
  add(new Option("--libraries", "lines of libraries are steps, too, where they are known"));
  return command;
}

export function addProgramOptions(command: Command): Command {
  const { valued } = adding(command);
  valued(
    "--check <WHAT>",
    "addresses, or all: uses of undefined values too",
    (name, text) => values.oneOf(name, text, ["addresses", "all"]),
    { value: "all", shown: "all" },
  );
  valued(
    "--track-origins <YES|NO>",
    "yes or no: say where undefined values come from",
    (name, text) => values.oneOf(name, text, ["yes", "no"]),
    { value: "yes", shown: "yes" },
  );
  valued<readonly string[]>(
    "--cflags <FLAGS>",
    "further flags for the C compiler, and further sources",
    (name, text, before = []) => [...before, ...flagWords(name, text)],
    { value: [], shown: "none" },
  );
  valued<readonly string[]>(
    "--rustflags <FLAGS>",
    "further flags for the Rust compiler",
    (name, text, before = []) => [...before, ...flagWords(name, text)],
    { value: [], shown: "none" },
  );
  valued("--rustc <PATH>", "the Rust compiler to try first", values.path);
  valued(
    "-O <LEVEL>",
    "optimisation of sources: -O0, -O1 or -O2",
    (_, text) => optimisationLevel(text),
    { value: "0", shown: "-O0" },
  );
  valued(
    "--invoke <NAME>",
    "call this export of a module, with ARGS as its parameters",
    values.exportName,
  );
  valued<readonly SharedDirectory[]>(
    "--dir <HOST[::GUEST]>",
    "a folder that the program may see; may be repeated",
    (name, text, before = []) => [...before, values.sharedDirectory(name, text)],
    { value: [], shown: "none" },
  );
  valued<readonly string[]>(
    "--env <NAME=VALUE>",
    "an environment variable that the program may see; may be repeated",
    (name, text, before = []) => [...before, values.environmentEntry(name, text)],
    { value: [], shown: "none" },
  );
  addMaxMemory(command);
  valued("--timeout <SECONDS>", "end the program after this time", values.seconds);
  valued("--fail-alloc <N>", "let the program's N-th allocation fail", (name, text) =>
    values.wholeNumber(name, text, 1, Number.POSITIVE_INFINITY),
  );
  addSuppressions(command);
  addColor(command);
  return command;
}

/** Of modules in a JavaScript program nobody knows what JavaScript has written: so only addresses are checked. */
export function addNodeOptions(command: Command): Command {
  const { valued } = adding(command);
  valued(
    "--check <WHAT>",
    "addresses, or all: uses of undefined values too (JavaScript's writes are not seen)",
    (name, text) => values.oneOf(name, text, ["addresses", "all"]),
    { value: "addresses", shown: "addresses" },
  );
  addErrorExitcode(command);
  addMaxMemory(command);
  addSuppressions(command);
  addGenSuppressions(command);
  addColor(command);
  addQuiet(command);
  return command;
}

// Options of several commands.

function addErrorExitcode(command: Command): void {
  const { valued } = adding(command);
  valued(
    "--error-exitcode <N>",
    "exit status when there are errors; 0: the program's own",
    (name, text) => values.wholeNumber(name, text, 0, 255),
    { value: 1, shown: "1" },
  );
}

function addGenSuppressions(command: Command): void {
  const { valued } = adding(command);
  valued(
    "--gen-suppressions <WHICH>",
    "all: with each finding, the suppression that hides it; or no",
    (name, text) => values.oneOf(name, text, ["no", "all"]),
    { value: "no", shown: "no" },
  );
}

function addQuiet(command: Command): void {
  const { add } = adding(command);
  add(new Option("-q, --quiet", "print findings only"));
}

function addMaxMemory(command: Command): void {
  const { valued } = adding(command);
  valued("--max-memory <SIZE>", "memory that the program may have", values.memorySize, {
    value: 512 * 2 ** 20,
    shown: "512m",
  });
}

function addSuppressions(command: Command): void {
  const { valued } = adding(command);
  valued<readonly Suppression[]>(
    "--suppressions <FILE>",
    "what not to report, in Valgrind's .supp format; may be repeated",
    (name, text, before = []) => [...before, ...values.suppressionFile(name, text)],
    { value: [], shown: "none" },
  );
}

function addColor(command: Command): void {
  const { valued } = adding(command);
  valued(
    "--color <WHEN>",
    "auto, always or never",
    (name, text) => values.oneOf(name, text, ["auto", "always", "never"]),
    { value: "auto", shown: "auto" },
  );
}

function optimisationLevel(text: string): OptimisationLevel {
  if (text === "0" || text === "1" || text === "2") return text;
  throw new Refusal(ExitStatus.commandLine, `-O${text}: expected -O0, -O1 or -O2`);
}

function flagWords(name: string, text: string): string[] {
  try {
    return splitWords(text);
  } catch (error) {
    if (!(error instanceof UnfinishedQuote)) throw error;
    throw new Refusal(ExitStatus.commandLine, `${name}=${text}: ${error.message}`);
  }
}

/**
 * The command line: which options there are, what they are called in the help, and their values as
 * one typed object. What a value may look like is said in values.ts.
 *
 * One more option of `run`: a field of `RunOptions` and an entry in `addRunOptions`; the README's
 * table and the contract follow.
 */
import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import type { LeakKind, SharedDirectory } from "../check/request.ts";
import type { OptimisationLevel } from "../compile/result.ts";
import { splitWords, UnfinishedQuote } from "../compile/shell-words.ts";
import type { Suppression } from "../report/suppressions/format.ts";
import { ExitStatus, Refusal } from "./refusal.ts";
import * as values from "./values.ts";

export interface RunOptions {
  readonly leakCheck: "no" | "summary" | "yes" | "full";
  readonly showLeakKinds: readonly LeakKind[];
  readonly errorsForLeakKinds: readonly LeakKind[];
  /** 0: the program's own status even when there are errors. */
  readonly errorExitcode: number;
  readonly exitOnFirstError: boolean;
  readonly check: "addresses" | "all";
  readonly trackOrigins: "yes" | "no";
  /** Empty: as text to stderr. */
  readonly report: readonly values.ReportTarget[];
  readonly cflags: readonly string[];
  readonly rustflags: readonly string[];
  /** Absent: whichever is found. */
  readonly rustc?: string;
  readonly optimisation: OptimisationLevel;
  readonly dir: readonly SharedDirectory[];
  readonly env: readonly string[];
  /** Bytes. */
  readonly maxMemory: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly failAlloc?: number;
  /** Of all files together. */
  readonly suppressions: readonly Suppression[];
  readonly genSuppressions: "no" | "all";
  readonly quiet: boolean;
  readonly color: "auto" | "always" | "never";
}

/** As commander names and leaves them: a flag that was not given is not there. */
type ParsedOptions = Omit<RunOptions, "optimisation" | "exitOnFirstError" | "quiet"> & {
  readonly O: OptimisationLevel;
  readonly exitOnFirstError?: true;
  readonly quiet?: true;
};

export type Invocation =
  | {
      readonly command: "run";
      readonly options: RunOptions;
      readonly program: string;
      readonly args: readonly string[];
    }
  /** Help or the version was asked for and has been printed. */
  | { readonly command: "none" };

/**
 * @param words without the interpreter and the script.
 * @throws Refusal when they cannot be understood.
 */
export function readCommandLine(words: readonly string[]): Invocation {
  let invocation: Invocation = { command: "none" };
  const redzone = new Command("redzone")
    .description("Finds the memory bugs of C, C++ and Rust programs.")
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions();
  strict(redzone);

  const run = redzone
    .command("run")
    .description("Compile a program, run it, and report what it does wrong with memory.")
    .argument("<program>", "a .c, .cpp, .rs or .wasm file")
    .argument("[args...]", "what the program gets; a -- before them is skipped")
    .usage("[options] PROGRAM [ARGS...]")
    .helpOption("-h, --help", "print this help")
    .passThroughOptions();
  addRunOptions(run).action((program: string, args: string[]) => {
    const { O: optimisation, ...options } = run.opts<ParsedOptions>();
    invocation = {
      command: "run",
      options: { exitOnFirstError: false, quiet: false, ...options, optimisation },
      program,
      args: args[0] === "--" ? args.slice(1) : args,
    };
  });
  strict(run);

  try {
    redzone.parse(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: "none" };
    throw new Refusal(ExitStatus.commandLine, sentence(error, words));
  }
  return invocation;
}

function addRunOptions(run: Command): Command {
  const add = (option: Option) => void run.addOption(option);
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
  valued(
    "--error-exitcode <N>",
    "exit status when there are errors; 0: the program's own",
    (name, text) => values.wholeNumber(name, text, 0, 255),
    { value: 1, shown: "1" },
  );
  add(new Option("--exit-on-first-error", "stop at the first error"));
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
  valued<readonly values.ReportTarget[]>(
    "--report <FORMAT[:FILE]>",
    "text or json, to FILE; - is stdout; may be repeated",
    (name, text, before = []) => [...before, values.reportTarget(name, text)],
    { value: [], shown: "text to stderr" },
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
  valued("--max-memory <SIZE>", "memory that the program may have", values.memorySize, {
    value: 512 * 2 ** 20,
    shown: "512m",
  });
  valued("--timeout <SECONDS>", "end the program after this time", values.seconds);
  valued("--fail-alloc <N>", "let the program's N-th allocation fail", (name, text) =>
    values.wholeNumber(name, text, 1, Number.POSITIVE_INFINITY),
  );
  valued<readonly Suppression[]>(
    "--suppressions <FILE>",
    "what not to report, in Valgrind's .supp format; may be repeated",
    (name, text, before = []) => [...before, ...values.suppressionFile(name, text)],
    { value: [], shown: "none" },
  );
  valued(
    "--gen-suppressions <WHICH>",
    "all: with each finding, the suppression that hides it; or no",
    (name, text) => values.oneOf(name, text, ["no", "all"]),
    { value: "no", shown: "no" },
  );
  add(new Option("-q, --quiet", "print findings only"));
  valued(
    "--color <WHEN>",
    "auto, always or never",
    (name, text) => values.oneOf(name, text, ["auto", "always", "never"]),
    { value: "auto", shown: "auto" },
  );
  return run;
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

/** Errors are thrown, not printed; help names options as they are written, `--timeout=SECONDS`. */
function strict(command: Command): void {
  command
    .exitOverride()
    .configureOutput({ writeErr() {} })
    .configureHelp({
      optionTerm: ({ flags }) => flags.replace(/ <(.*)>$/, flags.startsWith("--") ? "=$1" : "$1"),
      helpWidth: 80,
    });
}

function sentence(error: CommanderError, words: readonly string[]): string {
  switch (error.code) {
    case "commander.help":
    case "commander.missingArgument":
      return "no program given; try: redzone run PROGRAM (redzone run --help lists the options)";
    case "commander.unknownCommand":
      return `unknown command '${words[0]}'; to check a program: redzone run ${words.join(" ")}`;
    default:
      // "(Did you mean …?)" comes on a line of its own.
      return error.message.replace(/^error: /, "").replaceAll("\n", " ");
  }
}

export function version(): string {
  const manifest = new URL("../../package.json", import.meta.url);
  return String(JSON.parse(readFileSync(manifest, "utf8")).version);
}

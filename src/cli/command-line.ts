/**
 * The command line: which commands there are and what each of them is asked, as one typed object. The options stand in
 * options.ts.
 *
 * One more command: a member of `Invocation`, a function here, a row in main.ts; the README and the contract follow.
 */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import {
  addDrawingOptions,
  addHistoryOptions,
  addNodeOptions,
  addProgramOptions,
  addReportOptions,
  addStepOptions,
  type DrawingOptions,
  type NodeOptions,
  type Parsed,
  type ProgramOptions,
  type ReportOptions,
  type StepOptions as StepShowingOptions,
} from "./options.ts";
import { ExitStatus, Refusal } from "./refusal.ts";
import type * as values from "./values.ts";

type Flags = "exitOnFirstError" | "quiet" | "picture";
export type RunOptions = ProgramOptions & ReportOptions;
/** The step that a picture is of, or that stepping begins with. */
export type PictureTarget =
  | { readonly kind: "step"; readonly step: number }
  | ({ readonly kind: "line" } & values.LineTarget)
  | { readonly kind: "finding"; readonly finding: number }
  | { readonly kind: "start" | "end" };
export type PictureOptions = ProgramOptions & DrawingOptions & { readonly target: PictureTarget };
export type StepOptions = ProgramOptions & StepShowingOptions & { readonly target: PictureTarget };

/** The block whose history is told. */
export type HistoryTarget =
  | { readonly kind: "block"; readonly block: number }
  | { readonly kind: "finding"; readonly finding: number };
export type HistoryOptions = ProgramOptions & {
  readonly target: HistoryTarget;
  readonly format: "text" | "json";
  readonly libraries: boolean;
};

interface Words {
  readonly program: string;
  readonly args: readonly string[];
}

export type Invocation =
  | ({
      readonly command: "run";
      readonly options: RunOptions;
      /** The command that shows memory at a finding of this run. */
      readonly pictureCommand: (finding: number) => string;
    } & Words)
  | ({ readonly command: "picture"; readonly options: PictureOptions } & Words)
  | ({ readonly command: "history"; readonly options: HistoryOptions } & Words)
  | ({ readonly command: "step"; readonly options: StepOptions } & Words)
  | ({ readonly command: "node"; readonly options: NodeOptions } & Words)
  /** Help or the version was asked for and has been printed. */
  | { readonly command: "none" };

/**
 * @param words without the interpreter and the script.
 * @throws Refusal when they cannot be understood.
 */
export function readCommandLine(words: readonly string[]): Invocation {
  let invocation: Invocation = { command: "none" };
  const found = (read: Invocation) => {
    invocation = read;
  };
  const redzone = new Command("redzone")
    .description("Finds the memory bugs of C, C++ and Rust programs, and shows memory.")
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions();
  strict(redzone);
  addRun(redzone, words, found);
  addPicture(redzone, found);
  addHistory(redzone, found);
  addStep(redzone, found);
  addNode(redzone, found);
  try {
    redzone.parse(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: "none" };
    throw new Refusal(ExitStatus.commandLine, sentence(error, words));
  }
  return invocation;
}

/** A command on one program. */
function programCommand(
  redzone: Command,
  name: string,
  description: string,
  programs = "a .c, .cpp, .rs or .wasm file",
): Command {
  const command = redzone
    .command(name)
    .description(description)
    .argument("<program>", programs)
    .helpOption("-h, --help", "print this help");
  strict(command);
  return command;
}

function addRun(
  redzone: Command,
  words: readonly string[],
  found: (invocation: Invocation) => void,
): void {
  const description = "Compile a program, run it, and report what it does wrong with memory.";
  const run = programCommand(redzone, "run", description)
    .summary("check a program")
    .argument("[args...]", "what the program gets; a -- before them is skipped")
    .usage("[options] PROGRAM [ARGS...]")
    .passThroughOptions();
  addReportOptions(run);
  const reports = new Set(run.options);
  addProgramOptions(run);
  run.action((program: string, args: string[]) => {
    const given = args[0] === "--" ? args.slice(1) : args;
    const { O: optimisation, ...options } = run.opts<Parsed<RunOptions, Flags>>();
    found({
      command: "run",
      options: { exitOnFirstError: false, quiet: false, picture: false, ...options, optimisation },
      program,
      args: given,
      pictureCommand: (finding) => {
        const options = givenOptions(run, words.slice(1)).filter(
          ({ option }) => !reports.has(option),
        );
        return [
          "redzone picture",
          ...options.flatMap(({ words }) => words.map(quoted)),
          quoted(program),
          `--finding ${finding}`,
          ...(given.length > 0 ? ["--", ...given.map(quoted)] : []),
        ].join(" ");
      },
    });
  });
}

/** The options before the program, each as it was typed. */
function givenOptions(command: Command, words: readonly string[]) {
  const found: { option: Command["options"][number]; words: string[] }[] = [];
  for (let at = 0; words[at]?.startsWith("-") && words[at] !== "--"; at++) {
    const word = words[at]!;
    const [name] = word.split("=");
    const option =
      command.options.find(({ long, short }) => name === long || name === short) ??
      command.options.find(({ short }) => short !== undefined && word.startsWith(short));
    if (option === undefined) break;
    const isWhole = word.includes("=") || (name !== option.long && name !== option.short);
    const takesNext = option.required && !isWhole;
    found.push({ option, words: takesNext ? [word, words[++at] ?? ""] : [word] });
  }
  return found;
}

/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function addPicture(redzone: Command, found: (invocation: Invocation) => void): void {
  const description = "Draw the memory of a program at one step of its run.";
  const picture = steppedCommand(redzone, "picture", ["draw memory at one step", description]);
  addDrawingOptions(picture);
  addProgramOptions(picture);
  picture.action((program: string, args: string[]) => {
    const given = picture.opts<Given<ProgramOptions & DrawingOptions>>();
    found({ command: "picture", options: steppedOptions(given, "end"), program, args });
  });
}

function addHistory(redzone: Command, found: (invocation: Invocation) => void): void {
  const description = "Tell what happened to a heap block, step by step.";
  const history = programCommand(redzone, "history", description)
    .summary("tell a heap block's history")
    .argument("[args...]", "what the program gets, behind a --")
    .usage("PROGRAM [options] [-- ARGS...]");
  addHistoryOptions(history);
  addProgramOptions(history);
  history.action((program: string, args: string[]) => {
    const {
      O: optimisation,
      block,
      finding,
      ...options
    } = history.opts<
      Parsed<ProgramOptions & { readonly format: "text" | "json" }, never> & {
        readonly libraries?: true;
        readonly block?: number;
        readonly finding?: number;
      }
    >();
    if ((block === undefined) === (finding === undefined)) {
      throw new Refusal(ExitStatus.commandLine, "give the block: either --block or --finding");
    }
    const target: HistoryTarget =
      block === undefined ? { kind: "finding", finding: finding ?? 0 } : { kind: "block", block };
    found({
      command: "history",
      options: { libraries: false, ...options, optimisation, target },
      program,
      args,
    });
  });
}

function addStep(redzone: Command, found: (invocation: Invocation) => void): void {
  const description = "Step through a program, forwards and backwards, and look at its memory.";
  const step = steppedCommand(redzone, "step", ["step through a program", description]);
  addProgramOptions(step);
  step.action((program: string, args: string[]) => {
    const given = step.opts<Given<ProgramOptions & StepShowingOptions>>();
    found({ command: "step", options: steppedOptions(given, "start"), program, args });
  });
}

function addNode(redzone: Command, found: (invocation: Invocation) => void): void {
  const description =
    "Run a JavaScript program in Node, and report what the WebAssembly modules in it do wrong with memory.";
  const node = programCommand(redzone, "node", description, "a script, as node takes it")
    .summary("check a JavaScript program's modules")
    .argument("[args...]", "what the script gets")
    .usage("[options] SCRIPT [ARGS...]")
    .passThroughOptions();
  addNodeOptions(node);
  node.action((program: string, args: string[]) => {
    const given = node.opts<Omit<NodeOptions, "quiet"> & { readonly quiet?: true }>();
    found({ command: "node", options: { quiet: false, ...given }, program, args });
  });
}

function steppedCommand(
  redzone: Command,
  name: string,
  [summary, description]: readonly [string, string],
): Command {
  const command = programCommand(redzone, name, description)
    .summary(summary)
    .argument("[args...]", "what the program gets, behind a --")
    .usage("PROGRAM [options] [-- ARGS...]");
  return addStepOptions(command);
}

/** Options as they were given: a step is named in one of three ways. */
type Given<Options extends ProgramOptions & StepShowingOptions> = Parsed<
  Options,
  "ascii" | "open" | "libraries"
> & {
  readonly at?: values.LineTarget;
  readonly step?: number;
  readonly finding?: number;
};

/** @param preset where one is when no step is named */
function steppedOptions<Options extends ProgramOptions & StepShowingOptions>(
  given: Given<Options>,
  preset: "start" | "end",
) {
  const { O: optimisation, at, step, finding, ...options } = given;
  const targets: PictureTarget[] = [
    ...(at === undefined ? [] : [{ kind: "line", ...at } as const]),
    ...(step === undefined ? [] : [{ kind: "step", step } as const]),
    ...(finding === undefined ? [] : [{ kind: "finding", finding } as const]),
  ];
  if (targets.length > 1) {
    const sentence = "one step can be shown at a time: give one of --at, --step and --finding";
    throw new Refusal(ExitStatus.commandLine, sentence);
  }
  const target = targets[0] ?? { kind: preset };
  return { ascii: false, open: false, libraries: false, ...options, optimisation, target };
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

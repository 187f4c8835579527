/**
 * The embedded clang at work on one program. It takes 3 s to load, and 0.3 s for a small program
 * when it is loaded: whoever compiles many programs does so in one thread.
 */
import { Exit, runLLVM } from "@yowasp/clang";
import { type DriverPlan, readDriverPlan } from "./clang-jobs.ts";
import { OutputPath, type Tree } from "./virtual-files.ts";

export interface ClangJob {
  /** The driver's arguments, inputs under their neutral paths. */
  readonly arguments: readonly string[];
  readonly tree: Tree;
  /** Added to every run of the compiler proper. */
  readonly compilerFlags: readonly string[];
  /** From neutral paths of inputs to the paths as typed. */
  readonly spelled: ReadonlyMap<string, string>;
}

/** `messages` is what clang and the linker printed, colours included. */
export type ClangAnswer =
  | { readonly kind: "linked"; readonly module: Uint8Array; readonly messages: string }
  | { readonly kind: "rejected"; readonly messages: string }
  /** The driver was asked for something else than a program (`-c`, `-E`, `--version`). */
  | { readonly kind: "no-program"; readonly messages: string }
  /** clang itself broke. */
  | { readonly kind: "broken"; readonly reason: string; readonly messages: string };

/**
 * wasi-libc refers to main weakly, so lld does not complain when there is none: it makes a function
 * of this name that traps.
 */
const MainStub = "undefined_weak:main";
const NoMain = "redzone: error: undefined symbol: main (the program has no main function)";

interface Run {
  readonly ok: boolean;
  readonly tree: Tree;
  readonly printed: string;
}

/** How every WebAssembly binary begins. */
const Magic = Buffer.from("\0asm");

/**
 * Runs the compiler proper: the object that it is to write to the file after `-o` comes by way of stdout. Each write to a file
 * of @yowasp's copies all that is in it, and there is one for each relocation: for a program that includes <regex> this
 * was four fifths of the time. The linker writes once from start to end; and the module has the file's name.
 * @throws as `run`
 */
async function runCompiler(words: readonly string[], tree: Tree): Promise<Run> {
  const at = words.indexOf("-o") + 1;
  if (at === 0) return asRun(await run(words, tree));
  const result = await run(words.with(at, "-"), tree);
  // Not an object: a flag of the user's asked the compiler to print something.
  if (!result.out.subarray(0, Magic.length).equals(Magic)) return asRun(result);
  const { ok, out, errors } = result;
  return { ok, tree: withFile(result.tree, words[at]!, out), printed: errors.toString() };
}

function asRun({ ok, tree, out, errors }: Awaited<ReturnType<typeof run>>): Run {
  return { ok, tree, printed: `${out}${errors}` };
}

/** @throws what clang dies of, such as a RuntimeError; not when it only reports errors. */
async function run(words: readonly string[], tree: Tree) {
  const out: Uint8Array[] = [];
  const errors: Uint8Array[] = [];
  const options = {
    stdin: null,
    // The bytes lie in clang's own memory: keep a copy.
    stdout: (bytes: Uint8Array | null) => void (bytes !== null && out.push(bytes.slice())),
    stderr: (bytes: Uint8Array | null) => void (bytes !== null && errors.push(bytes.slice())),
    decodeASCII: false,
    fetchProgress() {}, // silent; the default prints
  };
  const printed = () => ({ out: Buffer.concat(out), errors: Buffer.concat(errors) });
  try {
    const left = await runLLVM([...words], tree, options);
    return { ok: true, tree: left ?? {}, ...printed() };
  } catch (error) {
    if (error instanceof Exit) return { ok: false, tree: error.files, ...printed() };
    throw Object.assign(error as Error, { printed: printed().errors.toString() });
  }
}

export async function runClangJob(job: ClangJob): Promise<ClangAnswer> {
  let messages = "";
  try {
    const driver = asRun(await run(["clang", "-###", ...job.arguments], job.tree));
    const plan: DriverPlan = readDriverPlan(driver.printed);
    messages = plan.messages;
    if (!driver.ok) return { kind: "rejected", messages };
    if (plan.jobs.at(-1)?.[0] !== "wasm-ld") return { kind: "no-program", messages };

    let tree = job.tree;
    for (const words of plan.jobs) {
      const result =
        words[1] === "-cc1"
          ? await runCompiler(compilerWords(words, job), tree)
          : asRun(await run(words, tree));
      messages += result.printed;
      if (!result.ok) return { kind: "rejected", messages };
      tree = result.tree;
    }
    const module = fileAt(tree, OutputPath);
    if (module === undefined) return { kind: "no-program", messages };
    if (Buffer.from(module.buffer, module.byteOffset, module.length).includes(MainStub)) {
      return { kind: "rejected", messages: `${messages}${NoMain}\n` };
    }
    return { kind: "linked", module, messages };
  } catch (error) {
    const printed = error instanceof Error && "printed" in error ? String(error.printed) : "";
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "broken", reason, messages: messages + printed };
  }
}

/** The input comes last, and cc1 wants its flags before it. */
function compilerWords(words: readonly string[], job: ClangJob): string[] {
  const spelled = words.map((word) => job.spelled.get(word) ?? word);
  return [...spelled.slice(0, 2), ...job.compilerFlags, ...spelled.slice(2)];
}

function fileAt(tree: Tree, path: string): Uint8Array | undefined {
  let entry: Tree | Uint8Array | string | undefined = tree;
  for (const name of path.split("/").slice(1)) {
    if (entry === undefined || typeof entry === "string" || entry instanceof Uint8Array) return;
    entry = entry[name];
  }
  return entry instanceof Uint8Array ? entry : undefined;
}

/** The tree with a file at `path`, whose folders need not be there. */
function withFile(tree: Tree, path: string, contents: Uint8Array): Tree {
  const [name = "", ...rest] = path.replace(/^\//, "").split("/");
  if (rest.length === 0) return { ...tree, [name]: contents };
  const folder = tree[name];
  const inside = typeof folder === "object" && !(folder instanceof Uint8Array) ? folder : {};
  return { ...tree, [name]: withFile(inside, rest.join("/"), contents) };
}

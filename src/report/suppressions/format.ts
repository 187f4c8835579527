/**
 * Valgrind's `.supp` format: a file of entries, each of which says what is not to be reported
 * (Valgrind's manual, "Suppressing errors" and "Writing suppression files").
 *
 *     # A comment, on a line of its own.
 *     {
 *        a name for whoever reads the file
 *        Memcheck:Leak
 *        match-leak-kinds: definite
 *        fun:malloc
 *        ...
 *        fun:main
 *     }
 *
 * Read and written here; what an entry matches is said in match.ts. Valgrind takes empty patterns
 * and entries without a tool, too; here they are refused, since nobody means them.
 */
import { quoted } from "../../bytes/printable.ts";
import type { LeakKind } from "../../runtime/facts.ts";
import { KINDS, kindNamed, type SuppressionKind, type Tool } from "./kinds.ts";

/** One entry. */
export interface Suppression {
  readonly name: string;
  readonly kind: SuppressionKind;
  /** Param and FishyValue: the one parameter that is meant. */
  readonly parameter?: string;
  /** Leak: only these kinds of leaks. */
  readonly leakKinds?: readonly LeakKind[];
  /** Innermost first; what follows behind the last one may be anything. */
  readonly frames: readonly FramePattern[];
}

/** Any number of frames, none included. */
export const AnyFrames = "..." as const;

export type FramePattern = typeof AnyFrames | PlacePattern;

/** One frame, by its function, the file of its module, or its source line. */
export interface PlacePattern {
  readonly by: "fun" | "obj" | "src";
  /** `*` stands for any characters, `?` for one. */
  readonly pattern: string;
  /** src only; absent: any. */
  readonly line?: number;
}

/** What is wrong with a line, as the end of a sentence that begins with the file and the line. */
export class SuppressionError extends Error {
  override readonly name = "SuppressionError";
  /** From 1. */
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/**
 * The entries of a file that are for us; those for other tools are skipped.
 * @throws SuppressionError
 */
export function parseSuppressions(text: string): Suppression[] {
  const lines = new Lines(text);
  const entries: Suppression[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line !== "{") throw lines.wrong("expected { to begin an entry");
    const entry = readEntry(lines);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

/** @returns undefined for an entry of another tool */
function readEntry(lines: Lines): Suppression | undefined {
  const begin = lines.number;
  /** The next line of the entry; undefined at its end. */
  const next = () => {
    const line = lines.next();
    if (line === undefined) throw new SuppressionError(begin, "this entry has no } at its end");
    return line === "}" ? undefined : line;
  };
  const name = next();
  if (name === undefined) throw lines.wrong("the entry has no name");
  const kind = readKind(next(), lines);
  if (kind === undefined) {
    while (next() !== undefined);
    return undefined;
  }
  const { extra } = KINDS[kind] as { readonly extra?: "parameter" | "leak kinds" };
  let line = next();
  let details: Pick<Suppression, "parameter" | "leakKinds"> = {};
  if (extra === "parameter") {
    details = { parameter: readParameter(line, kind, lines) };
    line = next();
  } else if (extra === "leak kinds" && line?.startsWith(MatchLeakKinds)) {
    details = { leakKinds: readLeakKinds(line.slice(MatchLeakKinds.length), lines) };
    line = next();
  }
  const frames: FramePattern[] = [];
  for (; line !== undefined; line = next()) frames.push(readFrame(line, lines));
  if (frames.every((frame) => frame === AnyFrames)) {
    throw lines.wrong("the entry has no line with fun:, obj: or src:");
  }
  return { name, kind, ...details, frames };
}

/** `Memcheck,Addrcheck:Leak`. @returns undefined when none of the tools is ours */
function readKind(line: string | undefined, lines: Lines): SuppressionKind | undefined {
  const [, tools, name] = /^([^:]+):([^:]+)$/.exec(line ?? "") ?? [];
  if (tools === undefined || name === undefined) {
    throw lines.wrong("expected TOOL:KIND, as in Memcheck:Leak");
  }
  const mine = tools.split(",").filter((tool) => tool === "Memcheck" || tool === "Redzone");
  if (mine.length === 0) return undefined;
  const kind = kindNamed(name, mine as readonly Tool[]);
  if (kind === undefined) {
    throw lines.wrong(`there is no kind named '${quoted(name)}' for ${mine.join(" or ")}`);
  }
  return kind;
}

function readParameter(line: string | undefined, kind: SuppressionKind, lines: Lines): string {
  if (line === undefined || isFrame(line)) {
    const example = kind === "Param" ? "write(buf)" : "malloc(size)";
    throw lines.wrong(`expected the parameter that ${kind} is about, as in ${example}`);
  }
  return line;
}

const MatchLeakKinds = "match-leak-kinds:";
const LeakKinds = ["definite", "indirect", "possible", "reachable"] as const satisfies LeakKind[];

function readLeakKinds(list: string, lines: Lines): readonly LeakKind[] {
  const named = list.split(",").map((kind) => kind.trim());
  if (named.length === 1 && named[0] === "all") return LeakKinds;
  if (named.length === 1 && named[0] === "none") return [];
  return named.map((name) => {
    const kind = LeakKinds.find((each) => each === name);
    if (kind === undefined) {
      throw lines.wrong(`expected all, none, or some of ${LeakKinds.join(",")}`);
    }
    return kind;
  });
}

const PlaceLine = /^(fun|obj|src):(.*)$/s;

function isFrame(line: string): boolean {
  return line === AnyFrames || PlaceLine.test(line);
}

function readFrame(line: string, lines: Lines): FramePattern {
  if (line === AnyFrames) return AnyFrames;
  const [, by, pattern] = PlaceLine.exec(line) ?? [];
  if (by === undefined || pattern === undefined) {
    throw lines.wrong("expected fun:NAME, obj:FILE, src:FILE:LINE or ..., or } to end the entry");
  }
  if (pattern === "") throw lines.wrong(`expected a name after ${by}:`);
  return by === "src" ? readSource(pattern, lines) : { by: by as "fun" | "obj", pattern };
}

/** `list.c` or `list.c:12`. A drive letter's colon is none that a line number follows. */
function readSource(text: string, lines: Lines): PlacePattern {
  const [, file, after] = /^(.*):([^:/\\]*)$/s.exec(text) ?? [];
  if (file === undefined || after === undefined) return { by: "src", pattern: text };
  if (file === "" || !/^\d{1,9}$/.test(after)) {
    throw lines.wrong("expected src:FILE or src:FILE:LINE, with a number as LINE");
  }
  return { by: "src", pattern: file, line: Number(after) };
}

/** The lines that say something: without blank ones, comments, and blanks at both ends. */
class Lines {
  readonly #lines: readonly string[];
  /** Of the line that was read last, from 1; behind the last one at the end. */
  number = 0;

  constructor(text: string) {
    this.#lines = text.split(/\r?\n/).map((line) => line.trim());
  }

  next(): string | undefined {
    let line: string | undefined;
    do line = this.#lines[this.number++];
    while (line === "" || line?.startsWith("#"));
    return line;
  }

  wrong(reason: string): SuppressionError {
    return new SuppressionError(this.number, reason);
  }
}

/** What --gen-suppressions calls an entry, in Valgrind's words: tools that collect entries look for it. */
export const NameToInsert = "<insert_a_suppression_name_here>";

/** An entry as it stands in a file, each line with its line feed. */
export function writeSuppression(suppression: Suppression): string {
  const { name, kind, parameter, leakKinds, frames } = suppression;
  const lines = [
    name,
    `${KINDS[kind].tool}:${kind}`,
    ...(parameter === undefined ? [] : [parameter]),
    ...(leakKinds === undefined ? [] : [`${MatchLeakKinds} ${leakKinds.join(",") || "none"}`]),
    ...frames.map(writeFrame),
  ];
  return `{\n${lines.map((line) => `   ${line}\n`).join("")}}\n`;
}

function writeFrame(frame: FramePattern): string {
  if (frame === AnyFrames) return frame;
  const { by, pattern, line } = frame;
  return `${by}:${pattern}${line === undefined ? "" : `:${line}`}`;
}

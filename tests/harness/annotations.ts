/**
 * What a test program says about itself, in comments. The syntax is described in tests/README.md,
 * which changes together with this file.
 */
import { splitWords } from "../../src/compile/shell-words.ts";
import type { ErrorKind, LeakName } from "../../src/report/model.ts";

export type FindingKind = ErrorKind | LeakName;

/** All that is found of one kind at one line. */
export interface Expectation {
  readonly kind: FindingKind;
  /** From 1. */
  readonly line: number;
  /** Leaks only: of all records at this line together. */
  readonly blocks?: number;
}

/** What the compiler refuses at one line. */
export interface Rejection {
  /** As rustc numbers its errors: `E0382`. */
  readonly code: string;
  /** From 1. */
  readonly line: number;
}

export interface Settings {
  /** Options of `redzone run`. */
  readonly options: readonly string[];
  /** The optimisation levels to run at, each a further option; none: one run, with `options` alone. */
  readonly levels: readonly string[];
  /** What the program gets. */
  readonly args: readonly string[];
  readonly stdin: string;
  /** All that it must print, when that is said; without a line feed at the end. */
  readonly stdout?: string;
  /** The program's own exit status, 134 when it ends by a trap. */
  readonly exit: number;
}

export interface Annotations {
  readonly expectations: readonly Expectation[];
  /** Of a program that must not compile; then nothing else can be expected. */
  readonly rejections: readonly Rejection[];
  readonly settings: Settings;
}

/** An annotation that cannot be understood: the test fails with this sentence. */
export class AnnotationError extends Error {
  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
  }
}

/** @throws AnnotationError */
export function readAnnotations(source: string): Annotations {
  const lines = source.split(/\r?\n/);
  const expected = lines.flatMap(expectedAt);
  const rejections = expected.filter(isRejection);
  const expectations = expected.filter((each): each is Expectation => !isRejection(each));
  if (rejections.length > 0 && expectations.length > 0) {
    const { line } = expectations[0]!;
    throw new AnnotationError(line, "what does not compile has no findings");
  }
  return { expectations, rejections, settings: readSettings(lines) };
}

/** The source as a report is to show it: what a report says need not be in it twice. */
export function withoutAnnotations(source: string): string {
  return source.replace(/[ \t]*\/\/[~@].*/g, "");
}

const KINDS: Readonly<Record<FindingKind, true>> = {
  InvalidRead: true,
  InvalidWrite: true,
  InvalidFree: true,
  MismatchedFree: true,
  Overlap: true,
  FishyValue: true,
  SyscallParam: true,
  UninitCondition: true,
  UninitValue: true,
  StackOverflow: true,
  Trap: true,
  Leak_DefinitelyLost: true,
  Leak_IndirectlyLost: true,
  Leak_PossiblyLost: true,
  Leak_StillReachable: true,
};

function isFindingKind(word: string): word is FindingKind {
  return Object.hasOwn(KINDS, word);
}

const CompilerError = /^E\d{4}$/;

function isRejection(expected: Expectation | Rejection): expected is Rejection {
  return "code" in expected;
}

/** `//~ Kind Kind`, `//~^^ Kind 3 blocks`, `//~ E0382`: each caret is one line up. */
function expectedAt(text: string, index: number): (Expectation | Rejection)[] {
  return [...text.matchAll(/\/\/~(\^*)([^/]*)/g)].flatMap(([, carets = "", words = ""]) => {
    const line = index + 1 - carets.length;
    const expected: (Expectation | Rejection)[] = [];
    for (const [word, kind = "", blocks] of words.matchAll(/(\S+)(?:\s+(\d+) blocks\b)?/g)) {
      if (CompilerError.test(word)) {
        expected.push({ code: word, line });
        continue;
      }
      if (!isFindingKind(kind)) throw new AnnotationError(index + 1, `no kind of finding: ${word}`);
      expected.push({ kind, line, ...(blocks !== undefined && { blocks: Number(blocks) }) });
    }
    if (expected.length === 0) throw new AnnotationError(index + 1, "//~ without a kind");
    return expected;
  });
}

/** One more setting: a row here, a field in `Settings`, a line in tests/README.md. */
const SETTING_NAMES = ["options", "levels", "args", "stdin", "stdout", "exit"] as const;
const LEVELS: ReadonlySet<string> = new Set(["-O0", "-O1", "-O2"]);
type SettingName = (typeof SETTING_NAMES)[number];

function readSettings(lines: readonly string[]): Settings {
  const values: Partial<Record<SettingName, string[]>> = {};
  lines.forEach((text, index) => {
    const [, name, value] = /^\s*\/\/!\s*(\w+):\s?(.*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      if (/^\s*\/\/!/.test(text)) throw new AnnotationError(index + 1, "expected //! name: value");
      return;
    }
    const known = SETTING_NAMES.find((each) => each === name);
    if (known === undefined) throw new AnnotationError(index + 1, `no setting: ${name}`);
    const wrong = known === "levels" && splitWords(value).find((word) => !LEVELS.has(word));
    if (wrong) throw new AnnotationError(index + 1, `no level: ${wrong}`);
    values[known] = [...(values[known] ?? []), value];
  });
  const words = (name: SettingName) => (values[name] ?? []).flatMap(splitWords);
  const stdout = values.stdout?.join("\n");
  return {
    options: words("options"),
    levels: words("levels"),
    args: words("args"),
    stdin: (values.stdin ?? []).map((line) => `${line}\n`).join(""),
    ...(stdout !== undefined && { stdout }),
    exit: Number(values.exit?.at(-1) ?? 0),
  };
}

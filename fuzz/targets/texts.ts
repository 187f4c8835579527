/** Names and files that are text. */
import { readDiagnostics } from "../../src/compile/diagnostics.ts";
import { readRustcMessages } from "../../src/compile/rust/messages.ts";
import { splitWords, UnfinishedQuote } from "../../src/compile/shell-words.ts";
import { BUILT_IN, builtInSuppressions } from "../../src/report/suppressions/built-in.ts";
import {
  parseSuppressions,
  SuppressionError,
  writeSuppression,
} from "../../src/report/suppressions/format.ts";
import { type Log, LogReader, LogWriter } from "../../src/runtime/recording/log.ts";
import { demangled } from "../../src/symbols/itanium/demangle.ts";
import { abridgedTypeName, demangledFull, rustName } from "../../src/symbols/rust/demangle.ts";
import { changeBytes } from "../changes.ts";
import { fixtureLines } from "../seeds.ts";
import { type Outcome, outcomeOf, requireSentence, type Target } from "../target.ts";

/** One for each of `Every` names: there are thousands, much alike. */
const Every = 5;
/** Longer ones are of no use to anybody. */
const LongestName = 50_000;

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function requireName(name: string | undefined): Outcome {
  if (name === undefined) return "refused";
  if (name.length > LongestName) throw new Error(`a name of ${name.length} characters`);
  return "taken";
}

function names(path: string): readonly Uint8Array[] {
  return fixtureLines(path)
    .filter((_, at) => at % Every === 0)
    .map((line) => encode(line.split("\t")[0]!));
}

export const itanium: Target = {
  seeds: () => names("demangle/names.txt"),
  change: changeBytes,
  run(input) {
    const name = decode(input);
    requireName(demangled(name, "full"));
    return requireName(demangled(name, "abridged"));
  },
};

export const rust: Target = {
  seeds: () => names("demangle/rust-names.txt"),
  change: changeBytes,
  run(input) {
    const linkageName = decode(input);
    requireName(demangledFull(linkageName));
    return requireName(rustName({ linkageName })?.shown);
  },
};

/** Names of types as Rust's debug information writes them, and functions' short ones. */
export const rustTypes: Target = {
  seeds: () =>
    fixtureLines("demangle/rust-names.txt")
      .filter((_, at) => at % Every === 0)
      .map((line) => encode(line.split("\t")[1] ?? "")),
  change: changeBytes,
  run(input) {
    const written = decode(input);
    const legacy = `_ZN${Math.max(1, written.length)}${written}17h0123456789abcdefE`;
    requireName(rustName({ linkageName: legacy, name: written, typeParameters: [written] })?.shown);
    const shown = abridgedTypeName(written);
    // What cannot be read stays as it was written.
    return requireName(shown === written ? undefined : shown);
  },
};

const SuppressionFiles = [
  builtInSuppressions(BUILT_IN).map(writeSuppression).join("\n"),
  "# a comment\n{\n  name\n  Memcheck,Addrcheck:Leak\n  match-leak-kinds: definite,possible\n  fun:malloc\n  ...\n  obj:*/a.wasm\n  src:list.c:12\n}\n",
  "{\n name\n Memcheck:Param\n write(buf)\n fun:w*\n}\n{\n other\n Helgrind:Race\n fun:x\n}\n",
];

export const suppressions: Target = {
  seeds: () => SuppressionFiles.map(encode),
  change: changeBytes,
  run(input) {
    try {
      const entries = parseSuppressions(decode(input));
      const again = parseSuppressions(entries.map(writeSuppression).join(""));
      if (JSON.stringify(again) !== JSON.stringify(entries)) {
        throw new Error("written, they are other suppressions");
      }
      return "taken";
    } catch (error) {
      if (!(error instanceof SuppressionError)) throw error;
      requireSentence(error.message);
      return "refused";
    }
  },
};

function logOf(bytes: Uint8Array): Log {
  return {
    length: bytes.length,
    read: (at, into) => into.set(bytes.subarray(at, at + into.length)),
  };
}

function someLog(): Uint8Array {
  const writer = new LogWriter({ memory: 2 ** 16, total: 2 ** 16 });
  for (let call = 0; call < 40; call++) {
    const chunks = Array.from({ length: call % 4 }, (_, at) => ({
      address: 1024 * at,
      bytes: new Uint8Array(call),
    }));
    writer.append({ call, digest: call * 99_999_937, errno: call % 3, chunks });
  }
  const log = writer.contents();
  const bytes = new Uint8Array(log.length);
  log.read(0, bytes);
  return bytes;
}

export const recordings: Target = {
  seeds: () => [someLog()],
  change: changeBytes,
  run: (input) =>
    outcomeOf(() => {
      const reader = new LogReader(logOf(input));
      while (reader.next() !== undefined);
    }),
};

const Messages = [
  "a.c:2:10: \u001b[31merror:\u001b[0m use of 'x'\n    2 | return x;\n      | ^\n1 error generated.\nwasm-ld: error: a.o: undefined symbol: f\n",
  '{"message":"m","code":{"code":"E0382"},"level":"error","spans":[{"file_name":"a.rs","line_start":1,"column_start":2,"is_primary":true,"expansion":{"span":{"file_name":"b.rs","line_start":1,"column_start":2,"is_primary":true,"expansion":null}}}],"rendered":"error: m"}\n',
  '-O2 -D\'a b\' "x\\"y" \\ z',
];

/** What compilers print, and what a user types for one. */
export const messages: Target = {
  seeds: () => Messages.map(encode),
  change: changeBytes,
  run(input) {
    const text = decode(input);
    try {
      splitWords(text);
    } catch (error) {
      if (!(error instanceof UnfinishedQuote)) throw error;
    }
    const found = [...readDiagnostics(text), ...readRustcMessages(text).diagnostics];
    return found.length > 0 ? "taken" : "refused";
  },
};

/**
 * As much of clang's command line as we have to understand ourselves: the embedded clang sees no
 * file that is not handed to it, so every flag that names one, or a folder to look in, matters.
 */

/** Where `#include` looks, in clang's order; each list in the order given. */
export interface SearchPath {
  /** `-iquote`: for `#include "…"` only. */
  readonly quoted: readonly string[];
  /** `-I`, then `-isystem`, then `-idirafter`. */
  readonly everywhere: readonly string[];
}

/** One word of the command line: an input file, or anything else. */
export type FlagWord = { readonly flag: string } | { readonly input: string };

export interface ClangFlags {
  readonly words: readonly FlagWord[];
  readonly search: SearchPath;
  /** `-include` and `-imacros`: read before the source as if `#include "…"` stood there. */
  readonly preincluded: readonly string[];
  /** clang is to stop before there is a program: `-c`, say. */
  readonly stopsEarly: boolean;
}

/** Flags that name a file or folder, as `-Ifolder` or as two words. */
const PathFlags = {
  "-I": "include",
  "-iquote": "quoted",
  "-isystem": "system",
  "-cxx-isystem": "system",
  "-idirafter": "after",
  "-include": "preincluded",
  "-imacros": "preincluded",
} as const;
type PathUse = (typeof PathFlags)[keyof typeof PathFlags];

/** Other flags whose value may be the next word, which is then no input file. */
const FlagsWithValue = new Set(
  (
    "-A -D -F -L -MF -MJ -MQ -MT -T -U -Xassembler -Xclang -Xlinker -Xpreprocessor -arch -e -l -mllvm -o " +
    "-target -u -x -z --param --sysroot -isysroot -iprefix -iwithprefix -iwithprefixbefore -ivfsoverlay"
  ).split(" "),
);

const StoppingFlags = new Set(["-c", "-S", "-E", "-M", "-MM", "-fsyntax-only"]);

/** @param words the words of `--cflags`. */
export function readClangFlags(words: readonly string[]): ClangFlags {
  const paths: Record<PathUse, string[]> = {
    include: [],
    quoted: [],
    system: [],
    after: [],
    preincluded: [],
  };
  const out: FlagWord[] = [];
  let stopsEarly = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const pathFlag = longestPathFlag(word);
    if (pathFlag !== undefined) {
      const joined = word.length > pathFlag.length;
      const value = joined ? word.slice(pathFlag.length) : words[++i];
      out.push({ flag: pathFlag });
      if (value === undefined) continue; // clang says that its argument is missing
      const path = slashed(value);
      paths[PathFlags[pathFlag]].push(path);
      out.push({ flag: path });
    } else if (FlagsWithValue.has(word)) {
      out.push({ flag: word });
      const value = words[++i];
      if (value !== undefined) out.push({ flag: value });
    } else if (word.startsWith("-") || word.startsWith("@")) {
      out.push({ flag: word });
      stopsEarly ||= StoppingFlags.has(word);
    } else {
      out.push({ input: slashed(word) });
    }
  }
  return {
    words: out,
    search: {
      quoted: paths.quoted,
      everywhere: [...paths.include, ...paths.system, ...paths.after],
    },
    preincluded: paths.preincluded,
    stopsEarly,
  };
}

/** `-includefoo.h` is `-include foo.h`, not `-I ncludefoo.h`: the longest name wins, as in clang. */
function longestPathFlag(word: string): keyof typeof PathFlags | undefined {
  let best: keyof typeof PathFlags | undefined;
  for (const flag of Object.keys(PathFlags) as (keyof typeof PathFlags)[]) {
    if (word.startsWith(flag) && flag.length > (best?.length ?? 0)) best = flag;
  }
  // -include-pch and its like are other flags.
  return best === "-include" && word.startsWith("-include-") ? undefined : best;
}

/** The embedded clang was built for POSIX paths; Windows understands both separators. */
export function slashed(path: string, platform: string = process.platform): string {
  return platform === "win32" ? path.replaceAll("\\", "/") : path;
}

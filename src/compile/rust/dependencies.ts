/**
 * What a compiled Rust program was made of, so that it can be told whether it is still the same. Only rustc
 * knows which files a source brings in (`mod`, `include_str!`), and tells it in the form of a makefile
 * (`--emit=dep-info`). So two things are kept: the list of what went in, and, by what these contain now, the program.
 */
import { readFileSync } from "node:fs";
import { type Cache, cacheKey } from "../../cache/cache.ts";

export interface Dependencies {
  readonly files: readonly string[];
  /** Variables that `env!` and `option_env!` read, whatever they hold. */
  readonly variables: readonly string[];
}

/** @param text what rustc wrote: `target: file file`, and comments `# env-dep:NAME=value` */
export function readDependencies(text: string): Dependencies {
  const files = new Set<string>();
  const variables = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const variable = /^# env-dep:([^=]+)/.exec(line);
    if (variable) variables.add(variable[1]!);
    // Each file stands once more on a line of its own, so that make does not ask for it.
    const file = /^((?:[^\\\s#]|\\.)+):$/.exec(line);
    if (file) files.add(file[1]!.replace(/\\(.)/g, "$1"));
  }
  return { files: [...files], variables: [...variables] };
}

/** The programs that one way of calling rustc has made, in the cache. */
export class KeptPrograms {
  readonly #cache: Cache;
  readonly #words: readonly string[];

  /** @param words all that is known before rustc runs: its version, its arguments, the folder */
  constructor(cache: Cache, words: readonly string[]) {
    this.#cache = cache;
    this.#words = words;
  }

  get(): Uint8Array | undefined {
    const list = this.#cache.get(this.#listKey);
    if (list === undefined) return undefined;
    const key = this.#programKey(JSON.parse(Buffer.from(list).toString()));
    return key === undefined ? undefined : this.#cache.get(key);
  }

  put(dependencies: Dependencies, program: Uint8Array): void {
    const key = this.#programKey(dependencies);
    if (key === undefined) return;
    this.#cache.put(this.#listKey, Buffer.from(JSON.stringify(dependencies)));
    this.#cache.put(key, program);
  }

  get #listKey(): string {
    return cacheKey(["rust-dependencies/1", ...this.#words]);
  }

  /** Undefined when a file is gone: then it is rustc's to say so. */
  #programKey({ files, variables }: Dependencies): string | undefined {
    const parts: (string | Uint8Array)[] = ["rust-program/1", ...this.#words];
    for (const name of variables) parts.push("variable", name, process.env[name] ?? "(none)");
    for (const file of files) {
      try {
        parts.push("file", file, readFileSync(file));
      } catch {
        return undefined;
      }
    }
    return cacheKey(parts);
  }
}

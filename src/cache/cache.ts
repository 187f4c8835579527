/**
 * A folder of things that were costly to make, one file each, named by a key. Several processes may
 * use it at once without locks: an entry appears by `rename`, whole or not at all, carries a digest
 * of itself, and whoever finds it damaged or gone makes the thing anew. Reading an entry renews its
 * date; when the folder grows over its bound, the entries unused for longest go first.
 *
 * A cache that cannot be read or written is only slow, so no function here throws. All of them block: what
 * would go on meanwhile waits for the entry anyway.
 */
import { createHash, randomBytes } from "node:crypto";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** A Rust program is 7 MB, and as much again when it is rewritten. */
const DefaultBound = 2 ** 30;
/** More would drive out much of what others made: rewritten, clang itself is 500 MB. */
const LargestEntry = 2 ** 28;
const DigestBytes = 32;
const EntryName = /^[0-9a-f]{64}$/;
const TemporaryName = /^[0-9a-f]{64}\.[0-9a-f]+\.tmp$/;
/** A process that died while writing left this behind. */
const AbandonedAfterMs = 3_600_000;

export class Cache {
  readonly #folder: string;
  readonly #bound: number;

  /** @param bound bytes; the folder is brought below it after each `put`. */
  constructor(folder: string, bound: number = DefaultBound) {
    this.#folder = folder;
    this.#bound = bound;
  }

  /** @param key as `cacheKey` makes it. */
  get(key: string): Uint8Array | undefined {
    const path = join(this.#folder, key);
    return quietly(() => {
      const entry = readFileSync(path);
      const contents = entry.subarray(DigestBytes);
      if (!entry.subarray(0, DigestBytes).equals(digest(contents))) {
        rmSync(path, { force: true });
        return undefined;
      }
      const now = new Date();
      quietly(() => utimesSync(path, now, now));
      return contents;
    });
  }

  put(key: string, contents: Uint8Array): void {
    if (contents.length > LargestEntry) return;
    const path = join(this.#folder, key);
    const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      makeFolder(this.#folder);
      writeFileSync(temporary, digest(contents));
      appendFileSync(temporary, contents);
      renameSync(temporary, path);
      this.#evict();
    } catch {
      quietly(() => rmSync(temporary, { force: true }));
    }
  }

  #evict(): void {
    const entries: { path: string; bytes: number; used: number }[] = [];
    for (const name of readdirSync(this.#folder)) {
      const isEntry = EntryName.test(name);
      if (!isEntry && !TemporaryName.test(name)) continue; // not ours
      const path = join(this.#folder, name);
      const info = statSync(path, { throwIfNoEntry: false });
      if (info === undefined) continue; // another process was faster
      if (isEntry) entries.push({ path, bytes: info.size, used: info.mtimeMs });
      else if (Date.now() - info.mtimeMs > AbandonedAfterMs) rmSync(path, { force: true });
    }
    let total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    entries.sort((a, b) => a.used - b.used);
    for (const entry of entries) {
      if (total <= this.#bound) break;
      rmSync(entry.path, { force: true });
      total -= entry.bytes;
    }
  }
}

/** A key that differs when any of the parts does. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    // The length keeps ["ab", "c"] and ["a", "bc"] apart.
    hash.update(`${typeof part === "string" ? "s" : "b"}${Buffer.byteLength(part)}:`);
    hash.update(part);
  }
  return hash.digest("hex");
}

function digest(contents: Uint8Array): Buffer {
  return createHash("sha256").update(contents).digest();
}

/** `$REDZONE_CACHE`, or the place for caches of the user's system. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): string {
  if (env.REDZONE_CACHE) return env.REDZONE_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "redzone");
  if (platform === "win32" && env.LOCALAPPDATA) {
    return join(env.LOCALAPPDATA, "redzone", "cache");
  }
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "redzone");
  return join(homedir(), ".cache", "redzone");
}

/**
 * With its parents. Node's own `recursive` never returns where the system has a folder and still
 * answers ENOENT for a new one in it (/proc).
 */
function makeFolder(path: string): void {
  const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    try {
      mkdirSync(path);
    } catch (again) {
      if (codeOf(again) !== "EEXIST") throw again;
    }
  }
}

/** What `ask` gives; undefined when the system refuses. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

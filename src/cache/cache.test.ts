import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cache, cacheFolder, cacheKey } from "./cache.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "redzone-cache-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const runModule = async (text: string) => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    text,
  ]);
  return stdout;
};
const key = (name: string) => cacheKey([name]);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("Cache", () => {
  it("gives back what was put, also to another process", async () => {
    new Cache(join(folder, "not", "yet")).put(key("a"), Buffer.from("contents"));
    const other = new Cache(join(folder, "not", "yet"));
    expect(other.get(key("a"))).toEqual(Buffer.from("contents"));
    expect(other.get(key("b"))).toBeUndefined();
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ["cut short", (whole) => whole.subarray(0, -1)],
    ["empty", () => Buffer.alloc(0)],
    ["changed", (whole) => Buffer.concat([whole.subarray(0, -1), Buffer.from("!")])],
    ["shorter than its digest", () => Buffer.from("short")],
  ])("takes an entry that is %s for none, and drops it", async (_, damage) => {
    const cache = new Cache(folder);
    cache.put(key("a"), Buffer.from("contents"));
    const path = join(folder, key("a"));
    await writeFile(path, damage(await readFile(path)));
    expect(cache.get(key("a"))).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    cache.put(key("a"), Buffer.from("again"));
    expect(cache.get(key("a"))).toEqual(Buffer.from("again"));
  });

  it("removes what was unused for longest when it grows over its bound", async () => {
    const cache = new Cache(folder, 3500);
    for (const [age, name] of ["a", "b", "c"].entries()) {
      cache.put(key(name), randomBytes(1000));
      await utimes(join(folder, key(name)), minutesAgo(30 - age), minutesAgo(30 - age));
    }
    cache.get(key("a")); // so b is the oldest now
    cache.put(key("d"), randomBytes(1000));
    const kept = await readdir(folder);
    expect(kept.toSorted()).toEqual(["a", "c", "d"].map(key).toSorted());
  });

  it("does not keep what is a quarter of it", async () => {
    new Cache(folder).put(key("a"), new Uint8Array(2 ** 28 + 1));
    expect(await readdir(folder)).toEqual([]);
  });

  it("clears up after writers that died, and leaves alone what is not its own", async () => {
    const abandoned = join(folder, `${key("x")}.0123456789ab.tmp`);
    const inProgress = join(folder, `${key("y")}.0123456789ab.tmp`);
    for (const path of [abandoned, inProgress, join(folder, "notes.txt")])
      await writeFile(path, "");
    await utimes(abandoned, minutesAgo(90), minutesAgo(90));
    new Cache(folder, 0).put(key("a"), randomBytes(10));
    expect((await readdir(folder)).toSorted()).toEqual(
      ["notes.txt", `${key("y")}.0123456789ab.tmp`].toSorted(),
    );
  });

  it("stands many writers and readers at once", async () => {
    const module = JSON.stringify(new URL("../../dist/cache/cache.js", import.meta.url).href);
    const contents = (round: number) => Buffer.alloc(200_000, round);
    const program = (round: number) => `
      import { Cache } from ${module};
      const cache = new Cache(${JSON.stringify(folder)}, 500_000);
      for (let each = 0; each < 10; each++) cache.put("${key(`${round % 2}`)}", Buffer.alloc(200_000, ${round % 2}));
      const got = cache.get("${key(`${round % 2}`)}");
      process.stdout.write(String(got === undefined ? 0 : got.every((byte) => byte === ${round % 2}) ? 1 : 2));`;
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, round) => runModule(program(round))),
    );
    expect(answers.every((answer) => answer === "0" || answer === "1")).toBe(true);
    const kept = new Cache(folder).get(key("0")) ?? contents(0);
    expect(Buffer.compare(kept, contents(0))).toBe(0);
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("is only slow when its folder cannot be had", async () => {
    await writeFile(join(folder, "file"), "in the way");
    const cache = new Cache(join(folder, "file", "sub"));
    cache.put(key("a"), Buffer.from("x"));
    expect(cache.get(key("a"))).toBeUndefined();
  });
});

it("makes different keys of parts that only look alike when joined", () => {
  const keys = [["ab", "c"], ["a", "bc"], ["abc"], ["ab", "c", ""], [Buffer.from("ab"), "c"]];
  expect(new Set(keys.map(cacheKey)).size).toBe(keys.length);
});

it("finds the user's place for caches", () => {
  expect(cacheFolder({ REDZONE_CACHE: "/c", XDG_CACHE_HOME: "/x" }, "linux")).toBe("/c");
  expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux")).toBe(join("/x", "redzone"));
  expect(cacheFolder({}, "linux")).toMatch(/\.cache.redzone$/);
  expect(cacheFolder({}, "darwin")).toMatch(/Library.Caches.redzone$/);
  expect(cacheFolder({ LOCALAPPDATA: "/l" }, "win32")).toBe(join("/l", "redzone", "cache"));
});

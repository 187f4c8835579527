import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { wasi } from "@bjorn3/browser_wasi_shim";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { WasiError } from "./errno.ts";
import { linkTarget, resolveEntry, resolveInside } from "./sandbox.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "redzone-sandbox-")));
afterAll(() => rmSync(base, { recursive: true }));

const root = join(base, "root");
mkdirSync(join(root, "a/b"), { recursive: true });
mkdirSync(join(base, "outside"));
writeFileSync(join(root, "a/file"), "");
writeFileSync(join(base, "outside/secret"), "");

const links: Readonly<Record<string, string>> = {
  up: "..",
  absolute: join(base, "outside"),
  inside: join(root, "a"),
  toA: "a",
  "a/toRoot": "..",
  "a/out": "../../outside",
  "a/b/toFile": "../file",
  chain: "a/b/toFile",
  chainOut: "a/out/secret",
  loop1: "loop2",
  loop2: "loop1",
  dangling: "a/new",
};
// Windows lets only administrators make links.
const windows = process.platform === "win32";
if (!windows) {
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
}

function outcome(path: string, followLast = true): string | number {
  try {
    const resolved = resolveInside(root, path, { followLast });
    return resolved === root ? "." : resolved.slice(root.length + 1).replaceAll(sep, "/");
  } catch (error) {
    if (error instanceof WasiError) return error.errno;
    throw error;
  }
}

const { ERRNO_NOTCAPABLE: OUT, ERRNO_NOENT: NOENT, ERRNO_NOTDIR: NOTDIR } = wasi;

test.each([
  ["a", "a"],
  [".", "."],
  ["./a/./b//..", "a"],
  ["a/..", "."],
  ["a/new", "a/new"],
  ["a/", "a/"],
  ["new/", "new/"],
  ["", NOENT],
  ["none/new", NOENT],
  ["none/..", NOENT],
  ["a/file/x", NOTDIR],
  ["a/file/..", NOTDIR],
  ["..", OUT],
  ["a/../..", OUT],
  ["../root/a", OUT],
  ["/", OUT],
  ["/etc/passwd", OUT],
])("%j is %j", (path, expected) => {
  expect(outcome(path)).toBe(expected);
});

describe.skipIf(windows)("with links", () => {
  test.each([
    ["toA", "a"],
    ["toA/b", "a/b"],
    ["a/toRoot", "."],
    ["a/toRoot/a/b", "a/b"],
    ["chain", "a/file"],
    ["dangling", "a/new"],
    ["up", OUT],
    ["up/root", OUT],
    ["absolute/secret", OUT],
    ["inside", OUT],
    ["a/out/secret", OUT],
    ["chainOut", OUT],
    ["loop1", wasi.ERRNO_LOOP],
  ])("%j is %j", (path, expected) => {
    expect(outcome(path)).toBe(expected);
  });

  test("the last one is followed on demand, and where a directory is meant", () => {
    expect(outcome("toA", false)).toBe("toA");
    expect(outcome("absolute", false)).toBe("absolute");
    expect(outcome("absolute/", false)).toBe(OUT);
    expect(outcome("toA/", false)).toBe("a/");
    expect(outcome("absolute/secret", false)).toBe(OUT);
  });

  test("the root has no entry, under none of its names", () => {
    for (const path of [".", "a/..", "a/toRoot/"]) {
      expect(() => resolveEntry(root, path)).toThrow(new WasiError(wasi.ERRNO_BUSY));
    }
    expect(resolveEntry(root, "a/toRoot")).toBe(join(root, "a/toRoot"));
  });

  test("an absolute target is not told", () => {
    expect(linkTarget(join(root, "toA"))).toBe("a");
    expect(() => linkTarget(join(root, "inside"))).toThrow(new WasiError(OUT));
  });

  test("what it finds is what the system finds, and never outside", () => {
    // More of what leads on than of what leads out, or hardly any path would end somewhere.
    const onward = fc.constantFrom("a", "b", "toA", "toRoot", "..", ".", "");
    const any = fc.constantFrom(
      ...["file", "none", "secret", "root", "outside"],
      ...Object.keys(links).map((path) => path.split("/").at(-1)!),
    );
    const component = fc.oneof({ arbitrary: onward, weight: 3 }, { arbitrary: any, weight: 1 });
    const path = fc.array(component, { minLength: 1, maxLength: 7 }).map((all) => all.join("/"));
    let found = 0;
    fc.assert(
      fc.property(path, (path) => {
        const system = systemPath(`${root}/${path}`);
        const ours = outcome(path);
        if (typeof ours === "string") {
          const at = realpathSync(root) + (ours === "." ? "" : `/${ours.replace(/\/$/, "")}`);
          expect(at === root || at.startsWith(root + sep)).toBe(true);
          // Something that is not there yet has no path to compare.
          if (system !== undefined) {
            expect(at).toBe(system);
            found++;
          }
        } else if (ours !== OUT && !path.startsWith("/") && path !== "") {
          expect(system).toBeUndefined();
        }
      }),
      { numRuns: 1500 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

function systemPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** What `redzone run` does around a check: files, flags, the cache, what the program may see. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Folder } from "./redzone.ts";

const Project = {
  "src/main.c": `#include <stdio.h>
#include "config.h"
#include "../config.h"
#include "deep/deep.h"
#include <lib.h>
int other(void);
int main(void) {
  int unused;
  printf("%s %d %d %d %d %d\\n", __FILE__, INNER, OUTER, deep(), LIB, other());
  return 0;
}
`,
  "src/config.h": "#pragma once\n#define INNER 1\n",
  "config.h": "#pragma once\n#define OUTER 2\nstruct once { int x; };\n",
  "src/deep/deep.h": '#include "../../config.h"\nstatic int deep(void) { return OUTER + 1; }\n',
  "include dir/lib.h": "#define LIB 4\n",
  "other.c": "int other(void) { return 5; }\n",
};

describe("sources and headers", () => {
  it("are found wherever the compiler is started, and shown as they were typed", async () => {
    using folder = new Folder(Project);
    const flags = (up: string) => `--cflags=-Wall -I'${up}include dir' ${up}other.c`;
    const warning = /main\.c:8:7: warning: unused variable 'unused' \[-Wunused-variable\]/;

    const above = await folder.redzone(["run", flags(""), "src/main.c"]);
    expect(above).toMatchObject({ status: 0, stdout: "src/main.c 1 2 3 4 5\n" });
    expect(above.stderr).toMatch(warning);

    const beside = await folder.redzone(["run", flags("../"), "../src/main.c"], { cwd: "src" });
    expect(beside).toMatchObject({ status: 0, stdout: "../src/main.c 1 2 3 4 5\n" });
    expect(beside.stderr).toMatch(/^\.\.\/src\/main\.c:8:7: warning/);

    const absolute = join(folder.path, "src/main.c");
    const anywhere = await folder.redzone(["run", flags("../"), absolute], { cwd: "src" });
    expect(anywhere).toMatchObject({ status: 0, stdout: `${absolute} 1 2 3 4 5\n` });
  });
});

describe("C++", () => {
  it("and C make one program, whichever of them it is named after", async () => {
    using folder = new Folder({
      "main.cc": `#include "greeting.hpp"
#include <cstdio>
int main() { std::printf("%s\\n", greeting(2).c_str()); }
`,
      "greeting.hpp": `#pragma once
#include <string>
extern "C" const char *word(void);
inline std::string greeting(int times) {
  std::string all;
  while (times-- > 0) all += word();
  return all;
}
`,
      "word.c": `const char *word(void) { int class = 'h'; return class == 'h' ? "hello " : ""; }\n`,
    });
    const expected = { status: 0, stdout: "hello hello \n" };
    expect(await folder.redzone(["run", "--cflags=word.c", "main.cc"])).toMatchObject(expected);
    expect(await folder.redzone(["run", "--cflags=main.cc", "word.c"])).toMatchObject(expected);
  });
});

describe("the cache", () => {
  const files = { "warn.c": "int main(void) { int x; return 0; }\n" };
  const words = ["run", "-q", "--cflags=-Wall", "--report=json:-", "warn.c"];

  it("serves several runs at once and the next one, warnings included", async () => {
    using folder = new Folder(files);
    const env = { REDZONE_CACHE: join(folder.path, "cache") };
    const [one, two] = await Promise.all([
      folder.redzone(words, { env }),
      folder.redzone(words, { env }),
    ]);
    expect(one.stderr).toMatch(/warning: unused variable 'x'/);
    expect(two).toEqual(one);
    // What clang made, and what the rewriter made of that.
    expect(readdirSync(env.REDZONE_CACHE)).toHaveLength(2);
    expect(await folder.redzone(words, { env })).toEqual(one);
    expect(JSON.parse(one.stdout).compile).toMatchObject({
      ok: true,
      diagnostics: [{ severity: "warning", code: "-Wunused-variable", line: 1 }],
    });

    for (const entry of readdirSync(env.REDZONE_CACHE)) {
      writeFileSync(join(env.REDZONE_CACHE, entry), "damaged");
    }
    expect(await folder.redzone(words, { env })).toEqual(one);
  });

  it("may be out of reach", async () => {
    using folder = new Folder(files);
    const env = { REDZONE_CACHE: join(folder.path, "warn.c", "cache") };
    expect(await folder.redzone(words, { env })).toMatchObject({ status: 0 });
  });
});

describe("the program", () => {
  const files = {
    "see.c": `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  for (int i = 0; i < argc; i++) printf("[%s]", argv[i]);
  const char *home = getenv("HOME"), *given = getenv("GIVEN");
  printf(" %s %s %d\\n", home ? home : "-", given ? given : "-", getchar());
  FILE *secret = fopen("see.c", "r"), *shared = fopen("/data/see.c", "r");
  printf("%d %d\\n", secret != NULL, shared != NULL);
  if (shared) fclose(shared);
  return 7;
}
`,
  };

  it("sees its arguments, its input and nothing else", async () => {
    using folder = new Folder(files);
    const ended = await folder.redzone(["run", "-q", "see.c", "--", "-q", "a b"], { input: "A" });
    expect(ended).toEqual({
      status: 7,
      stdout: "[see.c][-q][a b] - - 65\n0 0\n",
      stderr: "",
    });
  });

  it("sees what it is given", async () => {
    using folder = new Folder(files);
    const options = ["-q", "--env", "GIVEN=x=y", "--dir=.::/data"];
    const ended = await folder.redzone(["run", ...options, "see.c"]);
    expect(ended).toEqual({ status: 7, stdout: "[see.c] - x=y -1\n0 1\n", stderr: "" });
  });
});

describe("the exit status", () => {
  it("is --error-exitcode with errors and the program's own without", async () => {
    using folder = new Folder({
      "leak.c": "#include <stdlib.h>\nint main(void) { malloc(9); return 5; }\n",
    });
    const status = async (...options: string[]) =>
      (await folder.redzone(["run", "-O0", ...options, "leak.c"])).status;
    expect(await status()).toBe(1);
    expect(await status("--error-exitcode=99")).toBe(99);
    expect(await status("--error-exitcode=0")).toBe(5);
    expect(await status("--errors-for-leak-kinds=none")).toBe(5);
    expect(await status("--leak-check=summary")).toBe(5);
  });
});

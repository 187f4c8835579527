/** The "Bad input": one clear sentence with the place, and the contract's exit status. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decodeModule } from "../../src/wasm/decode.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import { type Ended, Folder } from "./redzone.ts";

const Header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** An Arm Linux program's first bytes would do as well. */
const Component = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];

const fixture = readFileSync(new URL("../fixtures/wasm/list.wasm", import.meta.url));

/** The fixture with such a name section. */
function withNames(bytes: Uint8Array): Uint8Array {
  const module = decodeModule(fixture, "list.wasm");
  const others = module.customs.filter(({ name }) => name !== "name");
  return encodeModule({ ...module, customs: [...others, { name: "name", bytes, after: 11 }] });
}

const folder = new Folder({
  "ok.c": "int main(void) { return 0; }\n",
  "wrong.c": "int main(void) {\n  return oops;\n}\n",
  "unlinked.c": "int missing(int);\nint main(void) { return missing(1); }\n",
  "includes.c": '#include "nowhere.h"\nint main(void) { return 0; }\n',
  "empty.c": "",
  "endless.c": "int main(void) { for (;;) {} }\n",
  "hungry.c": `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
  size_t total = 0;
  for (char *p; (p = malloc(1 << 20)) != NULL; total++) memset(p, 1, 1 << 20);
  printf("%zu\\n", total);
  return total > 0 && total < 64 ? 0 : 1;
}
`,
  "notes.txt": "some notes\n",
  "wrong.supp": "{\n  name\n  Memcheck\n}\n",
  "empty.wasm": "",
  "text.wasm": "(module)\n",
  "headless.wasm": Uint8Array.from(Header.slice(0, 6)),
  "component.wasm": Uint8Array.from(Component),
  "junk.wasm": Uint8Array.from([...Header, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  "cut.wasm": Uint8Array.from([...Header, 0x01, 0x20, 0x01]),
  "library.wasm": Uint8Array.from(Header),
  "half.wasm": fixture.subarray(0, fixture.length >> 1),
  "lies.wasm": withNames(Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0x0f)),
  "binary.c": Uint8Array.from(Header),
});
afterAll(() => folder[Symbol.dispose]());
mkdirSync(join(folder.path, "folder.c"));

/** One line that begins with who speaks, and no trace of where in our code that was. */
function expectSentence({ stderr, stdout }: Ended, about: RegExp): void {
  expect(stderr).toMatch(/^redzone: [^\n]+\n$/);
  expect(stderr).toMatch(about);
  expect(stderr).not.toMatch(/\n\s+at |internal error|ENOENT|EISDIR|undefined/);
  expect(stdout).toBe("");
}

describe("a PROGRAM that is none", () => {
  it.each<[string, RegExp]>([
    ["nowhere.c", /nowhere\.c: no such file/],
    ["nowhere.wasm", /nowhere\.wasm: no such file/],
    ["ok.c/ok.c", /ok\.c\/ok\.c: a part of the path is not a folder/],
    [".", /\.: it is a folder/],
    ["folder.c", /folder\.c: it is a folder/],
    ["notes.txt", /notes\.txt: .*none of them/],
    ["empty.wasm", /empty\.wasm: the file is empty/],
    ["text.wasm", /text\.wasm: this is not a WebAssembly module/],
    ["headless.wasm", /headless\.wasm: /],
    ["component.wasm", /component\.wasm: /],
    ["junk.wasm", /junk\.wasm: .*0x/],
    ["cut.wasm", /cut\.wasm: .*0x/],
    ["library.wasm", /library\.wasm: /],
    [
      "half.wasm",
      /half\.wasm: is malformed: at byte 0x[0-9a-f]+: section 10 is announced to be longer than the file/,
    ],
  ])("%s", async (program, about) => {
    const ended = await folder.redzone(["run", "--report=json:never.json", program]);
    expectSentence(ended, about);
    expect(ended.status).toBe(4);
    expect(readdirSync(folder.path)).not.toContain("never.json");
  });
});

describe("names that cannot be read", () => {
  it("keep no program from being checked", async () => {
    const ended = await folder.redzone(["run", "--report=json:names.json", "lies.wasm"]);
    const report = JSON.parse(readFileSync(join(folder.path, "names.json"), "utf8"));
    expect(report.exit).toHaveProperty("code");
    expect(ended.stderr).not.toMatch(/internal error|is malformed/);
  });
});

describe("a wrong command line", () => {
  it.each<[string[], RegExp]>([
    [[], /no program given/],
    [["run"], /no program given/],
    [["ok.c"], /unknown command 'ok\.c'/],
    [["run", "--nope", "ok.c"], /unknown option '--nope'/],
    [["run", "--timeout=soon", "ok.c"], /--timeout=soon/],
    [["run", "--suppressions=no.supp", "ok.c"], /--suppressions=no\.supp: no such file/],
    [["run", "--suppressions=wrong.supp", "ok.c"], /: wrong\.supp:3: expected TOOL:KIND, as in /],
    [["run", "--max-memory=4g", "ok.c"], /--max-memory=4g/],
    [["run", "--dir=nowhere", "ok.c"], /nowhere: no such file or folder/],
    [["run", "--report=json:nowhere/r.json", "ok.c"], /nowhere\/r\.json: .*folder/],
    [["run", "--report=json:folder.c", "ok.c"], /folder\.c: it is a folder/],
    [["run", "--cflags=-c", "ok.c"], /--cflags/],
    [["run", "--cflags='", "ok.c"], /--cflags='/],
    [["step", "ok.c"], /step needs a terminal/],
  ])("%j", async (words, about) => {
    const ended = await folder.redzone(words);
    expectSentence(ended, about);
    expect(ended.status).toBe(2);
  });
});

describe("a source that does not compile", () => {
  async function rejected(program: string) {
    const ended = await folder.redzone(["run", "--report=json:r.json", "--report=text", program]);
    const report = JSON.parse(readFileSync(join(folder.path, "r.json"), "utf8"));
    expect(ended.status).toBe(3);
    expect(ended.stderr).not.toMatch(/internal error|SUMMARY/);
    expect(report).toMatchObject({ program, compile: { ok: false }, errors: [], leaks: [] });
    expect(report).not.toHaveProperty("exit");
    return { ended, diagnostics: report.compile.diagnostics };
  }

  it("shows the compiler's own message", async () => {
    const { ended, diagnostics } = await rejected("wrong.c");
    expect(ended.stderr).toBe(
      [
        "wrong.c:2:10: error: use of undeclared identifier 'oops'",
        "    2 |   return oops;",
        "      |          ^~~~",
        "1 error generated.",
        "",
      ].join("\n"),
    );
    expect(diagnostics).toEqual([
      {
        severity: "error",
        file: "wrong.c",
        line: 2,
        column: 10,
        message: "use of undeclared identifier 'oops'",
      },
    ]);
  });

  it("shows the linker's", async () => {
    const { ended, diagnostics } = await rejected("unlinked.c");
    expect(ended.stderr).toMatch(/^wasm-ld: error: .*: undefined symbol: missing\n/);
    expect(diagnostics).toEqual([{ severity: "error", message: "undefined symbol: missing" }]);
  });

  it("says what it thinks of bytes that are no text", async () => {
    const { ended } = await rejected("binary.c");
    expect(ended.stderr).toMatch(/^binary\.c:1:\d+: (?:\S+ )?(?:warning|error): /);
  });

  it("names a header that is not there", async () => {
    const { ended } = await rejected("includes.c");
    expect(ended.stderr).toMatch(/^includes\.c:1:10: fatal error: 'nowhere\.h' file not found/);
  });

  it("wants a main function", async () => {
    const { ended } = await rejected("empty.c");
    expect(ended.stderr).toBe(
      "redzone: error: undefined symbol: main (the program has no main function)\n",
    );
  });
});

describe("a program out of bounds", () => {
  it("never ends", async () => {
    const ended = await folder.redzone(["run", "--timeout=0.5", "--report=json:-", "endless.c"]);
    expect(ended.status).toBe(134);
    expect(JSON.parse(ended.stdout).exit).toEqual({ trap: "timeout" });
    const told = await folder.redzone(["run", "--timeout=0.5", "endless.c"]);
    expect(told.stderr).toMatch(/its time was up/);
  });

  it("asks for all memory", async () => {
    const ended = await folder.redzone([
      "run",
      "--max-memory=64m",
      "--errors-for-leak-kinds=none",
      "--show-leak-kinds=none",
      "hungry.c",
    ]);
    expect(ended.stdout).toMatch(/^\d+\n$/);
    expect(ended.stderr).toMatch(/memory/);
    expect(ended.status).toBe(0);
  });
});

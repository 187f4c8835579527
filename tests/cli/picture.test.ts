/** `redzone picture` and `redzone history`: what they refuse, in a sentence, and programs that give a drawer a hard time. */
import { afterAll, describe, expect, it } from "vitest";
import { type Ended, Folder } from "./redzone.ts";

const Columns = 80;
/** Lines of a drawing. */
const MostLines = 200;

const folder = new Folder({
  "list.c": `#include <stdlib.h>
struct node { int value; struct node *next; };
int main(void) {
  struct node *list = NULL;
  for (int i = 0; i < 3; i++) {
    struct node *n = malloc(sizeof *n);
    n->value = i;
    n->next = list;
    list = n;
  }
  return 0;
}
`,
  "empty_handed.c": "int main(void) {\n  return 0;\n}\n",
  "endless.c": `#include <stdlib.h>
int main(void) {
  char *p = malloc(8);
  for (int i = 0;; i++) {
    p[i % 8] = 'a';
  }
}
`,
  "corrupted.c": `#include <stdlib.h>
#include <string.h>
struct node { int value; struct node *next, *prev; struct node **links; const char *name; };
static struct node *nodes[40];
int main(void) {
  unsigned random = 1;
  for (int i = 0; i < 40; i++) nodes[i] = malloc(sizeof(struct node));
  for (int i = 0; i < 40; i++) {
    unsigned char bytes[sizeof(struct node)];
    for (unsigned k = 0; k < sizeof bytes; k++) {
      random = random * 1664525 + 1013904223;
      // Some of them near the heap, some anywhere, some in the middle of blocks.
      bytes[k] = k % 4 == 3 ? 0 : k % 4 == 2 && random & 0x10000 ? 0x81 : random >> 24;
    }
    memcpy(nodes[i], bytes, sizeof bytes);
  }
  return 0;
}
`,
  "deep.c": `static int deep(int n) {
  if (n == 0)
    return 0;
  return 1 + deep(n - 1);
}
int main(void) {
  return deep(100000) != 100000;
}
`,
  "many.c": `#include <stdlib.h>
static char **texts;
int main(void) {
  texts = malloc(100000 * sizeof *texts);
  for (int i = 0; i < 100000; i++) texts[i] = calloc(4, 1);
  return 0;
}
`,
});
afterAll(() => folder[Symbol.dispose]());

function expectSentence({ status, stdout, stderr }: Ended, about: string): void {
  expect(stderr).toBe(`redzone: ${about}\n`);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
}

describe("what is not there", () => {
  it.each<[command: string, sentence: string]>([
    ["picture list.c --step=29", "list.c: there is no step 29: they go from 1 to 19"],
    [
      "picture list.c --at=list.c:2",
      "list.c: there is no code at list.c:2; the next line with code is 4",
    ],
    ["picture list.c --at=100", "list.c: there is no code at line 100"],
    ["picture list.c --at=5#5", "list.c: line 5 runs 4 times only"],
    ["picture list.c --at=other.c:5", "list.c: no code of the program is from other.c"],
    [
      "picture list.c --at=list.c",
      "--at=list.c: expected FILE:LINE, or FILE:LINE#N for the N-th time",
    ],
    ["picture list.c --finding=3", "list.c: there is no finding 3: they go from 1 to 2"],
    ["picture list.c --format=png", "--format=png: expected text, svg or json"],
    ["picture empty_handed.c --finding=1", "empty_handed.c: nothing was found in this run"],
    [
      "picture list.c --cflags=-g0",
      "list.c: the program has no steps: it has no debug information, or no line of it ran",
    ],
    ["history list.c", "give the block: either --block or --finding"],
    ["history list.c --block=4", "list.c: there is no block 4: they go from 1 to 3"],
    ["history empty_handed.c --block=1", "empty_handed.c: the program allocates no blocks"],
    [
      "history list.c --block=1 --cflags=-g0",
      "list.c: the program has no steps: it has no debug information, or no line of it ran",
    ],
  ])("%s", async (command, sentence) => {
    expectSentence(await folder.redzone(command.split(" ")), sentence);
  });

  it("a file", async () => {
    const ended = await folder.redzone(["picture", "nowhere.c"]);
    expect(ended).toEqual({
      status: 4,
      stdout: "",
      stderr: "redzone: nowhere.c: no such file or folder\n",
    });
  });
});

describe("a program that never ends", () => {
  const stopped =
    "redzone: endless.c: it did not end by itself, and was stopped; its steps up to there are known\n";

  it("has pictures up to where it was stopped", async () => {
    const { status, stdout, stderr } = await folder.redzone([
      "picture",
      "endless.c",
      "--timeout=1",
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: stopped });
    expect(stdout).toMatch(/^Stack +Heap\n┌ main \(endless\.c:[45]\) .*\n.*#1 \['a'/s);
  });

  it("has histories without an end", async () => {
    const words = ["history", "endless.c", "--block=1", "--timeout=0.1"];
    const { status, stdout, stderr } = await folder.redzone(words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: stopped });
    expect(stdout).toMatch(
      /^Block #1 of endless\.c: 8 bytes, char\[8\]\n +step 1 +endless\.c:3 main +allocated\n/,
    );
    expect(stdout).not.toContain("ended");
  });
});

describe("what would be a wall", () => {
  async function drawn(...words: string[]): Promise<string[]> {
    const { status, stdout, stderr } = await folder.redzone(["picture", ...words]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThanOrEqual(MostLines + 1);
    expect(lines.filter((line) => line.length > Columns)).toEqual([]);
    return lines;
  }

  it("pointers that are nonsense", async () => {
    const text = (await drawn("corrupted.c")).join("\n");
    const shown = new Set(text.match(/#\d+ struct node/g)).size;
    expect(shown).toBeGreaterThan(3);
    expect(text).toContain(`… ${40 - shown} more blocks`);
  });

  it("a recursion of 100,000 calls", async () => {
    const text = (await drawn("deep.c", "--at=3")).join("\n");
    expect(text).toMatch(/99,\d{3} more calls/);
    expect(text).toContain("deep (deep.c:3)");
  });

  it("100,000 blocks", async () => {
    const text = (await drawn("many.c")).join("\n");
    const counted = [...text.matchAll(/([\d,]+) more (?:\w+ )?blocks/g)].map(([, count]) =>
      Number(count!.replaceAll(",", "")),
    );
    const shown = new Set(text.match(/#\d+ \[/g)).size;
    expect(counted.reduce((sum, count) => sum + count, shown)).toBe(100_001);
  });
});

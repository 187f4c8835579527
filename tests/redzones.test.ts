/**
 * Arrays of every kind, element and length, each read and written from eight bytes before its start to eight
 * bytes behind its end, where a redzone is: every access outside is an error, and none inside is.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { OptimisationLevel } from "../src/compile/result.ts";
import type { ReportedError } from "../src/report/model.ts";
import { GENERATED, Lanes } from "./harness/lanes.ts";

const Folder = fileURLToPath(new URL("../node_modules/.cache/redzone-arrays", import.meta.url));
/** Bytes on either side. */
const Reach = 8;

interface Kind {
  /** What comes before the functions, for an array outside of them. */
  readonly outside?: (declaration: string) => string;
  /** What makes the array `a` in a function; `n` is its length, which the compiler does not know. */
  readonly inside?: (element: string, length: number) => string;
  readonly after?: string;
  /** Before a global variable lies another one's redzone, or something that has none. */
  readonly guardedBefore: boolean;
}
const KINDS: Readonly<Record<string, Kind>> = {
  local: { inside: (element, length) => `${element} a[${length}];`, guardedBefore: true },
  vla: { inside: (element) => `${element} a[n];`, guardedBefore: true },
  alloca: {
    inside: (element) => `${element} *a = __builtin_alloca(n * sizeof *a);`,
    guardedBefore: true,
  },
  heap: {
    inside: (element) => `${element} *a = malloc(n * sizeof *a);`,
    after: "free(a);",
    guardedBefore: true,
  },
  inner: { inside: (element, length) => `static ${element} a[${length}];`, guardedBefore: false },
  global: { outside: (declaration) => `${declaration};`, guardedBefore: false },
};
const LENGTHS: Readonly<Record<string, { readonly size: number; readonly lengths: number[] }>> = {
  char: { size: 1, lengths: [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 33] },
  short: { size: 2, lengths: [1, 2, 3, 4, 5, 8, 17] },
  int: { size: 4, lengths: [1, 2, 3, 4, 5, 9] },
  double: { size: 8, lengths: [1, 2, 3, 5] },
};

interface Probe {
  readonly name: string;
  readonly text: string;
  readonly call: string;
  readonly kind: "InvalidRead" | "InvalidWrite";
  /** Accesses outside of the array. */
  readonly wrong: number;
}

function probesOf(kindName: string, element: string, length: number): Probe[] {
  const kind = KINDS[kindName]!;
  const { size } = LENGTHS[element]!;
  const beyond = Reach / size;
  const before = kind.guardedBefore ? beyond : 0;
  return (["InvalidRead", "InvalidWrite"] as const).map((finding) => {
    const name = `${kindName}_${element}_${length}_${finding === "InvalidRead" ? "read" : "write"}`;
    const array = kind.outside === undefined ? "a" : `array_${name}`;
    const access = finding === "InvalidRead" ? `sink += ${array}[i];` : `${array}[i] = i;`;
    const text = `${kind.outside?.(`static ${element} ${array}[${length}]`) ?? ""}
static APART void ${name}(int n, int from, int to) {
    (void)n;
    ${kind.inside?.(element, length) ?? ""}
    clear(${array}, ${length} * sizeof *${array});
    AS_IT_STANDS for (int i = from; i < to; i++) ${access}
    clear(${array}, ${length} * sizeof *${array});
    ${kind.after ?? ""}
}`;
    const call = `    ${name}(${length}, ${-before}, ${length + beyond});`;
    return { name, text, call, kind: finding, wrong: before + beyond };
  });
}

/** @param shortest of an array with one element an optimiser knows the index */
function allProbes(shortest: number): readonly Probe[] {
  return Object.keys(KINDS).flatMap((kind) =>
    Object.entries(LENGTHS).flatMap(([element, { lengths }]) =>
      lengths.filter((each) => each >= shortest).flatMap((each) => probesOf(kind, element, each)),
    ),
  );
}

const sourceOf = (probes: readonly Probe[]) => `#include <stdlib.h>
#define APART __attribute__((noinline))
#define AS_IT_STANDS _Pragma("clang loop unroll(disable) vectorize(disable)")
static volatile double sink;
/* Nobody knows what it does to the bytes, so that each access is made. */
static APART void clear(void *start, size_t length) {
    volatile char *bytes = start;
    while (length-- > 0) bytes[length] = 0;
}
${probes.map(({ text }) => text).join("\n")}
int main(void) {
${probes.map(({ call }) => call).join("\n")}
    return 0;
}
`;

const lanes = new Lanes(1);
afterAll(() => lanes.close());

describe.each<[OptimisationLevel, shortest: number]>([
  ["0", 1],
  ["2", 2],
])("at -O%s", (level, shortest) => {
  test("each access outside of its array is an error, and no other is", async () => {
    mkdirSync(Folder, { recursive: true });
    const file = join(Folder, `arrays-O${level}.c`);
    const probes = allProbes(shortest);
    writeFileSync(file, sourceOf(probes));
    const { report } = await lanes.run({
      program: file,
      optimisation: level,
      cflags: ["-w"],
      ...GENERATED,
    });
    // There is a bound, beyond which none are kept.
    expect(report.errors.length).toBeLessThan(1000);
    const differences = probes.flatMap(({ name, kind, wrong }) => {
      const found = report.errors.filter(
        (error) => error.kind === kind && error.stack[0]?.function === name,
      );
      const count = sumOf(found);
      return count === wrong ? [] : [`${name}: ${count} and not ${wrong}`];
    });
    expect(differences).toEqual([]);
    expect(sumOf(report.errors)).toBe(probes.reduce((sum, { wrong }) => sum + wrong, 0));
  });
});

function sumOf(errors: readonly ReportedError[]): number {
  return errors.reduce((sum, { count }) => sum + count, 0);
}
